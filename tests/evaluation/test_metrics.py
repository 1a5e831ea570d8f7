from __future__ import annotations

import math

import numpy as np
import pytest

from ipqa.evaluation.metrics import (
    bootstrap,
    exact_match,
    paired_bootstrap,
    percentile,
    recall_at,
    token_f1,
)


def test_the_interval_of_a_share_is_near_the_binomial_one() -> None:
    # For p = 0.8 and n = 400 the standard error is 0.02, so 95 % is 0.8 +- 0.0392.
    estimate = bootstrap([1.0] * 320 + [0.0] * 80)
    assert estimate is not None
    assert estimate.value == pytest.approx(0.8)
    assert estimate.low == pytest.approx(0.7608, abs=0.005)
    assert estimate.high == pytest.approx(0.8392, abs=0.005)
    assert estimate.n == 400


def test_the_interval_covers_the_truth_as_often_as_it_says() -> None:
    generator = np.random.default_rng(7)
    covered = 0
    for _ in range(200):
        estimate = bootstrap(generator.normal(3, 2, 100).tolist(), resamples=500)
        assert estimate is not None
        covered += estimate.low <= 3 <= estimate.high
    assert 0.89 <= covered / 200 <= 0.99


def test_certain_and_empty_outcomes() -> None:
    certain = bootstrap([1.0, 1.0, 1.0])
    assert certain is not None
    assert (certain.low, certain.high) == (1.0, 1.0)
    assert bootstrap([]) is None
    assert paired_bootstrap([], []) is None


def test_the_same_outcomes_have_the_same_interval() -> None:
    assert bootstrap([0.0, 1.0, 1.0, 0.0, 1.0]) == bootstrap([0.0, 1.0, 1.0, 0.0, 1.0])


def test_pairing_sees_what_two_intervals_would_not() -> None:
    old = [1.0] * 60 + [0.0] * 40
    new = [1.0] * 54 + [0.0] * 46
    before, after, difference = bootstrap(old), bootstrap(new), paired_bootstrap(new, old)
    assert before is not None
    assert after is not None
    assert difference is not None
    assert after.high > before.low  # overlapping, and so undecided
    assert difference.high < 0  # yet six questions got worse and none better


def test_a_pair_needs_the_same_questions() -> None:
    with pytest.raises(ValueError, match="same questions"):
        paired_bootstrap([1.0], [1.0, 0.0])


def test_ranks() -> None:
    ranks = [1, 4, None]
    assert recall_at(ranks, 3) == [1.0, 0.0, 0.0]
    assert recall_at(ranks, 5) == [1.0, 1.0, 0.0]


def test_percentiles() -> None:
    assert percentile([1, 2, 3, 4, 5], 50) == 3
    assert percentile([0, 100], 95) == pytest.approx(95)
    assert math.isnan(percentile([], 50))


def test_squad_scores() -> None:
    assert exact_match("The October, 1973!", ["october 1973"]) == 1
    assert exact_match("in October 1973", ["October 1973", "1973"]) == 0
    assert token_f1("in October 1973", ["October 1973", "1973"]) == pytest.approx(0.8)
    assert token_f1("Warsaw", ["October 1973"]) == 0
    assert (exact_match("", []), token_f1("", [])) == (1, 1)
    assert (exact_match("1973", []), token_f1("1973", [])) == (0, 0)
