from __future__ import annotations

from typing import Any

import pytest

from ipqa.evaluation.page.curves import recall_curves, refusal_curve
from ipqa.evaluation.page.geometry import Plot

from .builders import row, unanswerable


def _scored(*confidences: float | None, answerable: bool) -> list[dict[str, Any]]:
    make = row if answerable else unanswerable
    return [make(f"{answerable} {n}", confidence=score) for n, score in enumerate(confidences)]


def _table(plot: Plot | None) -> dict[str, tuple[str, ...]]:
    assert plot is not None
    return {line[0]: line[1:] for line in plot.body}


def test_a_question_is_refused_below_the_threshold_and_always_without_a_confidence() -> None:
    rows = _scored(None, 0.05, 0.5, 0.9, answerable=False) + _scored(0.5, 1.0, answerable=True)
    plot = refusal_curve(rows, 0.42)
    table = _table(plot)
    assert plot is not None
    assert plot.header == ("Threshold", "Unanswerable refused", "Answerable refused")
    assert table["0.00"] == ("25.0 %", "0.0 %")
    assert table["0.10"] == ("50.0 %", "0.0 %")
    assert table["0.42 (chosen)"] == ("50.0 %", "0.0 %")
    assert table["0.50"] == ("50.0 %", "0.0 %")
    assert table["0.60"] == ("75.0 %", "50.0 %")
    assert table["1.00"] == ("100.0 %", "50.0 %")
    assert "50.0 % of the unanswerable and 0.0 % of the answerable" in plot.text


def test_the_drawn_curve_is_the_table() -> None:
    plot = refusal_curve(_scored(None, 0.3, 0.7, 0.7, answerable=False), 0.5)
    assert plot is not None
    points = dict(plot.series[0].points)
    heights = {tick.label: tick.at for tick in plot.y_ticks}
    span = heights["0%"] - heights["100%"]
    for label, share in (("0", 0.25), ("0.2", 0.25), ("0.4", 0.5), ("0.8", 1), ("1", 1)):
        at = next(tick.at for tick in plot.x_ticks if tick.label == label)
        assert points[at] == pytest.approx(heights["0%"] - share * span, abs=0.1)
    (chosen,) = plot.marks
    assert chosen.x == (plot.left + plot.right) / 2
    assert "0.50" in chosen.label


@pytest.mark.parametrize("threshold", [0.0, 1.0, 0.5])
def test_a_round_threshold_is_marked_in_the_table_once(threshold: float) -> None:
    table = _table(refusal_curve(_scored(0.5, answerable=True), threshold))
    assert [name for name in table if "chosen" in name] == [f"{threshold:.2f} (chosen)"]
    assert len(table) == 11


def test_without_a_threshold_none_is_marked() -> None:
    plot = refusal_curve(_scored(0.5, answerable=True), None)
    assert plot is not None
    assert not plot.marks
    assert [series.name for series in plot.series] == ["answerable refused"]


def test_without_confidences_there_is_no_refusal_curve() -> None:
    assert refusal_curve([], 0.5) is None
    assert refusal_curve([row(confidence=...)], 0.5) is None


def test_recall_counts_the_sources_among_the_first_k() -> None:
    rows = [
        row("a", rank=1, ranks={"dense": 2, "bm25": None, "fused": 1}),
        row("b", rank=4, ranks={"dense": 11, "bm25": 10, "fused": 1}),
    ]
    plot = recall_curves(rows)
    table = _table(plot)
    assert plot is not None
    assert plot.header == ("k", "dense", "BM25", "fused", "final")
    assert list(table) == [str(k) for k in range(1, 11)]
    assert table["1"] == ("0.0 %", "0.0 %", "100.0 %", "50.0 %")
    assert table["2"] == ("50.0 %", "0.0 %", "100.0 %", "50.0 %")
    assert table["4"] == ("50.0 %", "0.0 %", "100.0 %", "100.0 %")
    assert table["10"] == ("50.0 %", "50.0 %", "100.0 %", "100.0 %")
    styles = [series.style for series in plot.series]
    assert len(set(styles)) == 4


def test_all_curves_are_over_the_same_questions() -> None:
    rows = [row("a", rank=1), row("follow-up", rank=None, ranks={}), unanswerable("u")]
    plot = recall_curves(rows)
    assert plot is not None
    assert plot.body[-1] == ("10", "100.0 %", "100.0 %", "100.0 %", "100.0 %")
    assert "1 questions that stand alone" in plot.text


def test_without_ranks_by_score_only_the_final_ranking_is_drawn() -> None:
    plot = recall_curves([row("a", ranks=...), row("b", rank=None, ranks={})])
    assert plot is not None
    assert plot.header == ("k", "final")
    assert plot.body[0] == ("1", "50.0 %")
    assert "2 questions whose" in plot.text


@pytest.mark.parametrize(("right", "of"), [(1, 1), (19, 20), (2, 3), (1, 3), (0, 1)])
def test_the_axis_of_recall_ends_at_100_and_holds_every_point(right: int, of: int) -> None:
    rows = [row(f"{n}", rank=1 if n < right else None, ranks={}) for n in range(of)]
    plot = recall_curves(rows)
    assert plot is not None
    assert plot.y_ticks[-1].label == "100%"
    assert plot.y_ticks[-1].at == plot.top
    assert plot.y_ticks[0].at == plot.bottom
    assert 3 <= len(plot.y_ticks) <= 6
    for _, y in plot.series[0].points:
        assert plot.top <= y <= plot.bottom


def test_without_answerable_questions_there_is_no_recall() -> None:
    assert recall_curves([]) is None
    assert recall_curves([unanswerable("u")]) is None
