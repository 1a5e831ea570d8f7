"""What the check of a sentence finds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Reason = Literal[
    "figure", "name", "phrase", "negation", "modality", "order", "word", "kind", "echo"
]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a sentence that its quotes don't hold."""

    reason: Reason
    detail: str
