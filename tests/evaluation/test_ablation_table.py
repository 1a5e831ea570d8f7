from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from rich.console import Console

from ipqa.evaluation.ablation import FULL
from ipqa.evaluation.ablation_table import ablated_figures, print_ablations
from ipqa.evaluation.judge.checker import Problem
from ipqa.evaluation.runner import Row

from .builders import row, run

NUMBER, NAME, QUOTE = (Problem(kind, "bad") for kind in ("number", "name", "quote"))


def slower(rows: list[Row], ms: float) -> list[Row]:
    return [replace(each, total_ms=each.total_ms + ms) for each in rows]


def breaking(rows: list[Row], count: int, *problems: Problem) -> list[Row]:
    return [replace(each, problems=problems) for each in rows[:count]] + rows[count:]


def figures(rows: list[Row], full: list[Row]) -> dict[str, tuple[Any, Any, bool]]:
    found = ablated_figures({FULL: full, "variant": rows})["variant"]
    return {
        name: (
            figure.value,
            figure.difference and round(figure.difference.value, 6),
            figure.real,
        )
        for name, figure in found.items()
    }


def test_a_variant_that_changes_nothing_has_no_real_difference() -> None:
    assert figures(run(wrong=10), run(wrong=10)) == {
        "accuracy": (0.9, 0, False),
        "accuracy to first citation": (1, 0, False),
        "refusal recall": (1, 0, False),
        "false refusals": (0, 0, False),
        "unsupported": (0, 0, False),
        "answer, median ms": (3, 0, False),
    }


@pytest.mark.parametrize(
    ("rows", "figure", "expected"),
    [
        (run(wrong=8), "accuracy", (0.92, -0.08, True)),
        (run(wrong=2), "accuracy", (0.98, -0.02, False)),
        (run(refused=8), "accuracy to first citation", (0.92, -0.08, True)),
        (run(refused=8), "false refusals", (0.08, 0.08, True)),
        (run(answered=6), "refusal recall", (0.8, -0.2, True)),
        (breaking(run(), 13, NUMBER), "unsupported", (13, 0.1, True)),
        (breaking(run(), 13, NAME), "unsupported", (13, 0.1, True)),
        (breaking(run(), 13, NAME, NUMBER), "unsupported", (13, 0.1, True)),
        (breaking(run(), 13, QUOTE), "unsupported", (0, 0, False)),
        (slower(run(), 5), "answer, median ms", (8, 5, True)),
    ],
)
def test_each_figure_is_held_against_the_full_pipeline(
    rows: list[Row], figure: str, expected: tuple[float, float, bool]
) -> None:
    found = figures(rows, run())
    assert found[figure] == pytest.approx(expected)


def test_only_questions_of_both_are_compared_and_none_is_no_difference() -> None:
    full, part = [row("a"), row("b", right=False)], [row("a", right=False)]
    assert figures(part, full)["accuracy"] == (0, -1, True)
    assert figures(part, full)["refusal recall"] == (None, None, False)
    assert figures(part, [row("c")])["accuracy"] == (0, None, False)


def test_what_no_gold_answer_is_known_for_counts_for_no_refusal() -> None:
    unjudged = row("r", answerable=False, refused=True)
    unjudged = replace(unjudged, question=replace(unjudged.question, judged=False))
    assert figures([unjudged], [unjudged])["refusal recall"][0] is None


def test_the_figures_as_json() -> None:
    found = ablated_figures({FULL: run(), "variant": run(wrong=8)})
    assert found[FULL]["accuracy"].to_dict() == {
        "unit": "percent",
        "value": 1.0,
        "difference": None,
        "real": False,
    }
    written = json.loads(json.dumps(found["variant"]["accuracy"].to_dict()))
    assert written["real"] is True
    assert written["difference"]["value"] == -0.08
    assert written["difference"]["n"] == 100


def test_the_table_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    results = {
        FULL: run(),
        "no grounding": breaking(run(wrong=2), 13, NUMBER),
        "no model": slower(run(refused=8), -1),
        "broken off": [],
    }
    print_ablations(results, Console(width=104, soft_wrap=True))
    lines = capsys.readouterr().out.splitlines()
    cells = {line.split("  ")[1]: line.split() for line in lines if line.startswith("  ")}
    assert cells["full pipeline"][2:] == ["100.0", "100.0", "100.0", "0.0", "0", "3"]
    assert cells["no grounding"][2:] == (
        ["98.0", "-2.0", "100.0", "+0.0", "100.0", "+0.0", "0.0", "+0.0", "13", "+13*", "3", "+0"]
    )
    assert cells["no model"][2:] == (
        ["92.0", "-8.0*", "92.0", "-8.0*", "100.0", "+0.0", "8.0", "+8.0*", "0", "+0", "2", "-1*"]
    )
    assert cells["broken off"][2:] == ["-"] * 6
    assert max(len(line) for line in lines) <= 104
