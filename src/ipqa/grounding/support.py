"""Does one clause say no more than another?"""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.chunks import Chunk, Clause, Names, holds, is_time
from ipqa.grounding.implied import GIVING

_PLACES = frozenset({"of", "at", "in", "for"})


def differences(said: Clause, there: Clause, names: Names) -> set[str]:
    """What keeps ``there`` from saying ``said``: "order", "modality", "negation", or nothing."""
    if said.verb != there.verb or not _parts(said, there, names):
        return {"order"}
    found = set()
    if said.negated != there.negated:
        found.add("negation")
    mood = there.mood
    if mood == "would" and there.reporter:
        # "He said that it would" is what "it will" becomes in reported speech.
        mood = said.mood if said.mood in ("will", "would") else mood
    if said.mood != mood or said.governor != there.governor or said.guards != there.guards:
        found.add("modality")
    if (said.tense, there.tense) == ("present", "past") and not there.reporter:
        # What was so need not be so now; reported speech puts back what is.
        found.add("modality")
    if said.reporter and not _all(said.reporter, there.reporter, names):
        found.add("order")
    return found


def _parts(said: Clause, there: Clause, names: Names) -> bool:
    if said.verb == "be" and not said.passive:
        return _copula(said, there, names)
    subject, objects, phrases = there.subject, there.objects, list(there.phrases)
    agents = [c for c in said.phrases if c.preposition == "by"]
    rest = [c for c in said.phrases if c.preposition != "by"]
    if said.passive == there.passive:
        agents, rest = [], list(said.phrases)
        doers = _all(said.subject, subject, names)
        if said.verb in GIVING and len(said.objects) > 1:
            objects = (*objects, *(c for c in phrases if c.preposition == "to"))
    elif said.passive:
        given = [c for c in phrases if c.preposition == "to" and said.verb in GIVING]
        doers = _all(said.subject, objects, names) or (
            bool(said.objects) and _all(said.subject, given, names)
        )
        rest += [chunk for chunk in agents if not _any(chunk, subject, names)]
    else:
        by = [chunk for chunk in phrases if chunk.preposition == "by"]
        doers = _all(said.subject, by, names)
        objects = (*subject, *objects)
    return (
        doers
        and _all(said.objects, objects, names)
        and all(_phrase(chunk, phrases, names) for chunk in rest)
        and _paired(said, there)
    )


def _copula(said: Clause, there: Clause, names: Names) -> bool:
    """ "The chairman is X" says the same as "X is the chairman", but no other turn does."""
    straight = _all(said.subject, there.subject, names) and _all(said.objects, there.objects, names)
    known = all(chunk.definite or chunk.named() for chunk in said.subject) and (
        any(chunk.named() for chunk in (*there.subject, *there.objects))
        or all(chunk.definite for chunk in (*there.subject, *there.objects))
    )
    # "Law firms were the guests": the guests were law firms.
    new = not any(chunk.definite for chunk in said.subject) and all(
        chunk.definite for chunk in (*said.objects, *there.subject)
    )
    turned = (
        (known or new)
        and _all(said.subject, there.objects, names)
        and _all(said.objects, there.subject, names)
    )
    phrases = there.phrases
    return (
        not there.passive
        and (straight or turned)
        and all(_phrase(chunk, phrases, names, loose=True) for chunk in said.phrases)
        and _paired(said, there)
    )


def _phrase(said: Chunk, phrases: Sequence[Chunk], names: Names, loose: bool = False) -> bool:
    for there in phrases:
        same = said.preposition == there.preposition
        # "China's industry" is the industry in China.
        if is_time(said) and {said.preposition, there.preposition} == {"in", "on"}:
            same = True
        if said.preposition == "of" and there.preposition in ("in", "at") and said.named():
            same = True
        if loose and {said.preposition, there.preposition} <= _PLACES:
            same = True
        if not same or not holds(there, said, names):
            continue
        if said.preposition != "of" or there.preposition != "of" or said.parent is None:
            return True
        if loose and (said.parent.preposition or (there.parent and there.parent.preposition)):
            return True
        if there.parent is None or holds(there.parent, said.parent, names):
            return True
    return False


def _all(said: Sequence[Chunk], there: Sequence[Chunk], names: Names) -> bool:
    return all(_any(chunk, there, names) for chunk in said)


def _any(said: Chunk, there: Sequence[Chunk], names: Names) -> bool:
    return any(holds(chunk, said, names) for chunk in there)


def _paired(said: Clause, there: Clause) -> bool:
    """Whether a time or place keeps the amount that it is told with.

    In "300 staff in Oslo and 200 in Rome" the 300 are not in Rome.
    """
    sums = [chunk for chunk in (*said.subject, *said.objects, *said.phrases) if _is_sum(chunk)]
    before: list[Chunk] = []
    for chunk in there.order:
        if _is_sum(chunk):
            before.append(chunk)
        elif chunk.preposition and any(
            part.preposition == chunk.preposition and holds(chunk, part) for part in said.phrases
        ):
            for mine in sums:
                rivals = [other for other in before if _rivals(other, mine)]
                if rivals and not holds(rivals[-1], mine):
                    return False
    return _timed(said, there)


def _timed(said: Clause, there: Clause) -> bool:
    """Whether objects keep their times ("bought Beta in 2018 and Gamma in 2019")."""
    order = there.order
    times = [n for n, chunk in enumerate(order) if is_time(chunk) and chunk.preposition]
    begins = next((n for n, chunk in enumerate(order) if chunk in there.subject), 0)
    mine = [n for n in times if n > begins and any(
        is_time(chunk) and holds(order[n], chunk) for chunk in said.phrases)]  # fmt: skip
    objects = [n for n, chunk in enumerate(order) if n > begins and any(
        holds(chunk, part) for part in said.objects)]  # fmt: skip
    for time in mine:
        for place in objects:
            others = [n for n in times if n not in mine and n > place]
            if (time < place and others) or any(n < time for n in others):
                return False
    return True


def _rivals(one: Chunk, other: Chunk) -> bool:
    """Whether two chunks count the same: as many bags as bags, or as no noun at all."""
    (first, *_), (second, *_) = (
        [token for token in chunk.tokens if token.amount] for chunk in (one, other)
    )
    nouns = [{t.key for t in chunk.tokens if t.kind == "word"} for chunk in (one, other)]
    alike = first.amount and second.amount and (
        first.amount.figure.kind, first.amount.currency
    ) == (second.amount.figure.kind, second.amount.currency)  # fmt: skip
    return bool(alike) and (not nouns[0] or not nouns[1] or bool(nouns[0] & nouns[1]))


def _is_sum(chunk: Chunk) -> bool:
    return not is_time(chunk) and any(token.amount for token in chunk.tokens)
