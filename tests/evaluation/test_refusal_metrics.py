from __future__ import annotations

import numpy as np
import pytest

from ipqa.evaluation.metrics import Estimate
from ipqa.evaluation.refusal_metrics import RocPoint, refusal_metrics
from ipqa.evaluation.runner import Row

from .builders import question, row


def rows(answerable: list[float | None], unanswerable: list[float | None]) -> list[Row]:
    """Questions with these confidences, refused below 0.5."""
    return [
        row(f"{kind}{i}", answerable=kind, refused=(given or 0) < 0.5, confidence=given)
        for kind, confidences in ((True, answerable), (False, unanswerable))
        for i, given in enumerate(confidences)
    ]


def test_precision_and_recall() -> None:
    found = refusal_metrics(rows([0.9, 0.6, 0.4, None], [0.7, 0.3, None]))
    assert found.precision is not None
    assert (found.precision.value, found.precision.n) == (0.5, 4)
    assert found.recall is not None
    assert (round(found.recall.value, 3), found.recall.n) == (0.667, 3)


def test_the_area_counts_pairs_in_the_right_order() -> None:
    # Of 3 x 2 pairs, 0.9 wins both, 0.6 one and a tie, 0.2 none: 3.5 of 6.
    area = refusal_metrics(rows([0.9, 0.6, 0.2], [0.6, 0.3])).roc_area
    assert area is not None
    assert area.value == pytest.approx(3.5 / 6)
    assert area.n == 5
    assert area.low < area.value < area.high


def test_the_curve_runs_from_refusing_nothing_to_refusing_all() -> None:
    curve = refusal_metrics(rows([0.9, 0.6], [0.6, 0.3])).curve
    assert curve == (
        RocPoint(None, 0, 0),
        RocPoint(0.3, 0, 0.5),
        RocPoint(0.6, 0.5, 1),
        RocPoint(0.9, 1, 1),
    )


def test_the_curve_has_a_point_for_every_confidence() -> None:
    curve = refusal_metrics(rows([0.9, 0.8, 0.7], [0.1])).curve
    assert [point.threshold for point in curve] == [None, 0.1, 0.7, 0.8, 0.9]


def test_where_all_are_equal_the_area_is_surely_a_half() -> None:
    area = refusal_metrics(rows([0.5, 0.5, 0.5], [0.5, 0.5])).roc_area
    assert area == Estimate(0.5, 0.5, 0.5, 5)


def test_without_a_confidence_a_question_is_refused_at_every_threshold() -> None:
    found = refusal_metrics(rows([0.9, None], [0.4, None]))
    assert found.curve[1] == RocPoint(0, 0.5, 0.5)
    # 0.9 wins both; the missing one loses to 0.4 and ties with the other: 2.5 of 4.
    assert found.roc_area is not None
    assert found.roc_area.value == 0.625


def test_perfect_and_reversed_confidence() -> None:
    for answerable, unanswerable, value in (([0.9, 0.8], [0.1, 0.2], 1), ([0.1], [0.9], 0)):
        area = refusal_metrics(rows([*answerable], [*unanswerable])).roc_area
        assert area is not None
        assert (area.value, area.low, area.high) == (value, value, value)


def test_the_interval_is_near_that_of_hanley_and_mcneil() -> None:
    generator = np.random.default_rng(3)
    high, low = generator.normal(1, 1, 150), generator.normal(0, 1, 100)
    squeezed = [[float(1 / (1 + np.exp(-x))) for x in values] for values in (high, low)]
    area = refusal_metrics(rows([*squeezed[0]], [*squeezed[1]])).roc_area
    assert area is not None
    a = area.value
    q1, q2 = a / (2 - a), 2 * a * a / (1 + a)
    variance = (a * (1 - a) + 149 * (q1 - a * a) + 99 * (q2 - a * a)) / (150 * 100)
    width = 2 * 1.96 * variance**0.5
    assert area.high - area.low == pytest.approx(width, rel=0.15)


def test_nothing_to_measure() -> None:
    found = refusal_metrics([])
    assert (found.precision, found.recall, found.roc_area, found.curve) == (None, None, None, ())
    assert refusal_metrics(rows([0.9], [])).roc_area is None
    assert refusal_metrics(rows([], [0.9])).roc_area is None
    unscored = refusal_metrics(rows([None], [None]))
    assert (unscored.roc_area, unscored.curve) == (None, ())
    assert unscored.recall == Estimate(1, 1, 1, 1)


def test_questions_that_nobody_can_judge_are_left_out() -> None:
    from dataclasses import replace

    open_ended = replace(question("open", None), judged=False, type="retrieval")
    extra = row("open", answerable=False, question=open_ended, confidence=0.99, refused=True)
    some = rows([0.9], [0.1])
    assert refusal_metrics([*some, extra]) == refusal_metrics(some)
