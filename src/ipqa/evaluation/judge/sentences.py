"""The sentences of an answer with the markers ``[n]`` that each carries.

Deliberately its own reading of what a sentence is: the checker must not share a mistake with the
code that writes the answers.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

MARKER = re.compile(r"\[(\d+)\]")
_MARKERS = re.compile(r"\s*\[\d+\]")
# A sentence ends with its mark, closing quotation marks or brackets, and the markers behind it.
_END = re.compile(
    r"[.!?\u2026]+[\"'\u201d\u2019)\]]*(?P<markers>(?:\s*\[\d+\])*+)"
    r"(?=\s+[\"'\u201c\u2018(]*[A-Z0-9\[]|\s*$)"
    r"|[\u3002\uff01\uff1f]+[\u201d\u2019\u300d\u300f\uff09]*(?:\s*\[\d+\])*+"
    r"|\n+"
)
_ABBREVIATION = re.compile(
    r"(?:\b(?:Co|Corp|Inc|Ltd|Mr|Mrs|Ms|Dr|Prof|St|Sr|Jr|No|vs|etc|al|ca|approx|Gen|Col|Lt|Sgt|Gov"
    r"|Sen|Rep|Rev|Hon|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Fig|Vol|pp|e\.g|i\.e|U\.S|U\.K"
    r")|\b[A-Z])$"
)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of an answer: its words without markers, and the markers."""

    text: str
    markers: tuple[int, ...]


def claims_of(text: str) -> list[Claim]:
    """The sentences of ``text``; a marker behind the full stop belongs to the sentence before."""
    claims: list[Claim] = []
    start = 0
    for match in _END.finditer(text):
        if _is_abbreviation(text, match) and match.end() < len(text.rstrip()):
            continue
        _add(claims, text[start : match.end()])
        start = match.end()
    _add(claims, text[start:])
    return claims


def markers_in(text: str) -> list[int]:
    """The numbers of all markers, in order, repeats included."""
    return [int(number) for number in MARKER.findall(text)]


def without_markers(text: str) -> str:
    """The words alone."""
    return _MARKERS.sub("", text)


def before_first_marker(text: str) -> str:
    """The words up to the first marker; all of them when there is none."""
    return MARKER.split(text, maxsplit=1)[0]


def _is_abbreviation(text: str, match: re.Match[str]) -> bool:
    if not match[0].startswith(".") or match["markers"]:
        return False
    return _ABBREVIATION.search(text[: match.start()]) is not None


def _add(claims: list[Claim], piece: str) -> None:
    words = without_markers(piece).strip()
    numbers = tuple(markers_in(piece))
    if any(character.isalnum() for character in words):
        claims.append(Claim(words, numbers))
    elif numbers and claims:
        # A marker on its own, such as on a new line, cites what stands before it.
        claims[-1] = Claim(claims[-1].text, claims[-1].markers + numbers)
