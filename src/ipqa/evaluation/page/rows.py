"""What a row of a run says of its question; a row is as ``ipqa eval --json`` writes it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipqa.evaluation.datasets import RETRIEVAL

Row = Mapping[str, Any]


def is_judged(row: Row) -> bool:
    """Whether it is known what a right answer would be, a refusal among them."""
    return bool(row["type"] != RETRIEVAL)


def is_answerable(row: Row) -> bool:
    """Whether the articles are known to hold the answer."""
    return row["right"] is not None


def has_source(row: Row) -> bool:
    """Whether it is known which passages a search should find."""
    return is_answerable(row) or not is_judged(row)


def is_good(row: Row) -> bool:
    """Whether a judged question has a right answer, or a refusal where the articles hold none."""
    return bool(row["right"] if is_answerable(row) else row["answer"]["refused"])
