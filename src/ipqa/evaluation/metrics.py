"""Figures over per-question outcomes, and how sure they are."""

from __future__ import annotations

import math
import re
import string
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 10_000
SEED = 0
_CHUNK = 1_000_000
_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A mean of ``n`` outcomes with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float
    n: int

    def to_dict(self) -> dict[str, float | int]:
        """For the JSON of a run."""
        return {
            "value": round(self.value, 4),
            "low": round(self.low, 4),
            "high": round(self.high, 4),
            "n": self.n,
        }


def bootstrap(outcomes: Sequence[float], resamples: int = RESAMPLES) -> Estimate | None:
    """The mean of ``outcomes`` with a 95 % percentile interval; ``None`` when there are none.

    Efron and Tibshirani, An Introduction to the Bootstrap (1993), chapter 13. Seeded, so that the
    same outcomes always have the same interval.
    """
    if not outcomes:
        return None
    values = np.asarray(outcomes, dtype=np.float64)
    low, high = np.percentile(_resampled_means(values, resamples), [2.5, 97.5])
    return Estimate(float(values.mean()), float(low), float(high), len(values))


def paired_bootstrap(
    new: Sequence[float], old: Sequence[float], resamples: int = RESAMPLES
) -> Estimate | None:
    """The mean difference ``new - old`` of the same questions with its 95 % interval.

    Questions, not outcomes, are resampled, so what both find hard cancels out (Koehn, Statistical
    Significance Tests for Machine Translation Evaluation, EMNLP 2004). A change is called real when
    the interval excludes 0.
    """
    if len(new) != len(old):
        raise ValueError("a paired bootstrap needs the same questions on both sides")
    return bootstrap([a - b for a, b in zip(new, old, strict=True)], resamples)


def _resampled_means(values: NDArray[np.float64], resamples: int) -> NDArray[np.float64]:
    # Drawing n outcomes with replacement is drawing how often each distinct value comes: the same
    # distribution of means, and far fewer draws where outcomes are 0 or 1.
    distinct, counts = np.unique(values, return_counts=True)
    generator = np.random.default_rng(SEED)
    rows = max(1, _CHUNK // len(distinct))
    means = [
        generator.multinomial(len(values), counts / len(values), size=min(rows, resamples - done))
        @ distinct
        / len(values)
        for done in range(0, resamples, rows)
    ]
    return np.concatenate(means)


def recall_at(ranks: Sequence[int | None], k: int) -> list[float]:
    """Per question: 1 where the first right hit is among the first ``k``."""
    return [float(rank is not None and rank <= k) for rank in ranks]


def percentile(values: Sequence[float], percent: float) -> float:
    """A percentile with linear interpolation; NaN of nothing."""
    return float(np.percentile(values, percent)) if len(values) else math.nan


def exact_match(prediction: str, golds: Sequence[str]) -> float:
    """1 where the prediction is a gold answer after SQuAD's normalisation.

    Rajpurkar et al., SQuAD (EMNLP 2016), and the data set's evaluate-v2.0.py. Without golds the
    right prediction is the empty one.
    """
    normal = _normal_answer(prediction)
    return float(any(normal == _normal_answer(gold) for gold in golds or [""]))


def token_f1(prediction: str, golds: Sequence[str]) -> float:
    """The best F1 of the prediction's words over the gold answers, as SQuAD scores it."""
    return max(_f1(_normal_answer(prediction), _normal_answer(gold)) for gold in golds or [""])


def _f1(prediction: str, gold: str) -> float:
    predicted, wanted = prediction.split(), gold.split()
    if not predicted or not wanted:
        return float(predicted == wanted)
    common = sum((Counter(predicted) & Counter(wanted)).values())
    if not common:
        return 0.0
    precision, recall = common / len(predicted), common / len(wanted)
    return 2 * precision * recall / (precision + recall)


def _normal_answer(text: str) -> str:
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())
