"""The folder of uploads: limits, names, and that nothing of anybody else's is touched."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from ipqa import uploads as module
from ipqa.errors import (
    FileKindError,
    FileTooLargeError,
    TooManyFilesError,
    UnwritableUploadsError,
    UploadDiskFullError,
    UploadLostError,
    UploadsFullError,
)
from ipqa.settings import load_settings
from ipqa.uploads import ENVELOPE, Kept, Uploads


def room(tmp_path: Path, **settings: Any) -> Uploads:
    return Uploads(load_settings(uploads=tmp_path / "uploads", **settings))


def arrive(tmp_path: Path, content: bytes = b"Words.") -> Path:
    path = tmp_path / "arrived"
    path.write_bytes(content)
    return path


def take(uploads: Uploads, tmp_path: Path, name: str, content: bytes = b"Words.") -> Kept:
    with uploads.staged(arrive(tmp_path, content), name) as staged:
        return uploads.keep(staged)


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith("."))


def test_a_file_is_kept_and_the_servers_copy_is_gone(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    kept = take(uploads, tmp_path, "a.txt")
    assert kept == Kept(tmp_path / "uploads" / "a.txt", new=True)
    assert kept.path.read_bytes() == b"Words."
    assert not (tmp_path / "arrived").exists()
    assert visible(uploads.folder) == ["a.txt"]
    assert not list(uploads.folder.glob(".arriving-*"))


def test_nothing_is_ever_written_over(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    first = take(uploads, tmp_path, "a.txt")
    assert take(uploads, tmp_path, "a.txt") == Kept(first.path, new=False)
    other = take(uploads, tmp_path, "a.txt", b"Other words.")
    assert other.path.name == "a (2).txt"
    assert take(uploads, tmp_path, "a.txt", b"Other words.") == Kept(other.path, new=False)
    assert first.path.read_bytes() == b"Words."


def test_a_file_that_another_program_puts_there_meanwhile_stays(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    own = uploads.folder / "a.txt"
    with uploads.staged(arrive(tmp_path), "a.txt") as staged:
        own.write_bytes(b"Mine.")
        assert uploads.keep(staged).path.name == "a (2).txt"
    assert own.read_bytes() == b"Mine."


@pytest.mark.parametrize(
    "name", ["../../a.txt", "/tmp/a.txt", "..\\a.txt", "x/../../a.txt", ".a.txt", "a\0.txt"]
)
def test_no_name_leaves_the_folder(name: str, tmp_path: Path) -> None:
    uploads = room(tmp_path)
    assert take(uploads, tmp_path, name).path == uploads.folder / "a.txt"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["uploads"]


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    (tmp_path / "secret").write_text("Secret.")
    (tmp_path / "arrived").symlink_to(tmp_path / "secret")
    with pytest.raises(UploadLostError), uploads.staged(tmp_path / "arrived", "a.txt"):
        pass
    assert (tmp_path / "secret").exists()


def test_a_link_in_the_folder_is_not_written_through(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    uploads.folder.mkdir()
    (uploads.folder / "a.txt").symlink_to(tmp_path / "elsewhere.txt")
    assert take(uploads, tmp_path, "a.txt").path.name == "a (2).txt"
    assert not (tmp_path / "elsewhere.txt").exists()


def test_kinds_sizes_and_numbers_have_limits(tmp_path: Path) -> None:
    uploads = room(tmp_path, upload_files=2, upload_mb=1)
    uploads.check_count(2)
    with pytest.raises(TooManyFilesError):
        uploads.check_count(3)
    with pytest.raises(FileKindError):
        uploads.check("a.exe", 1)
    with pytest.raises(FileKindError):
        uploads.check("a.pdf.yaml", 1)
    with pytest.raises(FileTooLargeError):
        uploads.check("a.txt", 1_000_001)
    # Whatever the browser said of it.
    with pytest.raises(FileTooLargeError):
        take(uploads, tmp_path, "a.txt", b"x" * 1_000_001)


def test_kinds_can_be_chosen(tmp_path: Path) -> None:
    uploads = room(tmp_path, upload_kinds="PDF, .txt")
    assert uploads.endings == (".txt", ".pdf")
    with pytest.raises(FileKindError, match=r"choose \.txt \.pdf"):
        uploads.check("a.md", 1)


def test_a_full_folder_takes_nothing(tmp_path: Path) -> None:
    uploads = room(tmp_path, uploads_mb=1)
    take(uploads, tmp_path, "a.txt", b"x" * 600_000)
    with pytest.raises(UploadsFullError):
        take(uploads, tmp_path, "b.txt", b"y" * 600_000)
    assert visible(uploads.folder) == ["a.txt"]
    with pytest.raises(UploadsFullError):
        uploads.admit(600_000)


def test_requests_are_refused_by_their_length(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    uploads = room(tmp_path, upload_mb=1, uploads_mb=2)
    with pytest.raises(UploadLostError):
        uploads.admit(None)
    with pytest.raises(FileTooLargeError):
        uploads.admit(1_000_001 + ENVELOPE)
    now = 1000.0
    monkeypatch.setattr(module.time, "monotonic", lambda: now)
    uploads.admit(1_000_000)
    uploads.admit(1_000_000)
    with pytest.raises(UploadsFullError):  # though none of them was claimed
        uploads.admit(1_000_000)
    now += 4000
    uploads.admit(1_000_000)


def test_requests_may_come_at_once(tmp_path: Path) -> None:
    uploads = room(tmp_path, upload_mb=1, uploads_mb=1)
    sizes: list[int] = []

    def send(_: int) -> None:
        with contextlib.suppress(UploadsFullError):
            sizes.append(uploads.admit(1000).size)

    with ThreadPoolExecutor(16) as pool:
        list(pool.map(send, range(2000)))
    assert sum(sizes) <= 1_000_000 + ENVELOPE


def test_what_was_not_read_takes_no_room(tmp_path: Path) -> None:
    uploads = room(tmp_path, upload_mb=1, uploads_mb=1)
    for _ in range(3):
        uploads.dismiss(uploads.admit(1_000_000))
    uploads.admit(1_000_000)
    with pytest.raises(UploadsFullError):
        uploads.admit(1_000_000)


def test_a_roundabout_way_to_the_folder_is_the_way_that_the_index_knows(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    uploads = Uploads(load_settings(uploads=tmp_path / "elsewhere" / ".." / "uploads"))
    assert take(uploads, tmp_path, "a.txt").path == tmp_path / "uploads" / "a.txt"
    assert uploads.owned([tmp_path / "uploads" / "a.txt"])


def test_only_what_was_uploaded_is_deleted(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    kept = take(uploads, tmp_path, "a.txt")
    own = uploads.folder / "own.txt"
    own.write_text("Mine.")
    assert uploads.owned([kept.path, own, tmp_path / "a.txt"]) == {kept.path}
    assert not uploads.delete(own)
    assert not uploads.delete(uploads.folder / ".." / "uploads" / "a.txt")
    assert uploads.delete(kept.path)
    assert visible(uploads.folder) == ["own.txt"]
    assert not uploads.owned([kept.path])


def test_an_upload_that_was_changed_or_replaced_by_a_link_stays(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    edited = take(uploads, tmp_path, "a.txt").path
    edited.write_text("Words, and mine.")
    assert not uploads.delete(edited)
    assert edited.exists()
    linked = take(uploads, tmp_path, "b.txt").path
    linked.rename(tmp_path / "b.txt")
    linked.symlink_to(tmp_path / "b.txt")
    assert not uploads.delete(linked)
    assert (tmp_path / "b.txt").exists()


def test_an_upload_that_is_gone_already_is_forgotten(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    kept = take(uploads, tmp_path, "a.txt").path
    kept.unlink()
    assert uploads.delete(kept)
    assert not uploads.owned([kept])


def test_a_full_disk_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    uploads = room(tmp_path)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(shutil, "move", full)
    with pytest.raises(UploadDiskFullError):
        take(uploads, tmp_path, "a.txt")
    assert visible(uploads.folder) == []
    assert not list(uploads.folder.glob(".arriving-*"))


def test_a_folder_that_cant_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "uploads").write_text("a file")
    with pytest.raises(UnwritableUploadsError):
        take(room(tmp_path), tmp_path, "a.txt")


def test_what_a_power_cut_left_is_swept(tmp_path: Path) -> None:
    uploads = room(tmp_path)
    old, new = uploads.folder / ".arriving-old", uploads.folder / ".arriving-new"
    for place in (old, new):
        place.mkdir(parents=True)
    os.utime(old, (0, 0))
    take(uploads, tmp_path, "a.txt")
    assert not old.exists()
    assert new.exists()
