"""What kind of file a file is, told by its content; the name decides between kinds of text."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Literal

from ipqa.errors import UnreadableFileError
from ipqa.loaders.prose import is_prose
from ipqa.loaders.text import utf_16

Format = Literal["markdown", "plain", "html", "mhtml", "pdf", "docx", "epub", "rows"]

ENDINGS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "plain",
    ".text": "plain",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".pdf": "pdf",
    ".docx": "docx",
    ".epub": "epub",
    ".json": "rows",
    ".jsonl": "rows",
    ".ndjson": "rows",
    ".csv": "rows",
    ".tsv": "rows",
}
"""The endings that a folder is searched for, and what a file of text with one of them is."""
KINDS = "text, Markdown, HTML, PDF, DOCX, EPUB, JSON, JSONL or CSV"
HEAD_BYTES = 8192

_FOREIGN = (
    (b"{\\rtf", "it is an RTF file: open it in a word processor and save it as .docx"),
    (b"\x89PNG", "it is a picture: put its text into a .txt file"),
    (b"\xff\xd8\xff", "it is a picture: put its text into a .txt file"),
    (b"GIF8", "it is a picture, a binary file: put its text into a .txt file"),
    (b"II*\0", "it is a picture: put its text into a .txt file"),
    (b"MM\0*", "it is a picture: put its text into a .txt file"),
    (b"\x1f\x8b", "it is packed: unpack it first"),
    (b"7z\xbc\xaf", "it is packed: unpack it first"),
    (b"Rar!", "it is packed: unpack it first"),
    (b"BZh", "it is packed: unpack it first"),
    (b"\xfd7zXZ", "it is packed: unpack it first"),
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_UNKNOWN = f"not a kind ipqa reads: save it as {KINDS}"
_BEFORE_HTML = re.compile(r"(?:\s+|<!--.*?-->|<\?.*?\?>)*", re.DOTALL)
_HTML = re.compile(
    r"<!doctype\s+html|<(?:html|head|body|title|meta|base|frameset)\b[^<]{0,2000}?>", re.IGNORECASE
)
_TAG = re.compile(
    r"<(/?)(p|div|h[1-6]|article|section|table|ul|ol|span|br|a|img|main|b|i|font|"
    r"center|blockquote|pre|em|strong|script|style|link|li)\b[^<>]*>",
    re.IGNORECASE,
)
_BLOCK_TAG = re.compile(
    r"<(p|div|h[1-6]|article|section|table|ul|ol|main|center|blockquote)\b[^<>]*>", re.IGNORECASE
)
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(?:[\w -]+:.*\r?\n)+---[ \t]*\r?\n")
_MHTML = re.compile(r"^(?:[\w-]+:.*\n(?:[ \t].*\n)*)*content-type:\s*multipart/related", re.I)


def format_of(path: Path) -> Format | None:
    """The kind of a file, from its first bytes; ``None`` where no loader reads it.

    A ``.txt`` or ``.pdf`` that begins as a web page is one, and a ``.html`` without a tag is
    plain text. A damaged file is of the kind its name says, so that its loader can tell the
    damage. Raises ``UnreadableFileError`` when the file can't be opened.
    """
    head = _head(path)
    named = ENDINGS.get(path.suffix.lower())
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _packed(path, named)
    if head.startswith(_OLE) or any(head.startswith(magic) for magic, _ in _FOREIGN[1:]):
        return None
    text = _text(head)
    if text is None or not text.strip():
        return named if path.suffix else "plain"  # whose loader tells what is wrong
    if text.lstrip().startswith("{\\rtf"):
        return None
    return _textual(text, named, path.suffix)


def why_not(path: Path) -> str:
    """Why a file that is of no known kind can't be read, and what to do, in one line."""
    head = _head(path)
    if head.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in _whole(path):
            return "it is protected by a password: save it without one"
        return "it is an old Office file: open it in a word processor and save it as .docx"
    if head.startswith(b"PK\x03\x04"):
        return _packed_reason(path)
    text = head.lstrip(b"\xef\xbb\xbf \r\n\t")
    reasons = (reason for magic, reason in _FOREIGN if text.startswith(magic))
    return next(reasons, _UNKNOWN)


def looks_like_article(path: Path) -> bool:
    """Whether a file without an ending is of a known kind: by its magic bytes, or full of prose."""
    try:
        found = format_of(path)
        if found != "plain":
            return found is not None
        text = _text(_head(path)) or ""
    except UnreadableFileError:
        return False
    lines = [line for line in text.splitlines() if line.strip()]
    prose = sum(is_prose(line) and line.lstrip()[:1] not in "#/*;<" for line in lines)
    return prose >= 2 and prose * 2 >= len(lines)


def _textual(text: str, named: Format | None, ending: str) -> Format | None:
    after = text[_BEFORE_HTML.match(text).end() :]  # type: ignore[union-attr]
    if _HTML.match(after):
        return "html"
    if _MHTML.match(text.replace("\r\n", "\n")):
        return "mhtml"
    if named in ("html", "mhtml"):
        return "html" if _TAG.search(text) or "<!--" in text else "plain"
    if named in ("plain", "pdf", "docx", "epub") and _BLOCK_TAG.match(after):
        return "html" if len(_TAG.findall(text)) >= 4 else named
    if named:
        # A PDF or a book in name only: read if it is prose, or else told by the loader.
        if named in ("pdf", "docx", "epub") and is_prose(text.strip().splitlines()[-1]):
            return "plain"
        return named
    if ending:
        return None
    if _FRONT_MATTER.match(text):
        return "markdown"
    return "plain"


def _packed(path: Path, named: Format | None) -> Format | None:
    """What a zip file holds: a Word document, a book, or something else."""
    names = _names(path)
    if names is None:  # damaged
        return named if named in ("docx", "epub") else None
    if "word/document.xml" in names:
        return "docx"
    if "META-INF/container.xml" in names:
        return "epub"
    if any(name.startswith("word/") for name in names):
        return "docx"
    return None


def _packed_reason(path: Path) -> str:
    names = _names(path)
    if names is None:
        return "it is a damaged zip file: save or fetch it again"
    if any(name.startswith("xl/") for name in names):
        return "it is a spreadsheet: save the sheet with the articles as CSV"
    if any(name.startswith("ppt/") for name in names):
        return "it is a presentation: save it as PDF"
    if "content.xml" in names and "mimetype" in names:
        return "it is an OpenDocument file: open it in a word processor and save it as .docx"
    return "it is a zip file: unpack it first"


def _names(path: Path) -> frozenset[str] | None:
    try:
        with zipfile.ZipFile(path) as archive:
            return frozenset(archive.namelist())
    except Exception:  # zipfile has many ways to trip over a damaged file
        return None


def _text(head: bytes) -> str | None:
    """The beginning of a file as text, roughly; ``None`` when it is binary."""
    if wide := utf_16(head):
        return head[: len(head) // 2 * 2].decode(wide, "replace").removeprefix("\ufeff")
    if b"\0" in head:
        return None
    return head.decode("utf-8", "replace").removeprefix("\ufeff")


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES)
    except OSError as error:
        raise UnreadableFileError.from_os(path, error) from error


def _whole(path: Path) -> bytes:
    """The first megabytes of a file: the directory of an Office file is in no fixed place."""
    with path.open("rb") as file:
        return file.read(10_000_000)
