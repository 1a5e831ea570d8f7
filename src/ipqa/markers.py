"""Markers: the ``[n]`` behind a sentence of an answer, which nothing else may look like."""

from __future__ import annotations

import re

MARKER = re.compile(r"\[(\d{1,3})\]")
_LOOKALIKE = re.compile(r"[\[［【〔⟦](?=[\s,;–-]{0,5}\d)([\d\s,;–-]{1,20})[\]］】〕⟧]")


def unmarked(text: str) -> str:
    """``text`` on one line, with round brackets where an article's or a model's own numbers stand
    in such as a reader takes for a marker's: ``[7]``, ``[2, 3]``, ``【1】``."""
    return _LOOKALIKE.sub(r"(\1)", " ".join(text.split()))
