"""Who got which of several sums: "fined Volta €500,000 and Orvik €300,000"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ipqa.grounding.chunks import tells_time
from ipqa.grounding.lexicon import OPENERS
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import verb_groups

_NOUN = frozenset({"word", "determiner"})
_ENDS = frozenset({"relative", "that", "subordinator"})


@dataclass(frozen=True, slots=True)
class Part:
    """A sum with the words that stand before and behind it in its part of an enumeration."""

    sum: Token
    before: frozenset[str]
    behind: frozenset[str]

    @property
    def own(self) -> frozenset[str]:
        """All words of the part."""
        return self.before | self.behind


def mispaired(said: Sequence[Token], there: Sequence[Token], asked: Sequence[Token] = ()) -> bool:
    """Whether ``said`` tells a sum of ``there`` with the words that belong to another one.

    ``asked`` are the words of the question that a bare answer goes with.
    """
    return any(_crosses(said, parts, asked) for parts in enumerations(there))


def _crosses(said: Sequence[Token], parts: Sequence[Part], asked: Sequence[Token]) -> bool:
    places: dict[int, int] = {}
    for at, token in enumerate(said):
        for n, part in enumerate(parts):
            if token.amount and n not in places and part.sum.holds(token):
                places[n] = at
                break
    mine = {token.key: at for at, token in reversed([*enumerate((*said, *asked))])}
    if not places:
        return _shared(parts, mine)
    firsts = []
    for n, part in enumerate(parts):
        others = frozenset[str]().union(*(o.own for m, o in enumerate(parts) if m != n))
        own = part.own - others
        told = [mine[key] for key in own if key in mine]
        if n not in places:
            if told and not asked:
                return True
            continue
        # A question may name the part in other words, or both of two parts.
        if asked and not any(key in mine for key in others - part.own):
            continue
        needed = n > 0 or not parts[1].before
        if own and needed and not told:
            return True
        if told:
            firsts.append((places[n], min(told)))
    firsts.sort()
    return not asked and [first for _, first in firsts] != sorted(first for _, first in firsts)


def _shared(parts: Sequence[Part], mine: Mapping[str, int]) -> bool:
    """Whether the one of a part goes with the place of another, be it without any sum."""
    told = {(bool(part.before & mine.keys()), bool(part.behind & mine.keys())) for part in parts}
    return told - {(False, False)} == {(True, False), (False, True)}


def enumerations(there: Sequence[Token]) -> list[list[Part]]:
    """The sums of a sentence that share one verb, with their parts."""
    groups = verb_groups(there)
    verbs = {n for group in groups for n in range(group.start, group.end)}
    sums = [n for n, token in enumerate(there) if token.amount]
    runs: list[list[int]] = []
    for n in sums:
        last = runs[-1][-1] if runs else None
        if last is not None and _rivals(there[last], there[n]) and _joined(there, last, n, verbs):
            runs[-1].append(n)
        else:
            runs.append([n])
    return [_parts(there, run, verbs) for run in runs if len(run) > 1 and _listed(there, run)]


def _listed(there: Sequence[Token], run: Sequence[int]) -> bool:
    """Whether "and" joins the last two ("2,874 metres, 212 lower than its twin" is no list)."""
    return there[_joint(there, run[-2], run[-1]) or 0].key == "and"


def _rivals(one: Token, other: Token) -> bool:
    if one.amount is None or other.amount is None:
        return False
    if tells_time(one) or tells_time(other):
        return tells_time(one) and tells_time(other)
    return (one.amount.figure.kind, one.amount.currency) == (
        other.amount.figure.kind, other.amount.currency,
    )  # fmt: skip


def _joint(there: Sequence[Token], one: int, other: int) -> int | None:
    places = [n for n in range(one + 1, other) if there[n].key in ("and", ",")]
    return places[-1] if places else None


def _joined(there: Sequence[Token], one: int, other: int, verbs: set[int]) -> bool:
    between = there[one + 1 : other]
    return (
        _joint(there, one, other) is not None
        and not verbs & set(range(one + 1, other))
        and not _begins(there, other, verbs)
        and not any(t.kind in _ENDS or t.key in (";", "(", ")", "but") for t in between)
    )


def _begins(there: Sequence[Token], at: int, verbs: set[int]) -> bool:
    """Whether a verb of its own follows a sum: "from 1976 onward, and in 1991 it was"."""
    for n in range(at + 1, len(there)):
        if n in verbs or there[n].kind in ("sign", "conjunction"):
            return n in verbs
    return False


def _parts(there: Sequence[Token], run: Sequence[int], verbs: set[int]) -> list[Part]:
    joints = [_joint(there, one, other) or 0 for one, other in pairwise(run)]
    begins = max((n + 1 for n in verbs if n < run[0]), default=0)
    starts = [begins, *(joint + 1 for joint in joints)]
    ends = [*joints, _end(there, run[-1], verbs)]
    before = [_before(there, start, at) for start, at in zip(starts, run, strict=True)]
    behind = [_keys(there[at + 1 : end]) for at, end in zip(run, ends, strict=True)]
    first = there[run[0]].amount
    counts = first is not None and not first.currency
    if counts and all(at + 1 < len(there) and there[at + 1].kind != "word" for at in run[1:]):
        # "318 shops in Lithuania and 96 in Latvia": these are shops too.
        end = run[0] + 1
        while there[end].kind == "word":
            end += 1
        behind[0] -= _keys(there[run[0] + 1 : end])
    if before[1] and not before[0]:
        # "China accounted for 40 percent, Turkey for 12": the subject belongs to the first.
        subject = min((n for n in verbs if n < run[0]), default=run[0])
        floor = max((n + 1 for n in range(subject) if there[n].key in (",", ";")), default=0)
        before[0] = _keys(there[floor:subject])
    if not all(before):
        before = [frozenset() for _ in before]
    if not all(behind):
        behind = [frozenset() for _ in behind]
    return [Part(there[n], b, a) for n, b, a in zip(run, before, behind, strict=True)]


def _before(there: Sequence[Token], start: int, at: int) -> frozenset[str]:
    """The noun before a sum, or before the preposition of the sum."""
    end = at
    while end > start and there[end - 1].kind in ("preposition", "of", "sign"):
        end -= 1
    first = end
    while first > start and there[first - 1].kind in _NOUN:
        first -= 1
    return _keys(there[first:end])


def _end(there: Sequence[Token], at: int, verbs: set[int]) -> int:
    for n in range(at + 1, len(there)):
        token = there[n]
        if n in verbs or token.kind in _ENDS or token.key in OPENERS:
            return n
        if token.kind in ("sign", "conjunction"):
            return n
    return len(there)


def _keys(found: Sequence[Token]) -> frozenset[str]:
    return frozenset(token.key for token in found if token.kind in ("word", "figure"))
