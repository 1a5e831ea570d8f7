"""Is a drafted sentence supported by the quotes that it cites?

Pure functions over text. A sentence passes when nothing in it goes beyond the quotes; whatever does
is named, so that the caller can try the next draft or fall back to the quote itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ipqa.figures import figures
from ipqa.words import FUNCTION_WORDS, content_words, fold, stem

Reason = Literal["figure", "name", "phrase", "negation", "order", "word", "kind", "echo"]
QuestionKind = Literal["who", "when", "number", "where", "other"]

_NEGATIONS = frozenset(
    """no not never none nobody nothing neither nor without cannot hardly deny denied denies refuse
    refused refuses fail failed fails unable""".split()
)
_CURRENCIES = "$€£¥₩₹"
_NAME = re.compile(r"[A-Z][\w&.'’-]*|\b\w*[a-z][A-Z]\w*")
_PHRASE = re.compile(r"[\"“]([^\"”]+)[\"”]")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[\"“(]\s*)$")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a sentence that its quotes don't hold."""

    reason: Reason
    detail: str


def check(sentence: str, quotes: Sequence[str], question: str = "") -> list[Problem]:
    """What keeps ``sentence`` from resting on ``quotes``; nothing means that it is supported.

    Figures must be equal in value and kind, names and quoted phrases must stand in the quotes,
    every other content word must (by its stem), a negation may be neither lost nor added, and names
    must keep their order, so that who did what to whom is not turned round. With a ``question``,
    the sentence must also say more than the question does, and answer its kind.
    """
    source = " ".join(quotes)
    problems = [
        *_figures(sentence, source),
        *_names(sentence, source),
        *_phrases(sentence, source),
        *_negation(sentence, quotes),
        *_order(sentence, quotes),
        *_words(sentence, source),
    ]
    if question:
        problems += _echo(sentence, question)
        if not fits_kind(sentence, question_kind(question)):
            problems.append(Problem("kind", question_kind(question)))
    return problems


def question_kind(question: str) -> QuestionKind:
    """What kind of thing a question asks for, by its question words."""
    folded = fold(question).strip()
    if re.search(r"\bhow (many|much|large|big|high|long|old|often)\b|\bwhat (percent|share|number"
                 r"|percentage|proportion|amount)", folded):  # fmt: skip
        return "number"
    if re.search(r"\b(when|what (date|day|year|month)|which (date|day|year|month)|on what date"
                 r"|in what year)\b", folded):  # fmt: skip
        return "when"
    if re.match(r"who (is|was|are|were) (?!(the|a|an)\b)", folded):
        return "other"  # "Who is Hugo Zhang?" names the person and asks for the role
    if re.search(r"\b(who|whom|whose)\b", folded):
        return "who"
    if re.match(r"where\b", folded) or re.search(r"\b(which|what) (city|country|place)\b", folded):
        return "where"
    return "other"


def fits_kind(answer: str, kind: QuestionKind) -> bool:
    """Whether ``answer`` holds the kind of thing asked for: a name, a date, a number.

    For other kinds there is nothing to tell by form.
    """
    if kind == "number":
        return any(figure.kind in ("number", "percent") for figure in figures(answer))
    if kind == "when":
        return bool(re.search(r"\b(1[0-9]|20)\d\d\b", answer)) or any(
            figure.kind == "date" for figure in figures(answer)
        ) or bool(_WHEN.search(answer))  # fmt: skip
    if kind in ("who", "where"):
        return bool(_NAME.search(answer))
    return True


_WHEN = re.compile(
    r"\b(january|february|march|april|may|june|july|august|september|october|november|december"
    r"|today|yesterday|tomorrow|year|month|week|day|century|decade|quarter|ago|during|before|after"
    r"|earlier|later|spring|summer|autumn|winter|era|age)\b",
    re.IGNORECASE,
)


def names(text: str) -> list[str]:
    """The words of ``text`` that are written as names: capitals, save a sentence's first word."""
    found: list[str] = []
    for match in _NAME.finditer(text):
        word = match.group().rstrip(".'’")
        if re.sub(r"['’]s$", "", word) == "I" or not word:
            continue
        first = bool(_SENTENCE_START.search(text[: match.start()]))
        if first and fold(word) in FUNCTION_WORDS:
            continue
        found.append(re.sub(r"['’]s$", "", word))
    return found


def _figures(sentence: str, source: str) -> list[Problem]:
    held = figures(source)
    missing = [
        sentence[figure.start : figure.end]
        for figure in figures(sentence)
        if not any(figure.same(other) for other in held)
    ]
    missing += [sign for sign in _CURRENCIES if sign in sentence and sign not in source]
    return [Problem("figure", detail) for detail in missing]


def _names(sentence: str, source: str) -> list[Problem]:
    held = {fold(name) for name in names(source)}
    any_case = set(fold(source).split()) | set(content_words(source))
    problems = []
    for name in names(sentence):
        folded = fold(name)
        # A sentence's first word may be an ordinary word; as such it has to be in the source.
        if folded not in held and folded not in any_case and stem(folded) not in _stems(source):
            problems.append(Problem("name", name))
    return problems


def _phrases(sentence: str, source: str) -> list[Problem]:
    flat = " ".join(fold(source).split())
    return [
        Problem("phrase", phrase)
        for phrase in _PHRASE.findall(sentence)
        if " ".join(fold(phrase).split()).rstrip(".,") not in flat
    ]


def _negation(sentence: str, quotes: Sequence[str]) -> list[Problem]:
    said = _negated(sentence)
    if any(_negated(quote) == said for quote in quotes):
        return []
    return [Problem("negation", "added" if said else "lost")]


def _negated(text: str) -> bool:
    folded = fold(text)
    return bool(_NEGATIONS & set(re.findall(r"[a-z]+", folded))) or "n't" in folded.replace(
        "’", "'"
    )


def _order(sentence: str, quotes: Sequence[str]) -> list[Problem]:
    said = [fold(name) for name in names(sentence)]
    for quote in quotes:
        there = [fold(name) for name in names(quote)]
        places = [there.index(name) for name in said if name in there]
        if len(places) < 2 or places == sorted(places):
            return []
    return [Problem("order", " … ".join(said))] if len(said) > 1 and quotes else []


def _words(sentence: str, source: str) -> list[Problem]:
    held = _stems(source)
    return [
        Problem("word", word)
        for word in content_words(sentence)
        if stem(word) not in held and not word[0].isdigit() and not figures(word)
    ]


def _echo(sentence: str, question: str) -> list[Problem]:
    new = _stems(sentence) - _stems(question)
    return [] if new else [Problem("echo", sentence)]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}
