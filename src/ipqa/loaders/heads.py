"""Lines above and below an article that say who wrote it, when, and where it was printed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ipqa.loaders.dates import iso_date
from ipqa.loaders.text import one_line

TOP = 8
BOTTOM = 3
"""Blocks from the top, and from the bottom, among which such lines are looked for: further in, a
date on a line of its own is a heading of a chronicle."""
_SOURCE = re.compile(r"^source\s*[:：]\s*(\S.{0,80})$|^来源\s*[:：]\s*(\S.{0,80})$", re.IGNORECASE)
_DATED = re.compile(
    r"^(?:(?:first )?published|posted|dated?|发布时间|日期)(?: on)?\s*[:：]?\s*", re.I
)
_NAME = r"[^\W\d_a-z][\w.'’-]*"
_BYLINE = re.compile(
    rf"^(?:By|BY)\s+({_NAME}(?:,?\s+(?:and|AND|&|de|van|von|del|der|{_NAME})){{1,9}})$"
)
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|tex|dvi|odt|rtf|pptx?|xlsx?|html?|wpd|pages|eps|ps)$", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|office)\b.*|untitled\b.*"
    r"|(?:document|layout|slide|page)\s*\d*|powerpoint presentation|about:blank"
    r"|no title|title|print(?:out)?|scan\w*|\(anonymous\))$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:(?:microsoft )?office(?: user)?|user\d*|admin(?:istrator)?|owner|author|unknown|anonymous"
    r"|\(anonymous\)|python-docx|windows user|home|pc|hp|dell|root|default)$",
    re.IGNORECASE,
)
_LANGUAGE = re.compile(r"^([a-z]{2,3})(?:[-_][a-z0-9]+)*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Head:
    """What such lines say, and the blocks without them."""

    date: str | None
    source: str | None
    author: str | None
    blocks: list[str]


def take_head(blocks: Sequence[str]) -> Head:
    """The first date, source and author that stand on lines of their own near top or bottom."""
    date = source = author = None
    kept: list[str] = []
    for index, block in enumerate(blocks):
        if TOP <= index < len(blocks) - BOTTOM or len(block) > 120:
            kept.append(block)
            continue
        line = block.removeprefix("# ")
        found = _SOURCE.match(line)
        day = iso_date(_DATED.sub("", line).strip())
        by = _BYLINE.match(line)
        if found and source is None:
            source = (found[1] or found[2]).strip()
        elif day and len(line) > 4 and date is None:
            date = day
        elif by and author is None:
            author = by[1]
        else:
            kept.append(block)
    return Head(date, source, author, kept)


def stated_title(title: str | None, path: Path, text: str) -> str | None:
    """A title from a file's properties, if a person wrote it there for this article.

    Programs put file names and their own names there. One word counts only if ``text`` has it.
    """
    found = one_line(title or "")
    stem = re.sub(r"[\W_]+", "", path.stem).casefold()
    if (
        not any(char.isalpha() for char in found)
        or _NO_TITLE.match(found)
        or _FILE_NAME.search(found)
        or re.sub(r"[\W_]+", "", found).casefold() == stem
        or "\\" in found
    ):
        return None
    known = len(found.split()) > 1 or found.casefold() in text.casefold()
    return found if known else None


def stated_author(author: str | None) -> str | None:
    """An author from a file's properties, unless it is only what a program was installed for."""
    found = one_line(author or "")
    if not any(char.isalpha() for char in found) or _NOBODY.match(found) or "@" in found:
        return None
    return found


def stated_language(tag: str | None) -> str | None:
    """The language of a tag such as ``en-GB``, without the country."""
    found = _LANGUAGE.match((tag or "").strip())
    return found[1].lower() if found and found[1].lower() not in ("und", "mul", "zxx") else None


def same_words(one: str, other: str) -> bool:
    """Whether two titles differ at most in blanks, case and punctuation."""
    return re.sub(r"[\W_]+", "", one).casefold() == re.sub(r"[\W_]+", "", other).casefold()
