"""Misspelt words are read as known ones; what is known, in whatever form, stays as it is."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from ipqa.spelling import LAW_WORDS, Speller
from ipqa.words import fold, stem

ARTICLES = (
    "Chengdu Alibaba guests attended forum signed Tencent Jiang system Guests licensed reached"
)
LANGUAGE = frozenset(
    """ink tag neglect breach what who attend guest percentage job licensed crack down
    shelves""".split()
)


def terms(shortest: int, longest: int) -> Iterable[str]:
    return dict.fromkeys(
        root for word in ARTICLES.split() if shortest <= len(root := stem(fold(word))) <= longest
    )


def words_of(term: str) -> set[str]:
    return {word for word in ARTICLES.split() if stem(fold(word)) == term}


@pytest.fixture
def speller() -> Speller:
    return Speller(terms, words_of, lambda: LANGUAGE)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("How many geusts atended?", "How many guests attended?"),
        ("the forem in Chendu", "the forum in Chengdu"),
        ("alibba", "Alibaba"),
        ("Tencnet", "Tencent"),
        ("Jaing", "Jiang"),
        ("waht persentage", "what percentage"),
        ("teh sytem adn a jbo", "the system and a job"),
    ],
)
def test_a_slip_is_mended(written: str, meant: str, speller: Speller) -> None:
    assert speller.correct(written) == meant


@pytest.mark.parametrize(
    "question",
    [
        "Who signed in Chengdu?",
        "the contract was inked, tagging was neglected, and a breach went on",
        "unlicensed guests",
        "a crackdown",
        "why wont they",
        "the CPPC, the DIC and WIOP",
        "Xiaomi and Kaspersky",
        "shelve",
        "a b ab x1 2016 14.5",
        "谁与微信签署了协议？",
        "café Zoë",
        "",
    ],
)
def test_what_is_known_or_a_name_or_no_word_stays(question: str, speller: Speller) -> None:
    assert speller.correct(question) == question


def test_a_name_is_not_read_as_a_word_of_the_language(speller: Speller) -> None:
    assert speller.correct("Jobb") == "Jobb"
    assert speller.correct("jobb") == "job"


def test_a_name_is_not_read_as_a_small_word_or_a_word_of_the_articles_in_small_letters() -> None:
    held = "must from modern Tencent tent".split()
    speller = Speller(
        lambda shortest, longest: dict.fromkeys(stem(fold(word)) for word in held),
        lambda term: {word for word in held if stem(fold(word)) == term},
        lambda: frozenset(),
    )
    question = "Why did Musk and Fromm sue Moderna?"
    assert speller.correct(question) == question
    assert speller.correct("Why did Tencnet sue?") == "Why did Tencent sue?"


def test_words_of_the_law_are_none_misspelt() -> None:
    words = "relocation remind recession regeneration license licensed lesser fraud".split()
    speller = Speller(lambda *_: [], lambda _: [], lambda: LAW_WORDS | frozenset(words))
    for word in ("revocation", "remand", "remuneration", "licensor", "lessor", "frand"):
        assert speller.correct(word) == word


def test_the_words_of_the_articles_come_before_those_of_the_language() -> None:
    speller = Speller(terms, words_of, lambda: frozenset({"fore", "forem"[:4] + "s"}))
    assert speller.correct("forem") == "forum"
