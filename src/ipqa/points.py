"""The main points of one article: the few of its sentences that sum it up.

Sentences are quoted, never rewritten. They are chosen one by one by maximal marginal relevance
(Carbonell and Goldstein 1998): what fits best and says least again.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ipqa.article import Article
from ipqa.embedding import Vectors
from ipqa.evidence import Evidence
from ipqa.words import names, terms

ON_TOPIC = 0.5
"""Score of the best sentence below which no article is about the topic. With ``lacks`` it refuses
35 of 36 topics that the articles don't hold, and none of 36 that they do (eval/DECISIONS.md)."""
FITTING = 3
"""Best sentences of an article that tell how well it fits a topic."""
NAMED = 0.15
"""Added to an article's fit for a title, source and date that hold all words of the topic."""
LEAD = 0.9
"""A topic is that of the whole article when a sentence of its first passage has this share of the
best one's score, or ``NEAR`` where the title or the source names it. Otherwise it is a part."""
NEAR = 0.7
"""Share of the best score from which a sentence is about a topic that is a part of an article."""
SAID_ONCE = 0.3
"""Weight of what was said before in the choice of the next sentence; the fit has the rest."""
TELLING = 8
"""Different content words from which a sentence is long enough to tell something."""
_Values = NDArray[np.floating]
_WHOLE = (0.25, 0.4, 0.35)
_PART = (0.6, 0.2, 0.2)
"""Weights of score, centrality and place in the fit of a sentence; chosen by reading summaries."""
SAME = 0.9
"""Likeness, 0 as two sentences of the article usually are and 1 the same, that is a repetition."""
SEEN = 10
"""Best sentences of an article whose passages must hold the names of a topic."""
_NAMES = re.compile(r"[A-Z]\w+(?:[ -][A-Z]\w+)+")
_NUMBER = re.compile(r"\d[\d.,]*")
_LEANS = re.compile(
    r"(?:(?:that|it|its|they|their|he|his|she|her|both|however|thus|also|then|yet|so|but|and|moreover"
    r"|furthermore|meanwhile|in addition|as a (?:consequence|result)|because of|for (?:this|that)"
    r" reason|for instance|for example|with (?:them|it)|on the (?:one|other) (?:side|hand)|the"
    r" (?:two|three|four|five)|another)\b|(?:\S+ ){0,3}(?:this|these|those|such)\b)",
    re.IGNORECASE,
)
"""How a sentence begins that says nothing without the one before it."""
_ANNOUNCES = re.compile(
    r"(?::|\bas follows\b.*|\b(?:two|three|four|five|six|several) (?:areas|aims|goals|parts|points"
    r"|reasons|subjects|things|topics|ways))\W*$",
    re.IGNORECASE,
)
"""How one ends that says nothing without the next."""


def article_on(topic: str, evidence: Sequence[Evidence], names_of: str) -> Article | None:
    """The article whose best sentences, and whose title, fit a topic best; ``None`` if none does.

    ``names_of`` is the part of the topic whose names and numbers the article must hold.
    """
    found: dict[str, list[Evidence]] = {}
    for item in evidence:
        found.setdefault(item.hit.article.id, []).append(item)

    def fit(items: list[Evidence]) -> float:
        best = sorted((item.score for item in items), reverse=True)[:FITTING]
        return sum(best) / len(best) + NAMED * named_share(topic, items[0].hit.article)

    about = [items for items in found.values() if not lacks(names_of, items)]
    best = max(about, key=fit, default=None)
    if best is None:
        return None
    article = best[0].hit.article
    known = named_share(topic, article) == 1 or max(item.score for item in best) >= ON_TOPIC
    return article if known else None


def named_share(topic: str, article: Article) -> float:
    """The share of the topic's words that the article's title, source and date hold."""
    asked = set(terms(topic))
    held = terms(" ".join(filter(None, [article.title, article.source, article.date])))
    return len(asked & {*held}) / len(asked) if asked else 0.0


def lacks(topic: str, evidence: Sequence[Evidence]) -> bool:
    """Whether a topic has a name or a number that is not where an article comes nearest to it.

    Looked for in its title, source and date and in the passages of its best sentences, ``evidence``
    from the best on; an acronym may stand there in full.
    """
    article = evidence[0].hit.article
    nearest = [item.hit.passage.text for item in evidence[:SEEN]]
    about = "\n".join([article.title, article.source or "", article.date or "", *nearest])
    held = set(terms(about))
    initials = {"".join(word[0] for word in run.split()) for run in _NAMES.findall(about)}
    return any(
        not held.issuperset(terms(word)) and not any(word in run for run in initials)
        for word in [*names(topic), *_NUMBER.findall(topic)]
    )


def main_points(
    topic: str, evidence: Sequence[Evidence], vectors: Vectors, most: int
) -> list[Evidence]:
    """At most ``most`` sentences of one article, in its order.

    ``evidence`` are its sentences with their scores for the topic, ``vectors`` their unit rows. A
    topic that the article begins with is summed up from all of it, by what is central and what
    stands first; another from the sentences that are about it.
    """
    if not evidence:
        return []
    scores = np.array([item.score for item in evidence])
    scores = scores / max(float(scores.max()), 1e-6)
    whole = _is_whole(topic, evidence, scores)
    similar = vectors @ vectors.T
    usual = float(similar.mean())
    fit = np.array(_WHOLE if whole else _PART) @ np.array(
        [scores, _scaled(similar.mean(axis=1)), _places(evidence)]
    )
    if whole:
        fit *= [min(1.0, len(set(terms(item.text))) / TELLING) for item in evidence]
    again = np.clip((similar - usual) / max(1e-6, 1 - usual), 0, 1)
    left = [
        place
        for place, item in enumerate(evidence)
        if (whole or scores[place] >= NEAR) and not _needs_another(item.text)
    ] or [int(scores.argmax())]
    chosen: list[int] = []
    while left and len(chosen) < most:
        said = again[:, chosen].max(axis=1) if chosen else np.zeros(len(evidence))
        worth = (1 - SAID_ONCE) * fit - SAID_ONCE * said
        best = max(left, key=lambda place: float(worth[place]))
        chosen.append(best)
        left = [place for place in left if place != best and again[best, place] < SAME]
    return sorted((evidence[place] for place in chosen), key=lambda item: item.start)


def _needs_another(sentence: str) -> bool:
    return bool(_LEANS.match(sentence) or _ANNOUNCES.search(sentence))


def _is_whole(topic: str, evidence: Sequence[Evidence], scores: _Values) -> bool:
    first = min(item.hit.passage.start for item in evidence)
    lead = max(
        score
        for item, score in zip(evidence, scores, strict=True)
        if item.hit.passage.start == first
    )
    named = named_share(topic, evidence[0].hit.article) == 1
    return bool(lead >= (NEAR if named else LEAD))


def _places(evidence: Sequence[Evidence]) -> _Values:
    """1 for an article's first sentence, less for what follows; a paragraph's first has a half."""
    ordered = sorted(item.start for item in evidence)
    rank = {start: place for place, start in enumerate(ordered)}
    places = []
    for item in evidence:
        before = item.hit.article.text[: item.start].rstrip(" \t")
        opens = 0.5 if not before or before.endswith("\n") else 0.0
        places.append(max(opens, 1 / (1 + rank[item.start])))
    return np.array(places)


def _scaled(values: _Values) -> _Values:
    width = float(values.max() - values.min())
    return (values - values.min()) / width if width else np.ones(len(values))
