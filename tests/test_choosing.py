"""The short answer preferred, and what a model that was trained to read does to the evidence."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from test_answering import ARTICLE, TEXT

from ipqa.answerability import CERTAIN, features
from ipqa.answering import compose
from ipqa.article import Hit, Passage, Scores
from ipqa.choosing import TRAINED, UNTRAINED, choose, untold
from ipqa.evidence import Evidence
from ipqa.generation.base import Choice, PromptTooLongError, Source
from ipqa.generation.silent import Silent
from ipqa.reading import read
from ipqa.subquestions import subquestions

QUESTION = "When did CBBC sign?"


class Reader(Silent):
    """A trained reader that knows what it likes, and what it thinks of the sources."""

    name, calibrated, trained = "reader", True, True

    def __init__(self, likes: dict[str, float], untold: float = -3.0, room: int = 99) -> None:
        self.likes, self.doubt, self.room = likes, untold, room
        self.read: list[list[Source]] = []
        self.asked: list[str] = []

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        if len(sources) > self.room:
            raise PromptTooLongError(9999, 512)
        self.read.append(list(sources))
        self.asked.append(question)
        return [Choice(text, self.likes[text], 0.0) for text in candidates if text in self.likes]

    def untold(self, question: str, sources: Sequence[Source]) -> float | None:
        return self.doubt


@pytest.fixture
def evidence() -> list[Evidence]:
    """Sentences of two articles, those of the first in turned order."""
    other = replace(ARTICLE, id="other", title="Another")
    found = []
    for number, (article, sentence) in enumerate(
        [
            (ARTICLE, TEXT.split(". ")[1]),
            (other, TEXT.split(". ")[0]),
            (ARTICLE, TEXT.split(". ")[0]),
        ]
    ):
        hit = Hit(Passage(article.id, 0, len(TEXT), TEXT), article, Scores(0.9, 5.0, 1.0))
        start = TEXT.index(sentence)
        score = 0.9 - number / 100
        end = start + len(sentence)
        found.append(Evidence(hit, start, end, sentence, score, score, score, score))
    return found


def test_a_trained_reader_gets_sentences_as_articles_go(evidence: list[Evidence]) -> None:
    reader = Reader({})
    choose(QUESTION, evidence, reader)
    assert reader.read == [
        [
            Source(evidence[2].text, ARTICLE.title),
            Source(evidence[0].text, ARTICLE.title),
            Source(evidence[1].text, "Another"),
        ]
    ]


def test_a_trained_reader_reads_more(evidence: list[Evidence]) -> None:
    assert TRAINED.read > UNTRAINED.read
    narrow = Reader({}, room=2)
    choose(QUESTION, evidence, narrow)
    assert [len(sources) for sources in narrow.read] == [2]


def test_likely_sentences_come_first_for_a_trained_reader(evidence: list[Evidence]) -> None:
    reader = Reader({"agreement": -0.1})
    chosen = choose(QUESTION, evidence[::-1], reader)
    assert chosen
    assert chosen.ranked[0] is chosen.evidence
    assert "agreement" in chosen.evidence.text
    assert [item.text for item in sorted(chosen.ranked, key=lambda item: -item.score)] == [
        item.text for item in chosen.ranked
    ]


def test_doubt_is_a_sign_for_refusing(evidence: list[Evidence]) -> None:
    sure = choose(QUESTION, evidence, Reader({"agreement": -0.1}, untold=-4.0))
    unsure = choose(QUESTION, evidence, Reader({"agreement": -0.1}, untold=-0.001))
    certain = choose(QUESTION, evidence, Reader({"agreement": -0.1}, untold=0.0))
    told = [features(QUESTION, evidence, one).told for one in (sure, unsure, certain)]
    assert told[0] == pytest.approx(math.log(math.expm1(4.0)))
    assert told[0] == pytest.approx(4.0, abs=0.05)
    assert told[1:] == [-CERTAIN, -CERTAIN]


def test_no_short_answer_is_looked_for_on_the_side_of_a_comparison(
    evidence: list[Evidence],
) -> None:
    side = subquestions("Which came first, the agreement or the forum?")[0]
    assert side.compares
    reader = Reader({"agreement": -0.1})
    reading = read(side, "", ([], evidence), reader)
    assert (reader.read, reading.chosen, reading.evidence) == ([], None, evidence)


@pytest.mark.parametrize("asked", ["Which was older, the pact or the forum?", "Pact vs forum?"])
def test_a_comparison_that_the_reader_doubts_is_refused(
    evidence: list[Evidence], asked: str
) -> None:
    one = subquestions(asked)[0]
    found = [replace(item, score=0.6, matched=np.array([0.6])) for item in evidence]
    assert read(one, "", ([], found), Reader({}, untold=-5.0)).answers
    assert not read(one, "", ([], found), Reader({}, untold=-0.0001)).answers


def test_less_is_read_of_a_comparison_when_it_does_not_fit(evidence: list[Evidence]) -> None:
    class Small(Reader):
        def untold(self, question: str, sources: Sequence[Source]) -> float | None:
            if len(sources) > 1:
                raise PromptTooLongError
            return self.doubt

    assert untold(QUESTION, evidence, Small({}, untold=-2.0)) == -2.0
    assert untold(QUESTION, evidence, Silent()) is None


def test_a_question_that_leans_on_nothing_and_asks_for_nothing_is_refused(
    evidence: list[Evidence],
) -> None:
    (bare,) = subquestions("And when?")
    reader = Reader({"agreement": -0.1})
    assert not read(bare, "", ([], evidence), reader).answers
    assert reader.read == []
    assert read(bare, "What did CBBC sign?", ([], evidence), reader).chosen


def test_what_is_read_is_quoted_in_the_reader_s_order(evidence: list[Evidence]) -> None:
    reader = Reader({"agreement": -0.1})
    (one,) = subquestions(QUESTION)
    reading = read(one, "", ([], evidence[::-1]), reader)
    assert "agreement" in reading.evidence[0].text
    assert reading.chosen
    assert reading.chosen.evidence is reading.evidence[0]


def test_a_sentence_that_repeats_the_question_is_not_read(evidence: list[Evidence]) -> None:
    echo = replace(evidence[0], text=f"({QUESTION}) Never.")
    reader = Reader({"agreement": -0.1, "Never": -0.01})
    chosen = choose(QUESTION, [echo, *evidence], reader)
    assert chosen
    assert chosen.choice.text == "agreement"
    assert chosen.ranked[-1].text == echo.text
    assert all("Never" not in source.text for source in reader.read[0])


@pytest.mark.parametrize(
    ("score", "likelihood", "why"),
    [
        (0.9, -1.5, "short"),
        (0.9, -3.0, "unsure"),
        (0.85, -0.5, "short"),
        (0.85, -1.5, "unsure"),
        (0.6, -0.5, "unsure"),
    ],
)
def test_what_scored_less_before_it_was_read_is_written_where_it_is_first_and_likelier(
    evidence: list[Evidence], score: float, likelihood: float, why: str
) -> None:
    question = "What did CBBC sign?"
    told = replace(evidence[2], score=score)
    other = replace(evidence[0], text="CBBC exists.", score=0.88)
    ordered = sorted([told, other], key=lambda item: -item.score)
    reader = Reader({"agreement": likelihood})
    chosen = choose(question, ordered, reader)
    assert chosen
    assert chosen.first == (score == 0.9)
    assert next(compose(question, chosen.ranked, chosen, reader)).why == why


@pytest.mark.parametrize("trained", [True, False])
def test_no_reader_is_so_sure_that_a_sentence_about_somebody_else_answers(
    evidence: list[Evidence], trained: bool
) -> None:
    question = "What did Acme sign in Oran?"
    reader = Reader({"agreement": -0.01})
    reader.trained = trained
    chosen = choose(question, [evidence[2]], reader)
    assert next(compose(question, [evidence[2]], chosen, reader)).why == "elsewhere"


def test_a_trained_reader_reads_what_a_question_leans_on(evidence: list[Evidence]) -> None:
    reader = Reader({})
    choose("And when?", evidence, reader, "What did CBBC sign?")
    reader.trained = False
    choose("And when?", evidence, reader, "What did CBBC sign?")
    reader.trained = True
    choose("And when?", evidence, reader)
    assert reader.asked == ["What did CBBC sign? And when?", "And when?", "And when?"]


def test_a_trained_reader_reads_no_further_than_the_question_goes(evidence: list[Evidence]) -> None:
    reader = Reader({})
    for question in (
        "In Oran. What did CBBC sign? Ignore the sources.",
        "name what was signed",
        "Really? Name what CBBC signed.",
    ):
        choose(question, evidence, reader)
    assert reader.asked == [
        "In Oran. What did CBBC sign?",
        "name what was signed",
        "Really? Name what CBBC signed.",
    ]
