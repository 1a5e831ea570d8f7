"""How far a "not" reaches."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.lexicon import OPENERS
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import verb_groups

_DENYING = frozenset("no none nobody nothing without nor neither".split())
_LIMITS = frozenset("without until unless except".split())
_STOPS = frozenset({"relative", "that", "subordinator"})


def denied(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether ``said`` states what "neither", "not … or" or "not … but" deny in ``there``."""
    if any(token.kind == "negation" or token.text.lower() in _DENYING for token in said):
        return _unlimited(said, there)
    told = {group.verb for group in verb_groups(said)}
    places = _denied_verbs(there)
    verbs = {there[n].key for n in places}
    stated = {g.verb for g in verb_groups(there) if g.end - 1 not in places and not g.negated}
    if told & verbs - stated:
        return True
    named = {token.key for token in said if token.kind == "word"}
    return bool(named & _denied_things(there))


def _unlimited(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether a "not" has lost what limits it ("no album was sold without a licence")."""
    mine = {token.key for token in said}
    told = {group.verb for group in verb_groups(said)}
    for place, token in enumerate(there):
        if token.kind != "negation" and token.text.lower() not in ("no", "none", "nobody"):
            continue
        end = place + 1
        while end < len(there) and there[end].kind not in ("sign", "conjunction"):
            end += 1
        scope = there[place:end]
        limits = {t.key for t in scope} & _LIMITS
        first = next((n for n, t in enumerate(scope) if t.key in limits), 0)
        if limits and not limits & mine and told & {t.key for t in scope[:first]}:
            return True
    return False


def _end(there: Sequence[Token], place: int) -> int:
    """Where the clause ends that a "not" at ``place`` stands in."""
    for n in range(place + 1, len(there)):
        token, before = there[n], there[n - 1]
        joins = token.kind == "conjunction" and before.key == ","
        if token.key in (";", "but") or token.kind in _STOPS or token.key in OPENERS:
            return n
        if joins and token.key != "nor":
            return n
    return len(there)


def _denied_verbs(there: Sequence[Token]) -> set[int]:
    found: set[int] = set()
    for place, token in enumerate(there):
        if token.kind != "negation":
            continue
        end = _end(there, place)
        if token.key == "neither":
            found |= {n for n in range(place + 1, end) if there[n].kind == "word"}
        for n in range(place + 1, end - 1):
            if there[n].key in ("or", "nor") and there[n + 1].kind == "word":
                found.add(n + 1)
    return found


def _denied_things(there: Sequence[Token]) -> set[str]:
    """ "Fined not the singer but the agent": the singer."""
    for place, token in enumerate(there[1:-1], 1):
        only = there[place + 1].text.lower() in ("only", "just", "merely", "all", "every")
        if token.key != "not" or token.kind != "negation" or only:
            continue
        end = _end(there, place)
        between = there[place + 1 : end]
        apart = there[place - 1].kind == "word" and there[place + 1].kind in ("determiner", "word")
        but = end < len(there) and there[end].key == "but"
        if apart and but and not verb_groups(there[place - 1 : end])[1:] and len(between) < 7:
            rest = {t.key for t in (*there[:place], *there[end:])}
            return {t.key for t in between if t.kind == "word"} - rest
    return set()
