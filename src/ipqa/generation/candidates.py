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
    r"(hundred|thousand|million|billion|trillion|dozen|lakh|crore|percent|per\b|%|yuan|dollars?"
    r"|euros?|pounds?|rupees?)\b",
    re.IGNORECASE,
)
_BOUNDS = (
    r"((?:no |not )?(?:more|less|fewer) than|over|above|under|below|at least|at most|up to|almost"
    r"|nearly|about|around|approximately|roughly|some)"
)
_SPELLED = (
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen"
    r"|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|one hundred|a hundred|half)\b)"
)
_BOUND = re.compile(rf"\b{_BOUNDS}$")
_BOUNDED = re.compile(rf"{_BOUNDS} (?:\W?\d|{_SPELLED})")
_FIGURE = re.compile(rf"\W?\d|{_SPELLED}")
_MONTH = re.compile(
    r"(January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b"
)
_PARTICLES = frozenset("van von der den de la le del della di da dos du al bin ibn ter zu".split())
"""Small words within a name."""


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
    if any(within(words, index) for within in (_in_range, _in_half, _in_name)):
        return True
    if before[-1] in ",.;:)?!":
        # A bracket behind a name is its acronym; any other mark ends the name.
        return False
    if _is_capital(before) and _is_capital(word):
        # The first word of a sentence is a capital of another kind unless it is a name's.
        return index > 1 or fold(before) not in FUNCTION_WORDS
    if word.startswith("(") and _is_capital(before) and word.strip(_EDGES).isupper():
        return True
    if _FIGURE.match(fold(word)) and _BOUND.search(_before(words, index)):
        return True
    if fold(word) == "than" and fold(before) in ("more", "less", "fewer"):
        return True
    if fold(word) in ("more", "less", "fewer") and fold(before) in ("no", "not"):
        return True
    if re.search(r"\d", before) or _FIGURE.fullmatch(fold(before)):
        return bool(_UNIT.match(word) or _MONTH.match(word))
    if _UNIT.match(before):
        return bool(_UNIT.match(word))
    return bool(_MONTH.match(before) and re.match(r"\d", word))


def _in_range(words: Sequence[re.Match[str]], index: int) -> bool:
    """Within "5 to 10 million" or "between 200 and 300"; "from 5 to 10 million" are two values."""
    for middle in (index, index - 1):
        if not 0 < middle < len(words) - 1:
            continue
        joins = fold(words[middle].group())
        ahead = fold(words[middle - 2].group()) if middle > 1 else ""
        if (joins == "to" and ahead != "from") or (joins == "and" and ahead == "between"):
            one, other = (fold(words[at].group()) for at in (middle - 1, middle + 1))
            if one[-1] not in ",.;:" and _FIGURE.match(one) and _FIGURE.match(other):
                return True
    return False


def _in_half(words: Sequence[re.Match[str]], index: int) -> bool:
    """Within "two and a half"."""
    for first in range(max(1, index - 2), index + 1):
        said = " ".join(fold(word.group()) for word in words[first : first + 3])
        if said == "and a half":
            return bool(_FIGURE.match(fold(words[first - 1].group())))
    return False


def _in_name(words: Sequence[re.Match[str]], index: int) -> bool:
    """Within "Maria de la Cruz" or "J. K. Rowling"."""
    first, last = index - 1, index
    while first > 0 and words[first].group() in _PARTICLES:
        first -= 1
    while last < len(words) - 1 and words[last].group() in _PARTICLES:
        last += 1
    before, word = words[first].group(), words[last].group()
    if not (_is_capital(before) and _is_capital(word)):
        return False
    if last - first > 1:
        return before[-1] not in ",.;:)?!"
    return bool(re.fullmatch(r"\W?[A-Z]\.", before))


def _before(words: Sequence[re.Match[str]], index: int) -> str:
    return " ".join(fold(word.group()) for word in words[max(0, index - 3) : index])


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
