from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from ipqa.evaluation.grounding.items import Item, load_items
from ipqa.evaluation.grounding.mutations import load_names
from ipqa.evaluation.grounding.rates import failures, measure, run, table

EVAL = Path(__file__).parents[3] / "eval"
ITEMS = load_items(EVAL / "grounding.jsonl")[::6]
NAMES = load_names(EVAL / "grounding-names.json")


def blames_all(sentence: str, quotes: Sequence[str], question: str) -> Sequence[object]:
    return ["blamed"]


def blames_none(sentence: str, quotes: Sequence[str], question: str) -> Sequence[object]:
    return []


def test_a_check_that_blames_everything_catches_all_and_is_always_wrong_on_true_answers() -> None:
    rates = measure(ITEMS, NAMES, blames_all)
    assert {rate.share.value for rate in rates.caught} == {1.0}
    assert {rate.share.value for rate in rates.false_alarms} == {1.0}
    assert rates.missed == []


def test_a_check_that_blames_nothing_misses_all() -> None:
    rates = measure(ITEMS, NAMES, blames_none)
    assert {rate.share.value for rate in rates.caught} == {0.0}
    assert rates.blamed == []
    assert rates.false_alarms[0].count == len(ITEMS)


def test_failures_are_listed_of_the_tuned_half_and_classes_alone() -> None:
    missed = measure(ITEMS, NAMES, blames_none).missed
    assert missed
    assert {mutant.original.half for mutant in missed} == {"tuned"}
    assert not any(mutant.mutation.held_out for mutant in missed)
    blamed: list[Item] = [item for item, _ in measure(ITEMS, NAMES, blames_all).blamed]
    assert {item.half for item in blamed} == {"tuned"}


def test_the_untouched_half_alone_lists_nothing() -> None:
    rates = measure(ITEMS, NAMES, blames_none, ("untouched",))
    assert rates.half == "untouched"
    assert rates.missed == []


def test_the_table_marks_held_out_classes() -> None:
    rates = measure(ITEMS, NAMES, blames_none, ("tuned",))
    lines = table(rates).splitlines()
    assert any(line.startswith("antonym *") for line in lines)
    assert any(line.startswith("number  ") for line in lines)
    assert "  number [" in failures(rates)


def test_the_command_writes_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--json", "--half", "untouched"], EVAL) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["half"] == "untouched"
    assert record["missed"] == record["blamed"] == []
    classes = {entry["class"]: entry for entry in record["caught"]}
    assert classes["antonym"]["held_out"]
    assert classes["all"]["n"] > 1000


def test_the_command_says_in_a_line_what_file_it_lacks(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as exit:
        run([], tmp_path)
    assert exit.value.code == 1
    assert "grounding.jsonl" in capsys.readouterr().err
