from __future__ import annotations

import pytest

from ipqa.evaluation.datasets import TYPES
from ipqa.evaluation.metrics import bootstrap
from ipqa.evaluation.page.plots import accuracy_by_type, all_plots, answer_times

from .builders import report, row, unanswerable, unjudged, wrong


def _timed(*milliseconds: float) -> list[dict[str, object]]:
    return [row(f"q-{n}", ms={"total": time}) for n, time in enumerate(milliseconds)]


def test_each_type_has_its_share_and_interval_the_unanswerable_last() -> None:
    rows = [
        unanswerable("a"),
        unanswerable("b", refused=False),
        *(row(f"r{n}") for n in range(3)),
        wrong("w"),
        row("p", type="paraphrase"),
    ]
    plot = accuracy_by_type(rows)
    assert plot is not None
    factual = bootstrap([1, 1, 1, 0])
    assert factual is not None
    interval = f"{100 * factual.low:.1f} % to {100 * factual.high:.1f} %"
    assert plot.body[0] == ("factual", "right", "75.0 %", interval, "4")
    assert [line[:3] for line in plot.body[1:]] == [
        ("paraphrase", "right", "100.0 %"),
        ("near", "refused", "50.0 %"),
    ]
    assert [tick.label for tick in plot.y_ticks] == ["factual (4)", "paraphrase (1)", "near (2)"]
    assert [dot.style for dot in plot.dots] == [1, 1, 2]
    first, second, third = plot.dots
    assert plot.left < first.low < first.x < first.high <= plot.right
    assert second.low == second.x == second.high == plot.right
    assert third.x == (plot.left + plot.right) / 2
    assert first.y < second.y < third.y < plot.bottom


def test_questions_that_are_not_judged_count_for_recall_and_times_alone() -> None:
    plots = {plot.key: plot for plot in all_plots(report(unjudged("a"), unjudged("b", rank=None)))}
    assert list(plots) == ["recall", "times"]
    assert plots["recall"].body[0][-1] == "50.0 %"


def test_a_long_name_of_a_type_is_cut_in_the_drawing_alone() -> None:
    plot = accuracy_by_type([row(type="an endless name of a type")])
    assert plot is not None
    assert plot.y_ticks[0].label == "an endless n… (1)"
    assert plot.body[0][0] == "an endless name of a type"


def test_no_type_of_our_own_is_cut() -> None:
    plot = accuracy_by_type([row(type=kind) for kind in TYPES])
    assert plot is not None
    assert [tick.label for tick in plot.y_ticks] == [f"{kind} (1)" for kind in TYPES]


def test_times_are_counted_and_the_rare_long_ones_share_the_last_bar() -> None:
    plot = answer_times(_timed(*[900] * 10, *[1150] * 20, *[1300] * 10, 16_000))
    assert plot is not None
    counts = {span: int(count) for span, count in plot.body}
    assert sum(counts.values()) == 41
    assert list(counts)[-1].endswith("s and more")
    assert list(counts.values())[-1] == 1
    assert "1.15 s" in plot.text
    assert "16.00 s" in plot.text
    assert len(plot.bars) == sum(count > 0 for count in counts.values())
    tallest = max(plot.bars, key=lambda bar: bar.height)
    assert tallest.note.endswith(": 20")
    for bar in plot.bars:
        assert plot.left <= bar.x < bar.x + bar.width <= plot.right
        assert plot.top <= bar.y < plot.bottom
        assert bar.y + bar.height == pytest.approx(plot.bottom)
    median = plot.marks[0]
    assert tallest.x <= median.x <= tallest.x + tallest.width + 2


@pytest.mark.parametrize("times", [(0.0,), (0.0, 0.0, 5.0), (40.0,), (1000.0, 1000.0), (0.3, 9e6)])
def test_odd_times_are_all_counted(times: tuple[float, ...]) -> None:
    plot = answer_times(_timed(*times))
    assert plot is not None
    assert sum(int(count) for _, count in plot.body) == len(times)
    assert all(plot.left <= mark.x <= plot.right for mark in plot.marks)
    assert len(plot.x_ticks) <= 9


def test_counts_have_whole_ticks() -> None:
    plot = answer_times(_timed(*[1000] * 11))
    assert plot is not None
    assert [tick.label for tick in plot.y_ticks] == ["0", "3", "6", "9", "12"]


def test_only_plots_with_data_are_there() -> None:
    assert [plot.key for plot in all_plots(report())] == ["types", "refusals", "recall", "times"]
    bare = report(unanswerable("u", confidence=...))
    assert [plot.key for plot in all_plots(bare)] == ["types", "times"]
    assert all_plots({"rows": []}) == []
