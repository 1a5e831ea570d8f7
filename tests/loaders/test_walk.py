"""Files are found in a fixed order, and each becomes an article or a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipqa import loaders
from ipqa.errors import UnreadableFileError
from ipqa.loaders import can_load, load_articles, walk_files


def test_readable_files_come_in_a_fixed_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in (
        "b.md",
        "a.TXT",
        "sub/c.markdown",
        "x.pdf",
        ".hidden.md",
        ".git/d.md",
        "sub/.e.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Text.")
    (tmp_path / "folder.md").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in walk_files(tmp_path)]
    assert found == ["a.TXT", "b.md", "sub/c.markdown"]


def test_a_hidden_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    folder = tmp_path / ".notes"
    folder.mkdir()
    (folder / "a.md").write_text("Text.")
    assert list(walk_files(folder)) == [folder / "a.md"]


def test_a_file_is_its_own_walk(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"%PDF")
    assert list(walk_files(path)) == [path]
    assert not can_load(path)


def test_a_link_that_leads_in_a_circle_ends(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Text.")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    assert list(walk_files(tmp_path)) == [tmp_path / "a.md"]


def test_the_ending_chooses_the_loader(tmp_path: Path) -> None:
    markdown, plain = tmp_path / "a.MD", tmp_path / "a.txt"
    for path in (markdown, plain):
        path.write_text("A *title*\n\nIt was *signed*.")
    assert next(load_articles(markdown, "a")).text == "A title\n\nIt was signed."
    assert next(load_articles(plain, "a")).text == "It was *signed*."


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.pdf", b"%PDF-1.7", "not a kind"),
        ("noending", b"Text.", "not a kind"),
        ("a.md", b"", "empty"),
        ("a.md", b"---\ntitle: only this\n---\n", "no article text"),
        ("a.md", b"# Only a title\n", "no article text"),
        ("a.txt", b"\xef\xbb\xbf\xe2\x80\x8b", "no article text"),
        ("a.txt", b"GIF89a\x00\x01", "binary"),
    ],
)
def test_a_file_without_an_article_is_told(
    name: str, raw: bytes, reason: str, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(raw)
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        next(load_articles(path, "a"))
    assert "\n" not in str(caught.value)
    assert str(path) in str(caught.value)


def test_a_huge_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaders, "MAX_BYTES", 1_000_000)
    path = tmp_path / "a.txt"
    path.write_bytes(b"Text. " * 200_000)
    with pytest.raises(UnreadableFileError, match="larger than 1 MB"):
        next(load_articles(path, "a"))
