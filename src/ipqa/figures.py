"""Figures: the numbers, amounts and dates of a text in a form that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from ipqa.words import CJK

Kind = Literal["number", "percent", "date", "ordinal"]

_SCALES = {
    "dozen": 12,
    "hundred": 10**2,
    "thousand": 10**3,
    "k": 10**3,
    "million": 10**6,
    "m": 10**6,
    "mn": 10**6,
    "billion": 10**9,
    "bn": 10**9,
    "b": 10**9,
    "trillion": 10**12,
    "tn": 10**12,
    "lakh": 10**5,
    "crore": 10**7,
    "万": 10**4,
    "亿": 10**8,
}
_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
fifteen sixteen seventeen eighteen nineteen""".split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: value for value, word in enumerate(_ONES)} | {
    word: 10 * value for value, word in enumerate(_TENS, start=2)
}
_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_MONTHS = """january february march april may june july august september october november
december""".split()
_MONTH = rf"({'|'.join(_MONTHS)}|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec)\.?"
_DAY = r"(\d{1,2})(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b{_DAY}(?:\s+of)?\s+{_MONTH}(?:,?\s+(\d{{4}}))?\b"
    rf"|\b{_MONTH}\s+{_DAY}(?:,?\s+(\d{{4}}))?(?![\d,.]*\d)\b"
    rf"|\b{_MONTH},?\s+(\d{{4}})\b",
    re.IGNORECASE,
)
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})\b")
_LARGE = r"(?:trillion|billion|million|thousand|lakh|crore|dozen)"
_GROUP = "[,\u00a0\u202f\u2009]"
"""What stands between groups of three digits: a comma or a space that breaks no line."""
_NUMBER = re.compile(
    rf"(?<![^\W{CJK}])(?<![.,])(?P<digits>\d{{1,3}}(?:{_GROUP}\d{{3}})+(?:\.\d+)?"
    r"|\d+(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<ordinal>st|nd|rd|th)?(?P<decade>s\b)?"
    rf"(?P<scale>\s?-?(?:(?:hundred\s)?{_LARGE}|hundred|tn|bn|mn|k|m|b)\b|\s?[万亿])?"
    r"(?![A-Za-z0-9½⅓⅔¼¾])(?P<percent>\s?(?:[%％]|percent\b|per cent\b|percentage\b))?",
    re.IGNORECASE,
)
_SPELLED = re.compile(
    # "One hundred and twenty", but not the first of "two hundred and three hundred".
    rf"\b(?:(?P<hundreds>{'|'.join(_ONES)})\shundred(?:\sand)?\s"
    rf"(?=(?:{'|'.join(_TENS + _ONES)})\b(?![ ]hundred)))?"
    rf"(?P<tens>{'|'.join(_TENS)})?-?(?P<ones>{'|'.join(_ONES)})?\b(?P<half>\sand\sa\shalf\b)?"
    rf"(?P<scale>\s(?:(?:hundred\s)?{_LARGE}|hundred)\b)?"
    r"(?P<percent>\s(?:percent|per cent)\b)?",
    re.IGNORECASE,
)
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its kind, so that ``742.3bn`` and ``742.3 billion`` are equal.

    For a date ``value`` is ``"yyyy-mm-dd"`` with ``?`` for what is not said. ``start`` and ``end``
    are where it stands and do not count in comparisons.
    """

    kind: Kind
    value: str
    start: int = 0
    end: int = 0

    def same(self, other: Figure) -> bool:
        """Whether ``other`` says the same; a date says the same with less (23 August, no year)."""
        if self.kind == other.kind == "date":
            mine, theirs = self.value.split("-"), other.value.split("-")
            return all(a in ("?", b) for a, b in zip(mine, theirs, strict=True))
        return self.kind == other.kind and self.value == other.value


def figures(text: str) -> list[Figure]:
    """The figures of a text in order; "one" alone is a pronoun and no figure."""
    found: list[Figure] = []
    taken = [False] * len(text)

    def claim(start: int, end: int) -> bool:
        if any(taken[start:end]):
            return False
        taken[start:end] = [True] * (end - start)
        return True

    for match in _ISO.finditer(text):
        if claim(*match.span()):
            found.append(Figure("date", "-".join(match.groups()), *match.span()))
    for match in _DATE.finditer(text):
        # "may" in small letters is the verb.
        if "may" in re.findall(r"[A-Za-z]+", match.group()):
            continue
        if claim(*match.span()):
            found.append(Figure("date", _date(match), *match.span()))
    for match in _NUMBER.finditer(text):
        if claim(*match.span()):
            value = _scaled(Decimal(re.sub(_GROUP, "", match["digits"])), match["scale"])
            kind: Kind = "percent" if match["percent"] else "number"
            kind = "ordinal" if match["ordinal"] else kind
            value += "s" if match["decade"] else ""
            found.append(Figure(kind, value, *match.span()))
    for match in _SPELLED.finditer(text):
        spelled = _spelled(match)
        if spelled is not None and claim(*match.span()):
            kind = "percent" if match["percent"] else "number"
            found.append(Figure(kind, _scaled(spelled, match["scale"]), *match.span()))
    for match in _ORDINAL.finditer(text):
        if claim(*match.span()):
            found.append(Figure("ordinal", str(_ORDINALS[match[1].lower()]), *match.span()))
    return sorted(found, key=lambda figure: figure.start)


def _spelled(match: re.Match[str]) -> Decimal | None:
    tens, ones = match["tens"], match["ones"]
    if not tens and not ones:
        return None
    # "one" alone is mostly a pronoun; "one million" and "one percent" are figures.
    alone = not (tens or match["hundreds"] or match["half"] or match["scale"] or match["percent"])
    if ones and ones.lower() == "one" and alone:
        return None
    value = Decimal(sum(_WORDS[word.lower()] for word in (tens, ones) if word))
    value += 100 * _WORDS[match["hundreds"].lower()] if match["hundreds"] else 0
    return value + (Decimal("0.5") if match["half"] else 0)


def _scaled(value: Decimal, scale: str | None) -> str:
    for word in re.split(r"[\s-]+", scale.strip(" -").lower()) if scale else ():
        value *= _SCALES[word]
    return f"{value.normalize():f}"


def _date(match: re.Match[str]) -> str:
    day_a, month_a, year_a, month_b, day_b, year_b, month_c, year_c = match.groups()
    month = (month_a or month_b or month_c)[:3].lower()
    number = next(i for i, name in enumerate(_MONTHS, start=1) if name.startswith(month))
    day, year = day_a or day_b, year_a or year_b or year_c
    return f"{year or '?'}-{number:02d}-{int(day):02d}" if day else f"{year or '?'}-{number:02d}-?"
