"""PDF, DOCX and EPUB files for the set, the same bytes each time, with what to expect of them.

A document is a list of blocks, and the kind of a block says what a reader would: a paragraph's
sentences stay, so do headings, list items and the rows of a table; noise goes; a line that only
says who wrote when and where ("plain") is neither.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import yaml
from fpdf import FPDF

MADE = datetime(2024, 1, 2, 3, 4, 5, tzinfo=UTC)
"""When the files say they were made, which is not the date of any article."""


@dataclass(frozen=True)
class Block:
    """``kind`` is "p", "h", "item", "row", "noise" or "plain"; ``texts`` its sentences or cells."""

    kind: str
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        return " ".join(self.texts)


@dataclass(frozen=True)
class Document:
    """An article, what surrounds it, and what its file says about it (``None``: nothing)."""

    title: Any
    date: Any
    source: Any
    author: Any
    language: Any
    blocks: list[Block]
    more_noise: list[str] = field(default_factory=list)


def p(*sentences: str) -> Block:
    return Block("p", sentences)


def h(text: str) -> Block:
    return Block("h", (text,))


def item(text: str) -> Block:
    return Block("item", (text,))


def row(*cells: str) -> Block:
    return Block("row", cells)


def noise(text: str) -> Block:
    return Block("noise", (text,))


def plain(text: str) -> Block:
    return Block("plain", (text,))


def write_expected(half: Path, name: str, document: Document) -> None:
    """Writes what to expect of ``half/files/name``."""
    blocks = document.blocks
    expected = {
        "title": document.title,
        "date": document.date,
        "source": document.source,
        "author": document.author,
        "language": document.language,
        "stay": [text for block in blocks if block.kind == "p" for text in block.texts],
        "parts": [block.text for block in blocks if block.kind in ("h", "item", "row")],
        "go": [block.text for block in blocks if block.kind == "noise"] + document.more_noise,
    }
    text = yaml.safe_dump(expected, allow_unicode=True, sort_keys=False, width=100_000)
    (half / "expected" / f"{name}.yaml").write_text(text, encoding="utf-8")


class Pages(FPDF):
    """A PDF whose pages carry a running header and footer; lines are put one by one."""

    def __init__(
        self,
        header: tuple[str, ...] = (),
        footer: str = "",
        first: int = 1,
        height: float = 210,
    ) -> None:
        super().__init__(format=(148, height))
        self.headers, self.foot, self.first = header, footer, first
        self.set_creation_date(MADE)
        self.set_margins(16, 20)
        self.set_auto_page_break(auto=False)

    def begin(self) -> None:
        """A new page, with its header and footer."""
        self.add_page()
        self.set_font("helvetica", size=7)
        number = self.page_no() + self.first - 1
        if self.headers:
            self.text(16, 10, self.headers[number % len(self.headers)].format(n=number))
        if self.foot:
            self.text(16, self.h - 8, self.foot.format(n=number))
        self.set_y(18)

    def put(self, text: str, x: float = 16, size: float = 9, style: str = "") -> None:
        self.set_font("times", style=style, size=size)
        self.text(x, self.get_y() + size * 0.353, text)
        self.set_y(self.get_y() + size * 0.353 * 1.25)

    def gap(self, height: float = 2.5) -> None:
        self.set_y(self.get_y() + height)

    def room(self) -> float:
        return float(self.h - 18 - self.get_y())

    def lines(self, text: str, width: float, hyphenate: bool = False) -> list[str]:
        """``text`` cut into lines of ``width`` millimetres, long words cut at the line's end."""
        self.set_font("times", size=9)
        lines, line = [], ""
        for word in text.split():
            longer = f"{line} {word}".strip()
            if self.get_string_width(longer) <= width:
                line = longer
                continue
            left, right = self.cut(line, word, width) if hyphenate else ("", word)
            lines.append(f"{line} {left}".strip())
            line = right
        return [*lines, line]

    def cut(self, line: str, word: str, width: float) -> tuple[str, str]:
        for end in range(len(word) - 3, 2, -1):
            left, right = word[:end], word[end:]
            if (
                len(word) > 7
                and word.isalpha()
                and right[0] in "bcdfglmnprstv"
                and right[1] in "aeiou"
                and self.get_string_width(f"{line} {left}-") <= width
            ):
                return f"{left}-", right
        return "", word

    def write_to(self, path: Path) -> None:
        path.write_bytes(bytes(self.output()))


def write_word(path: Path, document: Any) -> None:
    """Writes a python-docx document with its zip members in order and their times fixed."""
    document.core_properties.created = document.core_properties.modified = MADE
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as members:
        write_zip(path, {name: members.read(name) for name in members.namelist()})


def write_zip(path: Path, members: dict[str, bytes | str]) -> None:
    """Writes a zip file that is the same each time; ``mimetype`` is stored, the rest deflated."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            entry = zipfile.ZipInfo(name, (2024, 1, 2, 3, 4, 0))
            entry.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>
<rootfile full-path="OEBPS/content.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>"""


def write_epub(path: Path, package: str, members: dict[str, str]) -> None:
    """Writes an EPUB; ``members`` are the files beside the package document, by name."""
    write_zip(
        path,
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": CONTAINER,
            "OEBPS/content.opf": package,
            **{f"OEBPS/{name}": text for name, text in members.items()},
        },
    )


def xhtml(title: str, body: str) -> str:
    """A chapter of an EPUB."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">\n'
        f'<head><title>{title}</title><meta charset="utf-8"/></head>\n'
        f"<body>\n{body}\n</body></html>"
    )


def paragraphs(blocks: list[Block]) -> str:
    """Blocks as XHTML."""
    tags = {"h": "h2", "item": "li", "p": "p", "noise": "p", "plain": "p"}
    made = [f"<{tags[block.kind]}>{block.text}</{tags[block.kind]}>" for block in blocks]
    return "\n".join(made)
