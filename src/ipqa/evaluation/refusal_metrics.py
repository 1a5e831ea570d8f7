"""How well refusals tell what the articles hold from what they do not."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipqa.evaluation.metrics import RESAMPLES, SEED, Estimate, bootstrap
from ipqa.evaluation.runner import Row

_CHUNK = 1_000_000


@dataclass(frozen=True, slots=True)
class RocPoint:
    """The shares refused, of the answerable and of the unanswerable questions, at a threshold.

    What has a confidence of ``threshold`` or less is refused; ``None`` refuses nothing.
    """

    threshold: float | None
    false_refusals: float
    refusal_recall: float


@dataclass(frozen=True, slots=True)
class RefusalScores:
    """``precision`` is over the refused questions, ``recall`` over the unanswerable ones.

    ``roc_area`` is the probability that an answerable question has more confidence than an
    unanswerable one, a tie for half; ``curve`` has the points under which it is the area, by rising
    threshold. ``None`` and empty where there is nothing to measure.
    """

    precision: Estimate | None
    recall: Estimate | None
    roc_area: Estimate | None
    curve: tuple[RocPoint, ...]


def refusal_metrics(rows: Sequence[Row]) -> RefusalScores:
    """The figures of all questions of which it is known whether the articles answer them.

    A question without a confidence counts as refused at every threshold; when no question has one
    there is no curve. The intervals are 95 % bootstrap intervals.
    """
    judged = [row for row in rows if row.question.judged]
    refused = [row for row in judged if row.refused]
    unanswerable = [row for row in judged if not row.question.answerable]
    precision = bootstrap([float(not row.question.answerable) for row in refused])
    recall = bootstrap([float(row.refused) for row in unanswerable])
    if all(row.confidence is None for row in judged) or len(unanswerable) in (0, len(judged)):
        return RefusalScores(precision, recall, None, ())
    confidence = np.array([row.confidence or 0.0 for row in judged])
    answerable = np.array([row.question.answerable for row in judged])
    area = _area(confidence, answerable)
    return RefusalScores(precision, recall, area, _curve(confidence, answerable))


def _area(confidence: NDArray[np.float64], answerable: NDArray[np.bool_]) -> Estimate:
    """The ROC area by scikit-learn, its interval by resampling both kinds of question apart.

    Of each resample the area is the Mann-Whitney statistic over the product of the numbers (Hanley
    and McNeil, The Meaning and Use of the Area under a ROC Curve, Radiology 1982). As in
    ``metrics.bootstrap``, how often each distinct confidence comes is what is drawn.
    """
    from sklearn.metrics import roc_auc_score

    distinct, level = np.unique(confidence, return_inverse=True)
    generator = np.random.default_rng(SEED)
    high, low = int(answerable.sum()), int((~answerable).sum())
    shares = [np.bincount(level[of], minlength=len(distinct)) for of in (answerable, ~answerable)]
    areas: list[NDArray[Any]] = []
    rows = max(1, _CHUNK // len(distinct))
    for done in range(0, RESAMPLES, rows):
        size = min(rows, RESAMPLES - done)
        above = generator.multinomial(high, shares[0] / high, size=size)
        below = generator.multinomial(low, shares[1] / low, size=size)
        wins = high - np.cumsum(above, axis=1) + above / 2
        areas.append((below * wins).sum(axis=1) / (high * low))
    ends = np.percentile(np.concatenate(areas), [2.5, 97.5])
    area = float(roc_auc_score(answerable, confidence))
    return Estimate(area, float(ends[0]), float(ends[1]), len(confidence))


def _curve(confidence: NDArray[np.float64], answerable: NDArray[np.bool_]) -> tuple[RocPoint, ...]:
    from sklearn.metrics import roc_curve

    # What is looked for is the unanswerable, by a lack of confidence.
    falsely, rightly, lack = roc_curve(~answerable, -confidence, drop_intermediate=False)
    return tuple(
        RocPoint(None if math.isinf(at) else -float(at), float(x), float(y))
        for x, y, at in zip(falsely, rightly, lack, strict=True)
    )
