"""The lines of a PDF's page in the order in which people read them: columns and tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ipqa.loaders.pdf_pages import Run

BULLET = re.compile(r"^[•◦▪▫■□●○‣⁃∙·\uf0a7\uf0b7\uf0d8\uf076]\s*|^[-–*]\s+")
_LABEL = re.compile(
    r"^(?:[•◦▪▫■□●○‣⁃∙·*–-]|[\ue000-\uf8ff]|\(?[\divxlc]{1,5}[.)]|\(?[a-zA-Z][.)])$"
)
_NUMBER = re.compile(r"^\d{1,2}(?:\.\d{1,2})*$")
_ALIGNED = 3.0
"""Points by which the cells of a column may differ."""
_SIDE = 0.25
"""A column has at least this share of the width that it is part of; a list's numbers have less."""

_MOST_EDGES = 12
_MOST_CELLS = 40
"""Limits to what is tried, for pages that are made to take long."""
_LETTERS = 12
_PROSE_SHARE = 0.6
_FULL = 0.55
"""Lines of a column have so many letters, as a part of all that is in them so many, and fill so
much of its width, on average."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column whose bounds are ``left`` and ``right``; ``cells`` if it is a table's."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    first: float
    left: float
    right: float
    cells: bool = False


def rows(runs: Sequence[Run]) -> list[list[Run]]:
    """Runs on one height together, from the top down, each row from the left."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: -run.y):
        if found and abs(found[-1][0].y - run.y) < 0.4 * min(found[-1][0].size, run.size):
            found[-1].append(run)
        else:
            found.append([run])
    return [sorted(row, key=lambda run: run.x0) for row in found]


def ordered(runs: Sequence[Run]) -> list[list[Line]]:
    """The page's regions in reading order, each the lines of one column."""
    split = _columns(runs)
    if split is None:
        return [_lines(runs)] if runs else []
    return [lines for part in split for lines in ordered(part)]


def _columns(runs: Sequence[Run]) -> list[list[Run]] | None:
    """The runs above, beside and below one another, if some stand in two columns."""
    best: list[list[Run]] | None = None
    most = 0
    edges = Counter(round(run.x0 / 2) for run in runs)
    for edge in [edge * 2 for edge, count in edges.most_common(_MOST_EDGES) if count > 2]:
        parts, held = _cut(runs, edge)
        if held > most:
            best, most = parts, held
    return best


def _cut(runs: Sequence[Run], edge: float) -> tuple[list[list[Run]], int]:
    """The runs cut at ``edge`` wherever they stand in two columns, and how many of them do."""
    parts: list[list[Run]] = []
    band: list[Run] = []
    plain: list[Run] = []
    held = 0
    span = max(run.x1 for run in runs) - min(run.x0 for run in runs)

    def close() -> None:
        nonlocal held
        left = [run for run in band if run.x1 < edge]
        right = [run for run in band if run.x1 >= edge]
        if _are_columns(left, right, span):
            if plain:
                parts.append(list(plain))
            plain.clear()
            parts.extend([left, right])
            held += len(band)
        else:
            plain.extend(band)
        band.clear()

    for row in rows(runs):
        if any(run.x0 < edge - 3 and run.x1 >= edge - 3 for run in row):
            close()
            plain.extend(row)
        else:
            band.extend(row)
    close()
    if plain:
        parts.append(plain)
    return parts, held


def _are_columns(left: list[Run], right: list[Run], span: float) -> bool:
    """Whether both are columns of prose, rather than a table's or a list's labels and texts."""
    if not left or not right:
        return False
    sides = (rows(left), rows(right))
    if max(map(len, sides)) < 3:
        return False
    for side, runs in zip(sides, (left, right), strict=True):
        width = max(run.x1 for run in runs) - min(run.x0 for run in runs)
        letters = sum(char.isalpha() for run in runs for char in run.text)
        if width < span * _SIDE or letters < len(side) * _LETTERS:
            return False
        if letters < sum(len(run.text) for run in runs) * _PROSE_SHARE:
            return False
        full = sum(row[-1].x1 - row[0].x0 for row in side) / len(side)
        gaps = sum(len(row) - 1 for row in side) / len(side)
        if (full < width * _FULL or gaps > 1) and (len(runs) < 6 or _columns(runs) is None):
            return False
    return True


def _lines(runs: Sequence[Run]) -> list[Line]:
    left = min(run.x0 for run in runs)
    right = _usual_end(runs)
    table = [_with_label(row) for row in rows(runs)]
    lines: list[Line] = []
    above: list[Run] = []
    for index, row in enumerate(table):
        below = table[index + 1] if index + 1 < len(table) else []
        cell = _wrapped(row, above) if lines and lines[-1].cells else None
        if _in_table(row, above) or _in_table(row, below):
            lines.append(_line(row, " | ", left, right))
            above = row
        elif cell is not None:
            cells = lines[-1].text.split(" | ")
            cells[cell] += f" {row[0].text}"
            lines[-1] = replace(lines[-1], text=" | ".join(cells), y=row[0].y)
        else:
            lines.append(_line(row, " ", left, right))
            above = row
    return lines


def _usual_end(runs: Sequence[Run]) -> float:
    """Where the lines of a column end, but for the few that stick out."""
    ends = sorted((run.x1 for run in runs), reverse=True)
    return ends[len(ends) // 20 + (len(ends) >= 6)]


def _with_label(row: list[Run]) -> list[Run]:
    """A row whose bullet or number is no cell of its own."""
    if len(row) < 2:
        return row
    label, text = row[0], row[1]
    if not (_LABEL.match(label.text) or (len(row) == 2 and _NUMBER.match(label.text))):
        return row
    return [replace(text, text=f"{label.text} {text.text}", x0=label.x0), *row[2:]]


def _in_table(row: list[Run], other: list[Run]) -> bool:
    """Whether two rows have a cell in common, beside the first."""
    if not 2 <= len(row) <= _MOST_CELLS or not 2 <= len(other) <= _MOST_CELLS:
        return False
    if abs(row[0].y - other[0].y) > row[0].size * 5:
        return False
    return any(_aligned(cell, beside) for cell in row[1:] for beside in other[1:])


def _aligned(cell: Run, other: Run) -> bool:
    middles = (cell.x0 + cell.x1 - other.x0 - other.x1) / 2
    return min(abs(cell.x0 - other.x0), abs(cell.x1 - other.x1), abs(middles)) < _ALIGNED


def _wrapped(row: list[Run], above: list[Run]) -> int | None:
    """Which cell of the row above a line goes on with, if it stands under one but the first."""
    if len(row) != 1 or len(above) < 2:
        return None
    for index, cell in enumerate(above):
        if index and abs(cell.x0 - row[0].x0) < _ALIGNED and cell.y - row[0].y < cell.size * 3:
            return index
    return None


def _line(row: list[Run], between: str, left: float, right: float) -> Line:
    longest = max(row, key=lambda run: len(run.text))
    return Line(
        text=between.join(run.text for run in row),
        x0=row[0].x0,
        x1=row[-1].x1,
        y=longest.y,
        size=longest.size,
        bold=all(run.bold for run in row),
        first=row[0].first,
        left=left,
        right=right,
        cells=len(row) > 1 and between != " ",
    )
