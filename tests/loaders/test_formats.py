"""The kind of a file is told by what is in it."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from ipqa.errors import UnreadableFileError
from ipqa.loaders.formats import format_of, looks_like_article, why_not

PAGE = "<!DOCTYPE html><html><head><title>T</title></head><body><p>Text.</p></body></html>"
PROSE = "It was signed in London in the year of 2016.\nThe other side had signed it before.\n"


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def zipped(folder: Path, name: str, members: list[str]) -> Path:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return path


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.txt", "Text.", "plain"),
        ("a.TEXT", "Text.", "plain"),
        ("a.md", "# Title", "markdown"),
        ("a.md", "<div align=center>Logo</div>\n\n# Title", "markdown"),
        ("a.csv", "title,text\n", "rows"),
        ("a.ndjson", '{"text": "x"}', "rows"),
        ("a.txt", PAGE, "html"),
        ("a.pdf", PAGE, "html"),
        ("a.md", PAGE, "html"),
        ("a.csv", PAGE, "html"),
        ("a.txt", "\ufeff\n<!-- saved from here -->\n<?xml version='1.0'?>\n" + PAGE, "html"),
        ("a.txt", PAGE.encode("utf-16"), "html"),
        ("a.txt", PAGE.encode("utf-16-le"), "html"),
        ("a.txt", "<p>One.</p>\n<p>Two.</p>", "html"),
        ("a.txt", "<p> is the tag of a paragraph.", "plain"),
        ("a.txt", "Say <html> to begin a page.", "plain"),
        ("a.html", "Only text is here.", "plain"),
        ("a.html", "One.<br>Two.", "html"),
        ("a.html", "If a < b and b > c, then a is less.", "plain"),
        ("a.html", b"%PDF-1.7\n", "pdf"),
        ("a.txt", b"\n\n%PDF-1.4\n", "pdf"),
        ("noending", b"%PDF-1.4\n", "pdf"),
        ("a.pdf", b"", "pdf"),
        ("a.pdf", b"\x00\x01\x02", "pdf"),
        ("a.pdf", PROSE, "plain"),
        ("noending", PAGE, "html"),
        ("noending", "---\ntitle: A\n---\nText.", "markdown"),
        ("noending", "Text.", "plain"),
        ("a.docx", b"PK\x03\x04cut off", "docx"),
        ("a.log", "Text.", None),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), None),
        ("a.txt", "{\\rtf1 Text}", None),
        ("a.mht", "From: <x>\r\nSubject: S\r\nContent-Type: multipart/related;\r\n b=x", "mhtml"),
        ("a.html", "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", "mhtml"),
    ],
)
def test_content_decides_and_the_name_between_kinds_of_text(
    name: str, content: str | bytes, kind: str | None, tmp_path: Path
) -> None:
    assert format_of(written(tmp_path, name, content)) == kind


@pytest.mark.parametrize(
    ("members", "kind"),
    [
        (["[Content_Types].xml", "word/document.xml"], "docx"),
        (["mimetype", "META-INF/container.xml"], "epub"),
        (["mimetype", "content.xml"], None),
        (["xl/workbook.xml"], None),
        (["a.txt"], None),
    ],
)
def test_a_zip_file_is_what_it_holds(members: list[str], kind: str | None, tmp_path: Path) -> None:
    assert format_of(zipped(tmp_path, "a.txt", members)) == kind


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(99), "old Office file.*save it as"),
        (
            "a.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "password",
        ),
        ("a.rtf", b"{\\rtf1 Text}", "RTF.*save it as"),
        ("a.png", b"\x89PNG\r\n", "picture"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "picture"),
        ("a.gz", b"\x1f\x8b\x08", "unpack"),
        ("a.zip", b"PK\x03\x04", "damaged zip"),
        ("a.py", b"import os", "not a kind ipqa reads: save it"),
    ],
)
def test_what_no_loader_reads_has_a_reason(
    name: str, content: bytes, reason: str, tmp_path: Path
) -> None:
    path = written(tmp_path, name, content)
    assert format_of(path) is None
    assert re.search(reason, why_not(path))
    assert "\n" not in why_not(path)


@pytest.mark.parametrize(
    ("members", "reason"),
    [
        (["xl/workbook.xml"], "spreadsheet.*CSV"),
        (["ppt/presentation.xml"], "presentation.*PDF"),
        (["mimetype", "content.xml"], "OpenDocument.*docx"),
        (["a.txt"], "unpack it"),
    ],
)
def test_another_zip_file_has_a_reason(members: list[str], reason: str, tmp_path: Path) -> None:
    assert re.search(reason, why_not(zipped(tmp_path, "a.bin", members)))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PROSE, True),
        (PAGE, True),
        (b"%PDF-1.4", True),
        ("all:\n\tcc -o a a.c\n\nclean:\n\trm a\n", False),
        ("# It was signed in London in the year of 2016.\n" * 3, False),
        (b"\x7fELF\x00\x00", False),
        (b"", False),
    ],
)
def test_a_file_without_an_ending_is_an_article_if_it_reads_like_one(
    content: str | bytes, expected: bool, tmp_path: Path
) -> None:
    assert looks_like_article(written(tmp_path, "noending", content)) is expected


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        format_of(tmp_path / "gone.txt")
