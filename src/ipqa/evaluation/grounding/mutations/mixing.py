"""False answers by mixing two true ones: other citations, glued sentences, another kind."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace

from ipqa.evaluation.grounding.items import Item
from ipqa.evaluation.grounding.mutations.kit import (
    Pool,
    days,
    foreign,
    numbers,
    says,
    source,
    years,
)
from ipqa.evaluation.grounding.mutations.verbs import PAST, PRESENT

_TIMES = re.compile(
    r"\b(year|month|quarter|week|August|April|January|October|June|May|last|ago|earlier|while"
    r"|before|after|once|still|now|yet)\b"
)
_AMOUNTS = re.compile(r"\b(one|half|none|all|twice|only|both|several|many|most|no)\b", re.I)
_BROKEN = re.compile(r"\b(to|from|of|and)\W*$|\b(to|infringed) (in|of)\b|^Of\b")
_VERB = f"(?:is|are|was|were|has|have|had|will|may|{'|'.join((*PAST, *PRESENT))})"


def citation_shifted(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """The sentence cites what belongs to another one: the likest quotes, then any."""
    others = [other for other in pool.items if foreign(item.sentence, other.quotes, pool.names)]
    if not others:
        return
    mine = _words(item.sentence)
    likest = max(others, key=lambda other: (len(mine & _words(source(other))), other.id))
    for other in (likest, rng.choice(others)):
        yield replace(item, quotes=other.quotes, verbatim=False)


def glued(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """A clause of another answer hangs on, whose quotes are not cited."""
    for other in rng.sample(list(pool.items), len(pool.items)):
        if len(other.sentence.split()) < 5 or re.match("(No|Yes),", other.sentence):
            continue
        if foreign(other.sentence, item.quotes, pool.names) and item.sentence.endswith("."):
            clause = re.sub(
                r"^(The|In|On|By|None|More|Over|It|About|Such|There|From|Two|Only|Most|Sales|Since)\b",
                lambda match: match[0].lower(),
                other.sentence,
            )
            link = rng.choice((" and ", ", and ", ", while ", "; "))
            yield says(item, item.sentence[:-1] + link + clause)


def spliced(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """The subject of one sentence with what another says of its own; the quotes of both."""
    mine = _parts(item, pool)
    if not mine:
        return
    subject = mine[0]
    for other in rng.sample(list(pool.items), len(pool.items)):
        parts = _parts(other, pool)
        apart = {name for name, _, _ in pool.names.found_in(source(item))}.isdisjoint(
            name for name, _, _ in pool.names.found_in(source(other))
        )
        if parts and apart and parts[2] == mine[2]:
            changed = says(item, f"{subject} {parts[1]}")
            yield replace(changed, quotes=(*item.quotes, *other.quotes), question=other.question)


def kind(item: Item, pool: Pool, rng: random.Random) -> Iterator[Item]:
    """Something true that is not of the kind asked for: no name, no date, no number."""
    asked = _kind_asked(item.question)
    if asked is None:
        return
    for other in pool.items:
        if other.quotes == item.quotes and not _holds(asked, other.sentence, item, pool):
            yield says(item, other.sentence)
    changed = says(item, _without(item.sentence, asked))
    whole = len(changed.sentence.split()) > 2 and not _BROKEN.search(changed.sentence)
    if whole and not _holds(asked, changed.sentence, item, pool):
        yield changed


def _without(sentence: str, asked: str) -> str:
    """The sentence less its dates or its amounts."""
    said = [match[0] for match in (*days(sentence), *years(sentence))]
    if asked == "when" and said:
        when = rf"(?:{'|'.join(map(re.escape, said))})"
        before = r"(^|,? )(?:(?:on|in|since|from|by the end of|last) )?"
        return re.sub(rf"{before}{when}(?:,? {when})?,?(?= |\.)", "", sentence, flags=re.I)
    if asked == "number":
        bound = re.compile(r"(more than|over|almost|nearly|about|around|at least|only) ?$", re.I)
        for number in reversed(numbers(sentence)):
            if number.sort == "count":
                rest = re.sub(r"^ or more\b", "", sentence[number.end :])
                sentence = bound.sub("", sentence[: number.start]) + rest
    return sentence


def _parts(item: Item, pool: Pool) -> tuple[str, str, str] | None:
    """Subject, predicate and sort of name of a sentence that a name begins."""
    for name, sort, _ in pool.names.found_in(item.sentence)[:1]:
        match = re.match(rf"((?:The )?{re.escape(name)}) ({_VERB}\b.*)", item.sentence)
        if match:
            return match[1], match[2], sort
    return None


def _kind_asked(question: str) -> str | None:
    if re.match(
        r"(who|whom|which (judge|company|companies|law firm))\b(?! is \w+ \w+\?)", question, re.I
    ):
        return "who"
    if re.match(r"(when|on what date|since when|in which year)\b", question, re.I):
        return "when"
    if re.match(r"(by )?(how many|how much|(what|by what) (percentage|share))\b", question, re.I):
        return "number"
    return None


def _holds(asked: str, sentence: str, item: Item, pool: Pool) -> bool:
    if asked == "when":
        return bool(days(sentence) or years(sentence) or _TIMES.search(sentence))
    if asked == "number":
        return bool(numbers(sentence) or _AMOUNTS.search(sentence))
    known = _words(item.question) | {"the", "in", "on", "no", "such"}
    said = [word.casefold() for word in re.findall(r"\b[A-Z][\w-]+", sentence)]
    return any(word not in known for word in said)


def _words(text: str) -> set[str]:
    return {word.casefold() for word in re.findall(r"\w+", text)}
