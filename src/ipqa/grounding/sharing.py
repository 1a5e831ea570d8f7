"""What several did together or each for itself: "… and … respectively", "… and … seized 50"."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.chunks import tells_time
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import verb_groups

_CONTENT = frozenset({"word", "figure"})
_NOUN = frozenset({"word", "determiner", "of"})


def misattributed(
    said: Sequence[Token], there: Sequence[Token], asked: Sequence[Token] = ()
) -> bool:
    """Whether ``said`` gives to one what two did together, or to one the other's share."""
    return _alone(said, there, asked) or _respectively(said, there, asked)


def _alone(said: Sequence[Token], there: Sequence[Token], asked: Sequence[Token]) -> bool:
    """ "The police seized 50 bags" from "customs and the police seized 50 bags"."""
    groups = verb_groups(there)
    if not groups or groups[0].passive or any(t.key == "each" for t in (*said, *there)):
        return False
    start, end = groups[0].start, groups[0].end
    floor = max((n + 1 for n in range(start) if there[n].key == ","), default=0)
    subject = there[floor + (there[floor].kind == "conjunction") : start]
    ands = [n for n, token in enumerate(subject) if token.key == "and"]
    total = there[end] if end < len(there) else None
    if len(ands) != 1 or not total or not total.amount or tells_time(total):
        return False
    plain = all(t.kind in ("word", "determiner", "conjunction", "adverb") for t in subject)
    if total.amount.figure.kind == "percent" or not plain:
        return False
    both = _words(subject[: ands[0]]), _words(subject[ands[0] + 1 :])
    mine = _words((*said, *asked))
    told = any(t.amount and total.holds(t) for t in said)
    return told and bool(both[0] & mine) != bool(both[1] & mine)


def _respectively(said: Sequence[Token], there: Sequence[Token], asked: Sequence[Token]) -> bool:
    """ "A got 5" from "B and A got 5 and 6, respectively"."""
    if any(t.text.lower() == "respectively" for t in said):
        return False
    if not any(t.text.lower() == "respectively" for t in there):
        return False
    lists = [
        (_words(_before(there, n)), _words(_behind(there, n)), there[n - 1], there[n + 1])
        for n in range(1, len(there) - 1)
        if there[n].key == "and"
    ]
    mine = _words((*said, *asked))
    # Which of the two each list tells of: all have to agree.
    sides, shares = set(), False
    for left, right, last, first in lists:
        if last.amount and first.amount and not tells_time(last):
            told = [any(t.amount and one.holds(t) for t in said) for one in (last, first)]
            shares |= any(told)
        else:
            told = [bool((left - right) & mine), bool((right - left) & mine)]
        sides.add(tuple(told))
    sides.discard((False, False))
    return shares and (len(sides) > 1 or sides == {(True, True)})


def _before(there: Sequence[Token], at: int) -> Sequence[Token]:
    first = at
    while first and there[first - 1].kind in _NOUN | _CONTENT:
        first -= 1
    return there[first:at]


def _behind(there: Sequence[Token], at: int) -> Sequence[Token]:
    verbs = {n for group in verb_groups(there) for n in range(group.start, group.end)}
    end = at + 1
    while end < len(there) and there[end].kind in _NOUN | _CONTENT and end not in verbs:
        end += 1
    return there[at + 1 : end]


def _words(found: Sequence[Token]) -> set[str]:
    return {token.key for token in found if token.kind in _CONTENT}
