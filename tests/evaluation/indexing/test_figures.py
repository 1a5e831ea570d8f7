from __future__ import annotations

import json

import pytest

from ipqa.evaluation.indexing.figures import Duplicates, Figures, Latency, Step


def step(name: str, made: int, seconds: float, peak: float, articles: int | None = None) -> Step:
    here = made if articles is None else articles
    return Step(name, made, here, 2 * made, seconds, seconds + 5, peak, made / 100, {"added": made})


@pytest.fixture
def figures() -> Figures:
    return Figures(
        10_000,
        ("md",),
        [
            step("first sync", 1_000, 50, 900),
            step("first sync", 10_000, 500, 990),
            step("nothing changed", 10_000, 2.5, 300),
            step("1 % changed", 10_000, 6, 700, articles=9_999),
        ],
        step("plain", 10_000, 600, 1_200),
        Duplicates(100, 98, 1),
        Latency(4_000, 120.4, 180.6),
        384,
    )


def test_the_table_says_what_was_measured(figures: Figures) -> None:
    assert figures.markdown() == (
        "| | articles | s | articles/s | whole command, s | peak MB | on disk, MB | |\n"
        "|---|---|---|---|---|---|---|---|\n"
        "| first sync | 1,000 | 50.0 | 20.0 | 55.0 | 900 | 10.0 | 1,000 added |\n"
        "| first sync | 10,000 | 500.0 | 20.0 | 505.0 | 990 | 100.0 | 10,000 added |\n"
        "| nothing changed | 10,000 | 2.5 | 4,000.0 | 7.5 | 300 | 100.0 | 10,000 added |\n"
        "| 1 % changed | 10,000 | 6.0 | 1,666.7 | 11.0 | 700 | 100.0 | 10,000 added |\n"
        "| sentence-transformers + Chroma | 10,000 | 600.0 | 16.7 | 605.0 | 1,200 | 100.0 "
        "| 10,000 added |\n"
        "\n"
        "- 1 % changed: 9,999 articles are in the index, not 10,000\n"
        "- nothing changed: 0.5 % of the first sync\n"
        "- 1 % changed: 1.2 % of the first sync\n"
        "- articles a second, ipqa to the plain libraries: 1.20\n"
        "- memory for each further article: 10.0 KB, of which vectors and their links 3.8\n"
        "- near-duplicates: 98 of 100 found, 1 false\n"
        "- search: 120 ms in the median, 181 at the 95th percentile, the first 4.0 s"
    )


def test_the_figures_go_into_json(figures: Figures) -> None:
    found = json.loads(json.dumps(figures.to_dict()))
    assert found["ratio"] == pytest.approx(1.2)
    assert found["vector_kb_per_article"] == pytest.approx(2 * (384 * 4 + 384) / 1000)
    assert found["steps"][3]["articles"] == 9_999


def test_one_piece_has_figures_too() -> None:
    alone = Figures(100, ("md",), [step("first sync", 100, 10, 500)])
    assert alone.markdown().splitlines()[2:] == [
        "| first sync | 100 | 10.0 | 10.0 | 15.0 | 500 | 1.0 | 100 added |"
    ]
    assert (alone.ratio, alone.kb_per_article, alone.vector_kb_per_article) == (None, None, None)


def test_pairs_are_counted_and_two_copies_of_one_story_are_no_mistake() -> None:
    planted = [frozenset((1, 61)), frozenset((1, 98)), frozenset((5, 135))]
    found = [[1, 61], [61, 98], [2, 3]]
    assert Duplicates.of(planted, found) == Duplicates(made=3, found=1, false=1)
