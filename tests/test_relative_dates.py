"""Relative dates mean what the article's date makes of them, and stay where it does not tell."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.relative_dates import explained, named_dates, relative_dates, tells, written_out

APRIL = "2016-04-27"


@pytest.mark.parametrize(
    ("text", "published", "shown"),
    [
        ("In June last year, it came.", APRIL, "In June last year (June 2015), it came."),
        ("In June of this year it came.", APRIL, "In June of this year (June 2016) it came."),
        ("Last year it came.", APRIL, "Last year (2015) it came."),
        ("It comes next year.", APRIL, "It comes next year (2017)."),
        ("It rose earlier this year.", "2020", "It rose earlier this year (2020)."),
        ("From January to October of this year", "2020-12",
         "From January to October of this year (2020)"),
        ("In May, June and July last year", APRIL, "In May, June and July last year (2015)"),
        ("January-October this year", APRIL, "January-October this year (2016)"),
        ("between May last year and June this year", APRIL,
         "between May last year (May 2015) and June this year (June 2016)"),
        ("on 23 June last year", APRIL, "on 23 June last year (23 June 2015)"),
        ("on June 23rd, last year", APRIL, "on June 23rd, last year (23 June 2015)"),
        ("from 3 to 5 June last year", APRIL, "from 3 to 5 June last year (2015)"),
        ("Theresa May last year said", APRIL, "Theresa May last year (2015) said"),
        ("Since May last year", APRIL, "Since May last year (May 2015)"),
        ("on 31 June last year", APRIL, "on 31 June last year (2015)"),
        ("the year before last", APRIL, "the year before last (2014)"),
        ("in June of the year before last", APRIL, "in June of the year before last (June 2014)"),
        ("It opened last June.", APRIL, "It opened last June (June 2015)."),
        ("It opened last June.", "2020-11", "It opened last June (June 2020)."),
        ("It opened last June.", "2020-06-30", "It opened last June (June 2019)."),
        ("It opened last Sept. and shut.", APRIL,
         "It opened last Sept. (September 2015) and shut."),
        ("It opens this June.", APRIL, "It opens this June (June 2016)."),
        ("It opened last month.", "2016-01", "It opened last month (December 2015)."),
        ("It opens next month.", "2015-12-31", "It opens next month (January 2016)."),
        ("the month before last", "2016-01", "the month before last (November 2015)"),
        ("It opened yesterday.", "2016-03-01", "It opened yesterday (29 February 2016)."),
        ("Tomorrow it shuts.", "2015-12-31", "Tomorrow (1 January 2016) it shuts."),
        ("the day before yesterday", APRIL, "the day before yesterday (25 April 2016)"),
        ("the theme of this year's forum", APRIL, "the theme of this year's (2016) forum"),
        ("In last year’s report", APRIL, "In last year’s (2015) report"),
        ("Sales this year beat the previous year.", APRIL,
         "Sales this year (2016) beat the previous year (2015)."),
        ("last\nyear", APRIL, "last\nyear (2015)"),
    ],
)  # fmt: skip
def test_the_meaning_stands_behind_the_phrase(text: str, published: str, shown: str) -> None:
    assert explained(text, published) == shown
    assert explained(shown, published) == shown


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("In June last year", None),
        ("In June last year", "2016-13"),
        ("In June last year", "spring 2016"),
        ("It opened last June, last month and yesterday.", "2016"),
        ("It opened yesterday.", "2016-04"),
        ("the last year, his last year, the firm's last year", APRIL),
        ("the last month of the year", APRIL),
        ("In this year, it came.", APRIL),
        ("in the next year", APRIL),
        ("the year before last year", APRIL),
        ("In 2018 sales beat the previous year.", "2020-12"),
        ("Sales beat the previous year.", APRIL),
        ("It was signed the year before the treaty this month.", "2016"),
        ("last year (2014)", APRIL),
        ("It was filed a year ago today.", "2021-06-10"),
        ("It took effect ten years ago this month.", APRIL),
        ("The ban ends a year from today.", "2021-06-10"),
        ("last year, in June 2015,", APRIL),
        ("In 2015, last year, it came.", APRIL),
        ("last June 2015 and last June 3", APRIL),
        ("next June, this December and last Monday", APRIL),
        ("He said: “We sold more last year.”", APRIL),
        ('"We sold more last year," he said.', APRIL),
        ('We sold more last year," he said.', APRIL),
        ("It says “sales rose last year", APRIL),
        ("China Today and Last Year in Oslo", APRIL),
        ("today's world and the leaders of tomorrow", APRIL),
        ("This may be in every month of any year.", APRIL),
        ("a last-year student, this year-end", APRIL),
        ("去年六月", APRIL),
        ("", APRIL),
    ],
)
def test_what_the_date_does_not_tell_stays(text: str, published: str | None) -> None:
    assert explained(text, published) == text
    assert written_out(text, published) == text


def test_a_phrase_has_its_place_and_its_iso_date() -> None:
    text = "In June last year, not this month."
    found = relative_dates(text, APRIL)
    assert [(text[d.start : d.end], d.meaning, d.iso) for d in found] == [
        ("June last year", "June 2015", "2015-06"),
        ("this month", "April 2016", "2016-04"),
    ]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("In June last year, it came.", "In June 2015, it came."),
        ("what China did last year", "what China did in 2015"),
        ("the first quarter of this year", "the first quarter of 2016"),
        ("It opened last June.", "It opened in June 2015."),
        ("It opened yesterday.", "It opened on 26 April 2016."),
        ("in this year's report", "in the 2016 report"),
        ("in May or June last year", "in May or June 2015"),
        ("more than last year", "more than in 2015"),
        (
            "Compared with last year sales rose.",
            "Compared with 2015 sales rose.",
        ),
    ],
)
def test_relative_dates_are_written_out(text: str, written: str) -> None:
    assert written_out(text, APRIL) == written


def test_dates_named_with_their_year_are_found() -> None:
    text = "What came in June 2015, in 2014, on 3 May and on 26 April 2016 to 2,000 people?"
    assert named_dates(text) == ["2015-06", "2014", "2016-04-26"]


@pytest.mark.parametrize(
    ("asked", "told"),
    [("2015", True), ("2015-06", True), ("2015-07", False), ("2014", False), ("201", False)],
)
def test_a_sentence_tells_of_the_date_asked_for(asked: str, told: bool) -> None:
    assert tells("In June last year it came.", APRIL, [asked]) is told
    assert not tells("In June last year it came.", None, [asked])


def test_a_year_tells_of_its_months_but_of_no_other_year() -> None:
    assert tells("It came last year.", APRIL, ["2014", "2015-06"])
    assert not tells("It came last year.", APRIL, [])


PHRASES = (
    "this year|last year's|June|last June|from May to|of|,|2015|in|yesterday|“|”|\"|the|("
    "|next month|the year before last"
).split("|")


@given(
    st.lists(st.sampled_from(PHRASES), max_size=8).map(" ".join),
    st.dates(date(1600, 1, 1), date(2090, 12, 31)).map(date.isoformat),
    st.sampled_from((4, 7, 10)),
)
def test_nothing_is_lost_and_nothing_is_explained_twice(text: str, day: str, length: int) -> None:
    shown = explained(text, day[:length])
    assert re.sub(r" \([\w ]*\d{4}\)", "", shown) == text
    assert explained(shown, day[:length]) == shown


def test_a_long_text_takes_a_time_that_its_length_tells() -> None:
    started = time.perf_counter()
    assert len(relative_dates("this year " * 5000, "2016-05-04")) == 5000
    assert time.perf_counter() - started < 5
