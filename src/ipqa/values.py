"""Do two sentences give different values: numbers of one unit, dates, holders of one office?

Where that is not plain the answer is no: what is rounded, bounded or unlike does not differ.
"""

from __future__ import annotations

import re
from collections.abc import Set
from decimal import Decimal, InvalidOperation
from difflib import SequenceMatcher

from ipqa.figures import Figure
from ipqa.grounding.amounts import Amount, amounts
from ipqa.grounding.lexicon import CURRENCIES, ROLE_WORDS
from ipqa.kinds import QuestionKind, question_kind
from ipqa.words import FUNCTION_WORDS, fold, stem, terms

ROUNDED = Decimal("0.05")
"""Share of a number by which another may differ that is its rounding."""
VAGUE = Decimal("0.1")
"""Share by which "about" so many, or "more than", may differ from so many."""
ALIKE = 0.8
"""Ratio of matching letters from which two surnames are one, spelled in two ways."""
_FROM = frozenset(["at least", "above"])
_UP_TO = frozenset(["under", "up to"])
_PERCENT = re.compile(r"\b(?:percent\w*|per cent|share|rate|proportion)\b|%", re.IGNORECASE)
_COUNT = re.compile(r"\bhow many\b", re.IGNORECASE)
_PERCENT_UNIT = frozenset("%")
_SPANS = frozenset("second minut hour day week month year decad centuri time".split())
_UNIT = re.compile(r"(?:[ -]+([a-z]+))?(?:[ -]+([a-z]+))?")
_OFFICES = (
    "chairman chairwoman chairperson chair chairs chaired",
    "head heads headed",
    "president|ceo|chief executive|minister|director|mayor|governor|chancellor|secretary"
    "|commissioner|founder",
)
_SAME_OFFICE = [group.split() for group in _OFFICES[:2]] + [[one] for one in _OFFICES[2].split("|")]
_OFFICE = "|".join(word for group in _SAME_OFFICE for word in group)
_ASKED_OFFICE = re.compile(rf"\b({_OFFICE})\b", re.IGNORECASE)
_TO = re.compile(r"\s*(?:to|until|till|through|and|-|–|—)\s*")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
_DAY_RANGE = re.compile(
    rf"\d ?(?:-|–|to|and) ?\d{{1,2}} {_MONTH}|{_MONTH}[a-z]* \d{{1,2}} ?(?:-|–|to|and) ?\d"
)
"""Days that share a month, "2-4 December": only one of them is read as a date."""
_PERSON = r"((?:[A-Z][\w'’-]+ ){1,3}[A-Z][\w'’-]+)"
_IS = r"(?:,|,? (?:who )?(?:is|was|became|has been|serves as|works as))"


def value_kind(question: str) -> QuestionKind:
    """The kind of a question; "Who is director at …?" asks for a name, whatever else it asks."""
    office = question.lower().startswith("who") and _ASKED_OFFICE.search(question)
    return "who" if office else question_kind(question)


def differ(kind: QuestionKind, question: str, one: str, other: str) -> bool:
    """Whether the sentences give different values of the kind that the question asks for.

    Only numbers, dates and the holders of an office can be told apart.
    """
    if kind == "number":
        return _numbers_differ(question, one, other)
    if kind == "when":
        return _dates_differ(question, one, other)
    if kind == "who":
        return _holders_differ(question, one, other)
    return False


def without_values(kind: QuestionKind, question: str, sentence: str) -> str:
    """A sentence with "#" for its figures, and for who holds the office that is asked for.

    The office has the name that the question gives it.
    """
    office = _ASKED_OFFICE.search(question) if kind == "who" else None
    if office:
        sentence = sentence.replace(_holder(question, sentence) or "#", "#")
        # A chairwoman holds the same office as a chairman.
        sentence = re.sub(rf"(?i:\b({'|'.join(_group(office[1]))})\b)", office[1], sentence)
    for amount in reversed(amounts(sentence)):
        sentence = f"{sentence[: amount.start]} # {sentence[amount.end :]}"
    return sentence


def dates(text: str) -> list[Figure]:
    """The dates of a text in order, years among them."""
    return [
        Figure("date", f"{amount.figure.value}-?-?", amount.start, amount.end)
        if amount.is_year()
        else amount.figure
        for amount in amounts(text)
        if amount.figure.kind == "date" or amount.is_year()
    ]


def dates_conflict(one: Figure, other: Figure) -> bool:
    """Whether two dates cannot be the same day: what is known of both is unlike."""
    pairs = zip(one.value.split("-"), other.value.split("-"), strict=True)
    return any(mine != theirs and "?" not in (mine, theirs) for mine, theirs in pairs)


def _numbers_differ(question: str, one: str, other: str) -> bool:
    asked = {amount.figure.value for amount in amounts(question)}
    mine, theirs = _by_unit(one, asked), _by_unit(other, asked)
    shared = _wanted(question, [(unit, same) for unit in mine for same in theirs if unit & same])
    pairs = [(mine[unit], theirs[same]) for unit, same in shared]
    # One value each: which of several would stand against which, nobody can say.
    return bool(pairs) and all(
        len(left) == len(right) == 1 and not _agree(left[0], right[0]) for left, right in pairs
    )


_Units = list[tuple[frozenset[str], frozenset[str]]]


def _wanted(question: str, shared: _Units) -> _Units:
    """Those of some units, each as both sentences have it, that a question asks for."""

    def within(wanted: Set[str]) -> _Units:
        return [(unit, same) for unit, same in shared if unit & same & wanted]

    counted = set(terms(question))
    measured = _PERCENT_UNIT | set(CURRENCIES.values())
    named = within(_PERCENT_UNIT) if _PERCENT.search(question) else within(counted)
    if named:
        return named
    shared = [pair for pair in shared if pair not in within(_SPANS)]
    count = [pair for pair in shared if pair not in within(measured)]
    return count if _COUNT.search(question) else within(measured) or count


def _by_unit(sentence: str, asked: set[str]) -> dict[frozenset[str], list[Amount]]:
    """The amounts of a sentence that the question does not say, by the words for their unit."""
    found: dict[frozenset[str], list[Amount]] = {}
    for amount in amounts(sentence):
        kind = amount.figure.kind
        if kind not in ("number", "percent") or amount.is_year() or amount.figure.value in asked:
            continue
        if amount.currency and found and sentence[: amount.start].endswith("("):
            continue  # the same in another currency
        if kind == "percent":
            unit = _PERCENT_UNIT
        elif amount.currency:
            unit = frozenset([amount.currency])
        else:
            unit = _counted(sentence[amount.end :])
        if unit:
            found.setdefault(unit, []).append(amount)
    return found


def _counted(after: str) -> frozenset[str]:
    """The stems of the words right behind a number, up to a small word or a mark."""
    match = _UNIT.match(after)
    units: list[str] = []
    for word in match.groups() if match else ():
        if not word or word in FUNCTION_WORDS:
            break
        units.append(stem(word))
    return frozenset(units)


def _agree(one: Amount, other: Amount) -> bool:
    try:
        mine, theirs = Decimal(one.figure.value), Decimal(other.figure.value)
        rounded = _rounds(mine, theirs) or _rounds(theirs, mine)
    except InvalidOperation:  # a decade, or more digits than a decimal has
        return True
    apart = abs(mine - theirs) / (max(abs(mine), abs(theirs)) or 1)
    if one.bound == other.bound == "":
        return not apart or (rounded and apart <= ROUNDED)
    if apart <= VAGUE:
        return True
    # More than 50 may be 60, but hardly "more than 60", and never 30.
    smaller, larger = (one, other) if mine < theirs else (other, one)
    return one.bound != other.bound and (smaller.bound in _FROM or larger.bound in _UP_TO)


def _rounds(exact: Decimal, said: Decimal) -> bool:
    """Whether ``said`` is ``exact`` to fewer digits."""
    digits = said.normalize().as_tuple()
    places = digits.exponent if isinstance(digits.exponent, int) else 0
    return exact.quantize(Decimal((0, (1,), places))) == said


def _dates_differ(question: str, one: str, other: str) -> bool:
    if _DAY_RANGE.search(one) or _DAY_RANGE.search(other):
        return False
    asked = {figure.value for figure in dates(question)}
    mine, theirs = (
        _days([figure for figure in dates(text) if figure.value not in asked])
        for text in (one, other)
    )
    if not mine or len(mine) != len(theirs) or len(mine) > 2:
        return False
    pairs = zip(mine, theirs, strict=True)
    if len(mine) == 2 and _is_range(mine, one) and _is_range(theirs, other):
        return any(dates_conflict(a, b) for a, b in pairs)
    return all(dates_conflict(a, b) for a in mine for b in theirs)


def _is_range(found: list[Figure], text: str) -> bool:
    return bool(_TO.fullmatch(text[found[0].end : found[1].start]))


def _days(found: list[Figure]) -> list[Figure]:
    """Days, where some are given: a year beside them is mostly part of a name."""
    return [figure for figure in found if not figure.value.endswith("?")] or found


def _holders_differ(question: str, one: str, other: str) -> bool:
    mine, theirs = _holder(question, one), _holder(question, other)
    if not mine or not theirs:
        return False
    first, second = (re.split(r"[ -]", fold(name)) for name in (mine, theirs))
    alike = any(SequenceMatcher(None, a, b).ratio() >= ALIKE for a in first for b in second)
    return not alike


def _holder(question: str, sentence: str) -> str | None:
    """Who holds the office that a question asks for, as a sentence says it."""
    asked = _ASKED_OFFICE.search(question)
    if not asked or _qualified(question) != _qualified(sentence):
        return None
    office, near = "|".join(_group(asked[1])), r"(?:[\w'’-]+ ){0,5}?"
    for pattern in (
        rf"{_PERSON}{_IS} (?:the |its |an? )?{near}(?i:{office})\b",
        rf"\b(?i:{office})(?: (?:of|at|for) [^,.;:]{{2,60}}?)?(?: is| was|,) {_PERSON}",
        rf"\b(?i:{office}) {_PERSON}",
    ):
        match = re.search(pattern, sentence)
        if match and not _ASKED_OFFICE.search(match[1]) and fold(match[1]) not in fold(question):
            return match[1]
    return None


def _group(office: str) -> list[str]:
    return next(group for group in _SAME_OFFICE if office.lower() in group)


def _qualified(text: str) -> set[str]:
    """The words that make an office another one: deputy, former, acting."""
    said = set(re.findall(r"[a-z]+", text.lower()))
    return said & (ROLE_WORDS - set(_OFFICE.split("|"))) - {"chief", "executive", "of"}
