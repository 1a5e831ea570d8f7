from __future__ import annotations

import math

import pytest

from ipqa.evaluation import retrieval_metrics as module
from ipqa.evaluation.metrics import recall_at
from ipqa.evaluation.retrieval_metrics import DEPTHS, Ranking, RetrievalScores, retrieval_metrics


def score(*ranks: int, relevant: int) -> RetrievalScores:
    scores = retrieval_metrics([Ranking(ranks, relevant)])
    assert scores is not None
    return scores[0]


def test_two_of_three_right_passages_at_the_second_and_fifth_place() -> None:
    got = score(2, 5, relevant=3)
    assert got.recall == {1: 0, 3: 1, 5: 1, 10: 1}
    assert got.reciprocal_rank == 0.5
    # 1/log2(3) + 1/log2(6), over 1 + 1/log2(3) + 1/log2(4) for the best order of three.
    assert got.ndcg == pytest.approx((0.630930 + 0.386853) / (1 + 0.630930 + 0.5), abs=1e-6)


def test_a_single_right_passage() -> None:
    assert score(1, relevant=1) == RetrievalScores(dict.fromkeys(DEPTHS, 1.0), 1, 1)
    fourth = score(4, relevant=1)
    assert fourth.recall == {1: 0, 3: 0, 5: 1, 10: 1}
    assert fourth.reciprocal_rank == 0.25
    assert fourth.ndcg == pytest.approx(1 / math.log2(5))


def test_nothing_found_is_zero_whatever_there_is() -> None:
    nothing = RetrievalScores(dict.fromkeys(DEPTHS, 0.0), 0, 0)
    assert score(relevant=0) == nothing
    assert score(relevant=2) == nothing


def test_a_missed_passage_costs_ndcg_alone() -> None:
    assert score(1, relevant=2).ndcg == pytest.approx(1 / (1 + 1 / math.log2(3)))
    assert score(1, relevant=2).reciprocal_rank == 1


def test_only_ten_places_count_for_ndcg() -> None:
    assert score(11, relevant=1).ndcg == 0
    assert score(10, relevant=1).ndcg == pytest.approx(1 / math.log2(11))


def test_the_order_of_the_questions_is_kept() -> None:
    first = [1, None, 3, 7, None, 10, 2, 5, 1, 4, 6]
    rankings = [Ranking((rank,) if rank else (), 1) for rank in first]
    scores = retrieval_metrics(rankings)
    assert scores is not None
    assert [s.reciprocal_rank for s in scores] == pytest.approx(
        [1 / rank if rank else 0 for rank in first]
    )
    for k in DEPTHS:
        assert [s.recall[k] for s in scores] == recall_at(first, k)


def test_no_question_has_no_scores() -> None:
    assert retrieval_metrics([]) == []


@pytest.mark.parametrize("ranks", [(0,), (-1, 2), (3, 3)])
def test_ranks_that_can_not_be(ranks: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="ranks count from 1"):
        retrieval_metrics([Ranking(ranks, 2)])


@pytest.mark.parametrize("missing", ["ir_measures", "pytrec_eval"])
def test_without_the_library_there_are_no_scores(
    missing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "find_spec", lambda name: None if name == missing else object())
    assert retrieval_metrics([Ranking((1,), 1)]) is None
