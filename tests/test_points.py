"""The main points of an article: of one article, in its order, and each said once."""

from __future__ import annotations

import numpy as np
import pytest

from ipqa.article import Article, Hit, Passage, Scores
from ipqa.embedding import Vectors, unit
from ipqa.evidence import Evidence
from ipqa.points import article_on, lacks, main_points, named_share

SENTENCES = (
    "The Holmby fair for old lamps opened in the Grand Hall on Monday with speeches.",
    "This made many visitors happy and brought them to the hall early in the day.",
    "Sellers from nine countries offered brass lamps, oil lamps and glass shades to visitors.",
    "Sellers of nine countries had brass lamps, oil lamps and shades of glass for visitors.",
    "Judge Orla Finn warned the sellers against fake lamps with forged marks of makers.",
    "Rain fell.",
)


def article(
    id: str, sentences: tuple[str, ...] = SENTENCES, title: str = "News", **about: str
) -> Article:
    return Article(id, title, "\n\n".join(sentences), **about)


def evidence_of(of: Article, scores: list[float]) -> list[Evidence]:
    """Each paragraph is a passage of one sentence; best first."""
    found = []
    for text, score in zip(of.text.split("\n\n"), scores, strict=True):
        start = of.text.index(text)
        passage = Passage(of.id, start, start + len(text), text)
        hit = Hit(passage, of, Scores(0.5, 1.0, score))
        found.append(Evidence(hit, start, start + len(text), text, score, score, score, score))
    return sorted(found, key=lambda item: -item.score)


def vectors_of(evidence: list[Evidence]) -> Vectors:
    """The third and the fourth sentence are nearly the same, the others go their own ways."""
    rows = np.full((len(SENTENCES), 8), 0.4, dtype=np.float32) + np.eye(6, 8, dtype=np.float32)
    rows[3] = rows[2] + 0.01
    return unit(rows)[[SENTENCES.index(item.text) for item in evidence]]


def points(scores: list[float], most: int = 3) -> list[str]:
    evidence = evidence_of(article("a"), scores)
    return [item.text for item in main_points("the fair", evidence, vectors_of(evidence), most)]


def test_a_topic_that_the_article_begins_with_is_summed_up_from_all_of_it() -> None:
    shown = points([0.9, 0.5, 0.5, 0.5, 0.4, 0.2])
    assert len(shown) == 3
    assert shown[0] == SENTENCES[0]
    assert SENTENCES[4] in shown
    assert shown == sorted(shown, key=SENTENCES.index)


def test_nothing_is_said_twice() -> None:
    shown = points([0.9, 0.5, 0.8, 0.8, 0.4, 0.2])
    assert len({SENTENCES[2], SENTENCES[3]} & {*shown}) == 1


def test_a_part_of_the_article_is_summed_up_from_the_sentences_about_it() -> None:
    assert points([0.3, 0.3, 0.3, 0.3, 0.9, 0.2]) == [SENTENCES[4]]


def test_a_sentence_that_leans_on_another_is_left_out() -> None:
    assert SENTENCES[1] not in points([0.9, 0.9, 0.5, 0.5, 0.4, 0.2], most=5)


def test_a_sentence_that_announces_the_next_is_left_out() -> None:
    texts = ("The fair of lamps matters to the trade of Holmby in two ways.", *SENTENCES[2:5])
    evidence = evidence_of(article("a", texts), [0.9, 0.8, 0.8, 0.8])
    shown = main_points("the fair", evidence, np.eye(4, 8, dtype=np.float32), 5)
    assert [item.text for item in shown] == [*SENTENCES[2:5]]


def test_a_short_sentence_comes_last() -> None:
    assert SENTENCES[5] not in points([0.9, 0.5, 0.5, 0.5, 0.4, 0.9])


def test_something_is_shown_even_if_all_sentences_lean() -> None:
    leaning = article("a", ("This is so.", "They came.", "It matters in two ways."))
    evidence = evidence_of(leaning, [0.9, 0.8, 0.7])
    vectors = np.eye(3, 8, dtype=np.float32)
    assert [item.text for item in main_points("x", evidence, vectors, 5)] == ["This is so."]
    assert main_points("x", [], vectors[:0], 5) == []


def test_the_article_that_fits_best_is_chosen() -> None:
    one, other = article("a"), article("b", ("Wheat was dear.", "Rye was not."))
    evidence = [*evidence_of(one, [0.6, 0.5, 0.5, 0.5, 0.5, 0.5]), *evidence_of(other, [0.8, 0.7])]
    assert article_on("corn", evidence, "") == other
    assert article_on("corn", evidence, "Holmby") == one
    assert article_on("corn", evidence, "Atlantis") is None
    assert article_on("corn", [], "") is None


def test_a_title_or_a_source_may_name_the_topic() -> None:
    one, other = article("a"), article("b", ("Wheat was dear.",), "Harvest", source="Corn Daily")
    evidence = [*evidence_of(one, [0.45] * 6), *evidence_of(other, [0.4])]
    assert named_share("the Corn Daily", other) == 1
    assert article_on("the Corn Daily", evidence, "Corn Daily") == other
    assert article_on("the price of corn", evidence, "") is None


@pytest.mark.parametrize(
    ("topic", "missing"),
    [
        ("the Holmby fair", False),
        ("the Dover fair", True),
        ("the fair of 2019", True),
        ("the GH fair", False),
        ("the fair", False),
        ("Finn's warning", False),
    ],
)
def test_a_topic_whose_names_are_nowhere_is_noticed(topic: str, missing: bool) -> None:
    assert lacks(topic, evidence_of(article("a"), [0.5] * 6)) is missing
