"""What is printed on page after page of a PDF: running headers, footers, page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise, takewhile
from statistics import median

from ipqa.loaders.pdf_layout import rows
from ipqa.loaders.pdf_pages import Run

EDGE_ROWS = 5
"""Rows at the top and at the bottom of a page that can be a header or a footer."""
SHARE = 0.4
"""Share of the pages that repeat a line; left and right pages often have headers of their own."""
PROSE_SHARE = 0.6
"""The same for long lines and such as read as sentences, which must also stand on three pages."""
_LONG = 80
_SAME_PLACE = 8.0  # points
_NUMBERED_SHARE = 0.3
_FEW_ROWS = 6
_OTHER_TYPE = 1.05
_SET_APART = 1.25
_PROSE = re.compile(r"""^(?:\S+\s+){5,}\S+[.!?]["'”’)]*$""")
_PAGE_NUMBER = re.compile(
    r"^\W*(?:page|seite|página|pagina|p\.|第)?\s*(\d{1,4}|[ivxl]{1,6})\s*(?:页|頁|ページ)?"
    r"(?:\s*(?:/|of|von|de|di|sur|共)\s*\d{1,4}\s*(?:页|頁)?)?\W*$",
    re.IGNORECASE,
)
_SAYS_PAGE = re.compile(r"page|seite|página|pagina|p\.|第|\d\s*(?:/|of)\s*\d", re.IGNORECASE)
_PRINTED_FROM = re.compile(r"^(https?://\S+)\s+\d+/\d+$")
_PRINTED_AT = re.compile(r"^\d{1,2}[/.]\d{1,2}[/.]\d{2,4},\s\d{1,2}:\d{2}(?:\s?[AP]M)?\b")

Row = list[Run]


def without_running(pages: Sequence[Sequence[Run]]) -> tuple[list[list[Run]], list[str]]:
    """The pages without what runs along, and the lines that were left out, each once.

    A line goes only where all lines between it and the edge of the page go too.
    """
    table = [rows(runs) for runs in pages]
    places: dict[tuple[bool, str], list[float]] = defaultdict(list)
    counted: set[tuple[int, int]] = set()
    for number, page in enumerate(table):
        for top in (True, False):
            for row in _edge(page, top):
                places[top, _key(row)].append(row[0].y)
                found = _PAGE_NUMBER.match(_text(row))
                for text in (row[0].text, row[-1].text) if not found else (found[1],):
                    if text.isdecimal() and len(text) <= 4:
                        counted.add((int(text) - number, number))
    offsets = Counter(offset for offset, _ in counted)
    least = max(2, len(pages) * _NUMBERED_SHARE)
    usual = {offset for offset, count in offsets.items() if count > 1} if len(pages) > 1 else {1}
    mostly = {offset for offset, count in offsets.items() if count >= least}

    def counts(text: str, number: int) -> bool:
        return text.isdecimal() and int(text) - number in usual

    def runs_along(row: Row, top: bool, number: int) -> bool:
        text = _text(row)
        found = _PAGE_NUMBER.match(text)
        if found:
            page = found[1]
            return counts(page, number) or page.isalpha() or bool(_SAYS_PAGE.search(text))
        # The chapter at one side and the page's number at the other.
        sides = (row[0].text, row[-1].text) if len(pages) > 2 and len(row) > 1 else ()
        numbers = {int(side) - number for side in sides if side.isdecimal() and len(side) < 5}
        if numbers & mostly and not _PROSE.match(text):
            return True
        if (_PRINTED_AT if top else _PRINTED_FROM).match(text):
            return True
        same = sum(abs(y - row[0].y) < _SAME_PLACE for y in places[top, _key(row)])
        if not any(char.isalpha() for char in text):
            return False
        if _PROSE.match(text) or len(text) > _LONG:
            return same >= max(3, len(pages) * PROSE_SHARE)
        return same >= max(2, len(pages) * SHARE)

    kept: list[list[Run]] = []
    left_out: dict[str, None] = {}
    for number, page in enumerate(table):
        gone: list[Row] = []
        for top in (True, False):
            inwards = page if top else page[::-1]
            edge = inwards[:EDGE_ROWS]
            along = list(takewhile(lambda row: runs_along(row, top, number), edge))  # noqa: B023
            while along and not _stands_off(along[-1], inwards[len(along) :][:1], page):
                along.pop()
            gone.extend(along)
        left_out.update(dict.fromkeys(map(_text, gone)))
        dropped = {id(run) for row in gone for run in row}
        kept.append([run for run in pages[number] if id(run) not in dropped])
    if not any(kept):
        return [list(page) for page in pages], []
    return kept, list(left_out)


def _stands_off(row: Row, inner: list[Row], page: list[Row]) -> bool:
    """Whether a line is set apart from the text: by its type, or by more than a line's distance."""
    if not inner or len(page) < _FEW_ROWS or _PAGE_NUMBER.match(_text(row)):
        return True
    if not 1 / _OTHER_TYPE < row[0].size / inner[0][0].size < _OTHER_TYPE:
        return True
    usual = median(above[0].y - below[0].y for above, below in pairwise(page))
    return abs(row[0].y - inner[0][0].y) > usual * _SET_APART


def printed_from(left_out: Sequence[str]) -> str | None:
    """The address that a browser printed at the foot of a page, unless it cut it short."""
    for line in left_out:
        found = _PRINTED_FROM.match(line)
        if found and not found[1].endswith(("…", "...")):
            return found[1]
    return None


def _edge(page: list[Row], top: bool) -> list[Row]:
    return page[:EDGE_ROWS] if top else page[: -EDGE_ROWS - 1 : -1]


def _text(row: Row) -> str:
    return " ".join(run.text for run in row)


def _key(row: Row) -> str:
    """What is the same in a line on all pages; numbers may count up, but not in sentences."""
    text = _text(row).casefold()
    return text if _PROSE.match(text) else re.sub(r"\d+", "#", text)
