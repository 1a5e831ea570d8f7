from __future__ import annotations

from dataclasses import replace

import pytest

from ipqa.evaluation import summary as module
from ipqa.evaluation.datasets import TYPES, UNANSWERABLE
from ipqa.evaluation.metrics import Estimate
from ipqa.evaluation.summary import Summary, summarise

from .builders import NEWS, SIGNED, SONGS, answer, question, row


def share(summary: Summary, name: str) -> tuple[float, int]:
    figure = summary[name]
    assert isinstance(figure, Estimate), name
    return round(figure.value, 3), figure.n


def test_what_was_found() -> None:
    rows = [
        row("first", rank=1, right_ranks=(1,), relevant=1),
        row("later", rank=2, right_ranks=(2, 5), relevant=3),
        row("never", rank=None),
        row("far", answerable=False),
    ]
    summary = summarise(rows)
    assert share(summary, "recall@1") == (0.333, 3)
    assert share(summary, "recall@3") == (0.667, 3)
    assert share(summary, "MRR") == (0.5, 3)
    assert share(summary, "nDCG@10") == (round((1 + 0.477624) / 3, 3), 3)


def test_a_row_that_knows_only_its_first_right_hit() -> None:
    summary = summarise([row("a", rank=3), row("b", rank=6)])
    assert share(summary, "recall@3") == (0.5, 2)
    assert share(summary, "recall@5") == (0.5, 2)
    assert share(summary, "recall@10") == (1, 2)


def test_without_the_library_other_figures_remain(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "retrieval_metrics", lambda rankings: None)
    summary = summarise([row("a")])
    assert summary["nDCG@10"] is None
    assert summary["recall@5"] is None
    assert share(summary, "accuracy") == (1, 1)


def test_citations_by_alce() -> None:
    wrong = answer("Websites removed 14 million songs [1].", SONGS).to_dict()
    half = answer("CBBC signed on 23 August [1][2].", SIGNED, SONGS).to_dict()
    rows = [row("right"), row("wrong", answer=wrong), row("half", answer=half)]
    rows.append(row("none", answerable=False, refused=True))
    summary = summarise(rows)
    assert share(summary, "citation recall") == (0.667, 3)
    assert share(summary, "citation precision") == (0.5, 3)


def test_refusals() -> None:
    rows = [
        row("a", confidence=0.9),
        row("b", refused=True, confidence=0.2),
        row("u", answerable=False, refused=True, confidence=0.3),
        row("v", answerable=False, confidence=0.6),
    ]
    summary = summarise(rows)
    assert share(summary, "refusal precision") == (0.5, 2)
    assert share(summary, "refusal recall") == (0.5, 2)
    assert share(summary, "false refusals") == (0.5, 2)
    # 0.9 beats both, 0.2 neither.
    assert share(summary, "refusal ROC area") == (0.5, 4)


def test_every_type_has_its_figure_by_whether_it_is_answerable() -> None:
    rows = [
        row(kind, answerable=False, question=replace(question(kind, None), type=kind))
        if kind in UNANSWERABLE
        else row(kind, question=question(kind, type=kind))
        for kind in TYPES
    ]
    summary = summarise(rows)
    named = [name for name in summary if name.rpartition(", ")[2] in TYPES]
    accuracy = [f"accuracy, {kind}" for kind in TYPES if kind not in UNANSWERABLE]
    assert named == accuracy + [f"refusal recall, {kind}" for kind in UNANSWERABLE]
    assert share(summary, "accuracy, comparison") == (1, 1)
    assert share(summary, "refusal recall, false-premise") == (0, 1)


def test_a_question_without_a_gold_answer_counts_only_for_what_was_found() -> None:
    asked = replace(question("open", None), judged=False, type="retrieval", article_ids=(NEWS.id,))
    unasked = replace(asked, article_ids=())
    rows = [
        row("a"),
        row("open", answerable=False, question=asked, rank=2, exact=1.0),
        row("no source", answerable=False, question=unasked),
    ]
    summary = summarise(rows, squad=True)
    assert summary["questions"] == 3
    assert summary["answerable"] == 1
    assert share(summary, "MRR") == (0.75, 2)
    assert share(summary, "exact match") == (0, 1)
    assert summary["refusal recall"] is None
    assert share(summary, "citation recall") == (1, 3)


def test_nothing_to_measure_is_no_figure() -> None:
    summary = summarise([])
    for name in ("nDCG@10", "citation recall", "citation precision", "refusal ROC area"):
        assert summary[name] is None
