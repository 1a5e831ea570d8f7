"""DOCX: Word files, read from their XML.

python-docx was tried: its paragraphs leave out inserted text, content controls and text boxes, it
keeps every picture in memory, and it opens no file with a relationship that leads nowhere. So the
XML is read with lxml, by local names, which Word's two dialects share.
"""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.bylines import take_byline
from ipqa.loaders.docx_xml import (
    DAMAGED,
    GONE,
    attribute_of,
    cells_of,
    child_of,
    is_on,
    local_name,
    read_part,
    rows_of,
    seen,
    value_of,
)
from ipqa.loaders.language import language_tag
from ipqa.loaders.plain import title_from_name
from ipqa.loaders.properties import same_words, stated_author, stated_title
from ipqa.loaders.text import normalise, one_line
from ipqa.loaders.zips import open_zip
from ipqa.sentences import HEADING_WORDS, is_heading

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_OLD = "it is in the format of Word before 2007: save it as .docx"
_LOCKED = "it is locked with a password: save a copy without one"
_MAX_BASES = 20
_LAYOUT_WORDS = 60
"""A cell of several paragraphs with more words is set in a table only for its place on the page."""


@dataclass(slots=True)
class _Style:
    name: str = ""
    based_on: str = ""
    heading: bool = False
    listed: bool = False


@dataclass(slots=True)
class _Paragraph:
    text: str = ""
    style: str = ""
    heading: bool = False
    listed: bool = False
    bold: bool = True
    joins_next: bool = False
    boxes: list[str] = field(default_factory=list)


def load_docx(path: Path, article_id: str) -> Article:
    """The article in a Word file: paragraphs, headings, lists, tables, then notes.

    Tracked changes count as accepted. The title is the paragraph in the style of that name, else
    the one in the properties, if a person wrote it there, else a heading at the top, else the
    file's name. Raises ``UnreadableFileError`` where the file is locked, damaged, of an old format,
    or unpacks to too much.
    """
    _check_format(path)
    with open_zip(path) as archive:
        names = set(archive.namelist())
        main = _main_part(archive, names, path)
        folder = posixpath.dirname(main)
        styles = _styles(read_part(archive, f"{folder}/styles.xml", names, path))
        reader = _Reader(styles)
        document = read_part(archive, main, names, path)
        body = next((child for child in document if local_name(child) == "body"), None)
        blocks = list(reader.blocks(body)) if body is not None else []
        for notes in ("footnotes", "endnotes"):
            part = read_part(archive, f"{folder}/{notes}.xml", names, path)
            blocks.extend(reader.notes(part))
        about = _properties(read_part(archive, "docProps/core.xml", names, path))
    return _article(path, article_id, blocks, about, reader)


def _check_format(path: Path) -> None:
    """Raises for a file of Word before 2007, which is also what a locked one is wrapped in."""
    try:
        with path.open("rb") as file:
            if file.read(8) != _OLE:
                return
            locked = _PACKAGE in file.read(4_000_000)
    except OSError as error:
        raise UnreadableFileError.from_os(path, error) from error
    raise UnreadableFileError(path, _LOCKED if locked else _OLD)


def _article(
    path: Path, article_id: str, blocks: list[str], about: dict[str, str], reader: _Reader
) -> Article:
    stated = stated_title(about.get("title"), path, "\n".join(blocks))
    title = reader.title or stated
    if title is None and blocks and is_heading(blocks[0]):
        title = blocks[0].removeprefix("# ")
    if title is not None:
        title = one_line(title)
        top = [block for block in blocks[:3] if not same_words(block.removeprefix("# "), title)]
        blocks = top + blocks[3:]
    byline, lines = take_byline(strip_boilerplate("\n\n".join(blocks).split("\n")))
    text = normalise("\n".join(lines))
    if not text:
        raise UnreadableFileError(path, "there is no article text in it: add some, or delete it")
    return Article(
        id=article_id,
        title=title or title_from_name(path),
        text=text,
        source=byline.source,
        date=byline.date,
        language=language_tag(about.get("language")) or reader.language(),
        path=str(path),
        author=byline.author or stated_author(about.get("creator")),
    )


class _Reader:
    """Goes through a document's XML and remembers what it says on the way."""

    def __init__(self, styles: dict[str, _Style]) -> None:
        self.title: str | None = None
        self._styles = styles
        self._languages: Counter[str] = Counter()
        self._before = ""

    def language(self) -> str | None:
        """The language that most of the text is marked with; the program's default is no mark."""
        if not self._languages:
            return None
        tag, letters = self._languages.most_common(1)[0]
        return language_tag(tag) if letters * 2 > self._languages.total() else None

    def blocks(self, parent: Any) -> Iterator[str]:
        """The paragraphs and rows of tables below ``parent``, in order."""
        for child in seen(parent):
            name = local_name(child)
            if name == "p":
                yield from self._paragraph(child)
            elif name == "tbl":
                for row in rows_of(child):
                    yield from self._row(row)
            elif name not in GONE:
                yield from self.blocks(child)
        if self._before.strip() and any(local_name(child) == "p" for child in parent):
            yield " ".join(self._before.split())
            self._before = ""

    def notes(self, part: Any) -> Iterator[str]:
        """The footnotes or endnotes of a part, each a block; separators are none."""
        for note in part:
            if local_name(note) in ("footnote", "endnote") and attribute_of(note, "type") is None:
                text = " ".join(self.blocks(note)).strip()
                if text:
                    yield text

    def _paragraph(self, element: Any) -> Iterator[str]:
        before, self._before = self._before, ""
        found = self._look(element)
        text = before + found.text
        if found.joins_next:  # the end of this paragraph was deleted
            self._before = text
            text = ""
        text = " ".join(text.split())
        if text and found.style == "title" and self.title is None:
            self.title = text
        elif text and not found.style.startswith(("toc ", "table of ")):
            yield _marked(text, found)
        yield from found.boxes

    def _look(self, element: Any) -> _Paragraph:
        properties = child_of(element, "pPr")
        style = self._styles.get(value_of(properties, "pStyle"), _Style())
        level = value_of(properties, "outlineLvl")
        numbers = child_of(properties, "numPr")
        listed = style.listed if numbers is None else value_of(numbers, "numId") != "0"
        found = _Paragraph(
            style=style.name,
            heading=style.heading or level in tuple("012345678"),
            listed=listed,
            joins_next=child_of(child_of(properties, "rPr"), "del") is not None,
        )
        found.text = "".join(self._texts(element, found))
        return found

    def _texts(self, parent: Any, found: _Paragraph) -> Iterator[str]:
        for child in seen(parent):
            name = local_name(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "br", "cr", "ptab"):
                yield " "
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "txbxContent":
                found.boxes.extend(self.blocks(child))
            elif name == "r":
                yield from self._run(child, found)
            elif name not in GONE:
                yield from self._texts(child, found)

    def _run(self, run: Any, found: _Paragraph) -> Iterator[str]:
        properties = child_of(run, "rPr")
        if is_on(properties, "vanish") or is_on(properties, "webHidden"):
            return
        text = "".join(self._texts(run, found))
        if text.strip():
            found.bold = found.bold and is_on(properties, "b")
            mark = child_of(properties, "lang")
            self._languages[(attribute_of(mark, "val") or "") if mark is not None else ""] += len(
                text
            )
        yield text

    def _row(self, row: Any) -> Iterator[str]:
        cells = [list(self.blocks(cell)) for cell in cells_of(row)]
        if len(cells) == 1 or any(
            len(cell) > 1 and len(" ".join(cell).split()) > _LAYOUT_WORDS for cell in cells
        ):
            for cell in cells:
                yield from cell
        elif any(cells):
            yield " | ".join(" ".join(part.removeprefix("# ") for part in cell) for cell in cells)


def _marked(text: str, found: _Paragraph) -> str:
    """A block with the mark of a heading, where it would read as prose, or of a list's item."""
    if found.heading or found.style in ("title", "subtitle"):
        return text if is_heading(text) else f"# {text}"
    asked = found.bold and text.endswith(("?", "!", ":", "？", "！", "："))
    if asked and not found.listed and len(text.split()) <= HEADING_WORDS:
        return f"# {text}"
    return f"- {text}" if found.listed else text


def _styles(part: Any) -> dict[str, _Style]:
    found: dict[str, _Style] = {}
    for element in part:
        if local_name(element) != "style" or attribute_of(element, "type") != "paragraph":
            continue
        properties = child_of(element, "pPr")
        name = value_of(element, "name").casefold()
        level = value_of(properties, "outlineLvl")
        found[attribute_of(element, "styleId") or ""] = _Style(
            name=name,
            based_on=value_of(element, "basedOn"),
            heading=name.startswith("heading ") or level in tuple("012345678"),
            listed=child_of(properties, "numPr") is not None or name.startswith("list "),
        )
    for style in found.values():
        base = style
        for _ in range(_MAX_BASES):
            base = found.get(base.based_on, _Style())
            style.heading = style.heading or base.heading
            style.listed = style.listed or base.listed
        style.listed = style.listed and not style.heading and style.name != "list paragraph"
    return found


def _properties(part: Any) -> dict[str, str]:
    return {local_name(child): child.text or "" for child in part}


def _main_part(archive: ZipFile, names: set[str], path: Path) -> str:
    for relation in read_part(archive, "_rels/.rels", names, path):
        if (relation.get("Type") or "").endswith("/officeDocument"):
            target = (relation.get("Target") or "").lstrip("/")
            if target in names:
                return target
    if "word/document.xml" not in names:
        raise UnreadableFileError(path, DAMAGED)
    return "word/document.xml"
