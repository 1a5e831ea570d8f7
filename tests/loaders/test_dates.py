"""Dates are ISO 8601 or nothing."""

from __future__ import annotations

import pytest

from ipqa.loaders.dates import iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2020", "2020"),
        ("2020-12", "2020-12"),
        ("2020-12-28", "2020-12-28"),
        ("2020-12-28T05:58:00+08:00", "2020-12-28"),
        ("2020-12-28 05:58", "2020-12-28"),
        ("2020-13", None),
        ("2020-02-30", None),
        ("0000", None),
        ("December 2020", None),
        ("２０２０-１２", None),
        ("", None),
    ],
)
def test_a_date_is_kept_as_precise_as_it_is_and_never_guessed(text: str, date: str | None) -> None:
    assert iso_date(text) == date
