"""Figures: the same number is equal however it is written, and a different one never is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.figures import figures

MONTHS = "January February March April May June July August September October November December"


def said(text: str) -> list[tuple[str, str]]:
    return [(figure.kind, figure.value) for figure in figures(text)]


@pytest.mark.parametrize(
    "variants",
    [
        ["742.3 billion yuan", "742.3bn", "742.30 billion", "742,300 million", "742300000000"],
        ["16.6 percent", "16.6%", "16.6 per cent", "16.60 %", "16.6％"],
        ["1,200 patents", "1200 patents", "1.2 thousand", "1.2k", "twelve hundred"],
        ["$106.56 billion", "106.56bn", "US$106.56 billion"],
        ["25 guests", "twenty-five guests", "Twenty-Five"],
        ["ten percent", "10%"],
        ["one percent", "1%"],
        ["one million", "1m", "1,000,000", "a 1-million crowd"],
        ["the 16th year", "its 16th"],
        ["the third time", "the 3rd time"],
        ["共有50人", "50 people", "fifty people", "５０人"],
        ["742.3亿元", "74.23 billion"],
        ["five hundred thousand", "500,000", "5 lakh", "500\u202f000", "500\u00a0000"],
        ["one hundred and twenty", "120", "one hundred twenty", "10 dozen"],
        ["two hundred and fifty thousand", "250,000"],
        ["two and a half million", "2.5 million"],
    ],
)
def test_a_figure_is_the_same_however_it_is_written(variants: list[str]) -> None:
    found = [said(variant) for variant in variants]
    assert all(len(each) == 1 for each in found), found
    assert all(each == found[0] for each in found), found


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("742.3 billion", "742.3 million"),
        ("16.6%", "16.6"),
        ("16", "16th"),
        ("1990", "1990s"),
        ("1980s", "1990s"),
        ("1,200", "1,201"),
        ("five hundred thousand", "five hundred"),
        ("one hundred and twenty", "twenty"),
        ("3 dozen", "3"),
        ("5亿", "5万"),
        ("23 August 2016", "24 August 2016"),
        ("23 August 2016", "23 August 2017"),
        ("April 2016", "April 2017"),
    ],
)
def test_different_figures_differ(one: str, other: str) -> None:
    [first], [second] = figures(one), figures(other)
    assert not first.same(second)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("on 23 August 2016", "2016-08-23"),
        ("on August 23, 2016", "2016-08-23"),
        ("on the 23rd of August, 2016", "2016-08-23"),
        ("on 2016-08-23", "2016-08-23"),
        ("on Aug. 23", "?-08-23"),
        ("in August 2016", "2016-08-?"),
        ("in Sept. 2016", "2016-09-?"),
        ("on May 5", "?-05-05"),
    ],
)
def test_dates_are_found(text: str, value: str) -> None:
    assert said(text) == [("date", value)]


def test_a_date_says_the_same_with_less_but_not_with_more() -> None:
    [day], [whole], [month] = figures("23 August"), figures("23 August 2016"), figures("Aug 2016")
    assert day.same(whole)
    assert month.same(whole)
    assert not whole.same(day)
    assert not day.same(month)


@pytest.mark.parametrize(
    "text",
    ["one of them", "the second", "they may 5 times", "A4 paper and 5G", "WeChat", "", "no figure"],
)
def test_what_is_no_number_or_date_is_none(text: str) -> None:
    assert not [kind for kind, _ in said(text) if kind in ("percent", "date")]
    assert ("number", "1") not in said(text)


def test_figures_come_in_order_with_their_places() -> None:
    text = "In 2018 it was 742.3 billion yuan, 16.6 percent more than on 4 May 2017."
    assert [text[figure.start : figure.end] for figure in figures(text)] == [
        "2018", "742.3 billion", "16.6 percent", "4 May 2017",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["2019-2020", "from 2019 to 2020", "2019, 2020"])
def test_both_ends_of_a_range_are_figures(text: str) -> None:
    assert said(text) == [("number", "2019"), ("number", "2020")]


@given(st.integers(2, 10**12))
def test_thousands_separators_do_not_matter(number: int) -> None:
    assert said(f"about {number:,} of them") == said(f"about {number} of them")
    assert said(f"about {number}") == [("number", str(number))]


@given(st.decimals("0.1", "999", places=1), st.sampled_from(["million", "billion", "thousand"]))
def test_scales_in_short_and_in_full_are_equal(number: object, scale: str) -> None:
    short = {"million": "m", "billion": "bn", "thousand": "k"}[scale]
    assert said(f"{number} {scale} yuan") == said(f"{number}{short} yuan")


@given(st.integers(1, 28), st.sampled_from(MONTHS.split()), st.integers(1900, 2100))
def test_a_date_is_equal_in_every_order(day: int, month: str, year: int) -> None:
    number = MONTHS.split().index(month) + 1
    variants = [f"{day} {month} {year}", f"{month} {day}, {year}", f"{year}-{number:02}-{day:02}"]
    assert [said(variant) for variant in variants] == [
        [("date", f"{year}-{number:02}-{day:02}")]
    ] * 3


@given(st.text(max_size=80) | st.text("0123456789.,-% mbkst亿万", max_size=40))
def test_no_text_breaks_it_and_places_never_overlap(text: str) -> None:
    end = 0
    for figure in figures(text):
        assert end <= figure.start < figure.end <= len(text)
        end = figure.end
