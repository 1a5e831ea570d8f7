from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from ipqa.errors import QuestionsError
from ipqa.evaluation.baseline import outcomes_of
from ipqa.evaluation.compare import (
    KEPT,
    Change,
    Flip,
    RunComparison,
    _outcomes,
    compare_runs,
    load_run,
    paired_difference,
    print_comparison,
)
from ipqa.evaluation.datasets import RETRIEVAL
from ipqa.evaluation.judge.checker import Problem
from ipqa.evaluation.metrics import Estimate
from ipqa.evaluation.runner import Row

from .builders import row, run

BROKEN = Problem("number", "14 is in no quote cited")


def report(rows: list[Row]) -> dict[str, Any]:
    """What ``ipqa eval --json`` writes, read back."""
    written = json.dumps({"summary": {}, "rows": [each.to_dict() for each in rows]})
    return dict(json.loads(written))


def compared(new: list[Row], old: list[Row]) -> RunComparison:
    return compare_runs(report(new), report(old), "old.json")


def change(comparison: RunComparison, figure: str) -> Change:
    return next(each for each in comparison.changes if each.figure == figure)


def of_type(kind: str, each: Row) -> Row:
    return replace(each, question=replace(each.question, type=kind))


def test_the_same_run_has_no_change() -> None:
    comparison = compared(run(wrong=10), run(wrong=10))
    assert [each.figure for each in comparison.changes] == [
        "accuracy",
        "accuracy, factual",
        "refusal recall",
        "false refusals",
        "recall@5",
        KEPT,
    ]
    for each in comparison.changes:
        assert each.before == each.after
        assert (each.difference.low, each.difference.high, each.real) == (0, 0, False)
    assert comparison.flipped == comparison.only_new == comparison.only_old == ()


def test_json_and_rows_have_the_same_outcomes() -> None:
    rows = run(wrong=3, refused=4, lost=5, answered=6)
    found = {
        id: {figure: value for figure, value in one.items() if figure in gated}
        for id, one in _outcomes(report(rows)).items()
        if (gated := outcomes_of(rows)[id])
    }
    assert found == outcomes_of(rows)


@pytest.mark.parametrize(
    ("new", "figure", "before", "after"),
    [
        (run(wrong=8), "accuracy", 1, 0.92),
        (run(refused=8), "false refusals", 0, 0.08),
        (run(lost=8), "recall@5", 1, 0.92),
        (run(answered=6), "refusal recall", 1, 0.8),
    ],
)
def test_a_real_change_is_told_from_noise(
    new: list[Row], figure: str, before: float, after: float
) -> None:
    found = change(compared(new, run()), figure)
    assert (found.before, found.after) == (pytest.approx(before), pytest.approx(after))
    assert found.difference.value == pytest.approx(after - before)
    assert found.difference.low < after - before < found.difference.high
    assert found.real
    assert change(compared(run(), new), figure).real
    swapped = [*new[1:], new[0]]
    assert not change(compared(swapped, new), figure).real


def test_two_of_a_hundred_are_noise() -> None:
    found = change(compared(run(wrong=2), run()), "accuracy")
    assert (found.before, found.after, found.real) == (1, 0.98, False)


def test_flipped_questions_are_listed_once_with_their_figure() -> None:
    old, new = [row("a"), row("b", right=False)], [row("a", right=False), row("b")]
    assert compared(new, old).flipped == (Flip("a", "accuracy", 1, 0), Flip("b", "accuracy", 0, 1))
    assert [flip.worse for flip in compared(new, old).flipped] == [True, False]
    assert Flip("a", "false refusals", 0, 1).worse
    assert not Flip("u", "refusal recall", 0, 1).worse


def test_each_type_has_its_own_accuracy() -> None:
    old = [row("a"), row("b"), of_type("paraphrase", row("c"))]
    new = [row("a"), row("b"), of_type("paraphrase", row("c", right=False))]
    comparison = compared(new, old)
    assert change(comparison, "accuracy, factual").after == 1
    found = change(comparison, "accuracy, paraphrase")
    assert (found.before, found.after, found.difference.n) == (1, 0, 1)
    assert [flip.figure for flip in comparison.flipped] == ["accuracy"]


def test_a_broken_promise_is_a_flip() -> None:
    old, new = [row("a"), row("b")], [row("a"), row("b", problems=(BROKEN,))]
    assert compared(new, old).flipped == (Flip("b", KEPT, 1, 0),)
    assert change(compared(new, old), KEPT).after == 0.5


def test_questions_of_one_run_alone_are_named_and_not_compared() -> None:
    old = [row("gone", right=False), row("a")]
    new = [row("a"), row("new", right=False)]
    comparison = compared(new, old)
    assert (comparison.only_new, comparison.only_old) == (("new",), ("gone",))
    found = change(comparison, "accuracy")
    assert (found.before, found.after, found.difference.n) == (1, 1, 1)
    assert comparison.flipped == ()


def test_an_outcome_that_only_one_run_has_is_not_compared() -> None:
    comparison = compared([row("a", answerable=False, refused=True)], [row("a", right=False)])
    assert [each.figure for each in comparison.changes] == [KEPT]
    assert comparison.flipped == ()


def test_without_a_gold_answer_only_the_promises_are_compared() -> None:
    unjudged = of_type(RETRIEVAL, row("r", answerable=False))
    comparison = compared([unjudged], [unjudged])
    assert [each.figure for each in comparison.changes] == [KEPT]


def test_the_json_of_a_comparison() -> None:
    comparison = RunComparison(
        "old.json",
        (Change("accuracy", 1 / 3, 0.5, Estimate(1 / 6, 0.00004, 0.25, 6)),),
        (Flip("a", "accuracy", 0, 1),),
        ("b",),
        (),
    )
    assert comparison.to_dict() == {
        "name": "old.json",
        "changes": [
            {
                "figure": "accuracy",
                "before": 0.3333,
                "after": 0.5,
                "low": 0.0,
                "high": 0.25,
                "real": True,
            }
        ],
        "flipped": [{"id": "a", "figure": "accuracy", "before": 0, "after": 1}],
    }


def test_a_difference_is_of_what_both_have() -> None:
    found = paired_difference({"a": 3.0, "b": 5.0, "c": 9.0}, {"b": 1.0, "a": 1.0})
    assert found is not None
    assert (found.value, found.n) == (3, 2)
    assert paired_difference({"a": 1.0}, {"b": 1.0}) is None


def shown(comparison: RunComparison, capsys: pytest.CaptureFixture[str]) -> str:
    print_comparison(comparison, Console(width=104, soft_wrap=True))
    return capsys.readouterr().out


def test_the_comparison_for_people(capsys: pytest.CaptureFixture[str]) -> None:
    old = [*run(wrong=1), row("gone")]
    new = [*run(lost=8)[0:-1], row("new"), row("u29", answerable=False, refused=True)]
    text = shown(compared(new, old), capsys)
    assert "against old.json" in text
    lines = {line.split("  ")[1]: line for line in text.splitlines() if line.startswith("  ")}
    assert "99.0" in lines["accuracy"]
    assert "+1.0 (+0.0 to +3.0)" in lines["accuracy"]
    assert "*" not in lines["accuracy"]
    assert "-8.0 (-14.0 to -3.0)*" in lines["recall@5"]
    assert lines["recall@5"].rstrip().endswith("100")
    assert "accuracy, better (1): a0\n" in text
    assert "recall@5, worse (8): a80, a81, a82, a83, a84, a85, a86, a87\n" in text
    assert "only in this run, not compared (1): new\n" in text
    assert "only in old.json, not compared (1): gone\n" in text


def test_names_are_no_markup(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [of_type("[red]", row("a"))]
    text = shown(compare_runs(report(rows), report(rows), "[bold].json"), capsys)
    assert "against [bold].json" in text
    assert "accuracy, [red]" in text


def test_runs_without_a_common_question(capsys: pytest.CaptureFixture[str]) -> None:
    text = shown(compared([row("[a]")], [row("b")]), capsys)
    assert text.startswith("no question in common with old.json\n")
    assert "only in this run, not compared (1): [a]\n" in text


def test_a_run_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text(json.dumps(report(run())), encoding="utf-8")
    assert compare_runs(load_run(path), report(run())).flipped == ()


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{\n!", "run.json, line 2: not valid JSON"),
        (b"\xff", "not UTF-8"),
        (b"[]", "no run of an evaluation"),
        (b"null", "no run of an evaluation"),
        (b"{}", "no run of an evaluation .*'rows'.*: give a file that 'ipqa eval --json' wrote"),
        (b'{"rows": [{"id": "a"}]}', "no run of an evaluation"),
        (b'{"rows": ["a"]}', "no run of an evaluation"),
        (json.dumps(report([row("a"), row("b"), row("a")])).encode(), r"double ids \(a\)"),
    ],
)
def test_a_file_that_is_no_run_is_named(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_bytes(content)
    with pytest.raises(QuestionsError, match=reason):
        load_run(path)


def test_a_run_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="can't be read"):
        load_run(tmp_path / "none.json")
