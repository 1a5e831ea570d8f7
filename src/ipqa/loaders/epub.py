"""Books in EPUB: their chapters in reading order."""

from __future__ import annotations

import posixpath
import re
import zipfile
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.dates import written_date
from ipqa.loaders.html import declared_encoding, normalise_page, page_text
from ipqa.loaders.plain import title_from_name
from ipqa.loaders.prose import is_prose
from ipqa.loaders.text import decode, normalise, one_line
from ipqa.loaders.zips import open_zip, read_member

_CONTAINER = "META-INF/container.xml"
_PAGES = ("application/xhtml+xml", "text/html")
_AROUND = frozenset(
    """cover coverpage coverimage titlepage title-page halftitle halftitlepage toc contents
    tableofcontents nav loi lot copyright copyright-page copyrightpage colophon imprint impressum
    advertisement ads newsletter signup backcover""".split()
)
"""Kinds and names of a book's pages that are none of its chapters."""
_SHORT = 1500
"""Characters of an imprint or a cover at most; a longer page of that name may be a chapter."""
_MOST_CHARACTERS = 20_000_000
_KIND = re.compile(rb"<(?:body|section)\b[^>]{0,300}?\bepub:type=[\"']([\w-]{1,40})[\"']")
_HEAD = 4096
_NO_CHAPTER = re.compile(
    r"^(?:(?:table of )?contents|inhalt(?:sverzeichnis)?|table des matières|sommaire|índice|目录|"
    r"copyright|imprint|impressum|colophon|cover|title page|版权(?:页|信息)?|封面)$",
    re.IGNORECASE,
)
_DAMAGED = "its list of chapters is damaged: save or fetch the book again"


def load_epub(path: Path, article_id: str) -> Article:
    """A book as one article: its chapters in the order of its spine, their headings as headings.

    Title, authors, publisher, date and language come from the book's package. Raises
    ``UnreadableFileError`` when it is damaged, encrypted or too large.
    """
    with open_zip(path) as archive:
        _check_rights(archive, path)
        package_name = _package_name(archive, path)
        package = _xml(read_member(archive, package_name, path), path)
        around = _around(package, package_name)
        lines: list[str] = []
        size = 0
        for name in _chapters(package, package_name):
            if name not in archive.NameToInfo:
                continue
            raw = read_member(archive, name, path)
            if not raw.strip() or name in around:
                continue
            chapter = _chapter(raw, path)
            if _is_named_around(name, chapter):
                continue
            for line in chapter:
                size += len(line)
                lines.append(line)
            if size > _MOST_CHARACTERS:
                limit = _MOST_CHARACTERS // 1_000_000
                raise UnreadableFileError(path, f"larger than {limit} MB: split it into articles")
    about = _about(package)
    return Article(
        id=article_id,
        title=about.get("title") or title_from_name(path),
        text=normalise("\n".join(strip_boilerplate(lines))),
        source=about.get("publisher"),
        date=written_date(about.get("date") or ""),
        language=about.get("language"),
        path=str(path),
        author=about.get("creator"),
    )


def _chapter(raw: bytes, path: Path) -> list[str]:
    if (kind := _KIND.search(raw[:_HEAD])) and kind[1].decode().lower() in _AROUND:
        return []
    try:
        heading, lines = page_text(normalise_page(decode(raw, path, declared_encoding(raw))), path)
    except UnreadableFileError as error:
        if "no article text" in error.reason:  # a page with a picture only
            return []
        raise
    if heading and _NO_CHAPTER.match(one_line(heading)) and not any(map(is_prose, lines)):
        return []
    return lines


def _check_rights(archive: zipfile.ZipFile, path: Path) -> None:
    """Fonts are often scrambled; a book whose rights file is there is locked to a reader."""
    if "META-INF/rights.xml" in archive.NameToInfo:
        raise UnreadableFileError(path, "the book is locked to a reader: use a copy without a lock")


def _package_name(archive: zipfile.ZipFile, path: Path) -> str:
    if _CONTAINER in archive.NameToInfo:
        container = _xml(read_member(archive, _CONTAINER, path), path)
        for element in container.iter():
            if _local(element) == "rootfile" and element.get("full-path"):
                name = str(element.get("full-path"))
                if name in archive.NameToInfo:
                    return name
    found = next((name for name in archive.NameToInfo if name.endswith(".opf")), None)
    if found is None:
        raise UnreadableFileError(path, _DAMAGED)
    return found


def _chapters(package: Any, package_name: str) -> list[str]:
    """The names of the pages in reading order, without the book's own table of contents."""
    folder = posixpath.dirname(package_name)
    pages: dict[str, str] = {}
    order: list[str] = []
    for element in package.iter():
        tag = _local(element)
        if tag == "item" and element.get("media-type") in _PAGES:
            if "nav" not in (element.get("properties") or "").split():
                address = unquote((element.get("href") or "").split("#")[0])
                name = posixpath.normpath(posixpath.join(folder, address))
                pages[element.get("id") or ""] = name
        elif tag == "itemref" and element.get("linear") != "no":
            order.append(element.get("idref") or "")
    names = [pages[item] for item in order if item in pages]
    return list(dict.fromkeys(names or pages.values()))


def _around(package: Any, package_name: str) -> set[str]:
    """The names of pages that the package's guide calls a cover, contents, an imprint and so on."""
    folder = posixpath.dirname(package_name)
    return {
        posixpath.normpath(posixpath.join(folder, unquote(element.get("href", "").split("#")[0])))
        for element in package.iter()
        if _local(element) == "reference"
        and (element.get("type") or "").lower().removeprefix("other.") in _AROUND
    }


def _is_named_around(name: str, lines: list[str]) -> bool:
    """Whether a short page says by its name that it is no chapter, such as ``titlepage.xhtml``."""
    stem = posixpath.splitext(posixpath.basename(name))[0]
    short = sum(map(len, lines)) <= _SHORT
    return short and re.sub(r"[\W_\d]+", "", stem).casefold() in _AROUND


def _about(package: Any) -> dict[str, str]:
    """What the package says of the book; of several dates that of its publication."""
    about: dict[str, str] = {}
    creators: list[str] = []
    for element in package.iter():
        tag = _local(element)
        text = one_line(element.text or "")
        if not text:
            continue
        if tag == "creator":
            creators.append(text)
        elif tag == "date":
            event = next((v for k, v in element.attrib.items() if k.endswith("event")), "")
            if event in ("", "publication", "original-publication"):
                about.setdefault("date", re.sub(r"T.*$", "", text))
        elif tag in ("title", "publisher", "language"):
            about.setdefault(tag, text)
    if creators:
        about["creator"] = ", ".join(dict.fromkeys(creators))
    return about


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _xml(raw: bytes, path: Path) -> Any:
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        return fromstring(raw)
    except (ParseError, DefusedXmlException, ValueError, LookupError, RecursionError) as error:
        raise UnreadableFileError(path, _DAMAGED) from error
