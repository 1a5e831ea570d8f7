"""Where a subject stands: before its verb, before commas, or before a relative pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.lexicon import OPENERS
from ipqa.grounding.tokens import Token

_STOPS = frozenset({"that", "relative", "subordinator"})


def left(tokens: Sequence[Token], end: int, floor: int) -> int:
    """Where the words before ``end`` that may be a subject begin."""
    at, listed = end, False
    while at > floor:
        token = tokens[at - 1]
        if token.kind in _STOPS:
            break
        if token.kind == "sign" and not (
            token.key == "," and listed and _in_list(tokens, floor, at - 1)
        ):
            break
        if floor and token.key in OPENERS:
            break
        if token.kind == "conjunction":
            if floor and not _embedded(tokens, floor, at - 1):
                break
            listed = True
        at -= 1
    return at


def _embedded(tokens: Sequence[Token], floor: int, end: int) -> bool:
    return any(token.kind in _STOPS for token in tokens[floor:end])


def _in_list(tokens: Sequence[Token], floor: int, comma: int) -> bool:
    """Whether a comma divides things, not a clause from what leads it."""
    stops = [n for n in range(floor, comma) if tokens[n].kind in _STOPS]
    first = tokens[stops[-1] + 1 if stops else floor]
    return bool(stops or not floor) and first.kind not in ("preposition", "adverb", "sign")


def opening(tokens: Sequence[Token], closing: int) -> int | None:
    """Where the bracket or comma stands that the one at ``closing`` answers."""
    wanted = "(" if tokens[closing].key == ")" else ","
    places = [n for n in range(closing) if tokens[n].key == wanted]
    return places[-1] if places and places[-1] > 0 else None


def antecedent(tokens: Sequence[Token], end: int, floor: int = 0) -> Sequence[Token]:
    """The noun between ``floor`` and ``end``, which a relative clause tells more of."""
    at = end
    if end and tokens[end - 1].key == "those":
        return tokens[end - 1 : end]
    while at > floor and tokens[at - 1].kind in ("word", "figure"):
        at -= 1
    # "The congress in Geneva, which opened": of a place it says little.
    if at > floor + 1 and tokens[at - 1].key in ("in", "at") and not tokens[at - 2].capital:
        return tokens[at - 2 : end]
    return tokens[at:end]


def has_listener(tokens: Sequence[Token], end: int, start: int) -> bool:
    """Whether only a listener stands before "that" ("told the court that …")."""
    between = tokens[end : start - 1]
    return (
        tokens[end - 1].text.lower() in ("told", "tell", "tells")
        and 0 < len(between) < 4
        and all(token.kind in ("word", "determiner") for token in between)
    )
