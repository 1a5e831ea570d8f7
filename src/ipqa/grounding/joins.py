"""What joins clauses and things: "because", "after", "or", "provided that"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipqa.grounding.lexicon import NEGATIONS, PRONOUNS
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import past, verb_groups

_ALIKE = (
    frozenset({"because", "since", "as"}),
    frozenset({"after", "once", "when", "following", "as"}),
    frozenset({"since", "after"}),
    frozenset({"before", "until", "till"}),
    frozenset({"while", "when", "as"}),
)
_CONNECTIVES = frozenset({"because", "since", "after", "before", "until", "while"})
_OPENING = _CONNECTIVES | frozenset("as when although though if unless once whereas".split())
_TURNED = {"after": "before", "before": "after"}
_WITHIN = frozenset({"word", "determiner", "figure", "of", "preposition", "adverb", "conjunction"})
_OPEN = NEGATIONS | frozenset(
    "no nobody none nothing without any anyone anybody anything whoever may might can could "
    "if unless whether regardless".split()
)
"""Words behind which "or" leaves neither out: whoever may do A or B may do A."""
_TERMS = (
    ("provided", "that"),
    ("providing", "that"),
    ("on", "condition"),
    ("on", "the", "condition"),
    ("as", "long", "as"),
    ("subject", "to"),
)
_ASKING = frozenset("whether when if how who what where why which".split())
_UNKNOWN = frozenset("unclear unknown uncertain unsure".split())


def joined_otherwise(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether a connective joins clauses of ``said`` that it does not join so in ``there``."""
    return any(not _joins(place, behind, said, there) for place, behind in _joints(said))


def _joints(said: Sequence[Token]) -> Iterator[tuple[int, set[str]]]:
    """Each connective with a subject and a verb behind it, and the words of that clause."""
    for place, token in enumerate(said):
        behind = said[place + 1 :]
        # "A pays 5, while B pays 3" only sets one beside the other.
        contrast = token.key == "while" and place and said[place - 1].key == ","
        if token.key not in _CONNECTIVES or contrast or not behind:
            continue
        groups = verb_groups(behind)
        # "Since May the tax has been 19 %", "after falling in May".
        phrase = behind[0].amount or behind[0].key in ("may", "then")
        doing = behind[0].text.lower().endswith("ing")
        phrase = phrase or (doing and len(behind) > 1 and behind[1].kind != "word")
        if phrase or not groups or not groups[0].start:
            continue
        end = next((n for n, t in enumerate(behind) if t.kind == "sign"), len(behind))
        subject = behind[: groups[0].start]
        if groups[0].start > end or any(t.kind not in _WITHIN for t in subject):
            continue
        if not place and end == len(behind):
            continue
        yield place, _words(behind[:end])


def _joins(place: int, behind: set[str], said: Sequence[Token], there: Sequence[Token]) -> bool:
    key = said[place].key
    alike = {key}.union(*(some for some in _ALIKE if key in some))
    first = _words(said[:place])
    return any(
        (token.text.lower() in alike and behind <= _words(there[n + 1 :]))
        or (token.key == _TURNED.get(key) and first and first <= _words(there[n + 1 :]))
        for n, token in enumerate(there)
    )


def _words(found: Sequence[Token]) -> set[str]:
    return {t.key for t in found if t.kind in ("word", "figure") and t.key not in PRONOUNS}


def chosen(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether ``said`` tells one of two things that "or" joins, or both as if both held."""
    if any(token.key == "or" for token in said):
        return False
    mine = _words(said)
    for place, token in enumerate(there):
        if token.key != "or" or not place or there[place - 1].key in (",", "("):
            continue
        if any(t.text.lower() in _OPEN or t.kind == "negation" for t in there[:place]):
            continue
        before = [t.key for t in there[:place] if t.kind in ("word", "figure")][-1:]
        after = [t.key for t in there[place + 1 :] if t.kind in ("word", "figure")][:1]
        if mine & {*before, *after}:
            return True
    return False


def run_on(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether ``said`` is ``there`` without the word that ties its first clause to the next:
    "While the forum was on, guests came"."""
    if not there or there[0].text.lower() not in _OPENING:
        return False
    comma = next((place for place, token in enumerate(there) if token.key == ","), 0)
    clause = [token.key for token in there[1 : comma + 1]]
    return len(clause) > 1 and len(said) > comma and [t.key for t in said[:comma]] == clause


def unconditional(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether ``said`` leaves out on what condition something is so, or that it is not known."""
    mine = {token.text.lower() for token in said}
    texts = [token.text.lower() for token in there]
    for place, token in enumerate(there):
        before = there[place - 1] if place else None
        for term in _TERMS:
            if tuple(texts[place : place + len(term)]) == term and not set(term[:2]) <= mine:
                # "Imports are subject to duty" sets no condition.
                return not (term[0] == "subject" and before and before.kind == "auxiliary")
        open_now = texts[place] in _UNKNOWN and set(texts[place + 1 : place + 2]) & _ASKING
        if open_now and not _UNKNOWN & mine:
            return True
        opens = before is None or before.kind == "sign"
        if opens and token.key == "should" and not {"if", "should"} & mine:
            return True
        groups = verb_groups(there[place + 1 :]) if token.key == "once" else []
        if groups and groups[0].start and "once" not in mine and not {"if", "when"} & mine:
            verb = there[place + 1 + groups[0].start]
            inner = there[place + 1 : place + 1 + groups[0].start]
            if all(t.kind in _WITHIN for t in inner) and not past(verb) and verb.key not in (
                "was", "were", "had",
            ):  # fmt: skip
                return True
    return False
