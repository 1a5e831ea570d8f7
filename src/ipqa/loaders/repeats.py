"""What repeats in a text: headers and footers of printed pages, which go, and rows of tables."""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise

from ipqa.loaders.bars import is_label
from ipqa.loaders.furniture import is_furniture
from ipqa.loaders.prose import SENTENCE_END, is_prose

_BULLET = re.compile(r"^\s*[-*•·▪►‣◦]\s*\S?")
_PAGE_NUMBER = re.compile(r"\W*(?:\bpage\s*)?\b(\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?\W*$", re.I)
_REPEATED = 3
"""How often a short line must stand in a text to be a header or footer of its pages."""

_BAR_WORDS = 6
"""Words of a line with ``|`` in it from which it is a header rather than a row of a table."""
_BULLET_MARK = re.compile(r"^[-*•·▪►‣◦]\s*")
_MENU = 4
"""Labels below each other that are a menu rather than headings or a list."""
_HEAD = 12
"""Lines from the top among which the title is, blank ones counted."""
_SAYS_WHEN_OR_WHO = re.compile(r"\d{4}|^(?:by|von|par|por|source)\b|^(?:作者|来源)", re.IGNORECASE)


def table_rows(lines: list[str]) -> set[str]:
    """The lines that are rows of a table: ``a | b`` with another row of as many cells beside it.

    Bars of a site's sections, which look alike, are none, unless most lines beside them are none.
    """
    rows: set[str] = set()
    filled = [line.strip() for line in lines if line.strip()]
    for cells, run in groupby(filled, key=lambda line: line.count(" | ")):
        table = list(run)
        if cells and len(table) > 1 and sum(map(is_furniture, table)) * 2 <= len(table):
            rows.update(table)
    return rows


def without_menus(lines: list[str], rows: set[str]) -> list[str]:
    """``lines`` without menus of one label a line; a list that a sentence announces stays."""
    dropped: set[int] = set()
    run: list[int] = []
    before = ""
    for number, line in enumerate([*lines, "."]):
        text = _BULLET_MARK.sub("", line.strip()).removeprefix("# ")
        if not text:
            continue
        if line.strip() not in rows and len(text) <= 40 and is_label(text):
            run.append(number)
            continue
        if len(run) >= _MENU and not before.endswith((":", "：")):
            dropped.update(run)
        run, before = [], text
    return [line for number, line in enumerate(lines) if number not in dropped]


def without_repeats(lines: list[str], rows: set[str]) -> list[str]:
    """``lines`` without the headers and footers that come on each printed page.

    A page's number may change from one to the next. Items of lists and rows of tables repeat
    themselves by right. A title that is printed on each page stays where it stands first.
    """
    keys = [("", None) if line.strip() in rows else _repeat_key(line) for line in lines]
    seen = Counter(key for key, _ in keys if key)
    numbers: dict[str, list[int]] = {}
    for key, number in keys:
        if key and number is not None:
            numbers.setdefault(key, []).append(number)
    paged = {key for key, found in numbers.items() if _counts_up(found)}
    dropped = {
        key for key, count in seen.items() if count >= _REPEATED and (key in paged or _exact(key))
    }
    title = _title(lines, keys, dropped) if dropped else None
    kept: list[str] = []
    sentences: set[str] = set()
    for number, (line, (key, _)) in enumerate(zip(lines, keys, strict=True)):
        if key not in dropped or number == title:
            kept.append(line)
        elif is_prose(line) and key not in sentences:  # a sentence stays once
            sentences.add(key)
            kept.append(line)
    return kept


def _repeat_key(line: str) -> tuple[str, int | None]:
    text = " ".join(line.split()).lower()
    if len(text) < 4 or len(text) > 150 or _BULLET.match(text) or text.endswith(":"):
        return "", None
    if SENTENCE_END.search(text) and not is_prose(text):  # "Yes." in an interview
        return "", None
    if match := _PAGE_NUMBER.search(text):
        rest = text[: match.start()]
        if len(rest.split()) >= 2:
            return f"{rest}\0", int(match[1])
    return ("", None) if " | " in text and len(text.split()) < _BAR_WORDS else (text, None)


def _title(lines: list[str], keys: list[tuple[str, int | None]], dropped: set[str]) -> int | None:
    """The number of the line that is the title, where it and another one head every page."""
    last: int | None = None
    seen: set[str] = set()
    for number, line in enumerate(lines[:_HEAD]):
        text = line.strip()
        after = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if is_prose(text) or after[:1].islower():
            break
        if keys[number][0] in dropped:
            if keys[number][0] in seen:
                break
            seen.add(keys[number][0])
            last = number
        elif (
            len(text.split()) > 2 and not _SAYS_WHEN_OR_WHO.search(text) and not is_furniture(text)
        ):
            return None
    return last if len(seen) > 1 else None


def _exact(key: str) -> bool:
    return not key.endswith("\0")


def _counts_up(numbers: list[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(numbers)) and numbers[0] <= 30
