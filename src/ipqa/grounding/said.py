"""Does a sentence say only what its quotes say?"""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.chunks import Chunk, Clause
from ipqa.grounding.clauses import clauses
from ipqa.grounding.doers import another_doer
from ipqa.grounding.implied import implied, unframed
from ipqa.grounding.lexicon import NEGATIONS
from ipqa.grounding.pieces import piece
from ipqa.grounding.problem import Problem, Reason
from ipqa.grounding.support import differences
from ipqa.grounding.tokens import Token, tokens
from ipqa.grounding.twists import twisted
from ipqa.grounding.verbs import neutral, verb_groups

_REASONS: tuple[Reason, ...] = ("order", "modality", "negation")


def unsupported(
    sentence: str, said: Sequence[Token], there: Sequence[Sequence[Token]], question: str
) -> list[Problem]:
    """The clauses of a sentence that follow from no quote, by what differs least."""
    asked = tokens(question)
    there = [quote for quote in there if not twisted(said, quote, asked)]
    if not verb_groups(said):
        return _short(sentence, said, there, asked)
    if any(piece(said, quote) for quote in there):
        return []
    mine = clauses(said)
    held = [
        follows for quote in there for clause in clauses(quote) or [] for follows in implied(clause)
    ]
    if mine is None or not _covers(mine, said):
        return [Problem("order", sentence)]
    names = {chunk.keys for clause in held for chunk in (*clause.subject, *clause.objects)}
    problems: list[Problem] = []
    for clause in mine:
        found = [differences(unframed(clause), other, names) for other in held]
        least = min(found, key=len, default={"order"})
        # "Order" says least: better a clause that only denies what is stated.
        least = min((d for d in found if "order" not in d), key=len, default=least)
        problems += [Problem(reason, sentence) for reason in _REASONS if reason in least]
    return problems


def _covers(mine: Sequence[Clause], said: Sequence[Token]) -> bool:
    """Whether every content word found its place in a clause."""
    placed = {clause.verb for clause in mine}
    for clause in mine:
        parts: tuple[Chunk, ...] = (
            *clause.subject, *clause.objects, *clause.phrases, *clause.reporter,
        )  # fmt: skip
        placed |= {key for chunk in parts for key in chunk.keys}
    return all(
        token.key in placed or neutral(token.key) in placed or token.text.lower() == "according"
        for token in said
        if token.kind in ("word", "figure")
    )


def _short(
    sentence: str, said: Sequence[Token], there: Sequence[Sequence[Token]], asked: Sequence[Token]
) -> list[Problem]:
    """A bare answer has to be a piece of a quote, whose clause denies nothing."""
    asked_no = any(token.key in NEGATIONS for token in asked)
    for quote in there:
        if piece(said, quote):
            if another_doer(said, quote, asked):
                continue
            denies = any(group.negated for group in verb_groups(quote)) and not any(
                token.kind == "negation" for token in said
            )
            return [Problem("negation", "lost")] if denies and not asked_no else []
    return [Problem("order", sentence)]
