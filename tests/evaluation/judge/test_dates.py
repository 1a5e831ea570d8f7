from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.evaluation.judge.dates import dated, wrong_dates
from ipqa.evaluation.judge.numbers import unsupported_numbers
from ipqa.relative_dates import explained

APRIL = "2016-04-27"


@pytest.mark.parametrize(
    ("quote", "published", "meant"),
    [
        ("In June last year, it came.", APRIL, "June 2015"),
        ("Sept. of this year", "2020", "September 2020"),
        ("this year and the year before last", "2016", "2016; 2014"),
        ("It opened last June.", APRIL, "June 2015"),
        ("It opened last June.", "2020-11", "June 2020"),
        ("last month", "2016-01", "December 2015"),
        ("yesterday", "2016-03-01", "29 February 2016"),
        ("Sales this year beat the previous year.", APRIL, "2016; 2015"),
    ],
)
def test_a_quote_says_what_its_dates_mean(quote: str, published: str, meant: str) -> None:
    assert dated(quote, published) == f"{quote} ({meant})"


@pytest.mark.parametrize(
    ("quote", "published"),
    [
        ("In June last year, it came.", None),
        ("last June, last month and yesterday", "2016"),
        ("yesterday", "2016-04"),
        ("This may be next June.", APRIL),
        ("In 2018 it beat the previous year.", APRIL),
        ("In June 2015 it came.", APRIL),
    ],
)
def test_what_is_not_known_is_not_said(quote: str, published: str | None) -> None:
    assert dated(quote, published) == quote


@pytest.mark.parametrize(
    "claim",
    [
        "In June last year (June 2015), it came.",
        "It came last year (2015).",
        "It came on 23 June last year (23 June 2015).",
        "It came last June (June 2015) and yesterday (26 April 2016).",
        "It came last month (March 2016).",
        "the theme of this year's (2016) forum",
        "In June last year, it came (as in 2014).",
        "Sales this year (2016) beat the previous year (2015).",
    ],
)
def test_right_dates_pass(claim: str) -> None:
    assert wrong_dates(claim, [("a quote", APRIL)]) == []


@pytest.mark.parametrize(
    ("claim", "published"),
    [
        ("In June last year (June 2016), it came.", APRIL),
        ("In June last year (May 2015), it came.", APRIL),
        ("It came last year (2014).", APRIL),
        ("It came last June (June 2016).", APRIL),
        ("It came last month (April 2016).", APRIL),
        ("It came yesterday (27 April 2016).", APRIL),
        ("It came last year (2015).", None),
        ("It came last month (March 2016).", "2016"),
    ],
)
def test_wrong_dates_are_named(claim: str, published: str | None) -> None:
    assert len(wrong_dates(claim, [("a quote", published)])) == 1


def test_a_date_that_the_quote_gives_is_its_own_affair() -> None:
    claim = "It came last year (2014)."
    assert wrong_dates(claim, [(claim, APRIL)]) == []


def test_any_of_the_cited_articles_may_date_a_claim() -> None:
    assert wrong_dates("It came last year (2014).", [("a", APRIL), ("b", "2015")]) == []


PHRASES = (
    "It came|in June last year|on 23 June last year|this year|last year's|last June|this May|and"
    "|the day before yesterday|tomorrow|the year before last|the previous year|last month|in 2015|,"
).split("|")


@given(
    st.lists(st.sampled_from(PHRASES), max_size=6).map(" ".join),
    st.dates(date(1600, 1, 1), date(2090, 12, 31)).map(date.isoformat),
    st.sampled_from((4, 7, 10)),
)
def test_two_readings_agree(text: str, day: str, length: int) -> None:
    told = explained(text, day[:length])
    assert wrong_dates(told, [(text, day[:length])]) == []
    assert unsupported_numbers(told, [dated(text, day[:length])]) == []
