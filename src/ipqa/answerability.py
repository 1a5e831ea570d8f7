"""Do the articles hold the answer? A score with a threshold, fitted and not prompted."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass

from ipqa.evidence import Evidence, covered
from ipqa.grounding import names
from ipqa.words import content_words, stem, terms

REFUSAL = "The articles don't say."
"""The text of every refusal."""


@dataclass(frozen=True, slots=True)
class Features:
    """What tells answerable questions from others; each 0 to 1, higher speaks for an answer."""

    maxsim: float
    """Of the best evidence sentence."""
    cosine: float
    """The best among the evidence."""
    coverage: float
    """Of the question's idf weight by the best sentences together with their titles."""
    names: float
    """Share of the question's names and numbers that the best passages or their titles hold."""
    rarest: float
    """1 less the idf of the rarest question word that the evidence lacks, over the highest idf."""


def features(
    question: str, evidence: Sequence[Evidence], idf: Mapping[str, float], best: int
) -> Features:
    """The features of a question with its ranked evidence, of which the ``best`` first count."""
    if not evidence:
        return Features(0.0, 0.0, 0.0, 0.0, 0.0)
    first = evidence[:best]
    near: set[str] = set()
    for item in first:
        near |= set(terms(item.text)) | set(terms(item.hit.article.title))
    wide = near.copy()
    for item in first:
        wide |= set(terms(item.hit.passage.text)) | set(terms(item.hit.article.source or ""))
        wide |= set((item.hit.article.date or "").split("-"))
    asked = set(terms(question))
    called = {stem(word) for name in names(question) for word in content_words(name)}
    called |= {word for word in asked if word[0].isdigit()}
    missing = [idf.get(word, 0.0) for word in asked - near]
    highest = max(idf.values(), default=0.0)
    return Features(
        maxsim=first[0].maxsim,
        cosine=max(item.cosine for item in evidence),
        coverage=covered(asked, near, idf),
        names=len(called & wide) / len(called) if called else 1.0,
        rarest=1 - max(missing, default=0.0) / highest if highest else 1.0,
    )


WEIGHTS = (6.0, 4.0, 2.0, 2.0, 0.5)
BIAS = -6.5
THRESHOLD = 0.5
"""Logistic regression over ``Features`` in their order."""


def answerable(found: Features) -> float:
    """The probability, 0 to 1, that the evidence answers; below ``THRESHOLD`` ipqa refuses."""
    total = BIAS + sum(w * x for w, x in zip(WEIGHTS, astuple(found), strict=True))
    return 1 / (1 + math.exp(-total))
