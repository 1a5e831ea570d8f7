"""The figures of a run, for a half or for all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ipqa.evaluation.datasets import TYPES, UNANSWERABLE
from ipqa.evaluation.judge.alce import citation_scores
from ipqa.evaluation.judge.checker import STRUCTURE, ProblemKind
from ipqa.evaluation.metrics import Estimate, bootstrap, percentile
from ipqa.evaluation.refusal_metrics import refusal_metrics
from ipqa.evaluation.retrieval_metrics import DEPTHS, Ranking, retrieval_metrics
from ipqa.evaluation.runner import Row

Figure = Estimate | float | int | None
Summary = dict[str, Figure]
"""Names to figures, in the order of the report; ``None`` where there was nothing to measure."""


def summarise(rows: Sequence[Row], *, squad: bool = False) -> Summary:
    """All figures of ``rows``; with ``squad`` also exact match and F1 over all judged questions.

    "accuracy" is what others call answer-contains: whether an accepted answer stands in the answer.
    What is found is measured where a source is known, citations wherever an answer was given.
    """
    judged = [row for row in rows if row.question.judged]
    answerable = [row for row in judged if row.question.answerable]
    unanswerable = [row for row in judged if not row.question.answerable]
    answered = [row for row in rows if not row.refused]
    summary: Summary = {"questions": len(rows), "answerable": len(answerable)}
    summary |= _retrieval(rows)
    summary["accuracy"] = _share(answerable, lambda row: bool(row.right))
    for kind in (name for name in TYPES if name not in UNANSWERABLE):
        of_kind = [row for row in answerable if row.question.type == kind]
        if of_kind:
            summary[f"accuracy, {kind}"] = _share(of_kind, lambda row: bool(row.right))
    summary["accuracy to first citation"] = _share(answerable, lambda row: bool(row.right_early))
    for method in ("generated", "quoted"):
        by = [row for row in answerable if row.answer["method"] == method]
        summary[method] = bootstrap([float(row.answer["method"] == method) for row in answerable])
        summary[f"accuracy of {method}"] = _share(by, lambda row: bool(row.right))
    summary["false refusals"] = _share(answerable, lambda row: row.refused)
    refusals = refusal_metrics(rows)
    summary["refusal precision"] = refusals.precision
    summary["refusal recall"] = refusals.recall
    for kind in UNANSWERABLE:
        of_kind = [row for row in unanswerable if row.question.type == kind]
        if of_kind:
            summary[f"refusal recall, {kind}"] = _share(of_kind, lambda row: row.refused)
    summary["refusal ROC area"] = refusals.roc_area
    summary["citations valid"] = _share(answered, lambda row: not _has(row, STRUCTURE))
    summary["cites the gold quote"] = _share(
        [row for row in answered if row.question.answerable], lambda row: bool(row.cites_gold)
    )
    cited = [scores for row in answered if (scores := citation_scores(row.answer))]
    summary["citation recall"] = bootstrap([scores.recall for scores in cited])
    summary["citation precision"] = bootstrap([scores.precision for scores in cited])
    summary["unsupported numbers"] = sum(_has(row, {"number"}) for row in rows)
    summary["unsupported names"] = sum(_has(row, {"name"}) for row in rows)
    if squad:
        summary["exact match"] = bootstrap([row.exact for row in judged])
        summary["F1"] = bootstrap([row.f1 for row in judged])
        summary["F1, answerable"] = bootstrap([row.f1 for row in answerable])
    for name, times in (
        ("search", [row.search_ms for row in rows]),
        ("first words", [row.first_ms for row in rows]),
        ("answer", [row.total_ms for row in rows]),
    ):
        summary[f"{name}, median ms"] = percentile(times, 50) if times else None
        summary[f"{name}, p95 ms"] = percentile(times, 95) if times else None
    rates = [row.tokens_s for row in rows if row.tokens_s is not None]
    summary["tokens per second, median"] = percentile(rates, 50) if rates else None
    words = [float(row.words) for row in answered]
    summary["words, median"] = percentile(words, 50) if words else None
    return summary


def _retrieval(rows: Sequence[Row]) -> Summary:
    sought = [
        row
        for row in rows
        if row.question.answerable or (not row.question.judged and row.question.article_ids)
    ]
    scores = retrieval_metrics([_ranking(row) for row in sought]) or []
    return {
        **{f"recall@{k}": bootstrap([score.recall[k] for score in scores]) for k in DEPTHS},
        "MRR": bootstrap([score.reciprocal_rank for score in scores]),
        "nDCG@10": bootstrap([score.ndcg for score in scores]),
    }


def _ranking(row: Row) -> Ranking:
    # A row may know no more than the first right hit.
    ranks = row.right_ranks or ((row.rank,) if row.rank else ())
    return Ranking(ranks, max(row.relevant, len(ranks)))


def summary_to_dict(summary: Summary) -> dict[str, Any]:
    """For JSON."""
    return {
        name: figure.to_dict()
        if isinstance(figure, Estimate)
        else round(figure, 1)
        if isinstance(figure, float)
        else figure
        for name, figure in summary.items()
    }


def _share(rows: Iterable[Row], outcome: Callable[[Row], bool]) -> Estimate | None:
    return bootstrap([float(outcome(row)) for row in rows])


def _has(row: Row, kinds: Iterable[ProblemKind]) -> bool:
    return any(problem.kind in kinds for problem in row.problems)
