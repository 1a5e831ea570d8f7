"""One model for many threads."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from ipqa.generation.base import Choice, Source, Writer
from ipqa.stopping import current


class Locked:
    """The one model, used by one question at a time; never held while a reader is waited for.

    Raises ``StoppedError`` where the asking thread's ``Stop`` is said, also while it waits.
    """

    def __init__(self, writer: Writer, lock: threading.Lock) -> None:
        self.name = writer.name
        self.calibrated = writer.calibrated
        self.trained = writer.trained
        self._writer = writer
        self._lock = lock

    @property
    def evaluated(self) -> int | None:
        """The model's count of tokens."""
        return self._writer.evaluated

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        """The model's choice, when its turn has come."""
        with current().holding(self._lock):
            return self._writer.choose(question, sources, candidates)

    def untold(self, question: str, sources: Sequence[Source]) -> float | None:
        """The model's doubt, when its turn has come."""
        with current().holding(self._lock):
            return self._writer.untold(question, sources)

    def state(self, question: str, short: str, source: Source) -> str:
        """The model's sentence, when its turn has come."""
        with current().holding(self._lock):
            return self._writer.state(question, short, source)

    def warm(self) -> None:
        """Makes the first question as fast as the next."""
        with self._lock:
            self._writer.warm()

    def close(self) -> None:
        """Frees the model."""
        with self._lock:
            self._writer.close()
