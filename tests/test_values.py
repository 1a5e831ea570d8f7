"""Values that differ, and those that are only written in another way."""

from __future__ import annotations

import pytest

from ipqa.values import dates, dates_conflict, differ, value_kind, without_values

COUNT = "How many guests were there?"
MONEY = "How much was the revenue?"
SHARE = "By what percentage did sales rise?"


@pytest.mark.parametrize(
    ("question", "one", "other", "different"),
    [
        (MONEY, "Revenue was 742.3 billion yuan.", "Revenue was 742.3bn yuan.", False),
        (MONEY, "Revenue was 742.3 billion yuan.", "Revenue was 742 billion yuan.", False),
        (MONEY, "Revenue was 742.3 billion yuan.", "Revenue was 790 billion yuan.", True),
        (MONEY, "Revenue was 742.3 billion yuan.", "Revenue was $742.3 billion.", False),
        (MONEY, "Revenue was 742 billion yuan.", "Revenue was 106 billion dollars.", False),
        (MONEY, "Revenue was 742 yuan ($106).", "Revenue was 790 yuan ($106).", True),
        (MONEY, "Revenue was 742 yuan ($106).", "Revenue was 742 yuan ($113).", False),
        (MONEY, "Revenue was 5 yuan on 3 lamps.", "Revenue was 9 yuan on 3 lamps.", True),
        (MONEY, "Revenue was 5 yuan on 3 lamps.", "Revenue was 5 yuan on 4 lamps.", False),
        (MONEY, "Revenue was 5 yuan in 2 months.", "Revenue was 9 yuan in 2 months.", True),
        (SHARE, "Sales rose 12 percent.", "Sales rose by 12%.", False),
        (SHARE, "Sales rose 12 percent.", "Sales rose by 15%.", True),
        (SHARE, "Sales rose 12 percent.", "Sales rose by 12.4%.", False),
        (COUNT, "There were 50 guests.", "There were fifty guests.", False),
        (COUNT, "There were 50 guests.", "There were 60 guests.", True),
        (COUNT, "There were over 50 guests.", "There were 60 guests.", False),
        (COUNT, "There were over 50 guests.", "There were 30 guests.", True),
        (COUNT, "There were over 50 guests.", "There were over 90 guests.", True),
        (COUNT, "There were up to 50 guests.", "There were 30 guests.", False),
        (COUNT, "There were about 50 guests.", "There were 52 guests.", False),
        (COUNT, "There were about 50 guests.", "There were 80 guests.", True),
        (COUNT, "There were 50 guests.", "There were 60 tables.", False),
        (COUNT, "There were 50 guests and 20 tables.", "There were 50 guests, 30 tables.", False),
        (COUNT, "There were 50 guests.", "There were 60 guests or 70 guests.", False),
        (COUNT, "There were 50 guests.", "15 percent of the guests came.", False),
        (COUNT, "It was in 2018.", "It was in 2019.", False),
        (COUNT, "There were guests.", "There were 60 guests.", False),
    ],
)
def test_numbers(question: str, one: str, other: str, different: bool) -> None:
    assert differ("number", question, one, other) is different
    assert differ("number", question, other, one) is different


def test_a_number_of_the_question_is_no_answer() -> None:
    question = "How many guests did the 12 firms send?"
    assert not differ("number", question, "The 12 firms sent guests.", "There were 15 firms.")


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("It opened on 3 May.", "It opened on 5 May.", True),
        ("It opened on 3 May.", "It opened on May 3, 2019.", False),
        ("It opened on 3 May 2018.", "It opened on May 3, 2019.", True),
        ("It opened on 3 May 2019.", "It opened in May 2019.", False),
        ("It opened on 3 May 2019.", "It opened in 2019.", False),
        ("It opened in 2018.", "It opened in 2019.", True),
        ("It was open from 3 May to 5 May.", "It was open on 4 May.", False),
        ("It was open from 3 May to 5 May.", "It was open from 4 May to 6 May.", True),
        ("It was open from 3 May to 5 May.", "It was open from 4 May to 5 May.", True),
        ("It was built by 3 May, open by 5 May.", "It was built by 2 May, open by 5 May.", False),
        ("The 2018 fair opened on 3 May.", "It opened on 5 May.", True),
        ("It opened in spring.", "It opened on 4 May.", False),
    ],
)
def test_dates(one: str, other: str, different: bool) -> None:
    assert differ("when", "When did it open?", one, other) is different
    assert differ("when", "When did it open?", other, one) is different


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("Hugo Zhang is the chairman of the IPCC.", "IPCC chairman Li Wei spoke.", True),
        ("Hugo Zhang is the chairman.", "The chairman of the IPCC is Li Wei.", True),
        ("Hugo Zhang is the chairman.", "Li Wei, the chairman of the IPCC, spoke.", True),
        ("Hugo Zhang is the chairman.", "Zhang Hugo, the IPCC's chairman, spoke.", False),
        ("Hugo Zhang is the chairman.", "Hugo Zheng, the IPCC's chairman, spoke.", False),
        ("Hugo Zhang is the chairman.", "Li Wei is the deputy chairman of the IPCC.", False),
        ("Hugo Zhang is the chairman.", "Li Wei is the former chairman.", False),
        ("Hugo Zhang is the chairman.", "Li Wei is a lawyer.", False),
    ],
)
def test_holders_of_an_office(one: str, other: str, different: bool) -> None:
    question = "Who is the chairman of the IPCC?"
    assert differ("who", question, one, other) is different
    assert differ("who", question, other, one) is different


def test_an_office_has_several_names() -> None:
    one, other = "Li Wei is its chairman.", "Mary Poole is chairwoman of the IPCC."
    assert differ("who", "Who chairs the IPCC?", one, other)
    assert value_kind("Who is director at Acme?") == "who"
    assert value_kind("How many directors are there?") == "number"


def test_who_did_something_may_be_several() -> None:
    assert not differ("who", "Who signed?", "Ann Lee signed.", "Bob Ray signed.")
    assert not differ("where", "Where was it?", "It was in Rome.", "It was in Oslo.")


def test_values_are_taken_out() -> None:
    question = "Who is the chairman of the IPCC?"
    assert without_values("who", question, "Li Wei is its chairman.") == "# is its chairman."
    told = without_values("number", "How many?", "Nearly 200 guests paid 5 million yuan in 2018.")
    assert told.split() == "# guests paid # in # .".split()


def test_years_are_dates_too() -> None:
    year, day = dates("In 2018 it was planned for 2 December 2019.")
    assert (year.value, day.value) == ("2018-?-?", "2019-12-02")
    assert dates_conflict(year, day)
    assert not dates_conflict(year, dates("on 2 December")[0])
