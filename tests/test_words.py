"""Words as search sees them."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.words import content_words, fold, names, stem, terms, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("9,127.5 billion yuan", ["9127.5", "billion", "yuan"]),
        ("China's copyrights", ["china", "copyrights"]),
        ("the individuals’ rights", ["the", "individuals", "rights"]),
        ("Neville-Rolfe", ["neville", "rolfe"]),
        ("Don't e-mail Müller", ["don't", "e", "mail", "muller"]),
        ("1,5 and 12,345,678", ["1.5", "and", "12345678"]),
        ("snake_case", ["snake", "case"]),
        ("中国版权", ["中国", "国版", "版权"]),
        ("在WeChat上", ["在", "wechat", "上"]),
        ("저작권", ["저작", "작권"]),
        ("ＷｅＣｈａｔ ① ﬁne", ["wechat", "1", "fine"]),
        ("😀 … — \n", []),
        ("", []),
    ],
)
def test_words_are_found(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("copyrights", "copyright"),
        ("signed", "signing"),
        ("WeChat", "wechat"),
        ("São Paulo", "sao paulo"),
        ("1,200 patents", "1200 patent"),
        ("China's", "China"),
    ],
)
def test_variants_of_a_word_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(("one", "other"), [("がく", "かく"), ("1200", "1201"), ("नि", "न")])
def test_different_letters_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_function_words_are_no_terms() -> None:
    assert terms("Who is it that they were with?") == []
    assert content_words("Who signed the agreement?") == ["signed", "agreement"]


def test_stems_are_those_of_snowball() -> None:
    assert stem("infringement") == stem("infringements")
    assert stem("relational") == "relat"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_terms_are_lower_case_words_that_a_query_can_quote(text: str) -> None:
    for term in terms(text):
        assert term
        assert '"' not in term
        assert not any(char.isspace() for char in term)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister met Hugo Zhang.", ["Hugo", "Zhang"]),
        ("Signed. The WeChat owner: Tencent's", ["Signed", "WeChat", "Tencent"]),
        ("“The Hague” and I", ["Hague"]),
        ("it licenses Škoda to Żabka and Łódź", ["Škoda", "Żabka", "Łódź"]),
        ("What's the price? According to Li's paper, five.", ["Li"]),
        ("A" * 60 + " The end", ["A" * 60, "The"]),
    ],
)
def test_names_are_found(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_names_without_end_take_no_time() -> None:
    started = time.process_time()
    assert len(names("Hugo Zhang of IPCC " * 5_000)) == 15_000
    assert time.process_time() - started < 2
