"""What the pipeline asks of a language model, wherever it runs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol


class Source(NamedTuple):
    """A sentence that a model reads, and the title of its article."""

    text: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A candidate answer with the model's log-probabilities (natural).

    ``logprob`` is that of its tokens after the prompt, ``end`` that of the answer ending there;
    both are ``None`` where the model does not tell.
    """

    text: str
    logprob: float | None = None
    end: float | None = None

    @property
    def total(self) -> float | None:
        """The log-probability of the answer and of its end."""
        return None if self.logprob is None or self.end is None else self.logprob + self.end


class Writer(Protocol):
    """A language model's part in an answer. Not safe for concurrent use.

    It looks at the thread's ``Stop`` while it works, and raises ``StoppedError`` once that is said.
    """

    name: str
    calibrated: bool
    """Whether the log-probabilities of its choices tell how sure they are."""
    trained: bool
    """Whether it was trained to read: it is given more sources, in the order of their articles, and
    tells whether they tell."""

    @property
    def evaluated(self) -> int | None:
        """The tokens that the model has run through so far; ``None`` where nobody counts them."""
        ...

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        """The likeliest of the candidate answers, best first; none if the model has no opinion."""

    def untold(self, question: str, sources: Sequence[Source]) -> float | None:
        """The log-probability (natural) that the sources don't tell; ``None`` if not trained."""

    def state(self, question: str, short: str, source: Source) -> str:
        """One plain sentence that answers the question with ``short``; it may be anything.

        ``source`` is the sentence that holds it, which a trained model reads as it writes.
        """

    def warm(self) -> None:
        """Makes the first question as fast as the next."""

    def close(self) -> None:
        """Frees what the model holds."""


class PromptTooLongError(Exception):
    """A prompt does not fit the context; the caller takes less evidence.

    The numbers of tokens are left out where a server tells none.
    """

    def __init__(self, tokens: int | None = None, limit: int | None = None) -> None:
        if tokens is None or limit is None:
            super().__init__("a prompt does not fit the context")
        else:
            super().__init__(f"a prompt of {tokens} tokens does not fit {limit}")
