"""Does a bare name tell who did what was asked about?"""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.clauses import clauses
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import verb_groups

_PLAIN = frozenset({"be", "have", "say", "do", "did"})


def another_doer(said: Sequence[Token], there: Sequence[Token], asked: Sequence[Token]) -> bool:
    """Whether ``there`` names another doer of the deed that ``asked`` asks about.

    "Jan de Vries" does not tell who left in "Maria Lopez, who succeeded Jan de Vries, left".
    """
    groups = verb_groups(asked)
    if not groups or asked[0].text.lower() != "who":
        return False
    deed = groups[0]
    if deed.start != 1 or deed.passive or deed.verb in _PLAIN:
        return False
    told = [clause for clause in clauses(there) or [] if clause.verb == deed.verb]
    if len(told) != 1 or told[0].passive:
        return False
    name = next((token for token in said if token.kind == "word"), said[0])
    first = next((n for n, token in enumerate(there) if token.holds(name)), 0)
    while first and there[first - 1].kind == "determiner":
        first -= 1
    if first and there[first - 1].key in ("by", "and"):
        return False
    mine = {token.key for token in said if token.kind == "word"}
    doers = {key for chunk in told[0].subject for key in chunk.keys}
    return any(chunk.named() for chunk in told[0].subject) and not mine & doers
