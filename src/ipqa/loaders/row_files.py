"""The rows of JSON Lines, JSON and CSV files, one at a time, whatever is wrong with some."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

from ipqa.errors import UnreadableFileError
from ipqa.loaders.row_lines import MAX_ROW, Lines, decoded

MAX_ARRAY_BYTES = 20_000_000
"""Bytes of a JSON file that is one array, which can't be read row by row, at most."""
SAMPLE_BYTES = 500_000
"""Bytes from the start of a file that its encoding and its separator are told by."""
_SEPARATORS = (",", "\t", ";", "|")
_NO_SEPARATOR = "\x1f"
_SAMPLE_ROWS = 50
_LONG_NAME = 200  # characters

Row = dict[str, Any]
Skip = Callable[[str], None]


def read_rows(path: Path, skip: Skip) -> Iterator[tuple[int, Row]]:
    """The rows of a file with their numbers; a bad one is told to ``skip`` instead.

    In JSON Lines the number is that of the line, blank ones counted; in an array the place, and in
    CSV the place among the rows below the names, blank lines not counted; all from 1. Raises
    ``UnreadableFileError`` for a file without rows.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            sample = file.read(SAMPLE_BYTES)
            file.seek(0)
            start = decoded(sample).lstrip("\ufeff \t\r\n")
            if not start:
                raise UnreadableFileError(path, "the file is empty: put articles in it, or drop it")
            if start[0] == "[" or (start[0] == "{" and not _are_rows(start)):
                whole = _whole(file, path, size, must=start[0] == "[")
                if whole is not None:
                    yield from _checked(whole, skip)
                    return
            lines = Lines(file, sample)
            if start[0] == "{":
                yield from _json_lines(lines, skip)
            else:
                yield from _csv_rows(lines, start, path, skip)
    except OSError as error:
        raise UnreadableFileError.from_os(path, error) from error


def _are_rows(start: str) -> bool:
    """Whether the first line is a whole JSON value, and others follow, as in JSON Lines."""
    first, newline, rest = start.partition("\n")
    if len(start) > SAMPLE_BYTES // 4 and not newline:
        return True  # a row longer than the sample
    if not rest.strip():
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def _whole(file: IO[bytes], path: Path, size: int, *, must: bool) -> list[Any] | None:
    """The rows of a file that is one JSON value; ``None`` if it is not one and need not be."""
    if size > MAX_ARRAY_BYTES:
        if not must:
            return None
        limit = MAX_ARRAY_BYTES // 1_000_000
        reason = f"one JSON array of more than {limit} MB: save it as JSON Lines, an object a line"
        raise UnreadableFileError(path, reason)
    raw = file.read()
    try:
        value = json.loads(decoded(raw).removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        if not must:
            return None
        reason = f"it is not valid JSON ({_short(error)}): mend it, or save it as JSON Lines"
        raise UnreadableFileError(path, reason) from error
    if isinstance(value, list):
        return value
    lists = [
        item
        for item in value.values()
        if isinstance(item, list) and item and all(isinstance(row, dict) for row in item)
    ]
    return lists[0] if len(lists) == 1 else [value]


def _checked(values: list[Any], skip: Skip) -> Iterator[tuple[int, Row]]:
    for number, value in enumerate(values, 1):
        if isinstance(value, dict):
            yield number, value
        else:
            skip(f"row {number}: it is no JSON object with named values")


def _json_lines(lines: Lines, skip: Skip) -> Iterator[tuple[int, Row]]:
    number = 0
    for line in lines:
        number += 1
        if len(line) > MAX_ROW:
            _pass_over(line, lines)
            skip(f"row {number}: longer than {MAX_ROW:,} characters")
            continue
        if not line.strip():
            continue
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            skip(f"row {number}: not valid JSON ({_short(error)})")
            continue
        yield from ((number, row) for _, row in _checked([value], _numbered(skip, number)))


def _numbered(skip: Skip, number: int) -> Skip:
    return lambda reason: skip(reason.replace("row 1:", f"row {number}:", 1))


def _pass_over(line: str, lines: Lines) -> None:
    """Leaves out the rest of a line that is longer than a row may be."""
    while not line.endswith("\n"):
        line = next(lines, "\n")


def _short(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"{error.msg.lower()} at character {error.pos + 1}"
    return "nested too deep" if isinstance(error, RecursionError) else "a number is too long"


class _TooLongError(Exception):
    """A row has more characters than ``MAX_ROW``."""


def _csv_rows(lines: Lines, start: str, path: Path, skip: Skip) -> Iterator[tuple[int, Row]]:
    csv.field_size_limit(max(csv.field_size_limit(), MAX_ROW))
    style = _style(start)
    names: list[str] | None = None
    number = 0
    for cells in _records(lines, style):
        if isinstance(cells, str):
            number += 1
            skip(f"row {number}: {cells}")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if names is None:
            names = _names(cells, path)
            continue
        number += 1
        while len(cells) > len(names) and not cells[-1].strip():
            cells.pop()
        if len(cells) != len(names):
            skip(f"row {number}: {len(cells)} cells under {len(names)} names")
            continue
        row: Row = {}
        for name, cell in zip(names, cells, strict=True):
            row.setdefault(name, cell)
        yield number, row


def _names(cells: list[str], path: Path) -> list[str]:
    while len(cells) > 1 and not cells[-1].strip():
        cells.pop()
    if any(len(cell) > _LONG_NAME for cell in cells):
        reason = "its first row holds no names of columns: add one, such as title,date,text"
        raise UnreadableFileError(path, reason)
    return [cell.strip() for cell in cells]


def _records(lines: Lines, style: dict[str, Any]) -> Iterator[list[str] | str]:
    """The records of a CSV file; for one that is broken, what is wrong with it.

    Where quotes don't match, only the line on which the record starts is given up: what stands
    behind it is read again.
    """
    used: list[str] = []

    def feed() -> Iterator[str]:
        length = 0
        while (line := next(lines, "")) != "":
            length = length + len(line) if used else len(line)
            used.append(line)
            if length > MAX_ROW:
                raise _TooLongError
            yield line

    while True:
        used.clear()
        try:
            record = next(csv.reader(feed(), strict=True, **style), None)
        except (csv.Error, _TooLongError) as error:
            if len(used[0]) > MAX_ROW:
                _pass_over(used[-1], lines)
                yield f"longer than {MAX_ROW:,} characters"
            elif len(used) == 1 and isinstance(error, csv.Error):
                yield next(csv.reader(used, **style), [])
            else:
                lines.put_back(used[1:])
                yield "its quotation marks don't match"
            continue
        if record is None:
            return
        yield record


def _style(start: str) -> dict[str, Any]:
    """The separator under which most rows of the sample have as many cells as the first."""
    start = re.sub(r"\r\n?", "\n", start)
    style: dict[str, Any] = {}
    if '\\"' in start and '""' not in re.sub(r'[,;|\t\n]""(?=[,;|\t\r\n])', "", start):
        style = {"escapechar": "\\", "doublequote": False}
    best, chosen = (0.0, 0), _NO_SEPARATOR
    for separator in _SEPARATORS:
        counts = []
        try:
            for cells in csv.reader(io.StringIO(start), delimiter=separator, **style):
                if cells:
                    counts.append(len(cells))
                if len(counts) > _SAMPLE_ROWS:
                    break
        except csv.Error:
            pass
        if not counts or counts[0] < 2:
            continue
        score = (round(counts.count(counts[0]) / len(counts), 1), counts[0])
        if score > best:
            best, chosen = score, separator
    return {"delimiter": chosen, **style}
