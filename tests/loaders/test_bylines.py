"""Lines that say what an article is are taken; sentences are not."""

from __future__ import annotations

import pytest

from ipqa.loaders.bylines import Byline, take_byline

PROSE = [
    "The centre and the company announced an agreement in London.",
    "It covers all services that the company has in China.",
]


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Source: China Daily", Byline("China Daily")),
        ("来源：新华社", Byline("新华社")),
        ("By Jane Doe", Byline(None, "Jane Doe")),
        (
            "By Jane Doe and John van der Berg, China Daily",
            Byline(None, "Jane Doe and John van der Berg, China Daily"),
        ),
        ("Author: Jane Doe", Byline(None, "Jane Doe")),
        ("Published: 2016-08-23", Byline(None, None, "2016-08-23")),
        ("Published on 23 August 2016", Byline(None, None, "2016-08-23")),
        ("Tuesday, August 23, 2016", Byline(None, None, "2016-08-23")),
        ("2016年8月23日", Byline(None, None, "2016-08-23")),
        ("August 2016", Byline(None, None, "2016-08")),
        ("Last updated: 23 August 2016", Byline(None, None, "2016-08-23")),
        ("By Jane Doe | 23 August 2016", Byline(None, "Jane Doe", "2016-08-23")),
        ("By Jane Doe, August 23, 2016", Byline(None, "Jane Doe", "2016-08-23")),
        ("2016-08-23 10:00 来源：新华社 作者：张三", Byline("新华社", "张三", "2016-08-23")),
        ("Source: Xinhua | 2016-08-23 | By Li", Byline("Xinhua", "Li", "2016-08-23")),
    ],
)
def test_a_line_of_its_own_is_taken(line: str, byline: Byline) -> None:
    assert take_byline(["Title", line, *PROSE]) == (byline, ["Title", *PROSE])
    assert take_byline(["Title", *PROSE, "", line]) == (byline, ["Title", *PROSE, ""])


@pytest.mark.parametrize(
    "line",
    [
        "By the end of the year it was signed.",
        "By the sea",
        "By signing it, the company agreed",
        "It was signed on 23 August 2016.",
        "Source: the minister said that it was signed by the company in the evening of that day, "
        "and nobody else was there.",
        "03/04/2016",
        "2016",
        "30 February 2016",
        "May it be signed",
    ],
)
def test_another_line_stays(line: str) -> None:
    assert take_byline(["Title", line, *PROSE]) == (Byline(), ["Title", line, *PROSE])


def test_a_date_between_paragraphs_is_a_heading() -> None:
    lines = ["Title", *PROSE, "23 August 2016", *PROSE]
    assert take_byline(lines) == (Byline(), lines)


def test_a_source_may_stand_anywhere() -> None:
    lines = [*PROSE, "Source: Xinhua", *PROSE]
    assert take_byline(lines) == (Byline("Xinhua"), [*PROSE, *PROSE])


def test_the_day_of_publication_comes_before_that_of_a_change() -> None:
    lines = ["Updated: 2016-08-25", "Published: 2016-08-23", *PROSE]
    assert take_byline(lines)[0].date == "2016-08-23"
