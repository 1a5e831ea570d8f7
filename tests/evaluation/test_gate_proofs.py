"""The gate, proved on the real pipeline: whole it passes, with any part broken it fails.

Each test breaks one part on purpose and expects the gate to name what became worse.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

import ipqa.reading
import ipqa.retrieval
from ipqa.assistant import Assistant
from ipqa.evaluation.ablation import VARIANTS
from ipqa.evaluation.baseline import Baseline, Comparison, broken_promises, compare, outcomes_of
from ipqa.evaluation.datasets import Question, load_questions
from ipqa.evaluation.material import load_articles
from ipqa.evaluation.runner import Row, evaluate
from ipqa.generation.base import Source
from ipqa.generation.writer import GgufWriter

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
QUESTIONS = load_questions(ROOT / "eval" / "questions.jsonl")
ARTICLES = load_articles(ROOT / "corpus")
COUNT = 20


def spread(questions: Sequence[Question]) -> list[Question]:
    """``COUNT`` of the questions (or all, if they are fewer), evenly from all of the set."""
    step = max(1, len(questions) // COUNT)
    return list(questions[::step][:COUNT])


ANSWERABLE = spread([question for question in QUESTIONS if question.type == "factual"])
UNANSWERABLE = spread([question for question in QUESTIONS if question.type == "near"])


@pytest.fixture(scope="module")
def baseline(assistant: Assistant) -> Baseline:
    """The outcomes of the whole pipeline, which leave enough to lose."""
    rows = evaluate(assistant, ANSWERABLE + UNANSWERABLE, ARTICLES)
    assert sum(bool(row.right) for row in rows) >= COUNT // 2
    assert sum(row.refused for row in rows if not row.question.answerable) >= 5
    return Baseline("the whole pipeline", None, {}, outcomes_of(rows))


def gate(assistant: Assistant, questions: Sequence[Question], baseline: Baseline) -> Comparison:
    return gate_of(evaluate(assistant, questions, ARTICLES), baseline)


def gate_of(rows: Sequence[Row], baseline: Baseline) -> Comparison:
    return compare(rows, baseline, [question.id for question in QUESTIONS])


def failed(comparison: Comparison, figure: str) -> bool:
    return any(failure.startswith(f"{figure} ") for failure in comparison.failures)


def lie(self: GgufWriter, question: str, short: str, source: Source) -> str:
    return f"{short} was confirmed by Walter Brennan on 31 December 1999."


def test_the_whole_pipeline_passes(assistant: Assistant, baseline: Baseline) -> None:
    again = evaluate(assistant, ANSWERABLE + UNANSWERABLE, ARTICLES)
    assert gate_of(again, baseline) == Comparison((), ())
    assert outcomes_of(again) == baseline.outcomes


def test_a_broken_retriever_fails(
    assistant: Assistant, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    fuse = ipqa.retrieval.fuse

    def worst_first(dense: dict[int, float], bm25: dict[int, float]) -> dict[int, float]:
        return {number: -score for number, score in fuse(dense, bm25).items()}

    monkeypatch.setattr(ipqa.retrieval, "fuse", worst_first)
    result = gate(assistant, ANSWERABLE, baseline)
    assert not result.passed
    assert failed(result, "recall@5")
    assert failed(result, "accuracy")


def test_a_model_that_lies_passes_as_long_as_it_is_checked(
    assistant: Assistant, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GgufWriter, "state", lie)
    rows = evaluate(assistant, ANSWERABLE, ARTICLES)
    # The model was heard, and what it added was not.
    assert any(row.answer["method"] == "generated" for row in rows)
    assert not any("Brennan" in row.answer["text"] for row in rows)
    assert gate_of(rows, baseline).passed


def test_a_broken_check_fails(
    assistant: Assistant, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(GgufWriter, "state", lie)
    with VARIANTS["no grounding"].applied():
        rows = evaluate(assistant, ANSWERABLE, ARTICLES)
    lied = {row.question.id for row in rows if "Brennan" in row.answer["text"]}
    assert lied
    for problem in ("number", "name"):
        found = {line.split(": ")[0] for line in broken_promises(rows) if f": {problem}: " in line}
        assert found >= lied
    assert set(broken_promises(rows)) <= set(gate_of(rows, baseline).failures)


def test_a_refusal_that_lets_everything_pass_fails(
    assistant: Assistant, baseline: Baseline
) -> None:
    with VARIANTS["no refusal score"].applied():
        result = gate(assistant, UNANSWERABLE, baseline)
    assert not result.passed
    assert failed(result, "refusal recall")


def test_a_refusal_that_refuses_everything_fails(
    assistant: Assistant, baseline: Baseline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ipqa.reading, "THRESHOLD", 1.1)
    result = gate(assistant, ANSWERABLE, baseline)
    assert failed(result, "false refusals")
    assert failed(result, "accuracy")
