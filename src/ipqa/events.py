"""What a streaming answer tells while it comes about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ipqa.article import Answer, Citation

Stage = Literal["waiting", "loading", "searching", "reading", "writing", "checking"]


@dataclass(frozen=True, slots=True)
class Status:
    """What is happening now; ``detail`` is a phrase for people (``"reading 3 sources"``)."""

    stage: Stage
    detail: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One verified sentence of the answer, markers included, and the citations it newly needs."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Final:
    """The whole answer; always the last event."""

    answer: Answer


Event = Status | Sentence | Final
