"""Answers that begin with "yes" or "no"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ipqa.grounding.implied import derived
from ipqa.grounding.lexicon import BE, DO, HAVE, MOODS, PRESENT
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import past, verb_groups

_REPLY = re.compile(r"^(yes|no),\s+", re.I)


def belied(
    sentence: str, said: Sequence[Token], there: Sequence[Sequence[Token]], asked: Sequence[Token]
) -> bool:
    """Whether the first word of an answer says the opposite of what follows, or of nothing told."""
    reply = _REPLY.match(sentence)
    if reply is None or not asked or asked[0].kind != "auxiliary":
        return False
    verb, denied = _asked(asked)
    if not verb:
        return False
    yes = reply[1].lower() == "yes"
    mine = [group for group in verb_groups(said) if group.verb == verb]
    if mine:
        return (mine[0].negated != denied) == yes
    held = {token.key for quote in there for token in quote}
    return yes and not derived(verb) & held


def _asked(asked: Sequence[Token]) -> tuple[str, bool]:
    """The main verb of a question and whether it is denied ("Did Klein not reject it?")."""
    first, denied = asked[0].key, False
    for before, token in pairwise(asked[1:]):
        denied = denied or before.kind == "negation"
        word = token.text.lower()
        if token.kind != "word" or token.capital or before.kind in ("determiner", "preposition"):
            continue
        base = PRESENT.get(word) == word and first in DO | frozenset(MOODS)
        if base or (first in BE | HAVE and past(token)):
            return token.key, denied
    return "", False
