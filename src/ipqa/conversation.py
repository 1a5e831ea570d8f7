"""Follow-up questions: what "they" and "it" mean is in what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ipqa.article import Message
from ipqa.errors import HistoryError
from ipqa.loaders.text import one_line
from ipqa.words import content_words, fold, names

_POINTERS = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those|there|then"
    r"|same|former|latter|one|ones|also)\b"
)
_OPENERS = re.compile(
    r"^(and|but|or|so(?!-)|what about|how about|why\W*$|how so|since when|who else)\b"
)
_POINTS_TO_NOTHING = re.compile(
    # "IT", "there are", "this year", "said that"
    r"\b(?:[A-Z]{2,}\b|(?i:(?:is|are|was|were) there|there (?:is|are|was|were)"
    r"|this (?:year|month|week)|(?:say|says|said|claim\w*|report(?:s|ed)|finds?|found|told|show\w*"
    r"|stated|warn\w*|argue\w*|believe\w*|thinks?|mean\w*) that)\b)"
)
_MARKER = re.compile(r"\s*\[\d+\]")
FEW_WORDS = 2
"""A question with at most this many content words and no name leans on what was said before."""

CARRIED = 2000
"""Characters of an earlier message that are read, and of earlier questions together before no more
are: as long as a question may be by default."""

CARRIED_NAMES = 6
"""Names of the last answer that a follow-up may mean."""


def checked_history(history: Sequence[Any] | None) -> list[Message]:
    """The conversation as the contract has it. Raises ``HistoryError`` for another shape."""
    if not isinstance(history, Sequence | None) or isinstance(history, str):
        raise HistoryError("is no list")
    checked: list[Message] = []
    for turn in history or []:
        if not isinstance(turn, dict):
            raise HistoryError("holds something that is no message")
        role, content = turn.get("role"), turn.get("content")
        if role not in ("user", "assistant") or not isinstance(content, str):
            raise HistoryError("holds a message without a role or a text")
        checked.append({"role": role, "content": content})
    return checked


def leans_on_history(question: str) -> bool:
    """Whether a question can't be understood by itself."""
    question = question.strip()
    pointing = question if question.isupper() else _POINTS_TO_NOTHING.sub(" ", question)
    if _OPENERS.match(fold(question)) or _POINTERS.search(fold(pointing)):
        return True
    # The capital of "Penalties?" is that of a sentence.
    few = len(content_words(question)) <= FEW_WORDS
    return few and not names(question[:1].lower() + question[1:])


def context_of(question: str, history: Sequence[Message]) -> str:
    """What a question leans on: earlier questions, and the names of the last answer.

    The last question, and the ones before it up to one that stands by itself. Empty for a question
    that leans on nothing.
    """
    if not history or not leans_on_history(question):
        return ""
    carried: list[str] = []
    for turn in reversed(history):
        if turn["role"] == "user":
            asked = one_line(turn["content"][:CARRIED])
            carried.append(asked)
            if not leans_on_history(asked) or sum(map(len, carried)) > CARRIED:
                break
    answered = [turn["content"] for turn in history if turn["role"] == "assistant"]
    if answered:
        said = _MARKER.sub("", one_line(answered[-1][:CARRIED]))
        new = [name for name in names(said) if fold(name) not in fold(" ".join(carried))]
        carried += list(dict.fromkeys(new))[:CARRIED_NAMES]
    return " ".join(carried)
