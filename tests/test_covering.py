"""Sentences are chosen for what they add to each other."""

from __future__ import annotations

import numpy as np

from ipqa.article import Article, Hit, Passage, Scores
from ipqa.covering import coverage, covering
from ipqa.evidence import Evidence


def told(text: str, *matched: float) -> Evidence:
    """A sentence by what it matches of each word piece of a question."""
    article = Article("a.md", "A", text)
    hit = Hit(Passage(article.id, 0, len(text), text), article, Scores(0, 0, 0))
    score = sum(matched)
    return Evidence(hit, 0, len(text), text, score, score, score, score, matched=np.array(matched))


FORUM = told("The forum had 200 guests.", 0.5, 0.0, 0.2)
AGAIN = told("Guests came to the forum.", 0.45, 0.0, 0.15)
MEETING = told("The meeting had 50.", 0.0, 0.4, 0.1)


def test_the_other_side_comes_before_more_of_the_first() -> None:
    assert covering([FORUM, AGAIN, MEETING], 2) == [FORUM, MEETING]


def test_the_best_sentence_comes_first_whatever_the_order() -> None:
    assert covering([MEETING, AGAIN, FORUM], 3) == [FORUM, MEETING, AGAIN]


def test_what_matches_nothing_new_is_chosen_by_its_own_score() -> None:
    weak = told("Nobody came.", 0.1, 0.0, 0.0)
    assert covering([weak, AGAIN, FORUM], 2) == [FORUM, AGAIN]


def test_no_more_than_there_is() -> None:
    assert covering([FORUM], 3) == [FORUM]
    assert covering([], 3) == []


def test_coverage_is_what_the_best_sentence_for_each_word_matches() -> None:
    assert coverage([FORUM, MEETING]) == 0.5 + 0.4 + 0.2
    assert coverage([]) == 0
