"""Files are found in a fixed order, and each becomes an article or a reason."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ipqa import loaders
from ipqa.errors import UnreadableFileError
from ipqa.loaders import can_load, load_articles, walk_files
from ipqa.passages import split_article


def test_readable_files_come_in_a_fixed_order_without_hidden_ones(tmp_path: Path) -> None:
    for name in (
        "b.md",
        "a.TXT",
        "sub/c.markdown",
        "x.pdf",
        "x.HTM",
        "x.docx",
        "x.epub",
        "x.jsonl",
        "x.tsv",
        "x.mhtml",
        "a.TXT.yaml",
        "x.json",
        "x.doc",
        "x.png",
        "Makefile",
        ".hidden.md",
        ".git/d.md",
        "sub/.e.md",
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("Text.")
    (tmp_path / "folder.md").mkdir()
    found = [path.relative_to(tmp_path).as_posix() for path in walk_files(tmp_path)]
    assert found == [
        "a.TXT",
        "b.md",
        "sub/c.markdown",
        "x.HTM",
        "x.docx",
        "x.epub",
        "x.jsonl",
        "x.mhtml",
        "x.pdf",
        "x.tsv",
    ]


def test_a_file_without_an_ending_is_found_by_its_content(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<html><body><p>Text.</p></body></html>")
    (tmp_path / "script").write_text("#!/bin/sh\nexit 1\n")
    (tmp_path / "story").write_text("It was signed in London in May.\n\nIt was a good day for all.")
    assert [path.name for path in walk_files(tmp_path)] == ["page", "story"]
    assert next(load_articles(tmp_path / "page", "a")).text == "Text."


def test_a_hidden_folder_that_is_named_is_walked(tmp_path: Path) -> None:
    folder = tmp_path / ".notes"
    folder.mkdir()
    (folder / "a.md").write_text("Text.")
    assert list(walk_files(folder)) == [folder / "a.md"]


def test_a_file_is_its_own_walk(tmp_path: Path) -> None:
    path = tmp_path / "a.doc"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
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
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office file"),
        ("a.py", b"import os", "not a kind"),
        ("noending", b"", "empty"),
        ("noending", b"\x00\x01\x02", "binary"),
        ("a.md", b"", "empty"),
        ("a.md", b"---\ntitle: only this\n---\n", "no article text"),
        ("a.md", b"# Only a title\n", "no article text"),
        ("a.txt", b"\xef\xbb\xbf\xe2\x80\x8b", "no article text"),
        ("a.txt", b"GIF89a\x00\x01", "picture"),
        ("a.txt", b"\x00\x01\x02\x03", "binary"),
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


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.pdf", "a.docx", "a.epub"])
def test_a_file_of_200_megabytes_is_not_read(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / name
    start = {"a.pdf": b"%PDF-1.7\n", "a.html": b"<html>"}.get(name, b"Text.")
    path.write_bytes(start)
    os.truncate(path, 200_000_000)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("read"))
    with pytest.raises(UnreadableFileError, match="larger than"):
        next(load_articles(path, "a"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-be", "gb18030"])
def test_the_language_and_offsets_of_chinese_text(encoding: str, tmp_path: Path) -> None:
    text = "腾讯公司签署了谅解备忘录。双方将共同打击侵权。" * 3
    path = tmp_path / "a.txt"
    path.write_bytes(
        ("" if "-" not in encoding else "\ufeff").encode(encoding) + text.encode(encoding)
    )
    article = next(load_articles(path, "a"))
    assert (article.text, article.language) == (text, "zh")
    sections = split_article(article, len)
    assert "".join(section.passage.text for section in sections) == text
    for section in sections:
        passage = section.passage
        assert article.text[passage.start : passage.end] == passage.text


def test_heavy_libraries_are_imported_when_they_are_needed() -> None:
    code = (
        "import sys, ipqa.loaders; "
        "print([m for m in ('lxml', 'trafilatura', 'py3langid', 'yaml', 'defusedxml') "
        "if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_huge_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loaders, "MAX_BYTES", 1_000_000)
    path = tmp_path / "a.txt"
    path.write_bytes(b"Text. " * 200_000)
    with pytest.raises(UnreadableFileError, match="larger than 1 MB"):
        next(load_articles(path, "a"))


ARTICLE = (
    "The harbour and its pilots signed an agreement in London in May. It runs for three years."
)


def test_json_is_found_where_it_holds_articles(tmp_path: Path) -> None:
    files = {
        "array.json": [{"title": "One", "text": ARTICLE}, {"title": "Two", "text": ARTICLE}],
        "one.json": {"headline": "One", "articleBody": ARTICLE},
        "paragraphs.json": {"content": [ARTICLE, ARTICLE]},
        "package.json": {"name": "a", "description": ARTICLE},
        "settings.json": {"text": "dark", "body": 12},
        "strings.json": [ARTICLE],
        "report.pdf.json": {"title": "A sidecar", "text": ARTICLE},
        "story.json": {"title": "Beside a file without an ending", "text": ARTICLE},
    }
    for name, value in files.items():
        (tmp_path / name).write_text(json.dumps(value))
    (tmp_path / "broken.json").write_text('{"text": ')
    (tmp_path / "empty.json").write_text("")
    (tmp_path / "story").write_bytes(b"GIF89a")
    found = list(walk_files(tmp_path))
    assert [path.name for path in found] == ["array.json", "one.json", "paragraphs.json"]
    assert [a.title for path in found[:2] for a in load_articles(path, "a")] == [
        "One",
        "Two",
        "One",
    ]


def test_what_word_lays_beside_an_open_file_is_left_out(tmp_path: Path) -> None:
    for name in ("~$letter.docx", "~WRD0001.docx", "~letter.docx", "letter.docx"):
        (tmp_path / name).write_text("Text.")
    assert [path.name for path in walk_files(tmp_path)] == ["letter.docx", "~letter.docx"]
