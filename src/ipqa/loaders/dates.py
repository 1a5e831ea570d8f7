"""Dates as articles state them, in ISO 8601 and never guessed."""

from __future__ import annotations

import datetime
import re

_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?$", re.ASCII)
_MONTH_NAMES = {
    1: "january jan januar jänner janvier enero",
    2: "february feb februar février févr febrero",
    3: "march mar märz mars marzo",
    4: "april apr avril avr abril",
    5: "may mai mayo",
    6: "june jun juni juin junio",
    7: "july jul juli juillet juil julio",
    8: "august aug août agosto",
    9: "september sept sep septembre septiembre",
    10: "october oct oktober okt octobre octubre",
    11: "november nov novembre noviembre",
    12: "december dec dezember dez décembre déc diciembre",
}
_MONTHS = {name: number for number, names in _MONTH_NAMES.items() for name in names.split()}
_DAYS = (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun montag dienstag mittwoch donnerstag freitag samstag sonntag "
    "lundi mardi mercredi jeudi vendredi samedi dimanche "
    "lunes martes miércoles jueves viernes sábado domingo"
).split()
_WEEKDAY = rf"(?:(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})\.?,?\s+)?"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_TIME = (
    r"(?:\s*[,T|–-]?\s*(?:at\s+|um\s+|à\s+)?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?"
    r"\s*(?:[ap]\.?m\.?|uhr|z)?\s*(?:\(?[a-z]{2,5}\)?)?\s*(?:[+-]\d{2}:?\d{2})?)?\s*\.?"
)
_WRITTEN = [
    re.compile(rf"{_WEEKDAY}{pattern}{_TIME}", re.IGNORECASE | re.ASCII)
    for pattern in (
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>\d{4})/(?P<number>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<year>\d{4})\.(?P<number>\d{1,2})\.(?P<day>\d{1,2})",
        r"(?P<day>\d{1,2})\.\s?(?P<number>\d{1,2})\.\s?(?P<year>\d{4})",
    )
] + [
    re.compile(rf"{_WEEKDAY}{pattern}{_TIME}", re.IGNORECASE)
    for pattern in (
        rf"{_MONTH}\s+(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>[0-9]{{4}})",
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th|er|\.)?[\s-]+(?:of\s+|de\s+)?{_MONTH}(?:,|\s+de)?[\s-]+"
        r"(?P<year>[0-9]{4})",
        rf"{_MONTH},?\s+(?P<year>[0-9]{{4}})",
        r"(?P<year>[0-9]{4})\s?[年년]\s?(?P<number>[0-9]{1,2})\s?[月월]"
        r"(?:\s?(?P<day>[0-9]{1,2})\s?[日号號일])?(?:\s*(?:星期|周)[一二三四五六日天])?",
    )
]
_NUMBERS = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})" + _TIME, re.IGNORECASE | re.ASCII)
LONGEST = 60
"""Characters of a written date at most."""


def iso_date(text: str) -> str | None:
    """``text`` if it is a year, a month or a day in ISO 8601 that exists; a time is cut off."""
    partial = _PARTIAL.match(text)
    try:
        if partial:
            datetime.date(int(partial[1]), int(partial[2] or 1), 1)
            return text
        return datetime.datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return None


def written_date(text: str) -> str | None:
    """The date that is all of ``text``, in ISO 8601 as precise as it is written.

    Months are known in English, German, French and Spanish; a time behind the day is cut off. Of
    ``03/04/2016`` nobody knows which is the month, so that it is no date; ``04/27/2016`` is one.
    """
    text = text.strip()
    if not 4 <= len(text) <= LONGEST:
        return None
    if found := iso_date(text):
        return found
    for pattern in _WRITTEN:
        if match := pattern.fullmatch(text):
            parts = match.groupdict()
            name = parts.get("month")
            month = _MONTHS[name.lower()] if name else int(parts["number"])
            day = parts.get("day")
            return _iso(int(parts["year"]), month, int(day) if day else None)
    if match := _NUMBERS.fullmatch(text):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first != second and max(first, second) <= 12:
            return None
        return _iso(year, first, second) if first <= 12 else _iso(year, second, first)
    return None


def _iso(year: int, month: int, day: int | None) -> str | None:
    return iso_date(f"{year:04}-{month:02}" + (f"-{day:02}" if day else ""))
