"""Follow-up questions: what "they" and "it" mean is in what was said before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ipqa.article import Message
from ipqa.errors import HistoryError
from ipqa.words import content_words, fold, names

_POINTERS = re.compile(
    r"\b(it|its|they|them|their|theirs|he|him|his|she|her|hers|this|that|these|those|there|then"
    r"|same|former|latter|one|ones|also)\b"
)
_OPENERS = re.compile(r"^(and|but|or|so|what about|how about|why|how so|since when|who else)\b")
_MARKER = re.compile(r"\s*\[\d+\]")
FEW_WORDS = 2
"""A question with at most this many content words and no name leans on what was said before."""


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
    folded = fold(question).strip()
    if _OPENERS.match(folded) or _POINTERS.search(folded):
        return True
    return len(content_words(question)) <= FEW_WORDS and not names(question)


def search_text(question: str, history: Sequence[Message]) -> str:
    """The question with what it leans on: the last question, and the names of the last answer.

    A question that stands by itself comes back as it is.
    """
    if not history or not leans_on_history(question):
        return question
    asked = [turn["content"] for turn in history if turn["role"] == "user"]
    answered = [turn["content"] for turn in history if turn["role"] == "assistant"]
    carried = [asked[-1]] if asked else []
    if answered:
        said = _MARKER.sub("", answered[-1])
        new = [name for name in names(said) if fold(name) not in fold(" ".join(carried))]
        carried.append(" ".join(dict.fromkeys(new[:6])))
    return " ".join([question, *(part for part in carried if part)])
