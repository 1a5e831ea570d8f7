"""What one side alleges: a complaint that states something proves nothing."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import neutral, speaks, verb_groups

_SIDES = frozenset(
    """complaint complaints lawsuit lawsuits suit suits indictment petition plaintiff plaintiffs
    claimant claimants complainant complainants accuser accusers lawyer lawyers attorney attorneys
    pleading pleadings filing filings""".split()
)


def alleged(said: Sequence[Token], there: Sequence[Token], asked: Sequence[Token]) -> bool:
    """Whether ``said`` states as a fact what a side of a dispute says in ``there``.

    A speaker may stay, and who asks what the complaint says need not be told again whose it is.
    """
    if any(speaks(group.verb) and group.verb != "be" for group in verb_groups(said)):
        return False
    if any(token.kind == "word" and neutral(token.key) == "say" for token in asked):
        return False
    told = {token.text.lower() for token in (*said, *asked)}
    for group in verb_groups(there):
        subject = {token.text.lower() for token in there[: group.start]} & _SIDES
        if subject and group.verb != "be" and speaks(group.verb) and not subject & told:
            behind = {g.verb for g in verb_groups(there[group.end :])}
            return bool(behind & {g.verb for g in verb_groups(said)})
    return False
