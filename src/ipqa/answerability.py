"""Do the articles hold the answer? A score with a threshold, fitted and not prompted."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import astuple, dataclass
from typing import NamedTuple

from ipqa.choosing import UNKNOWN, Chosen, worth_unread
from ipqa.evidence import Evidence
from ipqa.kinds import asks_for_several, question_kind
from ipqa.words import content_words, names, stem, words

REFUSAL = "The articles don't say."
"""The text of every refusal."""

LOWEST = -10.0
"""Nats below which one likelihood is as bad as another."""

MOST_WORDS = 14
"""Content words of a question that count. Of 684 questions of both sets one has more; a question
padded with words must not look the more answerable for it."""
CERTAIN = 6.0
"""Nats of log-odds from which one model's certainty is as good as another."""
FAR = 0.2
"""Cosine of the best sentence below which a question is about something else, so that the model is
not asked. Of 20 far-away tuning questions 18 stay below, of 202 answerable ones 1."""
_HYPHEN = re.compile(r"(?<=\w)[-\u2010-\u2013](?=\w)")


@dataclass(frozen=True, slots=True)
class Features:
    """What tells answerable questions from others; the likelihoods in nats."""

    likelihood: float
    """The model's log-probability for its likeliest candidate, at least ``LOWEST``. The best single
    sign that tells near misses on the tuning questions: area under the ROC curve 0.81 (with the
    answer's end 0.77; MaxSim, cosine, unmatched words and names 0.45 to 0.61)."""
    worth: float
    """What the chosen answer is worth: likelihood, length, evidence and kind (``answering``)."""
    odd: float = 0.0
    """How far the question's worst matched word falls behind the others (``evidence``): what is
    asked of somebody who never did it. Area 0.70 alone, and with the two above 0.85 for their 0.77
    (118 unanswerable tuning questions, cross-validated; eval/DECISIONS.md)."""
    words: float = 0.0
    """Content words of the question: the worst of many is worse than that of few."""
    several: float = 0.0
    """1 where a list is asked for, of which no short answer is likely."""
    unspecific: float = 0.0
    """1 where no name, number or date is asked for, so that none can fit."""
    told: float | None = None
    """The log-odds (natural) that the evidence tells, at most ``CERTAIN`` either way, from a model
    that was trained to say so; ``None`` from others."""


@dataclass(frozen=True, slots=True)
class Compared:
    """The same for a comparison, or a side of one, where a model was trained to read.

    What things are compared by ("older", "the same employer") stands in no article, so that a word
    out of place tells nothing there.
    """

    told: float
    """The log-odds that the evidence tells, as in ``Features``."""
    best: float
    """How well the evidence matches: a side's best score, or what several sentences cover (0 to 1).
    """
    unknown: float
    """1 where a name of the question stands in none of the articles that the evidence is from."""


Signs = Features | Compared


def is_far(evidence: Sequence[Evidence]) -> bool:
    """Whether no sentence comes near the question, so that no model need be asked."""
    return max((item.cosine for item in evidence), default=0.0) < FAR


def features(question: str, evidence: Sequence[Evidence], chosen: Chosen | None) -> Features:
    """The features of a question, its evidence, and what the model chose from it."""
    likelihood = chosen.likelihood if chosen and chosen.likelihood is not None else UNKNOWN
    worth = chosen.worth if chosen else worth_unread(evidence)
    return Features(
        likelihood=max(likelihood, LOWEST),
        worth=max(worth, LOWEST),
        odd=evidence[0].odd if evidence else 0.0,
        words=float(min(len(content_words(question)), MOST_WORDS)),
        several=float(asks_for_several(question)),
        unspecific=float(question_kind(question) == "other"),
        told=_log_odds(chosen.untold) if chosen and chosen.untold is not None else None,
    )


def compared(question: str, evidence: Sequence[Evidence], best: float, untold: float) -> Compared:
    """The same for what compares; ``untold`` as a trained reader of the evidence has it."""
    texts = {item.hit.article.id: item.hit.article.text for item in evidence}
    held = {word for text in texts.values() for word in words(_joined(text))}
    known = {stem(word) for word in held}
    asked = [{stem(word) for word in words(_joined(name))} for name in names(question)]
    return Compared(_log_odds(untold), best, float(any(not name & known for name in asked)))


def _joined(text: str) -> str:
    """A text without hyphens: Byte-Dance is ByteDance."""
    return _HYPHEN.sub("", text)


def _log_odds(untold: float) -> float:
    """The log-odds of the opposite of what has the log-probability ``untold``."""
    told = -math.expm1(untold)
    return max(-CERTAIN, min(CERTAIN, math.log(told) - untold)) if told > 0 else -CERTAIN


class Fit(NamedTuple):
    """A logistic regression over ``Features``, in their order."""

    weights: tuple[float, ...]
    bias: float


UNTRAINED = Fit((0.405, 0.146, 6.656, 0.14, 1.077, 0.585), 0.91)
"""Logistic regression over ``Features`` in their order, fitted by eval/fit_refusal.py (with
IPQA_ADAPTER=false) on half A of eval/questions.jsonl, on eval/tuning.jsonl (without comparisons)
and on 120 questions of four SQuAD titles at 0.3 of the weight. By five-fold cross-validation the
area under the ROC curve is 0.85 (SQuAD: 0.54, its unanswerable questions are made to look
answerable)."""
TRAINED = Fit((0.217, 0.041, 6.256, 0.213, 0.574, 0.676, 0.454), 1.08)
"""The same with what a trained model tells, on the same questions but for SQuAD, of which 120 are
of a title (Huguenot) that it was not trained on. The area is 0.95 (SQuAD: 0.78). The bias is 0.44
more than fitted, so that one threshold suits both."""
COMPARED = Fit((0.404, 4.628, -1.342), -2.25)
"""The same over ``Compared``, on 112 comparisons (70 told) of the same two sets, some of which were
taken out later, for one sentence or the question has their right words. The area is 0.81.
The bias is such that ``THRESHOLD`` refuses a side of 0.08 of those that are told, and mostly not
the other one."""
THRESHOLD = 0.28
"""Refuses, of the questions that were fitted on, in the evaluation's mix of types, 0.05 of the
answerable (with a trained model as many), 0.57 of the near misses (0.65), 0.42 of the false
premises (0.87) and 0.76 of the far-away (0.81; ``FAR`` takes more)."""


def answerable(found: Signs) -> float:
    """The probability, 0 to 1, that the evidence answers; below ``THRESHOLD`` ipqa refuses."""
    fit = UNTRAINED if found.told is None else TRAINED
    if isinstance(found, Compared):
        fit = COMPARED
    signs = [sign for sign in astuple(found) if sign is not None]
    total = fit.bias + sum(w * x for w, x in zip(fit.weights, signs, strict=True))
    return 1 / (1 + math.exp(-total))
