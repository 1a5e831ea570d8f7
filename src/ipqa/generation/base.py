"""What the pipeline asks of a language model, wherever it runs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate answer with the model's log-probabilities (natural).

    ``logprob`` is that of its tokens after the prompt, ``end`` that of the answer ending there.
    """

    text: str
    logprob: float
    end: float


class PromptTooLongError(Exception):
    """A prompt does not fit the context; the caller takes less evidence."""

    def __init__(self, tokens: int, limit: int) -> None:
        super().__init__(f"a prompt of {tokens} tokens does not fit {limit}")
