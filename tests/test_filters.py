"""Filters are read the same from Python, JSON and the command line; nonsense is said at once."""

from __future__ import annotations

from typing import Any

import pytest

from ipqa.errors import FilterError
from ipqa.filters import Filters


@pytest.mark.parametrize(
    ("since", "until", "first", "last"),
    [
        ("2020", "2020", "2020-01-01", "2020-12-31"),
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2019-02", "2021-02", "2019-02-01", "2021-02-28"),
        (" 2020-12-15 ", "2020-12-15", "2020-12-15", "2020-12-15"),
        ("2020-12-15T10:30", None, "2020-12-15", None),
        (None, "0009", None, "0009-12-31"),
        ("", " ", None, None),
    ],
)
def test_a_partial_date_reaches_from_its_first_day_to_its_last(
    since: str | None, until: str | None, first: str | None, last: str | None
) -> None:
    filters = Filters(since=since, until=until)
    assert (filters.first_day, filters.last_day) == (first, last)


@pytest.mark.parametrize("date", ["2020-13", "2020-02-30", "last year", "20", "2020-12-31x", 2020])
def test_what_is_no_date_is_said(date: Any) -> None:
    with pytest.raises(FilterError, match=r"since .* is no date like 2020, 2020-12"):
        Filters(since=date)


@pytest.mark.parametrize(
    ("since", "until"), [("2021", "2020"), ("2020-12", "2020-11"), ("2020-12-02", "2020-12-01")]
)
def test_an_end_before_the_beginning_is_said(since: str, until: str) -> None:
    with pytest.raises(FilterError, match=f"since {since} comes after until {until}"):
        Filters(since=since, until=until)


@pytest.mark.parametrize(("since", "until"), [("2020", "2020-06"), ("2020-12-31", "2020")])
def test_bounds_of_different_precision_may_overlap(since: str, until: str) -> None:
    assert Filters(since=since, until=until)


def test_one_name_or_many() -> None:
    one = Filters(sources="China  Daily ", languages="zh", folders="corpus/2020")
    many = Filters(sources=["China Daily"], languages=("zh",), folders=iter(["corpus/2020", " "]))
    assert one == many
    assert hash(one) == hash(many)
    assert one.sources == ("China Daily",)


@pytest.mark.parametrize("given", [{"a": 1}, 7, [1], ["a", None]])
def test_names_are_words(given: Any) -> None:
    with pytest.raises(FilterError, match="sources are no names"):
        Filters(sources=given)


def test_filters_that_ask_for_nothing_are_false() -> None:
    assert not Filters()
    assert not Filters(sources=[" "], since="", folders=None)
    assert Filters.only("2020")


@pytest.mark.parametrize(
    ("filters", "words"),
    [
        (Filters(sources="China Daily", since="2020", until="2020"), "China Daily, 2020"),
        (Filters(since="2019-05", until="2020"), "2019-05 to 2020"),
        (Filters(since="2019", languages=["zh", "en"]), "since 2019, in zh or en"),
        (Filters(until="2019", folders="corpus/old"), "until 2019, below corpus/old"),
        (Filters(), ""),
    ],
)
def test_filters_say_themselves_in_a_few_words(filters: Filters, words: str) -> None:
    assert str(filters) == words


def test_filters_come_from_json() -> None:
    given = {"sources": ["A", "B"], "since": "2020", "until": None, "languages": "en"}
    assert Filters.from_dict(given) == Filters(sources=("A", "B"), since="2020", languages="en")
    assert Filters.from_dict({}) == Filters()


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ("2020", "they are no object with any of sources, since"),
        ([], "they are no object"),
        ({"source": "A"}, "'source' is none of sources, since"),
        ({"since": 2020}, "since 2020 is no date"),
        ({"folders": 3}, "folders are no names"),
    ],
)
def test_filters_in_json_of_the_wrong_shape_are_said(given: Any, reason: str) -> None:
    with pytest.raises(FilterError, match=reason):
        Filters.from_dict(given)
