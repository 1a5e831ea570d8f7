"""Numbers written as English words: ``twenty-nine``, ``half a million``, ``third``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_SMALL_WORDS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS_WORDS = "twenty thirty forty fifty sixty seventy eighty ninety"
_ORDINAL_WORDS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_SMALL = {word: value for value, word in enumerate(_SMALL_WORDS.split())}
_TENS = {word: 10 * value for value, word in enumerate(_TENS_WORDS.split(), start=2)}
_ORDINALS = {word: value for value, word in enumerate(_ORDINAL_WORDS.split(), start=1)}
SCALES = {
    "hundred": 100,
    "thousand": 1_000,
    "million": 1_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}

_SCALE = "|".join(SCALES)
_WORD = "|".join((*_SMALL, *_TENS, *_ORDINALS, *SCALES))
_RUN = re.compile(
    rf"\b(?:(?P<half>half\s+an?)\s+(?P<of>{_SCALE})"
    rf"|(?:an?\s+(?=(?:{_SCALE})\b))?(?:{_WORD})\b(?:(?:[\s-]+|\s+and\s+)(?:{_WORD})\b)*)",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class NumberWords:
    """A number in words, with where it stands."""

    value: Decimal
    start: int
    end: int
    ordinal: bool = False


def numbers_in_words(text: str) -> list[NumberWords]:
    """The numbers that ``text`` writes out; "two and three" are two, "two hundred and three" one.

    A lone scale without a count ("a further million" aside) counts as one of it.
    """
    found: list[NumberWords] = []
    for match in _RUN.finditer(text):
        if match["half"]:
            value = Decimal(SCALES[match["of"].lower()]) / 2
            found.append(NumberWords(value, match.start(), match.end()))
        else:
            found += _split(match[0].lower(), match.start())
    return found


def _split(run: str, offset: int) -> list[NumberWords]:
    """Reads a run of number words, and starts a new number where the grammar does not go on."""
    found: list[NumberWords] = []
    total = current = 0
    start = end = -1
    last = ""

    def finish(ordinal: bool = False) -> None:
        nonlocal total, current, start, last
        if start >= 0:
            value = Decimal(total + current)
            found.append(NumberWords(value, offset + start, offset + end, ordinal))
        total = current = 0
        start, last = -1, ""

    for match in _TOKEN.finditer(run):
        word = match[0]
        if word in ("a", "an"):
            continue
        if word == "and":
            if last not in SCALES:
                finish()
            continue
        if word in SCALES:
            if word == "hundred":
                current = max(current, 1) * 100
            else:
                total, current = total + max(current, 1) * SCALES[word], 0
        else:
            value = _SMALL.get(word) or _TENS.get(word) or _ORDINALS.get(word, 0)
            joins = last in SCALES or (last in _TENS and value < 10)
            if not joins:
                finish()
            current += value
        if start < 0:
            start = match.start()
        end, last = match.end(), word
        if word in _ORDINALS:
            finish(ordinal=True)
    finish()
    return found
