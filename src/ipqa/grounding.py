"""Is a drafted sentence supported by the quotes that it cites?

Pure functions over text. A sentence passes when nothing in it goes beyond the quotes; whatever does
is named, so that the caller can try the next draft or fall back to the quote itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from ipqa.figures import Figure, figures
from ipqa.kinds import fits_kind, question_kind
from ipqa.words import content_words, fold, names, stem

Reason = Literal["figure", "name", "phrase", "negation", "order", "word", "kind", "echo"]

_NEGATIONS = frozenset(
    """no not never none nobody nothing neither nor without cannot hardly deny denied denies refuse
    refused refuses fail failed fails unable""".split()
)
_CURRENCIES = "$€£¥₩₹"
_BOUNDS = {
    "above": re.compile(r"\b(more than|over|above|at least|upwards of|exceed(s|ed|ing)?)$"),
    "below": re.compile(r"\b(less than|fewer than|under|below|almost|nearly|up to|at most)$"),
    "about": re.compile(r"\b(about|around|approximately|roughly|some|circa)$"),
}
_PHRASE = re.compile(r"[\"“]([^\"”]+)[\"”]")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a sentence that its quotes don't hold."""

    reason: Reason
    detail: str


def check(sentence: str, quotes: Sequence[str], question: str = "") -> list[Problem]:
    """What keeps ``sentence`` from resting on ``quotes``; nothing means that it is supported.

    Figures must be equal in value and kind, names and quoted phrases must stand in the quotes,
    every other content word must (by its stem), a negation may be neither lost nor added, and the
    words must keep their order, so that who did what to whom is not turned round. With a
    ``question``, the sentence must also say more than the question does, and answer its kind.
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


def _figures(sentence: str, source: str) -> list[Problem]:
    problems = [
        Problem("figure", sign) for sign in _CURRENCIES if sign in sentence and sign not in source
    ]
    held = figures(source)
    for figure in figures(sentence):
        equal = [other for other in held if figure.same(other)]
        bounds = {_bound(source, other) for other in equal}
        # "more than 14 million" is not "14 million": a bound may be neither lost nor changed.
        if not equal or (figure.kind != "date" and _bound(sentence, figure) not in bounds):
            problems.append(Problem("figure", sentence[figure.start : figure.end]))
    return problems


def _bound(text: str, figure: Figure) -> str:
    """What stands before a figure and limits it: above, below, about, or nothing."""
    before = fold(text[: figure.start]).rstrip(" $€£¥₩₹")
    return next((name for name, pattern in _BOUNDS.items() if pattern.search(before)), "")


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
    """What stands in another order than in the quotes, which may turn round who did what to whom.

    Some true rewordings fall by it too ("was signed by"); the quote then speaks for itself.
    """
    said = [stem(word) for word in _plain_words(sentence)]
    for quote in quotes:
        there = iter([stem(word) for word in _plain_words(quote)])
        if all(word in there for word in said):
            return []
    return [Problem("order", sentence)]


def _words(sentence: str, source: str) -> list[Problem]:
    held = _stems(source)
    return [Problem("word", word) for word in _plain_words(sentence) if stem(word) not in held]


def _plain_words(text: str) -> list[str]:
    """The content words of a text in order, without its figures, which are compared as such."""
    for figure in reversed(figures(text)):
        text = f"{text[: figure.start]} {text[figure.end :]}"
    return content_words(text)


def _echo(sentence: str, question: str) -> list[Problem]:
    new = _stems(sentence) - _stems(question)
    return [] if new else [Problem("echo", sentence)]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}
