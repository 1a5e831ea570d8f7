"""Do the articles hold the answer? A score with a threshold, fitted and not prompted."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from dataclasses import astuple, dataclass

from ipqa.answering import Chosen
from ipqa.evidence import Evidence
from ipqa.words import terms

REFUSAL = "The articles don't say."
"""The text of every refusal."""

LOWEST = -12.0
"""Nats below which one likelihood is as bad as another."""
UNKNOWN = -5.0
"""Nats assumed where the model gives no likelihood (a server, or no model at all)."""


FAR = 0.3
"""Cosine of the best sentence below which a question is about something else. On the tuning half of
eval/questions.jsonl far-away questions reach 0.19, and answerable ones start at 0.38."""


@dataclass(frozen=True, slots=True)
class Features:
    """What tells answerable questions from others; each 0 to 1, higher speaks for an answer."""

    maxsim: float
    """How well the best evidence sentence matches the question, word piece by word piece."""
    fits: float
    """1 if the chosen short answer is of the kind asked for (a name, a date, a number)."""
    likelihood: float
    """The model's log-probability for its likeliest candidate, scaled from ``LOWEST`` to 0."""
    known: float
    """Share of the question's content words that occur anywhere in the articles."""


def is_far(evidence: Sequence[Evidence]) -> bool:
    """Whether no sentence comes near the question, so that no model need be asked."""
    return max((item.cosine for item in evidence), default=0.0) < FAR


def features(
    question: str, evidence: Evidence | None, chosen: Chosen | None, known: Set[str]
) -> Features:
    """The features of a question, its best evidence and what the model chose from it."""
    asked = set(terms(question))
    nats = chosen.likelihood if chosen and chosen.likelihood is not None else UNKNOWN
    return Features(
        maxsim=evidence.maxsim if evidence else 0.0,
        fits=float(chosen is None or chosen.fits),
        likelihood=1 - max(nats, LOWEST) / LOWEST,
        known=len(asked & known) / len(asked) if asked else 0.0,
    )


WEIGHTS = (1.48, 1.11, 2.15, 1.77)
BIAS = -3.32
THRESHOLD = 0.57
"""Logistic regression over ``Features`` in their order, fitted on half A of eval/questions.jsonl
(75 questions) and on 150 of four SQuAD titles at 0.3 of the weight; eval/fit_refusal.py fits it
anew. On half A the area under the ROC curve is 0.96 (MaxSim alone: 0.80; a fit to half A alone has
0.95 by five-fold cross-validation), and the threshold refuses 0.78 of the unanswerable there and
0.05 of the answerable."""


def answerable(found: Features) -> float:
    """The probability, 0 to 1, that the evidence answers; below ``THRESHOLD`` ipqa refuses."""
    total = BIAS + sum(w * x for w, x in zip(WEIGHTS, astuple(found), strict=True))
    return 1 / (1 + math.exp(-total))
