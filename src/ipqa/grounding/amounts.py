"""Figures with what limits them and what they are an amount of: bounds and currencies."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipqa.figures import Figure, figures
from ipqa.grounding.lexicon import CURRENCIES
from ipqa.words import fold

_BOUNDS = {
    "at least": re.compile(r"\b(at least|no (fewer|less) than|a minimum of)\s*$"),
    "under": re.compile(r"\b(less than|fewer than|under|below)\s*$"),
    "up to": re.compile(r"\b(up to|at most|no more than|a maximum of)\s*$"),
    "above": re.compile(r"\b(more than|over|above|upwards of|exceed(s|ed|ing)?)\s*$"),
    "nearly": re.compile(r"\b(almost|nearly|close to|just under)\s*$"),
    "about": re.compile(r"\b(about|around|approximately|roughly|some|circa)\s*$"),
}
_BEHIND = {
    "at least": re.compile(r"^\s*(or more|at least)\b"),
    "up to": re.compile(r"^\s*(or (less|fewer)|at (the )?most)\b"),
}
"""The same behind what is limited, unless a currency stands between."""
_SIGN = re.compile(r"((?:us|hk|nt|nz|[acs])\$|[$€£¥₩₹]|\b(?:usd|eur|gbp|rmb|cny|jpy|hkd))\s*$")
_UNIT = re.compile(
    r"^\s*(?:(?:us|u\.s\.|american)\s+)?"
    r"((?:(?:hong kong|new zealand|new taiwan|australian|canadian|singapore) )?[a-z]+)\b"
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A figure, its currency and its bound; ``start`` and ``end`` take these in."""

    figure: Figure
    currency: str
    bound: str
    start: int
    end: int

    def is_year(self) -> bool:
        """Whether it is written as a year is."""
        plain = self.figure.kind == "number" and not (self.currency or self.bound)
        return plain and len(self.figure.value) == 4 and self.end - self.start == 4

    def holds(self, other: Amount) -> bool:
        """Whether a text that says ``self`` says ``other``: as much, limited in the same way."""
        if self.figure.kind == "date" and other.is_year():
            return self.figure.value.startswith(f"{other.figure.value}-")
        if not other.figure.same(self.figure):
            return False
        if self.figure.kind == "date":
            return True
        # More than fifty are at least fifty, but not the other way round.
        bounds = {self.bound} | ({"at least"} if self.bound == "above" else set())
        return self.currency == other.currency and other.bound in bounds


def amounts(text: str) -> list[Amount]:
    """The amounts of a text in order."""
    found = []
    # Folding could change lengths; lower case alone keeps places in Latin script.
    low = text.lower() if len(text.lower()) == len(text) else text
    for figure in figures(text):
        start, end, currency, bound = figure.start, figure.end, "", ""
        if figure.kind == "number":
            sign, unit = _SIGN.search(low[:start]), _UNIT.match(low[end:])
            if sign:
                start, currency = sign.start(), CURRENCIES[sign[1]]
            if unit and unit[1] in CURRENCIES:
                end, currency = end + unit.end(), currency or CURRENCIES[unit[1]]
        if figure.kind != "date":
            start, end, bound = _bounded(low, start, end)
        found.append(Amount(figure, currency, bound, start, end))
    return found


def _bounded(text: str, start: int, end: int) -> tuple[int, int, str]:
    for name, pattern in _BEHIND.items():
        after = pattern.match(text[end:])
        if after:
            return start, end + after.end(), name
    for name, pattern in _BOUNDS.items():
        match = pattern.search(fold(text[:start]) if text.isascii() else text[:start])
        if match:
            return match.start(), end, name
    return start, end, ""
