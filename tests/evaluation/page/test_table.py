from __future__ import annotations

from typing import Any

import pytest

from ipqa.evaluation.page import page_html
from ipqa.evaluation.page.table import Cell, cell, columns_of, headlines_of, lines_of, trend

from .builders import Parsed, change, estimate, report


def test_figures_are_written_by_their_kind() -> None:
    summary: dict[str, Any] = {
        "B": {
            "questions": 1234,
            "accuracy": estimate(0.9123, 0.8246, 0.9825, 57),
            "MRR": estimate(0.9284, 0.867, 0.9781, 57),
            "nothing": None,
            "unsupported numbers": 0,
            "answer, median ms": 1068.2,
            "tokens a second": estimate(31.26, 30, 33.5, 57),
        }
    }
    cells = {line.name: line.cells for line in lines_of(summary, {})}
    assert cells == {
        "questions": (Cell("1,234"),),
        "accuracy": (Cell("91.2", "82–98", "of 57"),),
        "MRR": (Cell("0.928", "0.867–0.978", "of 57"),),
        "nothing": (Cell("–"),),
        "unsupported numbers": (Cell("0"),),
        "answer, median ms": (Cell("1,068"),),
        "tokens a second": (Cell("31.3", "30–33.5", "of 57"),),
    }


def test_columns_keep_their_order_and_a_figure_of_one_leaves_a_gap_in_the_others() -> None:
    summary = {"A": {"accuracy": estimate(0.5, 0, 1)}, "B": {}, "both": {"questions": 3}}
    assert columns_of(summary) == ["Half A", "Half B", "Both"]
    lines = lines_of(summary, {})
    assert [line.name for line in lines] == ["accuracy", "questions"]
    assert [each.value for each in lines[0].cells] == ["50.0", "–", "–"]


@pytest.mark.parametrize(
    ("figure", "difference", "expected"),
    [
        ("accuracy", 0.1, "better"),
        ("accuracy", -0.1, "worse"),
        ("accuracy", 0.0, "same"),
        ("false refusals", 0.1, "worse"),
        ("false refusals", -0.1, "better"),
        ("unsupported numbers", 1, "worse"),
        ("answer, p95 ms", -200, "better"),
        ("generated", 0.1, "other"),
        ("accuracy of generated", 0.1, "better"),
    ],
)
def test_whether_a_change_is_welcome_depends_on_the_figure(
    figure: str, difference: float, expected: str
) -> None:
    assert trend(figure, difference) == expected


def test_a_change_has_a_sign_and_the_interval_of_the_difference() -> None:
    column = {
        "accuracy": estimate(0.5, 0, 1),
        "false refusals": estimate(0.5, 0, 1),
        "MRR": estimate(0.5, 0, 1),
        "answer, median ms": 900.0,
    }
    changes = [
        change("accuracy", 0.4, 0.4321, low=-0.01, high=0.07, real=False),
        change("false refusals", 0.03, 0.01, low=-0.04, high=-0.001),
        change("MRR", 0.9, 0.9),
        change("answer, median ms", 1000, 900, low=None, high=None),
        change("only there", 0.5, 0.6),
        change("accuracy of quoted", None, 0.6),
    ]
    lines = {line.name: line for line in lines_of({"both": column}, {"changes": changes})}
    found = {
        name: (line.change.value, line.change.interval, line.change.trend, line.change.real)
        for name, line in lines.items()
        if line.change
    }
    assert found == {
        "accuracy": ("+3.2", "−1.0 to +7.0", "better", False),
        "false refusals": ("−2.0", "−4.0 to −0.1", "better", True),
        "MRR": ("0.000", "+0.050 to +0.150", "same", True),
        "answer, median ms": ("−100", "", "better", True),
        "only there": ("+10.0", "+5.0 to +15.0", "better", True),
    }
    assert lines["accuracy of quoted"].change is None
    assert lines["only there"].cells == (Cell("60.0"),)


def test_the_page_marks_a_change_by_a_sign_and_words_too() -> None:
    def changes(**more: Any) -> str:
        comparison = {"name": "x", "changes": [change("accuracy", 0.4, 0.5) | more]}
        return Parsed(page_html(report(comparison=comparison))).text

    assert "▲ +10.0 better, real" in changes()
    assert "▲ +10.0 better +5.0" in changes(real=False)
    assert "▼ −10.0 worse, real" in changes(after=0.3)
    assert "= 0.0 the same" in changes(after=0.4, real=False)


def test_the_headlines_are_of_all_questions_and_skip_what_was_not_measured() -> None:
    summary = {
        "A": {"accuracy": estimate(0.1, 0, 0.2)},
        "both": {
            "accuracy": estimate(0.5, 0.4, 0.6),
            "recall@5": None,
            "answer, median ms": 1240.0,
        },
    }
    assert headlines_of(summary) == [
        ("Right answers", Cell("50.0", "40–60", "of 10")),
        ("Time of an answer, median", Cell("1.2 s")),
    ]
    assert headlines_of({"B": summary["A"]})[0][1].value == "10.0"
    assert headlines_of({}) == []


def test_nothing_measured_is_no_zero() -> None:
    assert cell(None, "percent") == Cell("–")
    assert cell(0, "plain") == Cell("0")
