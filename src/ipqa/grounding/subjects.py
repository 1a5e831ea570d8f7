"""Where a subject stands: before its verb, before commas, or before a relative pronoun."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.lexicon import OPENERS, ROLE_WORDS
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
    return tokens[_head(tokens, at, floor) : end]


def _head(tokens: Sequence[Token], at: int, floor: int) -> int:
    """Where the noun begins that a relative clause behind "the head of Volta" tells of."""
    first = at
    while first > floor and tokens[first - 1].kind == "determiner":
        first -= 1
    if first > floor + 3 and [tokens[first - n].key for n in (1, 3)] == ["and", "between"]:
        # "The merger between Volta and Orvik, which …".
        first -= 2
    noun = tokens[first - 2] if first > floor + 1 else None
    if noun is None or noun.kind != "word" or tokens[first - 1].key not in ("of", "for", "between"):
        return at
    relative = next((t for t in tokens[at:] if t.kind in ("relative", "that")), None)
    if relative is None or (noun.capital and first > 2):
        return at
    person = bool(set(noun.key.split()) & ROLE_WORDS) or noun.key.endswith(("er", "or"))
    # A head of Volta who is the head, but one which is Volta; shares of Volta which are shares.
    told = person if relative.key == "who" else not person and tokens[first].capital
    return first - 2 if told else at


def has_listener(tokens: Sequence[Token], end: int, start: int) -> bool:
    """Whether only a listener stands before "that" ("told the court that …")."""
    between = tokens[end : start - 1]
    return (
        tokens[end - 1].text.lower() in ("told", "tell", "tells")
        and 0 < len(between) < 4
        and all(token.kind in ("word", "determiner") for token in between)
    )
