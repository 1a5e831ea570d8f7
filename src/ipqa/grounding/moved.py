"""Phrases put with another noun than the one they belong to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from ipqa.grounding.chunks import tells_time
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import verb_groups

_LINKS = frozenset("in from to for of at against on".split())


class Tie(NamedTuple):
    """A word, the preposition behind it and the last word of what follows; where it stands.

    ``named`` marks two names ("Bank of China").
    """

    head: str
    preposition: str
    what: str
    place: int
    named: bool = False


def moved(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether ``said`` ties a phrase to a word that has another one in ``there``.

    "The museum in Paris" from "the museum in Lyon sued the gallery in Paris".
    """
    mine, held = ties(said), ties(there)
    plain = {tie[:3] for tie in held}
    for head, preposition, what, _, named in mine:
        if (head, preposition, what) in plain:
            continue
        own = any(tie.head == head and tie.preposition == preposition for tie in held)
        another = any(
            tie.what == what and tie.preposition == preposition and tie.head != head for tie in held
        )
        if own and (another or (named and preposition == "of")):
            return True
    if _undivided(said, mine, held, [group.start for group in verb_groups(there)]):
        return True
    return _turned(said, there, mine, held)


def _undivided(
    said: Sequence[Token], mine: Sequence[Tie], held: Sequence[Tie], verbs: Sequence[int]
) -> bool:
    """Whether "sales to A rose and sales to B fell" has become "sales fell"."""
    tied = {tie.head for tie in mine}
    for one in held:
        for two in held:
            if one[:2] != two[:2] or one.what == two.what or one.head in tied:
                continue
            # Both are subjects: a verb stands behind either.
            apart = any(one.place < verb < two.place for verb in verbs)
            if not apart or not any(verb > two.place for verb in verbs):
                continue
            places = [n for n, token in enumerate(said) if token.key == one.head]
            if any(not n or said[n - 1].kind != "word" for n in places) and not any(
                said[n - 1].key in ("a", "an") for n in places if n
            ):
                return True
    return False


def _turned(
    said: Sequence[Token], there: Sequence[Token], mine: Sequence[Tie], held: Sequence[Tie]
) -> bool:
    """Whether "a firm from A sued a firm from B" has changed sides."""
    groups = verb_groups(there)
    sides = {g.verb: g for g in groups if [o.verb for o in groups].count(g.verb) == 1}
    for group in verb_groups(said):
        other = sides.get(group.verb)
        if other is None:
            continue
        for one in held:
            for two in held:
                if one[:2] != two[:2] or one.what == two.what or one.head in sides:
                    continue
                if not one.place < other.start < two.place:
                    continue
                turned = group.passive != other.passive
                for tie in mine:
                    if tie[:2] != one[:2] or tie.what not in (one.what, two.what):
                        continue
                    first = tie.place < group.start
                    if (tie.what == one.what) != (first != turned):
                        return True
    return False


def ties(found: Sequence[Token]) -> list[Tie]:
    """The words with a phrase right behind them; an owner is tied by "of"."""
    done = []
    verbs = {n for group in verb_groups(found) for n in range(group.start, group.end)}
    for place, token in enumerate(found[1:-1], 1):
        before = found[place - 1]
        if before.genitive and token.kind == "word":
            done.append(Tie(_noun(found, place, verbs), "of", before.key, place))
        if token.kind not in ("preposition", "of") or token.key not in _LINKS:
            continue
        if before.kind == "word" or before.key == "those":
            what = _noun(found, place + 1, verbs)
            if what:
                named = before.capital and place > 1 and _capital(found, place + 1)
                done.append(Tie(before.key, token.key, what, place, named))
    return [*done, *_fronted(found)]


def _capital(found: Sequence[Token], place: int) -> bool:
    return found[place].capital


def _fronted(found: Sequence[Token]) -> list[Tie]:
    """ "In 2019, sales rose" as "sales rose in 2019"."""
    groups = verb_groups(found)
    if len(found) < 4 or not groups or found[0].kind != "preposition" or found[2].key != ",":
        return []
    time = found[1]
    return [Tie(groups[0].verb, found[0].key, time.key, 0)] if tells_time(time) else []


def _noun(found: Sequence[Token], start: int, verbs: set[int]) -> str:
    """The last word of the noun that begins at ``start``."""
    at = start
    while at < len(found) and found[at].kind == "determiner":
        at += 1
    if at < len(found) and found[at].amount:
        return found[at].key
    first = at
    while at < len(found) and found[at].kind == "word" and at not in verbs:
        at += 1
        if found[at - 1].genitive:
            break
    return found[at - 1].key if at > first else ""
