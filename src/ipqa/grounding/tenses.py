"""States of the past that are told as present."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import speaks, verb_groups


def outdated(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether ``said`` tells as present what is past wherever ``there`` has its verb.

    What somebody said was so may be so: reported speech puts the tense back.
    """
    held = verb_groups(there)
    for group in verb_groups(said):
        tenses = {
            "" if any(speaks(before.verb) for before in held[:n]) else other.tense
            for n, other in enumerate(held)
            if other.verb == group.verb
        }
        if group.tense == "present" and group.verb not in ("be", "say") and tenses == {"past"}:
            return True
    return False
