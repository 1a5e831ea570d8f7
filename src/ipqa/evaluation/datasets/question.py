"""One question of a set, with what counts as right."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Literal

from ipqa.article import Message

Half = Literal["A", "B"]
Alternatives = tuple[tuple[str, ...], ...]
"""Accepted answers: any alternative, all of whose strings stand in the answer, is right."""

UNANSWERABLE = ("near", "false-premise", "far")
"""The types that the articles hold no answer to: a refusal is right."""
TYPES = (
    "factual",
    "paraphrase",
    "misspelt",
    "followup",
    "list",
    "two-part",
    "comparison",
    *UNANSWERABLE,
)
"""The kinds of judged question, the answerable ones first, in the order of a report."""
RETRIEVAL = "retrieval"
"""The type of a question without a gold answer, asked to see what is found and how fast."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what counts as right; ``answers`` is ``None`` when unanswerable.

    Where ``quotes`` are empty, all of each article in ``article_ids`` is taken for gold. Without
    ``judged`` no gold answer is known: ``answers`` is ``None`` and says nothing, ``type`` is
    ``RETRIEVAL``, and only ``article_ids``, if there are any, can be held against a search.
    """

    id: str
    question: str
    history: tuple[Message, ...]
    type: str
    group: str
    answers: Alternatives | None
    article_ids: tuple[str, ...]
    quotes: tuple[str, ...]
    judged: bool = True

    @property
    def answerable(self) -> bool:
        """Whether the articles are known to hold the answer."""
        return self.answers is not None

    @property
    def half(self) -> Half:
        """The half that the question's group falls into."""
        return half(self.group)


def half(group: str) -> Half:
    """``A`` or ``B``, by SHA-256 of the group: stable however the set grows."""
    digest = hashlib.sha256(group.encode()).hexdigest()
    return "A" if int(digest, 16) % 2 == 0 else "B"
