"""No model at all."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.generation.base import Choice, Source


class Silent:
    """A model without any opinion: what is left is the evidence itself."""

    name = "none"
    calibrated = False
    trained = False
    evaluated: int | None = None

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        """No choice."""
        return []

    def untold(self, question: str, sources: Sequence[Source]) -> float | None:
        """No opinion."""
        return None

    def state(self, question: str, short: str, source: Source) -> str:
        """Nothing."""
        return ""

    def warm(self) -> None:
        """Nothing to make ready."""

    def close(self) -> None:
        """Nothing to free."""
