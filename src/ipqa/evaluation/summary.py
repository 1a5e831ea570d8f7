"""The figures of a run, for a half or for all of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from ipqa.evaluation.checker import STRUCTURE, ProblemKind
from ipqa.evaluation.datasets import TYPES
from ipqa.evaluation.metrics import Estimate, bootstrap, percentile, recall_at, reciprocal_ranks
from ipqa.evaluation.runner import DEPTH, Row

RECALLS = (1, 3, 5, DEPTH)
Figure = Estimate | float | int | None
Summary = dict[str, Figure]
"""Names to figures, in the order of the report; ``None`` where there was nothing to measure."""


def summarise(rows: Sequence[Row], *, squad: bool = False) -> Summary:
    """All figures of ``rows``; with ``squad`` also exact match and F1 over all questions."""
    answerable = [row for row in rows if row.question.answerable]
    unanswerable = [row for row in rows if not row.question.answerable]
    answered = [row for row in rows if not row.refused]
    ranks = [row.rank for row in answerable]
    summary: Summary = {"questions": len(rows), "answerable": len(answerable)}
    for k in RECALLS:
        summary[f"recall@{k}"] = bootstrap(recall_at(ranks, k))
    summary["MRR"] = bootstrap(reciprocal_ranks(ranks))
    summary["accuracy"] = _share(answerable, lambda row: bool(row.right))
    for kind in TYPES[:3]:
        of_kind = [row for row in answerable if row.question.type == kind]
        if of_kind:
            summary[f"accuracy, {kind}"] = _share(of_kind, lambda row: bool(row.right))
    summary["accuracy to first citation"] = _share(answerable, lambda row: bool(row.right_early))
    for method in ("generated", "quoted"):
        by = [row for row in answerable if row.answer["method"] == method]
        summary[method] = bootstrap([float(row.answer["method"] == method) for row in answerable])
        summary[f"accuracy of {method}"] = _share(by, lambda row: bool(row.right))
    summary["false refusals"] = _share(answerable, lambda row: row.refused)
    summary["refusal recall"] = _share(unanswerable, lambda row: row.refused)
    for kind in TYPES[3:]:
        of_kind = [row for row in unanswerable if row.question.type == kind]
        if of_kind:
            summary[f"refusal recall, {kind}"] = _share(of_kind, lambda row: row.refused)
    summary["citations valid"] = _share(answered, lambda row: not _has(row, STRUCTURE))
    summary["cites the gold quote"] = _share(
        [row for row in answered if row.question.answerable], lambda row: bool(row.cites_gold)
    )
    summary["unsupported numbers"] = sum(_has(row, {"number"}) for row in rows)
    summary["unsupported names"] = sum(_has(row, {"name"}) for row in rows)
    if squad:
        summary["exact match"] = bootstrap([row.exact for row in rows])
        summary["F1"] = bootstrap([row.f1 for row in rows])
        summary["F1, answerable"] = bootstrap([row.f1 for row in answerable])
    for name, times in (
        ("search", [row.search_ms for row in rows]),
        ("first words", [row.first_ms for row in rows]),
        ("answer", [row.total_ms for row in rows]),
    ):
        summary[f"{name}, median ms"] = percentile(times, 50) if times else None
        summary[f"{name}, p95 ms"] = percentile(times, 95) if times else None
    words = [float(row.words) for row in answered]
    summary["words, median"] = percentile(words, 50) if words else None
    return summary


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
