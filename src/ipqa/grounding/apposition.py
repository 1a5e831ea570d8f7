"""What is told by setting names side by side, and who "she" is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ipqa.grounding.chunks import Chunk, Clause, chunks
from ipqa.grounding.lexicon import QUANTIFIERS, ROLE_WORDS
from ipqa.grounding.subjects import antecedent
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import past

_NO_DEEDS = frozenset("including according following regarding concerning excluding".split())


def _is_title(chunk: Chunk) -> bool:
    """Whether a chunk behind a comma tells what the one before it is."""
    keys = set(chunk.tokens[0].key.split()) if chunk.tokens else set()
    return chunk.definite or chunk.article or (bool(keys) and keys <= ROLE_WORDS)


def titles_of(behind: Sequence[Chunk], closed: bool = False) -> list[Clause]:
    """ "Tencent, the owner of WeChat": the one is the other.

    ``closed`` tells that a comma follows, as in "the app's developer, Pixo, ...".
    """
    found = []
    for place, chunk in enumerate(behind):
        heads = [c for c in behind[:place] if c.preposition != "of"]
        if chunk.apposed and chunk.named() and heads and not heads[-1].named():
            # "Volta's chief executive, Hans Meier".
            common = heads[-1].definite and not heads[-1].preposition
            if set(heads[-1].keys[-1].split()) <= ROLE_WORDS or (closed and common):
                title = replace(heads[-1], preposition="", parent=None)
                of = tuple(c for c in behind[:place] if c.parent == heads[-1])
                found.append(Clause((replace(chunk, preposition=""),), "be", (title,), of))
        elif chunk.apposed and _is_title(chunk) and place:
            if chunk.article and not behind[place - 1].named():
                continue
            follows = behind[place + 1 :]
            end = next((n for n, c in enumerate(follows) if not c.preposition), len(follows))
            end = _another(follows[:end])
            whom = replace(behind[place - 1], preposition="", parent=None)
            title = replace(chunk, preposition="", parent=None)
            found.append(Clause((whom,), "be", (title,), tuple(follows[:end])))
    return found


def _another(follows: Sequence[Chunk]) -> int:
    """Where the next one begins: "..., head of Volta, and Eva Lind, head of the museum"."""
    for n, chunk in enumerate(follows[2:], 2):
        if chunk.apposed and not chunk.named() and follows[n - 1].named():
            return n - 1
    return len(follows)


def also_named(clause: Clause, apposed: Sequence[Clause]) -> Clause:
    """``clause`` with the name in "the chief executive, Hans Meier," as a subject too."""
    titles = [chunk.keys for chunk in clause.subject]
    names = [
        name
        for other in apposed
        for name, title in zip(other.subject, other.objects, strict=False)
        if name.named() and title.keys in titles
    ]
    return replace(clause, subject=(*clause.subject, *names))


def herself(clause: Clause) -> Clause:
    """ "Berg said she would not appeal": she is Berg."""
    body = all(chunk.definite for chunk in clause.reporter)
    pronouns = [[("he",)], [("she",)], *([[("it",)]] if body else [])]
    if clause.reporter and [chunk.keys for chunk in clause.subject] in pronouns:
        return replace(clause, subject=(*clause.subject, *clause.reporter))
    return clause


def _is_naming(clause: Clause) -> bool:
    naming = clause.passive and clause.verb in ("call", "name") and bool(clause.subject)
    return naming and bool(clause.objects) and clause.objects[0].named()


def called(found: list[Clause]) -> list[Clause]:
    """Adds "the seminar Brands Online" where the seminar is called so."""
    names = {clause.subject[0].keys: clause.objects[0] for clause in found if _is_naming(clause)}
    return [
        replace(clause, subject=(*clause.subject, replace(head, tokens=head.tokens + name.tokens)))
        if (head := clause.subject[0] if clause.subject and not _is_naming(clause) else None)
        and (name := names.get(head.keys))
        else clause
        for clause in found
    ]


def without_participle(stretch: Sequence[Token]) -> tuple[Sequence[Token], list[Clause]]:
    """A stretch without the participle in "a shop owned by Rossi", and who owns what."""
    for at in range(1, len(stretch) - 1):
        if not (past(stretch[at]) and stretch[at + 1].key == "by"):
            continue
        owned = chunks(antecedent(stretch, at))
        by = chunks(stretch[at + 1 :])[:1]
        if owned and by and stretch[at].kind == "word" and stretch[at - 1].kind == "word":
            told = [Clause(tuple(owned[-1:]), stretch[at].key, (), tuple(by), True)]
            # All songs owned by Rossi are not all songs.
            counted = {token.text.lower() for token in stretch[:at]} & QUANTIFIERS
            return (stretch if counted else [*stretch[:at], *stretch[at + 1 :]]), told
    return stretch, []


def doing_behind(rest: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """What stands before and behind the comma of "..., replacing Volta"."""
    for at, token in enumerate(rest[1:], 1):
        if (
            rest[at - 1].key == "," and token.kind == "word" and not token.capital
            and token.text.endswith("ing") and token.text not in _NO_DEEDS
            and all(other.key not in (",", "and") for other in rest[at + 1 :])
        ):  # fmt: skip
            return rest[: at - 1], rest[at:]
    return rest, ()
