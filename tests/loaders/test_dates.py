"""Dates are ISO 8601 or nothing."""

from __future__ import annotations

import pytest

from ipqa.loaders.dates import iso_date, written_date


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


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("2016-08-23", "2016-08-23"),
        ("2016/08/23", "2016-08-23"),
        ("2016/8/3 9:05", "2016-08-03"),
        ("2016.08.23", "2016-08-23"),
        ("23.08.2016", "2016-08-23"),
        ("3. 8. 2016", "2016-08-03"),
        ("August 23, 2016", "2016-08-23"),
        ("Aug. 23 2016", "2016-08-23"),
        ("AUGUST 23RD, 2016", "2016-08-23"),
        ("Tuesday, August 23, 2016 10:15 a.m. EST", "2016-08-23"),
        ("23 August 2016", "2016-08-23"),
        ("23rd of August 2016", "2016-08-23"),
        ("23-Aug-2016", "2016-08-23"),
        ("Tue, 23 Aug 2016 10:15:00 +0200", "2016-08-23"),
        ("Tue, 23 Aug 2016 10:15:00 GMT", "2016-08-23"),
        ("23. August 2016, 10:15 Uhr", "2016-08-23"),
        ("Dienstag, 1. März 2016", "2016-03-01"),
        ("23 août 2016", "2016-08-23"),
        ("1er décembre 2016", "2016-12-01"),
        ("23 de agosto de 2016", "2016-08-23"),
        ("2016年8月23日", "2016-08-23"),
        ("2016年08月23日 10:15", "2016-08-23"),
        ("2016年8月23日 星期二", "2016-08-23"),
        ("2016년 8월 23일", "2016-08-23"),
        ("2016年8月", "2016-08"),
        ("August 2016", "2016-08"),
        ("04/27/2016", "2016-04-27"),
        ("27/04/2016", "2016-04-27"),
        ("04/04/2016", "2016-04-04"),
        ("03/04/2016", None),
        ("30 February 2016", None),
        ("23 Augustus 2016", None),
        ("August 23", None),
        ("23 August", None),
        ("23/08/16", None),
        ("Summer 2016", None),
        ("signed 23 August 2016", None),
        ("23 August 2016 in London", None),
        ("May", None),
        ("٢٣/٠٨/٢٠١٦", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, date: str | None) -> None:
    assert written_date(text) == date
