"""What a sentence does to its quote though each of its clauses seems to follow from it."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.claimed import alleged
from ipqa.grounding.joins import chosen, joined_otherwise, run_on, unconditional
from ipqa.grounding.limits import unlimited
from ipqa.grounding.moved import moved
from ipqa.grounding.naming import cut_name
from ipqa.grounding.pairs import mispaired
from ipqa.grounding.scope import denied
from ipqa.grounding.sharing import misattributed
from ipqa.grounding.tenses import outdated
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import verb_groups

_RULES = (joined_otherwise, chosen, unconditional, run_on, denied, cut_name, moved, outdated)


def twisted(said: Sequence[Token], there: Sequence[Token], asked: Sequence[Token]) -> bool:
    """Whether ``said`` can't rest on ``there``, whatever its clauses say.

    ``asked`` is the question, whose words go with an answer that has no verb.
    """
    if [token.key for token in said] == [token.key for token in there]:
        return False
    if not verb_groups(said):
        return chosen(said, there) or cut_name(said, there) or mispaired(said, there, asked)
    return (
        any(rule(said, there) for rule in _RULES)
        or mispaired(said, there)
        or misattributed(said, there)
        or unlimited(said, there, asked)
        or alleged(said, there, asked)
    )
