"""Who stands where: whether a claim keeps the names at the sides of the words they belong to."""

from __future__ import annotations

from itertools import pairwise

from ipqa.evaluation.judge.wording import BE, REPORTING, Word, lower

_CLOSE = 1
"""How many content words may stand between a word and a name that belongs to it."""
_LINKS = frozenset(
    "this these those they it its he his she her their such both together who which".split()
)
_PRONOUNS = frozenset("it they them he him she her who which".split())
_TURNS = BE | REPORTING | {"by"}
"""What may stand between a word and a name that changes sides ("is owned by", "said")."""


def side_differs(said: list[Word], asked: list[Word]) -> bool:
    """Whether a word of the claim (``asked``) has another name at its side in the premise.

    That is so when the names before it and those before it in the premise are different ones, or
    when the names close to it stand on its other side there and nothing explains that.
    """
    known = {word.stem for word in said}
    for place, word in enumerate(asked):
        places = [i for i, other in enumerate(said) if other.stem == word.stem]
        if not word.content or word.text[0].isupper() or not places:
            continue
        before = _subject(asked, place) & known
        held = [_names_before(said, i) for i in places]
        if before and all(names and not names & before for names in held):
            return True
        joint = set().union(*(names for names in held if names & before))
        for step in (-1, 1):
            beside = _names_beside(asked, place, step) & known
            if (
                beside
                and not beside & joint
                and all(_turned(said, places, name, step) for name in beside)
            ):
                return True
    return False


def _subject(words: list[Word], place: int) -> set[str]:
    """The names before a word in its own clause, or before an insertion ("Li, director, said")."""
    clause = words[place].clause
    for wanted in (clause, 0) if clause != 1 else (clause,):
        names = _run(
            [
                word
                for word in words[:place][::-1]
                if word.clause == wanted and word.sentence == words[place].sentence
            ]
        )
        if names:
            return names
    return set()


def _names_before(words: list[Word], place: int) -> set[str]:
    """The stems of the nearest names before a word, joint ones together, "Alibaba's" left out.

    Names nearest in its sentence and nearest in its first clause both count: what stands between
    may be an insertion ("Li Xihan, director at Alibaba, described").
    """
    sentence = [w for w in words[:place] if w.sentence == words[place].sentence]
    first = [w for w in sentence if w.clause == 0]
    return _run(sentence[::-1]) | _run(first[::-1])


def _names_beside(words: list[Word], place: int, step: int) -> set[str]:
    """The names close before (-1) or behind (1) a word, unless "is" or "by" stands between."""
    beside = words[place + 1 :] if step > 0 else words[:place][::-1]
    near: list[Word] = []
    for word in beside:
        if not _same_clause(word, words[place]) or lower([word]) & _TURNS:
            break
        near.append(word)
    between = 0
    for i, word in enumerate(near):
        if word.name:
            return _run(near[i:])
        between += word.content
        if between > _CLOSE:
            break
    return set()


def _same_clause(one: Word, other: Word) -> bool:
    return (one.sentence, one.clause) == (other.sentence, other.clause)


def _run(words: list[Word]) -> set[str]:
    run: set[str] = set()
    for word in words:
        if word.name and not word.possessive:
            run.add(word.stem)
        elif run and word.text.casefold() not in ("and", "or", "of"):
            break
    return run


def _turned(said: list[Word], places: list[int], name: str, step: int) -> bool:
    """Whether the name stands only on the other side of the word, and nothing explains that.

    "Is" and "by" between them do ("is owned by"), and so do "Alibaba's" and a pronoun.
    """
    turned = False
    for place in places:
        sentence = [i for i, word in enumerate(said) if word.sentence == said[place].sentence]
        wanted = [said[i] for i in sentence if (i - place) * step > 0]
        for i in sentence:
            if said[i].stem != name:
                continue
            between = said[min(i, place) + 1 : max(i, place)]
            explained = lower(between) & _TURNS or lower(wanted) & _PRONOUNS
            if (i - place) * step > 0 or explained or said[i].possessive:
                return False
            turned = True
    return turned


def apart(said: list[Word], asked: list[Word]) -> bool:
    """Whether neighbours in the claim stand in different sentences of the premise, unlinked.

    A sentence is linked to others by a word such as "this", "they" or "both" in it.
    """
    sentences: dict[str, set[int]] = {}
    for word in said:
        sentences.setdefault(word.stem, set()).add(word.sentence)
    linked = {word.sentence for word in said if word.text.casefold() in _LINKS}
    known = [word for word in asked if word.content and word.stem in sentences]
    for one, other in pairwise(known):
        if one.sentence != other.sentence or one.clause != other.clause:
            continue
        here, there = sentences[one.stem], sentences[other.stem]
        if not here & there and not (here | there) & linked:
            return True
    return False
