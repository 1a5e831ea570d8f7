"""The committed question set against the committed articles."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ipqa.embedding import Embedder
from ipqa.evaluation.datasets import TYPES, UNANSWERABLE, Question, load_questions
from ipqa.evaluation.judge.accuracy import is_right
from ipqa.evaluation.material import load_articles
from ipqa.passages import split_article
from ipqa.sentences import split_sentences

ROOT = Path(__file__).parents[2]
QUESTIONS = load_questions(ROOT / "eval" / "questions.jsonl")
TUNING = load_questions(ROOT / "eval" / "tuning.jsonl")
ARTICLES = {article.id: article for article in load_articles(ROOT / "corpus")}
ANSWERABLE = [question for question in QUESTIONS if question.answerable]
TUNED_ON = [question for question in TUNING if question.answerable]
HISTORIES = [question.history for question in QUESTIONS if question.history]
TUNED_HISTORIES = [question.history for question in TUNING if question.history]
SEVERAL_FACTS = ("list", "two-part", "comparison")
"""The types that ask for more than one thing: their quotes prove all of it."""


def of_type(*types: str) -> list[Question]:
    """Of both sets."""
    return [question for question in QUESTIONS + TUNING if question.type in types]


@pytest.mark.parametrize("question", ANSWERABLE + TUNED_ON, ids=lambda question: question.id)
def test_the_quotes_stand_in_the_articles_and_hold_the_answer(question: Question) -> None:
    texts = {id: ARTICLES[id].text for id in question.article_ids}
    for quote in question.quotes:
        assert any(quote in text for text in texts.values()), quote
    for id, text in texts.items():
        assert any(quote in text for quote in question.quotes), id
    assert question.answers
    assert is_right("\n".join(question.quotes), question.answers)


@pytest.mark.parametrize("question", ANSWERABLE + TUNED_ON, ids=lambda question: question.id)
def test_the_first_accepted_answer_is_in_the_words_of_the_quotes(question: Question) -> None:
    assert question.answers
    assert is_right("\n".join(question.quotes), question.answers[:1])


def test_every_quote_lies_within_one_passage(embedder: Embedder) -> None:
    passages = [
        section.passage.text
        for article in ARTICLES.values()
        for section in split_article(article, embedder.count_tokens)
    ]
    quotes = {quote for question in ANSWERABLE + TUNED_ON for quote in question.quotes}
    assert [quote for quote in quotes if not any(quote in text for text in passages)] == []


def test_every_quote_is_a_whole_sentence() -> None:
    sentences = {
        article.text[span.start : span.end]
        for article in ARTICLES.values()
        for span in split_sentences(article.text)
    }
    quotes = {quote for question in ANSWERABLE + TUNED_ON for quote in question.quotes}
    assert quotes - sentences == set()


@pytest.mark.parametrize("question", of_type("list", "two-part"), ids=lambda question: question.id)
def test_whoever_asks_for_several_things_is_told_several(question: Question) -> None:
    assert question.answers
    assert all(len(strings) >= 2 for strings in question.answers)


@pytest.mark.parametrize("question", of_type(*SEVERAL_FACTS), ids=lambda question: question.id)
def test_no_answer_about_several_things_stands_in_the_question(question: Question) -> None:
    assert question.answers
    assert not is_right(question.question, question.answers)


def test_a_comparison_quotes_every_side() -> None:
    for question in of_type("comparison"):
        assert len(question.quotes) >= 2, question.id


def test_half_of_the_evidence_is_no_right_answer() -> None:
    for question in of_type(*SEVERAL_FACTS):
        assert question.answers
        # Where one name is the answer, either quote may hold it.
        if len(question.answers[0]) > 1 and len(question.quotes) > 1:
            told = [quote for quote in question.quotes if is_right(quote, question.answers)]
            assert told == [], question.id


def test_an_unanswerable_question_names_no_source() -> None:
    for question in of_type(*UNANSWERABLE):
        assert (question.article_ids, question.quotes) == ((), ()), question.id


def test_every_article_is_asked_about() -> None:
    assert {id for question in ANSWERABLE for id in question.article_ids} == set(ARTICLES)


def test_no_question_is_both_tuned_on_and_reported() -> None:
    reported = {question.question.casefold() for question in QUESTIONS if question.half == "B"}
    assert not reported & {question.question.casefold() for question in TUNING}


@pytest.mark.parametrize("questions", [QUESTIONS, TUNING], ids=["questions", "tuning"])
def test_no_question_is_asked_twice(questions: list[Question]) -> None:
    asked = Counter(
        (question.question.casefold(), *(turn["content"] for turn in question.history))
        for question in questions
    )
    assert [text for text, times in asked.items() if times > 1] == []


def test_every_type_is_tuned_on() -> None:
    counts = Counter(question.type for question in TUNING)
    assert {kind: counts[kind] for kind in TYPES if counts[kind] < 12} == {}
    assert sum(len(history) > 2 for history in TUNED_HISTORIES) >= 12


@pytest.mark.parametrize("half", ["A", "B"])
def test_each_half_holds_enough_of_every_type(half: str) -> None:
    counts = Counter(question.type for question in QUESTIONS if question.half == half)
    assert {kind: counts[kind] for kind in TYPES if counts[kind] < 5} == {}
    assert sum(counts.values()) >= 0.45 * len(QUESTIONS)


def test_there_is_enough_of_what_is_hard() -> None:
    counts = Counter(question.type for question in QUESTIONS)
    assert sum(counts[kind] for kind in UNANSWERABLE) >= 60
    assert counts["paraphrase"] >= 40
    assert len(HISTORIES) >= 40
    assert sum(len(history) > 2 for history in HISTORIES) >= 12


def test_follow_ups_and_only_they_have_a_history() -> None:
    for question in QUESTIONS + TUNING:
        assert bool(question.history) == (question.type == "followup"), question.id


def test_a_history_is_one_to_three_pairs_of_question_and_answer() -> None:
    for history in HISTORIES + TUNED_HISTORIES:
        roles = [turn["role"] for turn in history]
        assert roles in [["user", "assistant"] * pairs for pairs in (1, 2, 3)], history
