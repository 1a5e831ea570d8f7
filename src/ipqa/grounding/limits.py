"""Limits of things and sums that may not be lost: the second album, €500 a day."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.lexicon import ORDINALS, STATUSES
from ipqa.grounding.tokens import Token

_STATUS = STATUSES | {"expired"}
_SOME = frozenset({"certain"})
_MORE = frozenset("another additional more further other".split())
_SPANS = frozenset("day week month quarter year hour minute".split())
_RATES = {"daily": "day", "weekly": "week", "monthly": "month", "annual": "year",
          "annually": "year", "yearly": "year", "hourly": "hour"}  # fmt: skip


def unlimited(said: Sequence[Token], there: Sequence[Token], asked: Sequence[Token]) -> bool:
    """Whether ``said`` loses an ordinal of ``there``, or what a sum is meant for or of."""
    return _first(said, there) or any(
        _same_sum(token, other) and _limit_lost(said, at, there, place, asked)
        for at, token in enumerate(said)
        for place, other in enumerate(there)
    )


def _same_sum(token: Token, other: Token) -> bool:
    return bool(token.amount and other.amount and other.holds(token))


def _first(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether "the second lawsuit" has become "the lawsuit", a retired judge a judge."""
    for place, token in enumerate(there[:-1]):
        noun, word = there[place + 1], token.text.lower()
        if noun.kind != "word" or (word not in ORDINALS and word not in _STATUS | _SOME):
            continue
        before = there[place - 1] if place else None
        if word in ORDINALS and not (
            before and (before.kind in ("determiner", "conjunction") or before.genitive)
        ):
            continue
        plain = [n for n, t in enumerate(there) if t.key == noun.key and n != place + 1]
        if plain:
            continue
        for at, mine in enumerate(said):
            last = said[at - 1] if at else None
            if mine.key != noun.key or (last and last.text.lower() == word):
                continue
            if word in _STATUS or (last and _definite(last)):
                return True
    return False


def _definite(token: Token) -> bool:
    return token.genitive or (token.kind == "determiner" and token.key not in ("a", "an"))


def _limit_lost(
    said: Sequence[Token], at: int, there: Sequence[Token], place: int, asked: Sequence[Token]
) -> bool:
    behind, mine = there[place + 1 :], said[at + 1 :]
    if behind and behind[0].key == "point" and (not mine or mine[0].key != "point"):
        # Three percentage points are not three percent.
        return True
    told = {_RATES.get(t.text.lower(), t.text.lower()) for t in (*said, *asked)}
    if place and there[place - 1].text.lower() == "estimated":
        return not told & {"estimated", "estimate", "estimates"}
    if place and there[place - 1].text.lower() == "another" and not told & _MORE:
        return True
    for n, token in enumerate(behind[:-1]):
        if token.kind not in ("word", "determiner", "preposition") or n > 1:
            return False
        noun = behind[n + 1].text.lower()
        rate = token.key in ("a", "an", "each", "every") and noun in _SPANS
        if (rate or token.key == "per") and noun not in told:
            return True
    return False
