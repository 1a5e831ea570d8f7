"""Sentences whose first part is put where it is usually told."""

from __future__ import annotations

from dataclasses import replace

from ipqa.grounding.chunks import Chunk, chunks
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import past, verb_groups


def participle_behind(found: list[Token]) -> list[Token]:
    """ "Founded in 1901, the museum owns ..." as "The museum, founded in 1901, owns ..."."""
    comma = next((n for n, token in enumerate(found) if token.key == ","), 0)
    groups = verb_groups(found[comma + 1 :])
    if not (comma and groups and found[0].kind == "word" and past(found[0])):
        return found
    verb = comma + 1 + groups[0].start
    first = replace(found[0], capital=False)
    sign = found[comma]
    return [*found[comma + 1 : verb], sign, first, *found[1:comma], sign, *found[verb:]]


def phrases_before(found: list[Token]) -> list[Token]:
    """ "It has in recent years used ..." as "It in recent years has used ..."."""
    for at in range(len(found) - 2):
        if found[at].kind != "auxiliary" or found[at + 1].kind != "preposition":
            continue
        end = at + 2
        while end < len(found) and found[end].kind in ("word", "figure", "determiner"):
            if past(found[end]) and end > at + 2 and not found[end].capital:
                return [*found[:at], *found[at + 1 : end], found[at], *found[end:]]
            end += 1
    return found


def without_source(found: list[Token]) -> tuple[list[Token], tuple[Chunk, ...]]:
    """The sentence without "according to …", and who that is."""
    for at in range(len(found) - 1):
        if found[at].text.lower() == "according" and found[at + 1].key == "to":
            end = at + 2
            while end < len(found) and found[end].kind != "sign":
                end += 1
            inner = bool(at) and found[at - 1].key == ","
            rest = [*found[: at - inner], *found[end + (end < len(found)) :]]
            return rest, tuple(chunks(found[at + 2 : end]))
    return found, ()
