"""The committed question set against the committed articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.evaluation.accuracy import is_right
from ipqa.evaluation.datasets import TYPES, Question, load_questions
from ipqa.evaluation.material import load_articles

ROOT = Path(__file__).parents[2]
QUESTIONS = load_questions(ROOT / "eval" / "questions.jsonl")
TUNING = load_questions(ROOT / "eval" / "tuning.jsonl")
ARTICLES = {article.id: article for article in load_articles(ROOT / "corpus")}
ANSWERABLE = [question for question in QUESTIONS if question.answerable]
TUNED_ON = [question for question in TUNING if question.answerable]


@pytest.mark.parametrize("question", ANSWERABLE + TUNED_ON, ids=lambda question: question.id)
def test_the_quotes_stand_in_the_articles_and_hold_the_answer(question: Question) -> None:
    texts = [ARTICLES[article_id].text for article_id in question.article_ids]
    for quote in question.quotes:
        assert any(quote in text for text in texts), quote
    assert question.answers
    assert is_right("\n".join(question.quotes), question.answers)


def test_every_article_is_asked_about() -> None:
    assert {id for question in ANSWERABLE for id in question.article_ids} == set(ARTICLES)


def test_no_question_is_both_tuned_on_and_reported() -> None:
    reported = {question.question.casefold() for question in QUESTIONS if question.half == "B"}
    assert not reported & {question.question.casefold() for question in TUNING}


def test_both_halves_hold_every_type() -> None:
    for half in ("A", "B"):
        assert {question.type for question in QUESTIONS if question.half == half} == set(TYPES)


def test_follow_ups_and_only_they_have_a_history() -> None:
    for question in QUESTIONS + TUNING:
        assert bool(question.history) == (question.type == "followup"), question.id
