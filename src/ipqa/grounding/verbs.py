"""Verb groups: a verb with what says whether and how it is meant (has, will, not)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ipqa.grounding.lexicon import (
    BE,
    HAVE,
    IRREGULAR,
    MOODS,
    NEUTRAL,
    OPENERS,
    PRESENT,
    PRONOUNS,
    REPORTING,
)
from ipqa.grounding.tokens import Token
from ipqa.words import stem

_NEUTRAL = frozenset(map(stem, NEUTRAL)) | {"be"}
_REPORTING = frozenset(map(stem, REPORTING))
_ATTITUDES = frozenset(
    map(
        stem,
        "claim allege hope fear believe think expect doubt deny warn predict argue "
        "promise suggest insist admit complain fear".split(),
    )
)
_BEFORE_NOUN = frozenset({"determiner", "preposition", "of"})
_EITHER = frozenset("cut cost put set let hit read spread split shut beat lay".split())
"""Past forms that may be present ones too."""
_BOUNDS = frozenset({"sign", "that", "relative", "subordinator", "conjunction"})


@dataclass(frozen=True, slots=True)
class Group:
    """A verb by its stem and the tokens ``start`` to ``end`` that it takes up.

    All neutral verbs of speech are "say". ``mood`` is the modal verb, by its sort; ``reduced``
    marks a participle between commas, which is a clause of its own ("…, founded in 1950, …").
    ``tense`` is "present" or "past" where the first word tells it.
    """

    start: int
    end: int
    verb: str
    passive: bool = False
    negated: bool = False
    mood: str = ""
    bare: bool = False
    reduced: bool = False
    tense: str = ""

    @property
    def tells(self) -> bool:
        """Whether a clause behind it is told as a fact."""
        return (self.verb in _NEUTRAL or self.verb == "say") and not (self.negated or self.mood)


def neutral(verb: str) -> str:
    """A verb's stem, or "say" for a verb of speech that adds nothing."""
    return "say" if verb in _REPORTING else verb


def speaks(verb: str) -> bool:
    """Whether a clause without "that" may follow a verb."""
    return verb == "say" or verb in _ATTITUDES or verb in _NEUTRAL


def verb_groups(found: Sequence[Token]) -> list[Group]:
    """The finite verb groups of a sentence in order; infinitives and participles are none."""
    groups: list[Group] = []
    at = 0
    while at < len(found):
        group = _group(found, at)
        if group:
            groups.append(group)
            at = group.end
        else:
            at += 1
    kept = _finite(found, groups)
    return [g if g.reduced else replace(g, tense=_tense(found[g.start], g)) for g in kept]


def _tense(first: Token, group: Group) -> str:
    """The tense that a verb group begins with; a perfect has none of its own."""
    word = first.text.lower()
    if first.kind == "auxiliary":
        whole = word in ("is", "are", "am", "do", "does") or (
            group.verb == "have" and word == "has"
        )
        return "present" if whole else "past" if word in ("was", "were", "did", "had") else ""
    if first.kind != "word" or word in _EITHER:
        return ""
    return "past" if past(first) else "present"


def _group(found: Sequence[Token], at: int) -> Group | None:
    token = found[at]
    if token.kind == "auxiliary":
        return _with_auxiliary(found, at)
    if token.kind == "negation" and token.key in ("never", "not"):
        follows = found[at + 1] if at + 1 < len(found) else None
        if follows and follows.kind == "word" and (past(follows) or _present(found, at + 1)):
            return Group(at, at + 2, neutral(follows.key), negated=True, bare=True)
    if token.kind != "word" or token.capital:
        return None
    if at and found[at - 1].kind in _BEFORE_NOUN and found[at - 1].key != "this":
        return None
    if (past(token) and not _attributive(found, at)) or _present(found, at):
        return Group(at, at + 1, neutral(token.key), bare=True)
    return None


def _with_auxiliary(found: Sequence[Token], at: int) -> Group:
    start, last, mood, negated = at, "", "", False
    while at < len(found) and (
        found[at].kind in ("auxiliary", "negation", "adverb") or _is_manner(found, at)
    ):
        token = found[at]
        if token.kind == "auxiliary":
            last = token.key
            mood = MOODS.get(token.key, mood)
        if token.kind == "negation":
            negated = not negated
        at += 1
        if not (mood or negated) and last in BE | HAVE and (able := _able(found, at, last)):
            mood, last = able
            at += 2 if mood == "can" else 1
    main = found[at] if at < len(found) and found[at].kind == "word" else None
    if main and not main.capital and not main.genitive:
        if last in BE and (past(main) or main.text.lower().endswith("ing")):
            return Group(start, at + 1, neutral(main.key), past(main), negated, mood)
        if last in HAVE and past(main):
            return Group(start, at + 1, neutral(main.key), False, negated, mood)
        if last not in BE | HAVE:
            return Group(start, at + 1, neutral(main.key), False, negated, mood)
    verb = "be" if last in BE else "have" if last in HAVE else last
    return Group(start, at, verb, False, negated, mood)


def _able(found: Sequence[Token], at: int, last: str) -> tuple[str, str] | None:
    """The mood of "is able to" and "has to", and a modal verb to go on from."""
    words = [token.key for token in found[at : at + 3]]
    if last in BE and words[:2] == [stem("able"), "to"] and len(words) > 2:
        return "can", "can"
    if last in HAVE and words[:1] == ["to"] and found[at + 1 : at + 2]:
        return "must", "must"
    return None


def _is_manner(found: Sequence[Token], at: int) -> bool:
    """An adverb in -ly between the auxiliary and a participle."""
    follows = found[at + 1] if at + 1 < len(found) else None
    return (
        found[at].text.endswith("ly") and follows is not None and follows.kind == "word"
        and past(follows)
    )  # fmt: skip


def past(token: Token) -> bool:
    """Whether a word looks like a past form or a participle."""
    word = token.text.lower()
    return not token.genitive and (word in IRREGULAR or (len(word) > 3 and word.endswith("ed")))


def _attributive(found: Sequence[Token], at: int) -> bool:
    """Whether a participle stands before its noun ("18 seized bottles")."""
    before, after = found[at - 1] if at else None, found[at + 1] if at + 1 < len(found) else None
    if after is None or after.kind != "word" or after.key in PRONOUNS:
        return False
    if after.capital:
        return before is not None and before.kind == "figure"
    if before is not None and before.kind == "conjunction":
        return at > 2 and _adjective(found[at - 3], found[at - 2])
    return before is None or before.kind == "figure"


def _adjective(before: Token, word: Token) -> bool:
    """Whether the word before "and" can't be a noun that ends a clause ("sold fake and …")."""
    plain = word.kind == "word" and not word.capital and not word.text.endswith("s")
    return plain and word.key not in PRONOUNS and before.kind not in ("determiner", "of")


def _present(found: Sequence[Token], at: int) -> bool:
    word, before = found[at].text.lower(), found[at - 1] if at else None
    if word not in PRESENT or before is None or found[at].genitive or before.genitive:
        return False
    if before.key == "this" and PRESENT[word] != word:
        return True
    if before.kind in ("sign", "conjunction", "adverb", "relative", "that"):
        return PRESENT[word] != word or before.kind != "sign"
    if before.kind != "word":
        return False
    plural = before.text.lower().endswith("s") or before.text.lower() == "more"
    return PRESENT[word] != word or plural


def _finite(found: Sequence[Token], groups: list[Group]) -> list[Group]:
    """Of two verbs with nothing between their clauses one is a participle or a noun."""
    kept: list[Group] = []
    for group in groups:
        last = kept[-1] if kept else None
        between = found[last.end : group.start] if last else ()
        if last and not between and group.bare and last.bare and _is_object(found, last, group):
            continue
        if last and last.mood and group.bare and _joined(found, group):
            # "Will fight piracy and carry out research": that will be done too.
            group = replace(group, mood=last.mood)
        if last and last.passive and group.bare and _by(found, group):
            group = replace(group, passive=True)
        if not (last and last.reduced) and _apposed(found, group, groups):
            kept.append(replace(group, passive=True, reduced=True))
            continue
        if last is None or speaks(last.verb) or any(_bounds(token) for token in between):
            kept.append(group)
        elif last.bare and (not between or between[0].kind in ("preposition", "of", "adverb")
                            or not group.bare or len(between) == 1):  # fmt: skip
            kept[-1] = group
        elif not group.bare:
            kept.append(group)
    return kept


def _is_object(found: Sequence[Token], verb: Group, group: Group) -> bool:
    """Whether a word that may be a verb is a noun: "some participants received awards"."""
    word = found[group.start].text.lower()
    first = found[verb.start]
    if not word.endswith("s") or not (past(first) or first.text.lower().endswith("s")):
        return False
    plural = verb.start > 0 and found[verb.start - 1].text.lower().endswith("s")
    follows = found[group.end].kind if group.end < len(found) else "sign"
    return plural or follows in ("sign", "preposition", "of", "conjunction", "that", "relative")


def _joined(found: Sequence[Token], group: Group) -> bool:
    """Whether a base form stands right behind "and"."""
    before = found[group.start - 1] if group.start else None
    word = found[group.start].text.lower()
    return before is not None and before.kind == "conjunction" and PRESENT.get(word) == word


def _by(found: Sequence[Token], group: Group) -> bool:
    """Whether a participle behind "and" tells by whom: "written by A and directed by B"."""
    return [token.key for token in (found[group.start - 1], *found[group.end : group.end + 1])] == [
        "and",
        "by",
    ]


def _bounds(token: Token) -> bool:
    return token.kind in _BOUNDS or token.key in OPENERS


def _apposed(found: Sequence[Token], group: Group, groups: Sequence[Group]) -> bool:
    """A participle between commas ("the seminar, called Brands, drew ...")."""
    if not group.bare or group.verb == "say" or not group.start:
        return False
    return found[group.start - 1].key == "," and any(
        found[other.start - 1].key == "," and other.verb != "say"
        for other in groups
        if other.start > group.end
    )
