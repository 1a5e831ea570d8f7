"""A writer for doubles to build on."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.generation.base import Choice, Source


class Silent:
    """A model that prefers nothing and says nothing."""

    name = "silent"
    calibrated = trained = False
    evaluated: int | None = None

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        return []

    def untold(self, question: str, sources: Sequence[Source]) -> float | None:
        return None

    def state(self, question: str, short: str) -> str:
        return ""

    def warm(self) -> None: ...

    def close(self) -> None: ...
