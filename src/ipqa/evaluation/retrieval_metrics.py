"""Recall@k, reciprocal rank and nDCG@10 of searches, by ``ir-measures`` (trec_eval underneath).

MacAvaney, Macdonald and Ounis, Streamlining Evaluation with ir-measures (ECIR 2022),
https://ir-measur.es. The name "recall@k" is kept for what the field calls success@k: whether the
first right hit is among the first k. With one right passage a question they are the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec

DEPTHS = (1, 3, 5, 10)
"""The k of recall@k."""
NDCG_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a search for one question found.

    ``ranks`` are the places of its right hits, from 1; ``relevant`` is how many right passages are
    known to exist. Where that is more than were found, the others count as missed.
    """

    ranks: tuple[int, ...]
    relevant: int


@dataclass(frozen=True, slots=True)
class RetrievalScores:
    """How good one search was, each figure from 0 to 1: ``recall`` by its k."""

    recall: Mapping[int, float]
    reciprocal_rank: float
    ndcg: float


def retrieval_metrics(rankings: Sequence[Ranking]) -> list[RetrievalScores] | None:
    """The scores of each ranking, in order; ``None`` where the library is not installed.

    On Linux it comes ready-made for x86-64 alone. nDCG@10 takes a passage for right or not (gains
    of 1 and 0, discounted by the logarithm of the rank: Järvelin and Kekäläinen, Cumulated
    Gain-Based Evaluation of IR Techniques, TOIS 2002) and holds it against the best order of all
    relevant passages. As in TREC's pooling, those are the ones that any of several searches found;
    one is taken to exist where none was found. Raises ``ValueError`` for ranks below 1 or twice.
    """
    if any(min(r.ranks, default=1) < 1 or len({*r.ranks}) < len(r.ranks) for r in rankings):
        raise ValueError("ranks count from 1, and each is there once")
    if find_spec("ir_measures") is None or find_spec("pytrec_eval") is None:
        return None
    if not rankings:
        return []
    from ir_measures import RR, Success, iter_calc, nDCG

    ndcg, recall = nDCG @ NDCG_DEPTH, {k: Success @ k for k in DEPTHS}
    scores = [dict[object, float]() for _ in rankings]
    judged = {str(i): _judged(ranking) for i, ranking in enumerate(rankings)}
    found = {str(i): _found(ranking) for i, ranking in enumerate(rankings)}
    for metric in iter_calc([ndcg, RR, *recall.values()], judged, found):
        scores[int(metric.query_id)][metric.measure] = metric.value
    return [
        RetrievalScores({k: score[at] for k, at in recall.items()}, score[RR], score[ndcg])
        for score in scores
    ]


def _judged(ranking: Ranking) -> dict[str, int]:
    """The right passages, named by their rank, and those that no search put among its hits."""
    missed = max(ranking.relevant, 1) - len(ranking.ranks)
    return {
        **{str(rank): 1 for rank in ranking.ranks},
        **{f"missed {number}": 1 for number in range(missed)},
    }


def _found(ranking: Ranking) -> dict[str, float]:
    return {str(rank): -float(rank) for rank in range(1, max(ranking.ranks, default=1) + 1)}
