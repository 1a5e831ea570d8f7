"""The numbers that a text states: amounts, shares, years, dates, ordinals, codes like ``5G``."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from ipqa.evaluation.judge.numberwords import SCALES, numbers_in_words

Kind = Literal["value", "ordinal", "date", "month", "code"]

_MONTH_NAMES = (
    "January February March April May June July August September October November December"
)
MONTHS = tuple(_MONTH_NAMES.split())
_MONTH = (
    r"(?P<month>"
    + "|".join(f"{name}|{name[:3]}\\." if name != "May" else name for name in MONTHS)
    + r"|Sept\.|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?=\s\d))"
)
_SHORT_MONTH = _MONTH.replace(r"(?=\s\d)", r"\b")
_DAY = r"(?:the\s+)?(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO = r"(?:\s*[-\u2010-\u2015]\s*|\s+(?:to|until|till|through)\s+(?:the\s+)?)"
_SECOND = r"(?P<second>\d{1,2})(?:st|nd|rd|th)?"
_DATES = (
    re.compile(
        rf"\b{_DAY}(?:(?:{_TO}|\s+and\s+(?:the\s+)?){_SECOND})?\s+(?:of\s+)?{_SHORT_MONTH}(?![a-z])"
    ),
    re.compile(
        rf"\b{_MONTH}\s+{_DAY}(?![\d,.]*\d)"
        rf"(?:(?:{_TO}|\s+and\s+(?=\d+(?:st|nd|rd|th)?\s*(?:[,.;:)]|$))){_SECOND}(?![\d,.]*\d))?"
    ),
    re.compile(r"\b(?P<year>\d{4})-(?P<iso>\d{2})-(?P<day>\d{2})\b"),
)
_MONTH_ALONE = re.compile(rf"\b(?:{'|'.join(MONTHS)})\b")

_CURRENCIES = {
    r"us\$|\$|usd|dollars?": "dollar",
    r"€|eur|euros?": "euro",
    r"£|gbp|pounds?": "pound",
    r"¥|rmb|cny|yuan|renminbi": "yuan",
    r"jpy|yen": "yen",
}
_UNITS = {r"percentage\s+points?": "point", r"%|percent|per\s+cent|pct": "percent"}
_UNIT = re.compile(
    r"[\s-]?(?:(?:U\.?S\.?|American|Chinese)\s+)?(?P<unit>"
    + "|".join(pattern for pattern in (*_UNITS, *_CURRENCIES))
    + r")(?!\w)",
    re.IGNORECASE,
)
_VALUE = re.compile(
    r"(?<![A-Za-z\d])(?<!\d[.,])(?P<minus>(?<!\w)[-\u2212])?"
    r"(?P<currency>(?i:US\$|[$€£¥]|(?:USD|RMB|CNY|EUR|GBP|JPY)\s))?"
    r"(?P<digits>\d{1,3}(?:[,\u00a0\u202f\u2009]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:(?P<ordinal>st|nd|rd|th)\b|(?P<decade>s)\b"
    r"|(?i:[\s-]?(?P<scale>hundred|thousand|million|billion|trillion|mn|bn|tn)|(?P<short>[kmb]))\b)?"
)
_CODE = re.compile(
    r"(?<![A-Za-z\d.,])(?=[A-Za-z]*\d)[A-Za-z\d]*[A-Za-z][A-Za-z\d]*|\d+(?:\.\d+){2,}"
)
_PLAIN = re.compile(r"\d+(?:st|nd|rd|th|s|k|m|b|mn|bn|tn)", re.IGNORECASE)
_VAGUE = re.compile(r"\b(?:dozens|hundreds|thousands|millions|billions|trillions)\b", re.IGNORECASE)
_SHORT_SCALES = {"k": 1_000, "m": 1_000_000, "mn": 1_000_000, "b": 10**9, "bn": 10**9, "tn": 10**12}


@dataclass(frozen=True, slots=True)
class Number:
    """One stated number in normal form; ``unit`` is a currency, ``percent``, ``point``, ``decade``.

    A date's value is ``"08-23"``; a code's is its letters and digits. ``firm`` is false for a bare
    "one", which is mostly no number.
    """

    kind: Kind
    value: Decimal | str
    unit: str | None = None
    text: str = field(default="", compare=False)
    firm: bool = field(default=True, compare=False)


def numbers_in(text: str) -> list[Number]:
    """Every number of ``text``, each once: a day is part of its date, a scale of its amount."""
    rest, found = _take_dates(text)
    for match in _CODE.finditer(rest):
        if not _PLAIN.fullmatch(match[0]):
            found.append(Number("code", match[0].lower(), text=match[0]))
            rest = _blank(rest, match.start(), match.end())
    for match in _VALUE.finditer(rest):
        number, end = _value(match, rest)
        found.append(number)
        rest = _blank(rest, match.start(), end)
    for match in _VAGUE.finditer(rest):
        found.append(Number("code", match[0].lower(), text=match[0]))
    for words in numbers_in_words(rest):
        unit = None if words.ordinal else _unit(rest, words.end)[0]
        stated = rest[words.start : words.end]
        kind: Kind = "ordinal" if words.ordinal else "value"
        found.append(Number(kind, words.value, unit, stated, stated.lower() != "one"))
    return found


def unsupported_numbers(claim: str, quotes: list[str]) -> list[str]:
    """The numbers of ``claim``, as written there, that no quote states."""
    stated = [number for quote in quotes for number in numbers_in(quote)]
    return [
        number.text
        for number in numbers_in(claim)
        if number.firm and not any(_supports(other, number) for other in stated)
    ]


def _supports(stated: Number, claimed: Number) -> bool:
    if claimed.kind == "value":
        # A unit may be left out ("16.6" for "16.6 percent"), but not added or exchanged.
        return (
            stated.kind in ("value", "ordinal")
            and stated.value == claimed.value
            and (stated.unit == claimed.unit or (claimed.unit is None and stated.unit != "decade"))
        )
    if claimed.kind == "ordinal":
        if stated.kind == "date":
            return Decimal(str(stated.value)[3:]) == claimed.value
        return stated.kind in ("value", "ordinal") and stated.value == claimed.value
    if claimed.kind == "month" and stated.kind == "date":
        return str(stated.value)[:2] == claimed.value
    return stated.kind == claimed.kind and stated.value == claimed.value


def _take_dates(text: str) -> tuple[str, list[Number]]:
    found: list[Number] = []
    for pattern in _DATES:
        for match in pattern.finditer(text):
            parts = match.groupdict()
            month = int(parts["iso"]) if parts.get("iso") else _month(parts["month"])
            days = [int(day) for day in (parts["day"], parts.get("second")) if day]
            if not 1 <= month <= 12 or not all(1 <= day <= 31 for day in days):
                continue
            found += [Number("date", f"{month:02}-{day:02}", text=match[0]) for day in days]
            if parts.get("year"):
                found.append(Number("value", Decimal(parts["year"]), text=match[0]))
            text = _blank(text, match.start(), match.end())
    for match in _MONTH_ALONE.finditer(text):
        if match[0] != "May" or match.start() > 0:
            found.append(Number("month", f"{_month(match[0]):02}", text=match[0]))
    return text, found


def _month(name: str) -> int:
    return [month[:3] for month in MONTHS].index(name[:3]) + 1


def _value(match: re.Match[str], text: str) -> tuple[Number, int]:
    value = Decimal(re.sub(r"[^\d.]", "", match["digits"]))
    if match["minus"]:
        value = -value
    scale = (match["scale"] or match["short"] or "").lower()
    value *= SCALES.get(scale) or _SHORT_SCALES.get(scale, 1)
    end = match.end()
    if match["ordinal"]:
        return Number("ordinal", value, text=match[0]), end
    if match["decade"]:
        return Number("value", value, "decade", match[0]), end
    unit, end = _unit(text, end)
    if match["currency"]:
        unit = _currency(match["currency"].strip())
    return Number("value", value, unit, text[match.start() : end].strip()), end


def _unit(text: str, position: int) -> tuple[str | None, int]:
    match = _UNIT.match(text, position)
    if match is None:
        return None, position
    for pattern, name in _UNITS.items():
        if re.fullmatch(pattern, match["unit"], re.IGNORECASE):
            return name, match.end()
    return _currency(match["unit"]), match.end()


def _currency(written: str) -> str:
    return next(
        name
        for pattern, name in _CURRENCIES.items()
        if re.fullmatch(pattern, written, re.IGNORECASE)
    )


def _blank(text: str, start: int, end: int) -> str:
    return text[:start] + " " * (end - start) + text[end:]
