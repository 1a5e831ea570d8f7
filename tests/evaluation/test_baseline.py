from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.baseline import Baseline, compare, load_baseline, outcomes_of, save_baseline
from ipqa.evaluation.judge.checker import Problem
from ipqa.evaluation.runner import Row
from ipqa.evaluation.summary import summarise

from .builders import row, run


def ids(rows: list[Row]) -> list[str]:
    return [each.question.id for each in rows]


BASELINE = Baseline("first", "tiny", {}, outcomes_of(run(wrong=10)))


def gate(rows: list[Row]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    result = compare(rows, BASELINE, ids(rows))
    assert result.passed == (not result.failures)
    return result.failures, result.notes


def test_the_same_run_passes() -> None:
    assert gate(run(wrong=10)) == ((), ())


def test_noise_passes_with_a_note() -> None:
    failures, notes = gate(run(wrong=12))
    assert failures == ()
    assert notes[0].startswith("accuracy fell from 90.0 to 88.0 % of 100 common questions")
    assert notes[0].endswith("worse: a10, a11")


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        (run(wrong=18), "accuracy fell from 90.0 to 82.0 %"),
        (run(wrong=10, refused=8), "false refusals rose from 0.0 to 8.0 %"),
        (run(wrong=10, lost=8), "recall@5 fell from 100.0 to 92.0 %"),
        (run(wrong=10, answered=6), "refusal recall fell from 100.0 to 80.0 %"),
    ],
)
def test_a_real_drop_fails(rows: list[Row], reason: str) -> None:
    failures, _ = gate(rows)
    assert any(failure.startswith(reason) for failure in failures)


def test_a_rise_passes() -> None:
    failures, notes = gate(run(wrong=0))
    assert failures == ()
    assert notes[0].startswith("accuracy rose from 90.0 to 100.0 %")


def test_a_swap_of_as_many_questions_is_noise() -> None:
    rows = run(wrong=10)
    rows[:5] = [row(f"a{number}") for number in range(5)]
    rows[20:25] = [row(f"a{number}", right=False) for number in range(20, 25)]
    assert gate(rows)[0] == ()


@pytest.mark.parametrize("kind", ["quote", "marker", "sentence", "number", "name"])
def test_one_broken_promise_fails(kind: Any) -> None:
    rows = run(wrong=10)
    rows[40] = row("a40", problems=(Problem(kind, "bad"),))
    assert gate(rows)[0] == (f"a40: {kind}: bad",)


def test_new_and_gone_questions_are_named_and_not_compared() -> None:
    rows = [*run(wrong=10)[1:], row("new", right=False)]
    result = compare(rows, BASELINE, ids(rows))
    assert result.failures == ()
    assert result.notes == (
        "1 questions not in the baseline: new",
        "1 questions gone since the baseline: a0",
    )


def test_a_part_of_the_questions_removes_none() -> None:
    rows = run(wrong=10)
    assert compare(rows[:20], BASELINE, ids(rows)).notes == ()


def test_what_no_gold_answer_is_known_for_is_not_gated() -> None:
    unjudged = row("r", answerable=False)
    unjudged = replace(unjudged, question=replace(unjudged.question, judged=False))
    assert outcomes_of([unjudged, row("a")]).keys() == {"a"}


def test_a_baseline_is_read_as_it_was_written(tmp_path: Path) -> None:
    rows = run(wrong=10)
    path = tmp_path / "baseline.json"
    save_baseline(path, rows, {"both": summarise(rows)}, 'a "good" reason')
    baseline = load_baseline(path)
    assert baseline is not None
    assert baseline.why == 'a "good" reason'
    assert baseline.model == "tiny"
    assert baseline.outcomes == outcomes_of(rows)
    assert baseline.summary["both"]["accuracy"]["value"] == 0.9
    assert not any(name.endswith(" ms") for name in baseline.summary["both"])
    assert '    "u0": {"refusal recall": 1},\n' in path.read_text()


def test_no_baseline_and_a_bad_one(tmp_path: Path) -> None:
    path = tmp_path / "baseline.json"
    assert load_baseline(path) is None
    for text, reason in (
        ("{\n!", "line 2: not valid JSON"),
        (json.dumps({"schema": 99}), "schema 99"),
        (json.dumps({"schema": 1}), "not a baseline"),
        ("[]", "not a baseline"),
    ):
        path.write_text(text)
        with pytest.raises(QuestionsError, match=reason):
            load_baseline(path)
