"""Is a sentence a piece of a quote, but for what may be left out?"""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.lexicon import GUARDS, OPENERS, QUANTIFIERS, ROLE_WORDS
from ipqa.grounding.tokens import Token, is_article
from ipqa.grounding.verbs import speaks, verb_groups

_ASKED = frozenset("average median maximum minimum estimated another formerly previously".split())
_LISTED = frozenset({"word", "determiner", "adverb"})


def piece(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether ``said`` stands in ``there`` word by word, and what is left out changes nothing.

    Left out may be what stands between commas, adjectives, and phrases with a preposition. A clause
    has to begin where a clause of the quote may, and not behind a "that" whose verb tells no fact.
    """
    mine = [token for token in said if _counts(token)]
    places = [place for place, token in enumerate(there) if _counts(token)]
    if not mine:
        return False
    # A long piece may hold a verb that is not known, unless a preposition or a title begins it.
    noun = mine[0].kind != "word" or set(mine[0].key.split()) <= ROLE_WORDS
    whole = bool(verb_groups(said)) or (len(mine) > 6 and not noun)
    verbs = {n for group in verb_groups(there) for n in range(group.start, group.end)}
    return any(
        _same(there[first], mine[0])
        and not _limited(there, first, whole)
        and (not whole or _begins(there, first))
        and _follows(mine, there, places, start, verbs, whole)
        for start, first in enumerate(places)
    )


def _counts(token: Token) -> bool:
    return token.kind != "sign" and token.kind != "determiner"


def _limited(there: Sequence[Token], first: int, whole: bool) -> bool:
    """Whether a word that may not be lost stands right before a place ("few users").

    Who asks for the average needs no more than the figure.
    """
    while first and there[first - 1].kind == "determiner":
        first -= 1
    before = there[first - 1] if first else None
    return before is not None and (
        before.kind == "negation"
        or before.key == "nor"
        or before.text.lower() in (QUANTIFIERS | GUARDS) - (frozenset() if whole else _ASKED)
    )


def _same(token: Token, other: Token) -> bool:
    return token.holds(other) and token.genitive == other.genitive


def _follows(
    mine: Sequence[Token],
    there: Sequence[Token],
    places: Sequence[int],
    start: int,
    verbs: set[int],
    whole: bool,
) -> bool:
    """Whether all of ``mine`` follows from a place on with nothing but gaps between."""
    at = places[start]
    for token in mine[1:]:
        for place in places[start + 1 :]:
            if _same(there[place], token) and _gap(there, at, place, verbs):
                start, at = places.index(place), place
                break
        else:
            return False
    left = there[at + 1 :]
    if left and left[0].kind == "negation" and there[at].kind == "auxiliary":
        # "Volta has not", told as "Volta has".
        return False
    if not whole:
        return True
    # "..., Zhang hoped" makes what stands before no fact.
    hoped = any(
        not group.tells and speaks(group.verb) and group.end + 1 >= len(left)
        for group in verb_groups(left)
    )
    return not hoped and not any(token.text.lower() in GUARDS for token in left)


def _gap(there: Sequence[Token], before: int, after: int, verbs: set[int]) -> bool:
    """Whether the tokens between two places may be left out."""
    gap = [token for token in there[before + 1 : after] if not is_article(token)]
    inner = [token for token in gap if token.kind != "sign"]
    if not inner:
        return all(token.key != ";" for token in gap)
    if any(token.kind == "negation" or token.text.lower() in GUARDS | QUANTIFIERS for token in gap):
        return False
    if gap[0].key == gap[-1].key == "," or (gap[0].key, gap[-1].key) == ("(", ")"):
        return True
    if verbs & set(range(before + 1, after)):
        return False
    if _coordinated(there, before, after):
        return True
    if any(token.kind == "sign" for token in gap):
        return False
    if gap[0].kind in ("preposition", "of") and gap[0].key not in OPENERS:
        # With the preposition goes what it stands before: "owned by Rossi" is not "owned Rossi".
        return gap[-1].kind in ("word", "figure", "adverb") and all(
            token.kind not in ("conjunction", "that", "relative") for token in gap
        )
    if gap[0].kind == "adverb" and len(gap) == 1:
        return True
    # Adjectives and first names: what they belong to follows, and is no verb.
    return (
        all(token.kind in ("word", "figure", "determiner") and not token.genitive for token in gap)
        and there[after].kind == "word"
        and after not in verbs
    )


def _coordinated(there: Sequence[Token], before: int, after: int) -> bool:
    """Whether one of two things joined by "and" stands between: whoever sold both sold either.

    Not so where they are counted together, or where parts of two names would meet.
    """
    gap = there[before + 1 : after]
    first, last = gap[0], gap[-1]
    if not any(token.key == "and" for token in gap):
        return False
    if "and" not in (first.key, last.key) and first.key != ",":
        return False
    if any(token.kind not in _LISTED and token.key not in ("and", ",") for token in gap):
        return False
    at = before
    while at >= 0 and there[at].kind in ("word", "figure", "determiner", "adverb"):
        if there[at].amount or there[at].text.lower() in QUANTIFIERS:
            return False
        at -= 1
    if at >= 0 and there[at].key == "between":
        return False
    inner = [token for token in gap if token.kind == "word"]
    meets = inner and there[before].capital and there[after].capital
    return not meets and not any(token.genitive for token in inner)


def _begins(there: Sequence[Token], first: int) -> bool:
    """Whether a clause may begin at a place of a quote."""
    while first and there[first - 1].kind == "determiner":
        first -= 1
    before = there[:first]
    if not before:
        return True
    if before[-1].kind == "that":
        groups = verb_groups(before)
        return bool(groups) and groups[-1].end == len(before) - 1 and groups[-1].tells
    opens = before[-1].kind in ("sign", "conjunction") or before[-1].key in ("because", "after")
    return opens and not any(
        token.kind == "subordinator" and token.key in ("if", "unless") for token in before
    )
