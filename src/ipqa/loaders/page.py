"""A page of HTML as blocks in reading order, each with what tells an article from its surroundings.

Every step is a loop: no nesting, however deep, ends in a recursion.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ipqa.errors import UnreadableFileError
from ipqa.loaders.surroundings import BLOCKS, NEARLY_ALL, SKIPPED, is_hidden, is_outside, sizes_of

Kind = Literal["text", "heading", "item", "row", "caption"]

MAX_CHARACTERS = 20_000_000
"""Of a page without the pictures that are written into it; a longer one is no article."""
NO_TEXT = "there is no article text in it: add some, or delete it"
_DATA = re.compile(r"data:[\w/+.;=-]{0,100}?base64,[A-Za-z0-9+/=%\s]{100,}")
_HEADINGS = frozenset("h1 h2 h3 h4 h5 h6".split())
_CREDIT = re.compile(
    r"(?<=[.!?。！？”\"])\s*[(\[]?(?:photo(?:graph|graphy)?s?|images?|pictures?|illustration|"
    r"foto|bild|photographie|crédit|credits?|图|摄影)"
    r"(?: (?:by|credit|courtesy of))?\s*(?:[:：]|(?<=by|of) |/)"
    r"[^.。]{1,80}\.?[)\]]?$",
    re.IGNORECASE,
)
"""Who made a picture, behind the sentence that says what it shows."""
_DOT = re.compile(r"[·•▪◦‣►○●]\s*(?=\S)")
_LAYOUT_CELL = 400
"""Characters in a cell of a table from which the table is taken for the layout of a page."""

_LAYOUT_BREAKS = 3
_MOST_CELLS = 20_000


@dataclass(slots=True)
class Block:
    """A paragraph, a heading, an item of a list, a row of a table or a caption.

    ``linked`` is the share of its characters inside links, ``outside`` whether it stands in a part
    of the page that is not the article by its tag, role or name, ``moment`` what a ``<time>`` in it
    says in its attribute, and ``within`` the element around it.
    """

    text: str
    kind: Kind
    linked: float
    outside: bool
    within: Any
    level: int = 0
    moment: str | None = None


def parse(text: str, path: Path) -> Any:
    """The root of the tree of a page. Raises ``UnreadableFileError`` where it is too large or deep,
    or holds nothing."""
    from lxml import etree, html

    text = _DATA.sub("", text)
    if len(text) > MAX_CHARACTERS:
        limit = MAX_CHARACTERS // 1_000_000
        raise UnreadableFileError(path, f"larger than {limit} MB: split it into articles")
    # A declaration of another encoding than that of a str is an error to lxml.
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    parser = html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True, no_network=True
    )
    try:
        # As bytes: lxml would read a str by the encoding that the page declares.
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise UnreadableFileError(path, NO_TEXT) from error
    if any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log):
        reason = "its elements are nested too deep: save its text as .txt"
        raise UnreadableFileError(path, reason)
    return root


def read_blocks(root: Any) -> list[Block]:
    """The blocks of a page in reading order; what no reader sees is left out."""
    return list(_Walk(root).blocks())


@dataclass(slots=True)
class _Walk:
    root: Any
    pieces: list[str] = field(default_factory=list)
    in_links: int = 0
    linked: int = 0
    moment: str | None = None
    bullet: bool = False
    outside: int = 0
    table: Any = None
    cells: list[str] = field(default_factory=list)
    cell_links: int = 0
    sizes: dict[Any, int] = field(default_factory=dict)

    def blocks(self) -> Iterator[Block]:
        from lxml import etree

        self.sizes = sizes_of(self.root)
        size = max(1, self.sizes[self.root])
        events = etree.iterwalk(self.root, events=("start", "end"))
        surroundings: set[Any] = set()
        for event, element in events:
            tag = element.tag
            if not isinstance(tag, str):
                if event == "end":
                    self.add(element.tail)
                continue
            if event == "start":
                if tag in SKIPPED or is_hidden(element) or _is_note(element):
                    events.skip_subtree()
                    element.set("data-ipqa-skip", "")
                    continue
                if tag in BLOCKS:
                    yield from self.flush(element.getparent())
                    own = self.sizes.get(element, size)
                    if own < size * NEARLY_ALL and is_outside(element, own / size):
                        surroundings.add(element)
                        self.outside += 1
                self.open(element)
                continue
            if tag in SKIPPED or element.get("data-ipqa-skip") is not None:
                self.add(element.tail)
                continue
            if tag in BLOCKS:
                yield from self.flush(element)
                if element in surroundings:
                    self.outside -= 1
            elif tag == "a":
                self.in_links -= 1
            if tag == "tr" and self.table is not None:
                yield from self.row(element)
            if element is self.table:
                self.table = None
            self.add(element.tail)

    def open(self, element: Any) -> None:
        tag = element.tag
        if tag == "a":
            self.in_links += 1
        elif tag == "br":
            self.pieces.append("\n")
        elif tag in ("li", "dd"):
            self.bullet = tag == "li"
        elif tag == "table" and self.table is None and self.is_data(element):
            self.table = element
        elif tag == "time" and self.moment is None:
            self.moment = element.get("datetime")
        self.add(element.text, keep=tag == "pre")

    def add(self, text: str | None, keep: bool = False) -> None:
        if not text:
            return
        text = text if keep else re.sub(r"[ \t\r\n\f]+", " ", text)
        self.pieces.append(text)
        if self.in_links > 0:
            self.linked += len(text.strip())

    def flush(self, element: Any) -> Iterator[Block]:
        """What was gathered so far, as one block, or more where two line breaks part them."""
        text, linked, moment = "".join(self.pieces), self.linked, self.moment
        self.pieces, self.linked = [], 0
        if not text.strip():
            return
        self.moment = None
        if self.table is not None:
            if not self.cells or (element is not None and element.tag in ("td", "th")):
                self.cells.append(" ".join(text.split()))
            else:
                self.cells[-1] += " " + " ".join(text.split())
            self.cell_links += linked
            return
        share = linked / len(text.strip())
        for part in re.split(r"\n\s*\n", text):
            lines = [" ".join(line.split()) for line in part.split("\n")]
            joined = "\n".join(line for line in lines if line)
            if joined:
                yield self.block(joined, share, element, moment)
                moment = None

    def block(self, text: str, linked: float, element: Any, moment: str | None) -> Block:
        tag = element.tag if element is not None else ""
        kind: Kind = "text"
        level = 0
        heading = tag if tag in _HEADINGS else _heading_around(element)
        if heading:
            kind, level, text = "heading", int(heading[1]), " ".join(text.split())
        elif tag == "figcaption" or (tag == "caption"):
            kind, text = "caption", _CREDIT.sub("", text) or text
        elif self.bullet or _DOT.match(text):
            kind, text = "item", f"- {' '.join(_DOT.sub('', text).split())}"
        self.bullet = False
        return Block(text, kind, linked, self.outside > 0, element, level, moment)

    def row(self, element: Any) -> Iterator[Block]:
        cells, links = self.cells, self.cell_links
        self.cells, self.cell_links = [], 0
        text = " | ".join(cell for cell in cells if cell)
        if text:
            kind: Kind = "row" if len(cells) > 1 else "text"
            yield Block(text, kind, links / len(text), self.outside > 0, element)

    def is_data(self, table: Any) -> bool:
        """Whether a table holds data rather than the layout of a page."""
        if table.get("role") in ("presentation", "none"):
            return False
        wide = False
        for number, element in enumerate(table.iter("table", "tr", "td", "th", "h1", "h2")):
            if number > _MOST_CELLS:
                break
            if element.tag in ("h1", "h2") or (element.tag == "table" and element is not table):
                return False
            if element.tag == "tr":
                wide = wide or sum(child.tag in ("td", "th") for child in element) > 1
            elif element.tag in ("td", "th") and (
                self.sizes.get(element, 0) > _LAYOUT_CELL
                or len(element.findall(".//p")) > 1
                or len(element.findall(".//br")) > _LAYOUT_BREAKS
            ):
                return False
        return wide


def _heading_around(element: Any) -> str:
    """The heading that a block stands in, where a page nests blocks into one."""
    for _ in range(3):
        if element is None:
            return ""
        if element.tag in _HEADINGS:
            return str(element.tag)
        element = element.getparent()
    return ""


def _is_note(element: Any) -> bool:
    """Whether an element is the raised number of a footnote."""
    if element.tag != "sup":
        return False
    text = "".join(element.itertext()).strip()
    return bool(re.fullmatch(r"\[\w{1,3}\]", text))
