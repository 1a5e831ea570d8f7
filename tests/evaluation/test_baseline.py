from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.baseline import Baseline, compare, load_baseline, outcomes_of, save_baseline
from ipqa.evaluation.checker import Problem
from ipqa.evaluation.runner import Row
from ipqa.evaluation.summary import summarise

from .builders import SIGNED, answer, question, refusal


def row(id: str, *, answerable: bool = True, refused: bool = False, **changes: Any) -> Row:
    given = refusal() if refused else answer(f"{SIGNED} [1]", SIGNED)
    fields: dict[str, Any] = {
        "question": question(id) if answerable else question(id, None),
        "answer": given.to_dict(),
        "problems": (),
        "rank": 1 if answerable else None,
        "ranks": {},
        "confidence": None,
        "right": not refused if answerable else None,
        "right_early": not refused if answerable else None,
        "cites_gold": not refused if answerable else None,
        "exact": 0.0,
        "f1": 0.0,
        "words": 5,
        "search_ms": 1.0,
        "first_ms": 2.0,
        "total_ms": 3.0,
    }
    return Row(**(fields | changes))


def run(wrong: int = 0, refused: int = 0, lost: int = 0, answered: int = 0) -> list[Row]:
    """100 answerable and 30 unanswerable questions, some of which go wrong."""
    answerable = [row(f"a{number}") for number in range(100)]
    answerable[:wrong] = [row(f"a{number}", right=False) for number in range(wrong)]
    answerable[50 : 50 + refused] = [
        row(f"a{number}", refused=True) for number in range(50, 50 + refused)
    ]
    answerable[80 : 80 + lost] = [row(f"a{number}", rank=6) for number in range(80, 80 + lost)]
    unanswerable = [
        row(f"u{number}", answerable=False, refused=number >= answered) for number in range(30)
    ]
    return answerable + unanswerable


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
