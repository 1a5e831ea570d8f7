"""The refusal score goes the way its features point."""

import dataclasses

import pytest

from ipqa.answerability import (
    LOWEST,
    THRESHOLD,
    Compared,
    Features,
    answerable,
    compared,
    features,
    is_far,
)
from ipqa.article import Article, Hit, Passage, Scores
from ipqa.assistant import Assistant
from ipqa.choosing import UNKNOWN, worth_unread
from ipqa.evidence import Evidence

STRONG = Features(likelihood=-1.0, worth=14.0)
WEAK = Features(likelihood=-8.0, worth=2.0)


def test_strong_evidence_is_answered_and_weak_evidence_refused() -> None:
    assert answerable(STRONG) > THRESHOLD > answerable(WEAK)


def test_what_is_asked_decides_what_a_likelihood_is_worth() -> None:
    kinds = features("Which countries were there, and why did they come?", [], None)
    assert (kinds.several, kinds.unspecific, kinds.words) == (1.0, 1.0, 2.0)
    plain = features("Who signed with WeChat?", [], None)
    assert (plain.several, plain.unspecific, plain.words) == (0.0, 0.0, 2.0)


def test_every_feature_speaks_for_an_answer() -> None:
    for field in dataclasses.fields(Features):
        less = dataclasses.replace(STRONG, **{field.name: LOWEST})
        assert answerable(less) < answerable(STRONG), field.name


def sentence(text: str) -> Evidence:
    article = Article("a.md", "A", text)
    hit = Hit(Passage(article.id, 0, len(text), text), article, Scores(0, 0, 0))
    return Evidence(hit, 0, len(text), text, 0.7, 0.7, 0.7, 0.7)


@pytest.mark.parametrize(
    ("question", "unknown"),
    [
        ("WeChat vs Weibo: who reaches more users?", 1.0),
        ("Is JD's system older than ByteDance's?", 0.0),
        ("wechat vs jd: who reaches more users?", 0.0),
        ("Which came first, the JD system or the Marrakesh Treaty?", 1.0),
        ("Which came first?", 0.0),
    ],
)
def test_a_name_that_no_article_has_speaks_against_a_comparison(
    question: str, unknown: float
) -> None:
    text = "WeChat reaches 500,000 users. JD and Byte-Dance run systems."
    assert compared(question, [sentence(text)], 0.7, -3.0).unknown == unknown


def test_doubt_a_poor_match_and_an_unknown_name_refuse_a_comparison() -> None:
    good = Compared(told=4.0, best=0.7, unknown=0.0)
    assert answerable(good) > THRESHOLD
    for worse in ({"told": -4.0}, {"best": 0.2}, {"unknown": 1.0}):
        assert answerable(dataclasses.replace(good, **worse)) < answerable(good)
    assert answerable(Compared(told=-4.0, best=0.4, unknown=1.0)) < THRESHOLD


def test_nothing_found_is_far_and_refused() -> None:
    assert is_far([])
    nothing = features("Who signed?", [], None)
    assert nothing == Features(UNKNOWN, worth_unread([]), words=1.0)
    assert answerable(nothing) < THRESHOLD


def test_the_real_features_tell_a_question_of_the_corpus_from_another(
    assistant: Assistant,
) -> None:
    (near,) = assistant.features("How many illegal songs were removed?")
    (far,) = assistant.features("What should I feed a kitten?")
    assert near.likelihood > far.likelihood >= LOWEST
    assert near.worth > far.worth >= LOWEST
    assert answerable(near) > THRESHOLD > answerable(far)
