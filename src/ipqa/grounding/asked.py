"""Does a sentence tell something new of the kind that was asked for?"""

from __future__ import annotations

from ipqa.grounding.tokens import tokens
from ipqa.grounding.verbs import verb_groups
from ipqa.kinds import fits_kind, question_kind
from ipqa.words import fold, names

_SHARES = frozenset("half third thirds quarter quarters".split())
_COUNTS = frozenset("no none nobody all both half every neither".split())


def tells_kind(sentence: str, question: str) -> bool:
    """Whether a sentence holds the kind of thing asked for: a name, a date, a number, a share.

    A name or a number must not merely be one that the question holds.

    A sentence without any name may tell who by a noun ("the board").
    """
    kind, said = question_kind(question), tokens(sentence)
    shares = kind == "number" and any(token.text.lower() in _SHARES for token in said)
    if not (fits_kind(sentence, kind) or shares):
        return False
    if kind == "number":
        asked = [token for token in tokens(question) if token.amount]
        return any(
            token.text.lower() in _COUNTS
            or (token.amount and not any(other.holds(token) for other in asked))
            for token in said
        )
    if kind == "who" and verb_groups(said):
        told = {fold(name) for name in names(sentence)}
        return not told or bool(told - {fold(name) for name in names(question)})
    return True
