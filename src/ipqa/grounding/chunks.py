"""Chunks: a noun with its adjectives, and the preposition it hangs on; clauses are made of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from ipqa.grounding.lexicon import (
    GUARDS,
    LY_NOUNS,
    MOMENTS,
    PARTS,
    POSSESSIVES,
    QUANTIFIERS,
    ROLE_WORDS,
    STATUSES,
    WHEREABOUTS,
)
from ipqa.grounding.tokens import Token
from ipqa.words import stem

Names = Collection[tuple[str, ...]]
_SPANS = frozenset(map(stem, "day week month quarter year decade century time".split()))
_CONTENT = frozenset({"word", "figure", "negation"})


@dataclass(frozen=True, slots=True)
class Chunk:
    """Content tokens behind ``preposition`` (empty for subjects and objects).

    ``parent`` is what a chunk with "of" belongs to; ``apposed`` marks one behind a comma,
    ``article`` one with "a", ``owned`` one with "its" or "their".
    """

    preposition: str
    tokens: tuple[Token, ...]
    parent: Chunk | None = None
    apposed: bool = False
    definite: bool = False
    article: bool = False
    owned: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys of its tokens."""
        return tuple(token.key for token in self.tokens)

    def named(self) -> bool:
        """Whether it ends in a name."""
        return bool(self.tokens) and self.tokens[-1].capital


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with its subject, objects and the phrases around it.

    ``governor`` is the verb or noun that a "that" clause hangs on, where it does not tell facts;
    ``reporter`` is who said it. ``guards`` are words that narrow or weaken the whole.
    ``order`` are all of its chunks as they stand. ``tense`` is "present", "past", or not known.
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
    tense: str = ""


def chunks(found: Sequence[Token]) -> list[Chunk]:
    """The chunks of a stretch without verbs; "the jury's chairman" is "chairman of the jury"."""
    done: list[Chunk] = []
    words: list[Token] = []
    preposition, comma, definite, article, listed = "", False, False, False, False
    owned = False

    def flush() -> None:
        nonlocal words, comma, definite, article, listed, owned
        if words:
            new = _split(words, preposition, done, comma, definite, listed)
            done.extend([replace(new[0], article=article, owned=owned), *new[1:]])
            comma = False
        words, definite, article, listed, owned = [], False, False, True, False

    fresh = False
    for place, token in enumerate(found):
        follows = found[place + 1].kind if place + 1 < len(found) else ""
        if token.kind == "negation" and follows == "preposition":
            # "To the label, not to the museum": another preposition than "to".
            flush()
            preposition, fresh = "not", True
            continue
        if token.kind in ("preposition", "of"):
            flush()
            fresh_before = fresh and preposition not in ("", "of")
            preposition = f"{preposition} {token.key}" if fresh_before else token.key
            fresh, listed = True, False
            continue
        if token.kind in ("sign", "conjunction", "auxiliary"):
            flush()
            comma = token.key == ","
        elif token.kind == "determiner":
            if words and not words[-1].genitive:
                flush()
                preposition = ""
            if not words:
                article = token.key in ("a", "an")
                definite = not article
                owned = token.key in POSSESSIVES
        elif token.kind in _CONTENT:
            counts = (
                token.kind == "figure" and words and words[-1].kind == "word"
                and words[-1].text.lower() not in PARTS
            )  # fmt: skip
            fronted = bool(words) and words[-1].key in _SPANS and token.capital
            if (counts and _counts(token)) or (words and token.text in MOMENTS) or fronted:
                flush()
                preposition = ""
            words.append(token)
            if len(words) == 1 and preposition and fresh and tells_time(token):
                flush()
                preposition = ""
        fresh = False
    flush()
    return done


def _split(
    words: list[Token],
    preposition: str,
    done: Sequence[Chunk],
    comma: bool,
    definite: bool,
    listed: bool,
) -> list[Chunk]:
    """A chunk, and behind it its owner where it has one."""
    at = max((place for place, token in enumerate(words) if token.genitive), default=-1) + 1
    parent = None
    if preposition == "of" and done and not words[0].text.endswith("ing"):
        # "of books, films and songs": all belong to the same.
        parent = done[-1].parent if listed and done[-1].preposition == "of" else done[-1]
    head = Chunk(preposition, tuple(words[at:]), parent, comma, definite or at > 0)
    if not at:
        return [head]
    owner = Chunk("of", tuple(words[:at]), head, definite=True)
    return [head, owner] if head.tokens else [owner]


def _counts(token: Token) -> bool:
    return token.amount is not None and token.amount.figure.kind in ("number", "percent")


def is_time(chunk: Chunk) -> bool:
    """Whether a chunk is a date or a year."""
    return any(tells_time(token) for token in chunk.tokens)


def tells_time(token: Token) -> bool:
    """Whether a token is a date or a year."""
    if token.amount is None:
        return False
    year = token.text.isdigit() and len(token.text) == 4
    return token.amount.figure.kind == "date" or year


def holds(whole: Chunk, part: Chunk, names: Names = ()) -> bool:
    """Whether ``part`` is ``whole`` or less of it: fewer adjectives, a surname for a name.

    How many of a kind are meant must stay. ``names`` are the full names that are known.
    """
    if not part.tokens or not whole.tokens:
        return False
    at = last = -1
    places = []
    for token in part.tokens:
        at = next(
            (i for i in range(last + 1, len(whole.tokens)) if whole.tokens[i].holds(token)), -1
        )
        if at < 0:
            return _same_name(whole, part, names)
        places.append(at)
        last = at
    left = [token for i, token in enumerate(whole.tokens) if i not in places]
    limits = QUANTIFIERS | GUARDS
    if all(token.capital for token in part.tokens) and {t.key for t in left} & ROLE_WORDS:
        # "The retired judge Ruth Klein" is Ruth Klein.
        limits -= STATUSES
    if any(token.text.lower() in limits for token in left):
        return False
    if any(token.kind == "negation" for token in left):
        return False
    rest = [token for token in whole.tokens[last + 1 :] if not _is_manner(token)]
    # "The photographer" for the photographer Liam Byrne, "Berg" for Berg Holdings.
    return not rest or (
        (part.tokens[-1].capital or part.definite) and all(token.capital for token in rest)
    )


def _is_manner(token: Token) -> bool:
    """Whether a token is an adverb in -ly, without which the rest is as true."""
    word = token.text.lower()
    manner = word.endswith("ly") and word not in LY_NOUNS | GUARDS
    return not token.capital and (manner or word in WHEREABOUTS)


def _same_name(whole: Chunk, part: Chunk, names: Names) -> bool:
    """A full name where this quote has the surname and another one the full name."""
    if not (all(token.capital for token in part.tokens) and len(whole.tokens) == 1):
        return False
    return whole.keys == part.keys[-1:] and part.keys in names
