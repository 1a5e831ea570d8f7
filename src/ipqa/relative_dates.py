"""What "this year" and "last June" of an article mean, by the date of the article.

Pure functions over one English sentence and a publication date: ISO 8601, partial ("2020-12",
"2020") or ``None``. Nothing is guessed: what the date is not precise enough for stays as it is, and
so does what may mean something else.

- "Last June" is the most recent June before the month of publication: that of 2015 for April 2016,
  that of 2020 for November 2020. "This June" is June of the year of publication, if it is no more
  than six months away. "Next June" and days of the week ("last Monday") are read either way and
  stay.
- "June last year" is that month; of "from January to June last year" only "last year" is explained.
- "The last year", "his last year" and "in this year" need not be the publication's, and stay.
- "The previous year" is explained where the sentence says "this year" and names no other year.
- "Today" is the day of publication, also where it means "nowadays".
- What stands in double quotation marks was said at another time, and stays.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass

from ipqa.figures import figures

# Own patterns: dateparser 1.5 and parsedatetime 2.6, tried on ten sentences, take "may" for May,
# lose "the year before last", read "January to October of this year" as 2015 or 2018 when it is
# 2016, and give a whole day for every year.
_MONTHS = """January February March April May June July August September October November
December""".split()
_MONTH = rf"(?:(?:{'|'.join(_MONTHS)})\b|(?:Jan|Feb|Aug|Sept|Oct|Nov|Dec)\.)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_OWN = r"(?P<own>['’]s\b)?(?!['’\w-])"
_SHIFTS = {"this": 0, "last": -1, "next": 1, "the": -2}
_YEAR = re.compile(
    rf"(?:(?:(?<![\w.,])(?P<day>{_DAY})\s+(?:of\s+)?)?\b(?P<month>{_MONTH})(?:\s+(?P<day2>{_DAY}))?"
    r",?\s+(?:of\s+)?)?"
    rf"(?P<phrase>\b(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\s+year{_OWN}(?!\s+of\b)"
    r"|\b(?P<before_last>[Tt]he)\s+year\s+before\s+last\b(?!\s+year))"
)
_THIS_MONTH = re.compile(
    rf"(?P<phrase>\b(?P<which>[Tt]his|[Ll]ast|[Nn]ext)\s+month{_OWN}(?!\s+of\b)"
    r"|\b(?P<before_last>[Tt]he)\s+month\s+before\s+last\b(?!\s+month))"
)
_LAST_JUNE = re.compile(
    rf"(?P<phrase>\b(?P<which>[Tt]his|[Ll]ast)\s+(?P<month>{_MONTH}){_OWN}(?!,?\s+\d))"
)
_DAYS = re.compile(
    r"(?P<phrase>\b(?:[Tt]he\s+day\s+(?P<two>before\s+yesterday|after\s+tomorrow)"
    r"|(?P<one>[Tt]oday|[Yy]esterday|[Tt]omorrow))\b)(?!['’-])"
)
_PREVIOUS = re.compile(
    r"(?P<phrase>\b[Tt]he\s+(?:previous\s+year\b(?!['’-])|year\s+before\b(?=\s*(?:[,.;:!?)]|$))))"
)
_DISTANCES = {"yesterday": -1, "today": 0, "tomorrow": 1, "before": -2, "after": 2}
_BACK = 80
"""Characters that are looked at before a phrase: all of them would take a long text's square."""
_NEAR = 6
"""Months within which "this June" can only be the one of the same year."""

_PUBLISHED = re.compile(r"((?:1[5-9]|20)\d\d)(?:-(\d\d)(?:-(\d\d))?)?")
_EXPLICIT = r"(?:1[5-9]|20)\d\d\b(?![.,]?\d)"
_ANY_YEAR = re.compile(rf"\b{_EXPLICIT}")
_SAID_BEHIND = re.compile(
    rf"[\s,(\[–—-]*(?:(?:in|of|on)\s+)?(?:{_DAY}\s+)?(?:{_MONTH}\s+)?(?:\d{{1,2}},\s+)?{_EXPLICIT}"
)
_SAID_BEFORE = re.compile(rf"\b{_EXPLICIT}[\s,()\[\]–—-]*$")
_OF_ANOTHER = re.compile(
    r"(?:['’]s?|\b(?:the|this|that|these|those|an?|any|each|every|one|his|her|its|their|our|my|your"
    r"|whose|year\s+before|month\s+before))\s+$",
    re.IGNORECASE,
)
_NARRATED = re.compile(r"\b(?:in|during|within)\s+$", re.IGNORECASE)
_LISTED = re.compile(
    rf"(?:{_MONTH}|\b{_DAY})\s*(?:[,/&–—-]|\b(?:and|or|to|until|till|through)\b)\s*$"
    r"|\b(?:[Tt]his|[Ll]ast|[Nn]ext)\s+$"
)
_COUNTED_FROM = re.compile(
    r"\b(?:ago|(?:day|week|month|year|decade|centur)(?:s|y|ies)?\s+(?:from|after|before|since))\s+$"
)
"""Before "today" in "a year ago today", which is another day."""
_OF_YEAR = re.compile(r"\s+(?:last|next)\s+year\b")
_OPENS = re.compile(r"(?:^|[.!?:;(–—\n])\s*$")
_GOVERNED = re.compile(
    rf"(?:{_MONTH}|\b(?i:in|on|of|at|by|for|from|to|into|since|until|till|before|after|during|over"
    r"|through|throughout|between|against|with|within))\s+$"
)
_NAME = re.compile(r"\b[A-Z]\w*\.?\s+$")
_MARK = re.compile(r"[\"“”]")


@dataclass(frozen=True, slots=True)
class RelativeDate:
    """A phrase, ``text[start:end]``, and what it means: "June 2015", in ISO 8601 "2015-06"."""

    start: int
    end: int
    meaning: str
    iso: str


def relative_dates(text: str, published: str | None) -> list[RelativeDate]:
    """The phrases of a sentence that the date of its article explains, in order.

    None where the sentence itself says the year beside the phrase.
    """
    date = _read(published)
    if date is None:
        return []
    found: list[RelativeDate] = []
    for match in _YEAR.finditer(text):
        found += _in_year(match, date[0] + _shift(match))
    # Only beside "this year" is it clear of which year this is the previous one.
    if {item.iso[:4] for item in found} == {str(date[0])} and not _ANY_YEAR.search(text):
        for match in _PREVIOUS.finditer(text):
            found += _as(match, str(date[0] - 1))
    year, month, day = date
    if month:
        for match in _THIS_MONTH.finditer(text):
            found += _as(match, _months_from(year, month, _shift(match)))
        for match in _LAST_JUNE.finditer(text):
            named = _number(match["month"])
            if match["which"].lower() == "last":
                found += _as(match, f"{year if named < month else year - 1}-{named:02}")
            elif abs(named - month) <= _NEAR:
                found += _as(match, f"{year}-{named:02}")
    if month and day:
        for match in _DAYS.finditer(text):
            distance = _DISTANCES[(match["one"] or match["two"].split()[0]).lower()]
            shifted = datetime.date(year, month, day) + datetime.timedelta(distance)
            found += _as(match, shifted.isoformat())
    spoken = _spoken(text)
    return sorted(
        (item for item in found if not any(first <= item.start < last for first, last in spoken)),
        key=lambda item: item.start,
    )


def explained(text: str, published: str | None) -> str:
    """A sentence with the meaning of each relative date in round brackets behind it."""
    return insert(text, relative_dates(text, published))


def insert(text: str, dates: Sequence[RelativeDate], start: int = 0, end: int | None = None) -> str:
    """``text[start:end]`` with the meaning of each date that ends there in brackets behind it."""
    end = len(text) if end is None else end
    parts, at = [], start
    for date in dates:
        if start < date.end <= end:
            parts.append(f"{text[at : date.end]} ({date.meaning})")
            at = date.end
    return "".join(parts) + text[at:end]


def written_out(text: str, published: str | None) -> str:
    """A sentence with its relative dates replaced: "in June 2015" for "in June last year"."""
    parts, at = [], 0
    for date in relative_dates(text, published):
        before, phrase, meaning = text[: date.start], text[date.start : date.end], date.meaning
        if phrase.endswith("s") and phrase[-2] in "'’":
            meaning = f"the {meaning}"
        elif not _GOVERNED.search(before):
            meaning = f"{'on' if date.iso.count('-') == 2 else 'in'} {meaning}"
        parts += [text[at : date.start], meaning]
        at = date.end
    return "".join(parts) + text[at:]


def named_dates(text: str) -> list[str]:
    """The dates that a text names with their year, in ISO 8601: "2015", "2015-06"."""
    found = []
    for figure in figures(text):
        said = text[figure.start : figure.end]
        if figure.kind == "date" and not figure.value.startswith("?"):
            found.append(figure.value.split("-?")[0])
        elif figure.kind == "number" and re.fullmatch(_EXPLICIT, said):
            found.append(said)
    return found


def tells(text: str, published: str | None, asked: Sequence[str]) -> bool:
    """Whether a relative date of a sentence means one of the ISO dates asked for, or a part of it.

    So does a year of which a month is asked for.
    """
    return bool(asked) and any(
        within(date.iso, one) or within(one, date.iso)
        for date in relative_dates(text, published)
        for one in asked
    )


def within(one: str, other: str) -> bool:
    """Whether an ISO date is another one or a part of it: June 2015 of 2015."""
    return one == other or one.startswith(f"{other}-")


def _read(published: str | None) -> tuple[int, int | None, int | None] | None:
    match = _PUBLISHED.fullmatch(published or "")
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        datetime.date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    return (year, month, day) if year else None


def _in_year(match: re.Match[str], year: int) -> list[RelativeDate]:
    """The year of a match, or the month or the day of it that stands before."""
    before = _before(match.string, match.start())
    # "Theresa May last year" is no month.
    named = _NAME.search(before) and not _GOVERNED.search(before)
    if not match["month"] or match["own"] or named or _LISTED.search(before):
        return _as(match, str(year))
    iso = f"{year}-{_number(match['month']):02}"
    day = match["day"] or match["day2"]
    if day:
        iso += f"-{int(day.rstrip('stndrh')):02}"
    try:
        datetime.date.fromisoformat(iso if day else f"{iso}-01")
    except ValueError:
        return _as(match, str(year))
    return _as(match, iso, match.start())


def _as(match: re.Match[str], iso: str, start: int | None = None) -> list[RelativeDate]:
    """The phrase of a match with its meaning, unless it may have another one."""
    text, begin, end = match.string, match.start("phrase"), match.end("phrase")
    groups, before = match.groupdict(), _before(text, begin)
    which = (groups.get("which") or "").lower()
    if text[begin].isupper() and not _OPENS.search(before):
        return []  # a title: "China Today"
    if which in ("last", "next") and _OF_ANOTHER.search(before):
        return []
    if which == "this" and not groups.get("own") and _NARRATED.search(before):
        return []  # told after "in 2010 ...", "in this year" is 2010
    if groups.get("one") and re.search(r"\bof\s+$", before):
        return []  # "the leaders of tomorrow"
    if _COUNTED_FROM.search(before) or _OF_YEAR.match(text, end):
        return []
    start = begin if start is None else start
    if _SAID_BEHIND.match(text, end) or _SAID_BEFORE.search(_before(text, start)):
        return []
    return [RelativeDate(start, end, _in_words(iso), iso)]


def _shift(match: re.Match[str]) -> int:
    return _SHIFTS[(match["which"] or match["before_last"]).lower()]


def _months_from(year: int, month: int, shift: int) -> str:
    years, months = divmod(month - 1 + shift, 12)
    return f"{year + years}-{months + 1:02}"


def _number(month: str) -> int:
    return [name[:3] for name in _MONTHS].index(month[:3]) + 1


def _in_words(iso: str) -> str:
    year, *rest = iso.split("-")
    named = [_MONTHS[int(rest[0]) - 1]] if rest else []
    return " ".join([*(str(int(day)) for day in rest[1:]), *named, year])


def _spoken(text: str) -> list[tuple[int, int]]:
    """Where direct speech stands; a mark without its other half reaches to the end of the text."""
    found: list[tuple[int, int]] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        at = match.start()
        opens = text[at] == "“" or (text[at] == '"' and opened is None and _begins(text, at))
        if not opens:
            found.append((opened or 0, at))
            opened = None
        elif opened is None:
            opened = at
    return found if opened is None else [*found, (opened, len(text))]


def _begins(text: str, at: int) -> bool:
    return not re.search(r"[\w.,!?…]$", text[max(0, at - 2) : at])


def _before(text: str, at: int) -> str:
    """The words before a phrase, as far as any rule looks back."""
    return text[max(0, at - _BACK) : at]
