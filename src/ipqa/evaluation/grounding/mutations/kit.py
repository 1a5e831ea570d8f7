"""What the makers of false answers share: the pool they draw from, names, numbers, small edits.

Deliberately a reading of its own: nothing here is shared with the code that grounds answers, so
that a mistake there can't hide itself here.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from pathlib import Path

from ipqa.evaluation.grounding.items import Item
from ipqa.evaluation.judge.numberwords import SCALES, numbers_in_words

NEGATIVE = re.compile(
    r"\b(no|not|never|none|nobody|nor|neither|without|cannot|denied|failed)\b|n['’]t\b", re.I
)
MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
_SHORT_SCALES = {"m": 10**6, "bn": 10**9, "million": 10**6, "billion": 10**9}
_NUMBER = re.compile(
    r"(?<![\w.,])(?P<sign>US\$|JPY |RMB |[$€£¥])?(?P<digits>\d+(?:,\d{3})*(?:\.\d+)?)"
    r"(?P<scale>\s(?:hundred|thousand|million|billion|trillion)|bn|m)?"
    r"(?P<unit>\s?%|\s(?:percent|per cent|yuan|euros|dollars|yen|pounds|reais)\b)?(?![\w%])"
)
_DAY = re.compile(
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s(?:{'|'.join(MONTHS)})"
    rf"|\b(?:{'|'.join(MONTHS)})\s\d{{1,2}}(?!\d)"
)
_YEAR = re.compile(r"(?<![\w.,$€£¥])(?:19|20)\d\d(?![\d,]*\d|\.\d| (?:thousand|million|billion))\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written, with sign, scale and unit; ``sort`` is money, percent or count."""

    text: str
    value: Decimal
    sort: str
    start: int
    end: int


@dataclass(frozen=True)
class Names:
    """Names by sort (person, organisation, place, work); the spellings of one thing in a group."""

    groups: dict[str, list[list[str]]] = field(default_factory=dict)

    def found_in(self, text: str) -> list[tuple[str, str, list[str]]]:
        """Spelling, sort and group of each name in ``text``, the longest reading of each place."""
        return [self._named[match[0]] for match in self._pattern.finditer(text)]

    @cached_property
    def _named(self) -> dict[str, tuple[str, str, list[str]]]:
        return {
            spelling: (spelling, sort, group)
            for sort, groups in self.groups.items()
            for group in groups
            for spelling in group
        }

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        longest_first = sorted(self._named, key=lambda spelling: (-len(spelling), spelling))
        return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest_first))})(?![\w-])")


@dataclass(frozen=True, slots=True)
class Pool:
    """The true items that false ones may borrow from, and the names in them."""

    items: Sequence[Item]
    names: Names


Maker = Callable[[Item, Pool, random.Random], Iterator[Item]]
"""Makes false items out of a true one, the best first; nothing where it can't be sure."""


def load_names(path: Path) -> Names:
    """The names of a JSON file: sort to groups of spellings."""
    return Names(json.loads(path.read_text(encoding="utf-8")))


def says(item: Item, sentence: str) -> Item:
    """The item with another sentence, begun in upper case and free of doubled spaces."""
    sentence = re.sub(r"\s+(?=[,.])", "", re.sub(r"\s{2,}", " ", sentence)).strip(" ,")
    sentence = re.sub(r"\.{2}$", ".", sentence)
    return replace(item, sentence=sentence[:1].upper() + sentence[1:], verbatim=False)


def source(item: Item) -> str:
    """The quotes as one text."""
    return " ".join(item.quotes)


@lru_cache(maxsize=4096)
def numbers(text: str) -> tuple[Number, ...]:
    """The amounts of a text, in digits or words, in order; no years, no days of a month."""
    no = [match.span() for pattern in (_DAY, _YEAR) for match in pattern.finditer(text)]
    found: list[Number] = []

    def free(start: int, end: int) -> bool:
        return not any(start < b and a < end for a, b in no)

    for match in _NUMBER.finditer(text):
        if not free(*match.span()):
            continue
        scale = (match["scale"] or "").strip()
        factor = (SCALES | _SHORT_SCALES)[scale] if scale else 1
        unit = (match["unit"] or "").strip()
        sort = "percent" if unit in ("%", "percent", "per cent") else "money"
        sort = sort if unit or match["sign"] else "count"
        value = Decimal(match["digits"].replace(",", "")) * factor
        found.append(Number(match[0], value, sort, *match.span()))
        no.append(match.span())
    for word in numbers_in_words(text):
        start, end = word.start, word.end
        if free(start, end) and not word.ordinal and text[start:end].lower() != "one":
            found.append(Number(text[start:end], word.value, "count", start, end))
    return tuple(sorted(found, key=lambda number: number.start))


def years(text: str) -> list[re.Match[str]]:
    """The years of a text."""
    return list(_YEAR.finditer(text))


def days(text: str) -> list[re.Match[str]]:
    """The days with a month of a text, in either order."""
    return list(_DAY.finditer(text))


def foreign(sentence: str, quotes: Sequence[str], names: Names) -> bool:
    """Whether a sentence holds a name, an amount or a year of which the quotes hold nothing."""
    held, words, text = _held(tuple(quotes))
    return (
        any(number.value not in held for number in numbers(sentence))
        or any(year[0] not in text for year in years(sentence))
        or any(words.isdisjoint(_words(name)) for name, _, _ in names.found_in(sentence))
    )


@lru_cache(maxsize=4096)
def _held(quotes: tuple[str, ...]) -> tuple[set[Decimal], set[str], str]:
    text = " ".join(quotes)
    return {number.value for number in numbers(text)}, _words(text), text


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}


def swapped(sentence: str, one: str, other: str) -> str | None:
    """``sentence`` with two phrases exchanged; ``None`` where it doesn't hold both apart."""
    first, second = (re.search(_whole(phrase), sentence, re.I) for phrase in (one, other))
    if not first or not second or (first.end() > second.start() and second.end() > first.start()):
        return None
    if first.start() > second.start():
        first, second = second, first
    return "".join(
        (
            sentence[: first.start()],
            _cased(second[0], first.start()),
            sentence[first.end() : second.start()],
            _cased(first[0], second.start()),
            sentence[second.end() :],
        )
    )


def replaced(sentence: str, old: str, new: str) -> str:
    """``sentence`` with a whole phrase exchanged for another, wherever it stands."""
    return re.sub(_whole(old), lambda match: _cased(new, match.start()), sentence)


def _whole(phrase: str) -> str:
    return rf"(?<![\w-]){re.escape(phrase)}(?![\w-])"


def _cased(phrase: str, start: int) -> str:
    """A phrase as it is written at the start of a sentence, or within one."""
    if start == 0:
        return phrase[:1].upper() + phrase[1:]
    return re.sub(r"^(The|Rights|Several|Two)\b", lambda match: match[0].lower(), phrase)
