"""Archives: what a hostile one holds is never unpacked."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from ipqa.errors import UnreadableFileError
from ipqa.loaders import zips
from ipqa.loaders.zips import open_zip, read_member


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


def reason(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        open_zip(path)
    return caught.value.reason


def test_a_sound_archive_gives_its_members(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"one", "b/c.xml": b"two"})
    with open_zip(path) as file:
        assert read_member(file, "b/c.xml", path) == b"two"


def test_a_bomb_is_told_by_what_it_states(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"0" * 20_000_000})
    assert "zip bomb" in reason(path)


def test_an_archive_of_very_many_files_is_a_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MAX_MEMBERS", 3)
    path = archive(tmp_path / "a.zip", {f"{number}.xml": b"x" for number in range(4)})
    assert "zip bomb" in reason(path)


def test_an_archive_that_states_too_much_is_a_bomb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MAX_TOTAL_BYTES", 100)
    path = archive(tmp_path / "a.zip", {"a.xml": b"x" * 60, "b.xml": b"x" * 60})
    assert "zip bomb" in reason(path)


def test_repetitive_xml_is_no_bomb(tmp_path: Path) -> None:
    words = b" ".join(b"%d" % number for number in range(40_000))
    path = archive(tmp_path / "a.zip", {"a.xml": b"<w:p/>" * 300_000 + words})
    open_zip(path).close()


def test_a_header_that_lies_about_the_size_unpacks_to_no_more(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"0" * 9_000_000})
    raw = path.read_bytes().replace((9_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    path.write_bytes(raw)
    with open_zip(path) as file, pytest.raises(UnreadableFileError, match="damaged"):
        read_member(file, "a.xml", path)


def test_a_member_over_the_limit_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MAX_MEMBER_BYTES", 10)
    path = archive(tmp_path / "a.zip", {"a.xml": b"12345678901"})
    with open_zip(path) as file, pytest.raises(UnreadableFileError, match="more than"):
        read_member(file, "a.xml", path)


def test_an_encrypted_archive_says_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"text"})
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(raw))
    assert "password" in reason(path)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no archive at all" * 50])
def test_what_is_no_archive_is_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.zip"
    path.write_bytes(content)
    assert "damaged" in reason(path)


def test_a_cut_off_archive_is_damaged(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"text" * 1000})
    path.write_bytes(path.read_bytes()[:-30])
    assert "damaged" in reason(path)


def test_flipped_bytes_are_damage_and_not_text(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": bytes(range(256)) * 40})
    raw = bytearray(path.read_bytes())
    raw[60] ^= 0xFF
    path.write_bytes(bytes(raw))
    with open_zip(path) as file, pytest.raises(UnreadableFileError, match="damaged"):
        read_member(file, "a.xml", path)


def test_a_member_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = archive(tmp_path / "a.zip", {"a.xml": b"text"})
    with open_zip(path) as file, pytest.raises(UnreadableFileError, match=r"b\.xml is not in it"):
        read_member(file, "b.xml", path)


def test_a_file_that_is_not_there_can_not_be_opened(tmp_path: Path) -> None:
    assert "can't be opened" in reason(tmp_path / "none.zip")


def test_a_file_over_the_limit_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zips, "MAX_BYTES", 50)
    assert "larger than" in reason(archive(tmp_path / "a.zip", {"a.xml": b"text" * 50}))
