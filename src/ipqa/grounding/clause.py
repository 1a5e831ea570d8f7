"""What a clause is made of."""

from __future__ import annotations

from dataclasses import dataclass

from ipqa.grounding.chunks import Chunk


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject, objects and the phrases around it.

    ``governor`` is the verb or noun that a "that" clause hangs on, where it does not tell facts;
    ``reporter`` is who said it. ``guards`` are words that narrow or weaken the whole.
    ``order`` are all of its chunks as they stand.
    """

    subject: tuple[Chunk, ...]
    verb: str
    objects: tuple[Chunk, ...] = ()
    phrases: tuple[Chunk, ...] = ()
    passive: bool = False
    negated: bool = False
    mood: str = ""
    governor: str = ""
    reporter: tuple[Chunk, ...] = ()
    guards: frozenset[str] = frozenset()
    order: tuple[Chunk, ...] = ()
