"""What people thought of answers: thumbs and remarks, kept on this machine beside the index."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import TypeAdapter, ValidationError

from ipqa import journal
from ipqa.article import Message, Method
from ipqa.errors import FeedbackError

FILE = "feedback.jsonl"
"""Its name in the store; nothing that makes the index anew touches it."""
LONGEST = 2000
"""Characters of a remark that are kept."""

Verdict = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Cited:
    """What a marker of an answer stands for: ``article.text[start:end] == quote``."""

    marker: int
    quote: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Judged:
    """The answer that somebody had an opinion of."""

    text: str
    method: Method | None
    short: str | None
    citations: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """An opinion of one answer; ``verdict`` is ``None`` where it was taken back.

    ``id`` is the answer's, ``time`` ISO 8601 in UTC. ``history`` is what was said before the
    question; ``scope`` tells in a few words which articles were asked, empty for all.
    """

    id: str
    time: str
    verdict: Verdict | None
    remark: str
    question: str
    history: tuple[Message, ...]
    answer: Judged
    scope: str = ""
    model: str | None = None


class FeedbackFile:
    """The opinions that a store keeps; safe to share between threads."""

    def __init__(self, store: Path) -> None:
        self.path = store / FILE

    def add(self, feedback: Feedback) -> None:
        """Keeps an opinion; of several of one answer the last counts.

        Raises ``UnwritableFileError``.
        """
        journal.append(self.path, [_FEEDBACK.dump_python(feedback, mode="json")])


def latest(path: Path) -> tuple[list[Feedback], int]:
    """The last opinion of each answer, taken back ones too, and how many lines can't be read.

    In the order in which the answers were first judged. Raises ``FeedbackError`` where there is no
    such file.
    """
    found: dict[str, Feedback] = {}
    unread = 0
    try:
        for entry in journal.entries(path):
            feedback = _feedback(entry)
            if feedback:
                found[feedback.id] = feedback
            else:
                unread += 1
    except OSError as error:
        raise FeedbackError(path, (error.strerror or str(error)).lower()) from error
    return list(found.values()), unread


def _feedback(entry: Mapping[str, Any] | None) -> Feedback | None:
    try:
        return _FEEDBACK.validate_python(entry)
    except ValidationError:
        return None


_FEEDBACK: TypeAdapter[Feedback] = TypeAdapter(Feedback)
