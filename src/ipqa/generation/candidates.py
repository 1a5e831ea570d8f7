"""Candidate answers: the short runs of words of the evidence that could be one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipqa.words import FUNCTION_WORDS, fold, terms

MAX_WORDS = 8
"""Words in a candidate at most; 95 % of SQuAD's answers have no more."""
_WORD = re.compile(r"\S+")
_EDGES = " \t\n\"'“”‘’.,;:!?()[]"
_UNIT = re.compile(
    r"(hundred|thousand|million|billion|trillion|percent|per\b|%|yuan|dollars?|euros?|pounds?)\b",
    re.IGNORECASE,
)
_BOUNDS = (
    r"(more than|less than|fewer than|over|above|under|below|at least|at most|up to|almost|nearly"
    r"|about|around|approximately|roughly|some)"
)
_BOUND = re.compile(rf"\b{_BOUNDS}$")
_BOUNDED = re.compile(rf"{_BOUNDS} \W?\d")
_MONTH = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December)\b"
)


def candidates(sentence: str, question: str) -> list[str]:
    """Runs of one to ``MAX_WORDS`` words of a sentence, exactly as they stand there.

    None starts or ends with a function word, crosses a semicolon, breaks a bracket, cuts a name or
    a figure from what belongs to it, or holds no more than the question already says.
    """
    words = list(_WORD.finditer(sentence))
    joined = [_belongs(words, index) for index in range(len(words) + 1)]
    asked = set(terms(question))
    found: dict[str, None] = {}
    for first in range(len(words)):
        if joined[first]:
            continue
        for last in range(first, min(len(words), first + MAX_WORDS)):
            if joined[last + 1]:
                continue
            raw = sentence[words[first].start() : words[last].end()]
            text = trim(raw)
            if text and _may_answer(text, asked):
                found.setdefault(text)
            if raw.endswith((";", ":")):
                break
    return list(found)


def trim(run: str) -> str:
    """A run without punctuation at its ends, except what closes a bracket or a quotation in it."""
    start, end = len(run) - len(run.lstrip(_EDGES)), len(run.rstrip(_EDGES))
    for opening, closing in ("()", "“”"):
        text = run[start:end]
        at = run.find(closing, end)
        if text.count(opening) == text.count(closing) + 1 and at >= 0:
            end = at + 1
    return run[start:end]


def _belongs(words: Sequence[re.Match[str]], index: int) -> bool:
    """Whether the word at ``index`` is one thing with the word before: a name, a figure, a date."""
    if not 0 < index < len(words):
        return False
    before, word = words[index - 1].group(), words[index].group()
    if before[-1] in ",.;:)?!":
        # A bracket behind a name is its acronym; any other mark ends the name.
        return False
    if _is_capital(before) and _is_capital(word):
        # The first word of a sentence is a capital of another kind unless it is a name's.
        return index > 1 or fold(before) not in FUNCTION_WORDS
    if word.startswith("(") and _is_capital(before) and word.strip(_EDGES).isupper():
        return True
    if re.search(r"\d", word) and _BOUND.search(_before(words, index)):
        return True
    if fold(word) == "than" and fold(before) in ("more", "less", "fewer"):
        return True
    if re.search(r"\d", before):
        return bool(_UNIT.match(word) or _MONTH.match(word))
    if _UNIT.match(before):
        return bool(_UNIT.match(word))
    return bool(_MONTH.match(before) and re.match(r"\d", word))


def _before(words: Sequence[re.Match[str]], index: int) -> str:
    return " ".join(fold(word.group()) for word in words[max(0, index - 2) : index])


def _is_capital(word: str) -> bool:
    return word.lstrip("(\"'“‘")[:1].isupper()


def _may_answer(text: str, asked: set[str]) -> bool:
    if (
        text.count("(") != text.count(")")
        or text.count('"') % 2
        or text.count("“") != text.count("”")
    ):
        return False
    held = terms(text)
    if not held or set(held) <= asked:
        return False
    words = fold(text).split()
    if words[-1].strip(_EDGES) in FUNCTION_WORDS:
        return False
    return bool(_BOUNDED.match(fold(text))) or words[0].strip(_EDGES) not in FUNCTION_WORDS


def pool(sentences: Sequence[str], question: str) -> dict[str, int]:
    """The candidates of several sentences, each with the index of the first that holds it."""
    found: dict[str, int] = {}
    for index, sentence in enumerate(sentences):
        for candidate in candidates(sentence, question):
            found.setdefault(candidate, index)
    return found
