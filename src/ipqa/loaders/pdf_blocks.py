"""Lines of a PDF become paragraphs, across columns and pages, and headings stay apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ipqa.loaders.hyphens import Hyphens
from ipqa.loaders.pdf_layout import BULLET, Line
from ipqa.loaders.pdf_pages import HYPHEN, Run
from ipqa.sentences import HEADING_WORDS, is_heading

LARGER = 1.1
"""Type this many times the size of the body's is a heading's, or a lead's."""
_GAP = 1.3
"""A gap of this many usual line distances parts two paragraphs."""
_INDENT = 0.8  # of the size of the type
_LOOK_BACK = 12
"""Blocks, such as notes and captions, that may stand between the halves of a paragraph."""
_LONG_HEADING = 40  # words
_MOST_CAPS = 20
_CLOSED = re.compile(r"""[.!?…:;。！？：；।؟]["'”’»›)\]」』》】]*$""")
_NUMBERED = re.compile(r"^(?:\(?\d{1,3}[.)]|\(?[a-z][.)])\s")
_BROKEN = re.compile(rf"\w-$|{HYPHEN}$")
_STOPPED = re.compile(r"""[.。;；]["'”’»›)\]」』》】]*$""")


@dataclass(slots=True)
class Block:
    """A paragraph, heading, list item or row of a table; ``page`` counts from 0."""

    lines: list[Line]
    page: int
    opens_region: bool
    text: str = ""

    @property
    def size(self) -> float:
        """The size of its type, in points."""
        return self.lines[0].size

    @property
    def bold(self) -> bool:
        """Whether all of it is bold."""
        return all(line.bold for line in self.lines)

    @property
    def cells(self) -> bool:
        """Whether it is a row of a table."""
        return self.lines[0].cells


def body_size(lines: Iterable[Line]) -> float:
    """The size of type that most of the text has."""
    letters: Counter[float] = Counter()
    for line in lines:
        letters[round(line.size * 2) / 2] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def with_drop_caps(runs: Sequence[Run]) -> list[Run]:
    """The runs with each large first letter put before the line that it opens."""
    sizes = sorted(run.size for run in runs)
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    found = list(runs)
    caps = [run for run in runs if len(run.text) == 1 and run.size > usual * 1.8]
    for cap in caps[:_MOST_CAPS]:
        if not cap.text.isupper():
            continue
        beside = [
            run
            for run in found
            if run is not cap
            and cap.y - 1 <= run.y <= cap.y + cap.size
            and -2 <= run.x0 - cap.x1 < usual * 1.5
        ]
        if beside:
            opened = max(beside, key=lambda run: run.y)
            text = cap.text + opened.text
            found[found.index(opened)] = replace(opened, text=text, x0=cap.x0)
            found.remove(cap)
    return found


def make_blocks(pages: Sequence[Sequence[Sequence[Line]]]) -> list[Block]:
    """The blocks of a document, given the lines of each region of each page in reading order."""
    regions = [(number, lines) for number, page in enumerate(pages) for lines in page if lines]
    every = [line for _, lines in regions for line in lines]
    body = body_size(every)
    pitches = _pitches([lines for _, lines in regions])
    blocks: list[Block] = []
    for number, lines in regions:
        block = Block([lines[0]], number, opens_region=True)
        found = [block]
        for line in lines[1:]:
            if _starts(line, block, pitches, body):
                block = Block([line], number, opens_region=False)
                found.append(block)
            else:
                block.lines.append(line)
        for block in found:
            if not _goes_on(blocks, block):
                blocks.append(block)
    hyphens = Hyphens(line.text for line in every)
    for block in blocks:
        block.text = _marked(_joined(block, hyphens), block, body)
    return [block for block in blocks if block.text]


def _pitches(regions: Sequence[Sequence[Line]]) -> dict[int, float]:
    """The usual distance of lines, by the size of their type."""
    distances: defaultdict[int, list[float]] = defaultdict(list)
    for lines in regions:
        for line, below in pairwise(lines):
            distance = line.y - below.y
            if round(line.size) == round(below.size) and 0.95 < distance / line.size < 3:
                distances[round(line.size)].append(distance)
    return {
        size: sorted(found)[len(found) // 10] for size, found in distances.items() if len(found) > 1
    }


def _starts(line: Line, block: Block, pitches: dict[int, float], body: float) -> bool:
    """Whether a line begins another block than the one that the lines before it make up."""
    last = block.lines[-1]
    if line.cells or last.cells:
        return True
    if not 1 / LARGER < line.size / last.size < LARGER:
        return True
    pitch = pitches.get(round(line.size), line.size * 1.25)
    if not 0 < last.y - line.y <= pitch * _GAP:
        return True
    if _BROKEN.search(last.text):
        return False
    closed, full = bool(_CLOSED.search(last.text)), _is_full(last, line)
    if BULLET.match(line.text) or _NUMBERED.match(line.text):
        return closed or not full or not line.text[:1].isalnum()
    if line.bold != last.bold and (closed or not full):
        return True
    if line.text[:1].islower() and not closed:
        return False
    if line.size > body * LARGER:
        return False  # a heading of several lines
    listed = BULLET.match(block.lines[0].text) or _NUMBERED.match(block.lines[0].text)
    step = line.x0 - last.x0
    if not listed and not _centred(last, line) and _INDENT < step / line.size < 6:
        return True
    if len(block.lines) > 1 and -step > line.size * _INDENT and not _centred(last, line):
        return True
    return not full


def _is_full(last: Line, line: Line) -> bool:
    """Whether the next line's first word had no room on the line before."""
    room = last.right - last.x1
    if _centred(last, line):
        room = last.right - last.left - (last.x1 - last.x0)
    return room < line.first + line.size * 0.5


def _centred(last: Line, line: Line) -> bool:
    middles = (last.x0 + last.x1 - line.x0 - line.x1) / 2
    return abs(middles) < 2 and min(last.x0, line.x0) - line.left > 2 and last.x0 != line.x0


def _goes_on(blocks: list[Block], block: Block) -> bool:
    """Joins a block to the paragraph that it goes on with on another page, if there is one."""
    line = block.lines[0]
    lower = line.text[:1].islower()
    if not (block.opens_region or lower) or line.cells:
        return False
    if BULLET.match(line.text) or (_NUMBERED.match(line.text) and not lower):
        return False
    crossed = block.opens_region
    for before in reversed(blocks[-_LOOK_BACK:]):
        last = before.lines[-1]
        if last.cells or not 0.95 < last.size / line.size < 1.05 or last.bold != line.bold:
            if last.size > line.size * LARGER:
                return False  # a heading parts them
            crossed = crossed or before.opens_region
            continue
        if crossed and _is_cut_off(before, block):
            before.lines.extend(block.lines)
            return True
        return False
    return False


def _is_cut_off(block: Block, rest: Block) -> bool:
    """Whether a paragraph ends where it does only because the column or the page does."""
    last, line = block.lines[-1], rest.lines[0]
    closed = bool(_CLOSED.search(last.text))
    if line.text[:1].islower() or _BROKEN.search(last.text):
        return not closed
    alone = len(block.lines) == 1 and (last.x0, last.x1) == (last.left, last.right)
    if alone or not _is_full(last, line):
        return False
    if not closed:
        return True
    heading = len(rest.lines) == 1 and not _CLOSED.search(line.text)
    return len(block.lines) > 1 and line.x0 - line.left < 2 and not heading


def _joined(block: Block, hyphens: Hyphens) -> str:
    text = hyphens.joined([line.text for line in block.lines])
    text = " ".join(text.replace(HYPHEN, "-").split())
    bullet = BULLET.match(text)
    return f"- {text[bullet.end() :]}" if bullet and text[bullet.end() :] else text


def _marked(text: str, block: Block, body: float) -> str:
    """``text``, with ``#`` before it where it is a heading that would read as prose.

    A sentence that ends in a full stop stays prose in any type: leads are set large too.
    """
    words = len(text.split())
    large = block.size > body * LARGER
    if is_heading(text) or _STOPPED.search(text) or block.cells or BULLET.match(text):
        return text
    if (large and words <= _LONG_HEADING) or (block.bold and words <= HEADING_WORDS):
        return f"# {text}"
    return text
