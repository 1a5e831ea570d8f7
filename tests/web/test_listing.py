"""A page of the list of articles."""

from __future__ import annotations

import pytest

from ipqa.index.report import ArticleStatus
from ipqa.web.articles.listing import PER_PAGE, Column, Query, file_of, folder_of, listing


def article(number: int, **fields: object) -> ArticleStatus:
    values = {
        "id": f"corpus/{number:05}.md", "title": f"Title {number:05}", "source": None,
        "date": None, "path": f"/c/{number:05}.md", "passages": number, "indexed_at": "2026-01-02",
    }  # fmt: skip
    return ArticleStatus(**{**values, **fields})  # type: ignore[arg-type]


ARTICLES = [
    article(1, source="Xinhua", date="2016"),
    article(2, source="China Daily", date="2020-12-31", language="en"),
    article(3, id="news/table.csv#1", title="Café culture", source="China Daily"),
    article(4, id="news/table.csv#2", title="", date="2018-05"),
]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", [3, 1, 2, 4]),
        ("china", [3, 2]),
        ("daily CHINA", [3, 2]),
        ("cafe", [3]),
        ("china 00002", [2]),
        ("pirates", []),
    ],
)
def test_words_are_looked_for_in_titles_and_sources(words: str, found: list[int]) -> None:
    page = listing(ARTICLES, Query(words))
    assert [one.passages for one in page.articles] == found
    assert (page.found, page.total) == (len(found), 4)


@pytest.mark.parametrize(
    ("column", "upwards", "downwards"),
    [
        ("source", [2, 3, 1, 4], [1, 3, 2, 4]),
        ("date", [1, 4, 2, 3], [2, 4, 1, 3]),
        ("passages", [1, 2, 3, 4], [4, 3, 2, 1]),
        ("folder", [1, 2, 3, 4], [4, 3, 2, 1]),
        ("language", [2, 1, 3, 4], [2, 1, 3, 4]),
    ],
)
def test_what_is_not_known_comes_last(
    column: Column, upwards: list[int], downwards: list[int]
) -> None:
    for descending, expected in ((False, upwards), (True, downwards)):
        page = listing(ARTICLES, Query(sort=column, descending=descending))
        assert [one.passages for one in page.articles] == expected


def test_the_server_cuts_pages() -> None:
    many = [article(number) for number in range(10_000)]
    page = listing(many, Query(page=3))
    assert len(page.articles) == PER_PAGE
    assert page.first == 101
    assert page.articles[0].title == "Title 00100"
    assert page.pages == 200
    assert listing(many, Query(page=9999)).query.page == 200
    assert listing([], Query(page=2)).first == 0


def test_a_file_may_hold_many_articles() -> None:
    assert listing(ARTICLES, Query("cafe")).siblings == {"news/table.csv": 2}
    assert file_of("news/table.csv#1") == "news/table.csv"
    assert folder_of("news/2020/table.csv#1") == "news/2020"


@pytest.mark.parametrize(
    "data",
    [{}, {"sort": "path; DROP TABLE", "page": -1}, {"page": "2", "descending": 1, "words": None}],
)
def test_what_makes_no_sense_is_as_if_it_were_not_sent(data: dict[str, object]) -> None:
    assert Query.from_dict(data) == Query()
