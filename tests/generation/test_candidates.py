"""Candidate answers are exact runs of the sentence that could answer."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.generation.candidates import MAX_WORDS, candidates, pool, trim
from ipqa.words import terms

SENTENCE = (
    "The Copyright Protection Center of China (CPCC) signed with Baroness Neville-Rolfe on "
    "23 August 2016; it paid 742.3 billion yuan, 16.6 percent more than before."
)

WORDS = [
    *("“deep", "sea”", "(IPCC)", "(a", "b)", "“x”)", '"', "“", "—", "\u0301", "版权"),
    *("Hugo", "Zhang,", "742.3", "billion", "of", "4", "May", "than", "more", "5%"),
]


@pytest.mark.parametrize(
    "held",
    [
        "Copyright Protection Center of China (CPCC)",
        "Baroness Neville-Rolfe",
        "23 August 2016",
        "742.3 billion yuan",
        "16.6 percent",
    ],
)
def test_names_figures_and_dates_are_candidates(held: str) -> None:
    assert held in candidates(SENTENCE, "What happened?")


@pytest.mark.parametrize(
    "cut",
    ["Neville-Rolfe", "Baroness", "742.3", "742.3 billion", "August", "23", "Center", "with"],
)
def test_what_belongs_together_is_not_cut(cut: str) -> None:
    assert cut not in candidates(SENTENCE, "What happened?")


@pytest.mark.parametrize(
    ("sentence", "whole", "cut"),
    [
        ("He paid 5 to 10 million yuan.", "5 to 10 million yuan", "10 million yuan"),
        ("Between 200 and 300 guests came.", "200 and 300 guests", "200"),
        ("Three dozen people came.", "Three dozen", "Three"),
        ("Two and a half million copies went.", "Two and a half million", "Two"),
        ("They paid 12 lakh rupees.", "12 lakh rupees", "12"),
        ("It opened on 3 Dec 2019.", "3 Dec 2019", "Dec 2019"),
        ("More than two hundred guests came.", "More than two hundred", "two hundred"),
        ("No fewer than 200 came.", "No fewer than 200", "200"),
        ("It was Ludwig van Beethoven.", "Ludwig van Beethoven", "Ludwig van"),
        ("She met Maria de la Cruz.", "Maria de la Cruz", "Maria de"),
        ("He sued J. K. Rowling.", "J. K. Rowling", "J"),
    ],
)
def test_ranges_bounds_and_long_names_stay_whole(sentence: str, whole: str, cut: str) -> None:
    found = candidates(sentence, "What happened?")
    assert whole in found
    assert cut not in found


def test_from_and_to_are_two_values() -> None:
    found = candidates("Sales rose from 12 percent to 15 percent.", "What happened?")
    assert {"12 percent", "15 percent"} <= set(found)


def test_none_crosses_a_semicolon_or_is_too_long() -> None:
    for candidate in candidates(SENTENCE, "What happened?"):
        assert ";" not in candidate
        assert len(candidate.split()) <= MAX_WORDS


def test_what_the_question_says_already_is_no_answer() -> None:
    found = candidates("Tencent signed the agreement in London.", "Who signed the agreement?")
    assert "Tencent" in found
    assert "signed the agreement" not in found
    assert "agreement" not in found


@pytest.mark.parametrize(
    ("run", "trimmed"),
    [
        ("“London”,", "London"),
        ("(IPCC).", "IPCC"),
        ("Coalition (IPCC),", "Coalition (IPCC)"),
        ("a “specific channel”.", "a “specific channel”"),
        ("Foo (“bar”),", "Foo (“bar”)"),
        ("...", ""),
        ("", ""),
    ],
)
def test_a_run_is_trimmed_but_its_brackets_stay_whole(run: str, trimmed: str) -> None:
    assert trim(run) == trimmed


@given(st.text(max_size=120) | st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_every_candidate_stands_in_the_sentence_and_says_something(sentence: str) -> None:
    found = candidates(sentence, "Who came to London?")
    assert len(found) == len(set(found))
    for candidate in found:
        assert candidate in sentence
        assert candidate == candidate.strip()
        assert terms(candidate)
        assert candidate.count("(") == candidate.count(")")
        assert candidate.count("“") == candidate.count("”")


def test_a_candidate_of_two_sentences_belongs_to_the_first() -> None:
    found = pool(["Tencent signed.", "Tencent and Alibaba paid."], "Who signed?")
    assert found["Tencent"] == 0
    assert found["Alibaba"] == 1
