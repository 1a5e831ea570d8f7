"""What relative dates of a quote mean by the date of its article: the judge's own reading.

Looser than what explains them in answers: any "last year" is the year before the article's,
whatever stands around it. A date that is wrong by the calendar is never accepted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from ipqa.evaluation.judge.numbers import MONTHS, unsupported_numbers

_MONTH = "|".join((*MONTHS, *(rf"{name[:3]}\w?\." for name in MONTHS if name != "May")))
_RELATIVE = re.compile(
    rf"\b(?:(?P<word>this|last|next)\s+(?P<unit>year|month|(?-i:{_MONTH}))"
    r"|the\s+(?P<far>year|month)\s+before\s+last|the\s+(?P<back>previous\s+year|year\s+before)"
    r"|the\s+day\s+(?P<two>before|after)\s+(?:yesterday|tomorrow)"
    r"|(?P<day>yesterday|today|tomorrow))(?!\w)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"(?:\d\d?(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{_MONTH})[\s\d,]*(?:of\s+)?$"
)
_NOTE = re.compile(r"(?:['\u2019]s)?\s\(([^()]*\d{4})\)")
_STEPS = {"this": 0, "last": -1, "next": 1}
_DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1, "before": -2, "after": 2}


def dated(quote: str, published: str | None) -> str:
    """A quote with what its relative dates mean in brackets behind it, as far as that is known."""
    meant = [meaning for _, meaning in _meanings(quote, published)]
    return f"{quote} ({'; '.join(dict.fromkeys(meant))})" if meant else quote


def wrong_dates(claim: str, sources: Sequence[tuple[str, str | None]]) -> list[str]:
    """The dates in brackets behind a relative date of ``claim`` that no source gives it.

    A source is a quote and the date of its article; what stands so in a quote is its own affair.
    """
    wrong = []
    for match in _RELATIVE.finditer(claim):
        note = _NOTE.match(claim, match.end())
        if note is None or any(f"({note[1]})" in quote for quote, _ in sources):
            continue
        before = _BEFORE.search(claim[: match.start()])
        own = claim[before.start() if before else match.start() : match.end()]
        right = [
            # A text that begins with "May" need not speak of the month.
            not unsupported_numbers(f"in {note[1]}", [f"in {own}", f"in {meaning}"])
            for _, published in sources
            for start, meaning in _meanings(claim, published)
            if start == match.start()
        ]
        if not any(right):
            wrong.append(note[0].strip())
    return wrong


def _meanings(text: str, published: str | None) -> Iterator[tuple[int, str]]:
    """Where each relative date begins, and what it means with the month that stands before it."""
    year, month, day = _parts(published)
    if not year:
        return
    # The previous year is that before this year, or that before whatever year is named.
    plain = _NOTE.sub("", text)
    clear = re.search(r"\bthis year\b", plain, re.IGNORECASE) and not re.search(r"\d{4}", plain)
    for match in _RELATIVE.finditer(text):
        if match["back"] and not clear:
            continue
        meaning = _meaning(
            {k: (v or "").lower() for k, v in match.groupdict().items()}, year, month, day
        )
        before = _BEFORE.search(text[: match.start()])
        if meaning.isdigit() and before:
            meaning = f"{MONTHS[_number(before['month'])]} {meaning}"
        if meaning:
            yield match.start(), meaning


def _meaning(said: dict[str, str], year: int, month: int, day: int) -> str:
    if said["back"]:
        return str(year - 1)
    unit, step = said["unit"] or said["far"], _STEPS.get(said["word"], -2)
    if unit == "year":
        return str(year + step)
    if unit == "month":
        count = 12 * year + month - 1 + step
        return f"{MONTHS[count % 12]} {count // 12}" if month else ""
    if unit:
        past = said["word"] == "last" and _number(unit) >= month - 1
        known = month and said["word"] != "next"
        return f"{MONTHS[_number(unit)]} {year - past}" if known else ""
    if not day:
        return ""
    there = date(year, month, day) + timedelta(_DAYS[said["two"] or said["day"]])
    return f"{there.day} {MONTHS[there.month - 1]} {there.year}"


def _number(month: str) -> int:
    return [name[:3].lower() for name in MONTHS].index(month[:3].lower())


def _parts(published: str | None) -> tuple[int, int, int]:
    numbers = [int(part) for part in re.findall(r"\d+", (published or "")[:10])]
    year, month, day = (*numbers, 0, 0, 0)[:3]
    return year, month, day
