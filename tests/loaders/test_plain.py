"""Text files: title, source and date are found, and nothing of the article is lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.article import Article
from ipqa.loaders.plain import load_plain, title_from_name

PAGE = """IP News Alerts Articles Cases Links
Partnership on Copyright in Cyberspace

04-27-2016 05:58 BJT

The centre and the company announced an agreement. It covers online services.

The 2019 report, published later, said more.

Source: China Daily

>> Back

This website uses cookies to enhance your experience. You can change your settings at any time."""


def loaded(text: str, name: str = "some-article_of mine.txt") -> Article:
    return load_plain(text, Path("/corpus") / name, f"corpus/{name}")


def test_a_saved_page_gives_title_source_date_and_only_the_article() -> None:
    article = loaded(PAGE)
    assert article.title == "Partnership on Copyright in Cyberspace"
    assert article.source == "China Daily"
    assert article.date == "2016-04-27"
    assert article.text == (
        "The centre and the company announced an agreement. It covers online services.\n\n"
        "The 2019 report, published later, said more."
    )
    assert article.path == "/corpus/some-article_of mine.txt"


def test_a_text_that_starts_with_prose_is_named_after_its_file() -> None:
    article = loaded("The council has signed a memorandum.\nMore followed.")
    assert article.title == "Some article of mine"
    assert article.text == "The council has signed a memorandum.\nMore followed."
    assert (article.source, article.date) == (None, None)


def test_a_chinese_text_keeps_every_sentence() -> None:
    article = loaded(
        "版权保护新闻\n\n来源不明。腾讯公司签署了协议。\n\n“双方将合作。”张先生说：“很好。”"
    )
    assert article.title == "版权保护新闻"
    assert article.text == "来源不明。腾讯公司签署了协议。\n\n“双方将合作。”张先生说：“很好。”"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("2016-04-27", "2016-04-27"),
        ("2016-04-27 05:58", "2016-04-27"),
        ("2016-04-27T05:58:00Z", "2016-04-27"),
        ("12-31-2020", "2020-12-31"),
        ("12-31-2020 9:05 BJT", "2020-12-31"),
    ],
)
def test_a_line_that_is_a_date_is_the_date_and_not_text(line: str, date: str) -> None:
    article = loaded(f"A title\n\n{line}\n\nThe text of it.")
    assert (article.date, article.text) == (date, "The text of it.")


@pytest.mark.parametrize("line", ["02-30-2016", "31-12-2020", "2016-13-45", "99-99-9999"])
def test_a_day_that_does_not_exist_is_never_guessed_at(line: str) -> None:
    article = loaded(f"A title\n\n{line}\n\nThe text of it.")
    assert article.date is None
    assert line in article.text


def test_a_date_within_a_sentence_is_text() -> None:
    article = loaded("A title\n\nIt was signed on 2016-04-27 in London.")
    assert article.date is None
    assert article.text == "It was signed on 2016-04-27 in London."


def test_an_author_and_a_date_in_words() -> None:
    article = loaded("A title\n\nBy Jane Doe | August 23, 2016\n\nThe text of it.")
    assert (article.author, article.date) == ("Jane Doe", "2016-08-23")
    assert article.text == "The text of it."


def test_the_line_below_a_chinese_title() -> None:
    article = loaded("标题\n\n2016-08-23 10:15 来源：新华社 记者：李四\n\n腾讯公司签署了协议。")
    assert (article.source, article.author, article.date) == ("新华社", "李四", "2016-08-23")
    article = loaded("标题\n\n记者：李四\n\n腾讯公司签署了协议。\n\n责任编辑：张三")
    assert (article.author, article.text) == ("李四", "腾讯公司签署了协议。")


def test_only_the_first_source_and_date_are_taken() -> None:
    article = loaded("A title\n\nSource: One\nSource: Two\n2016-01-01\n2017-01-01\nText.")
    assert (article.source, article.date) == ("One", "2016-01-01")
    assert article.text == "Source: Two\n2017-01-01\nText."


@pytest.mark.parametrize(
    ("name", "title"),
    [("a-b_c.txt", "A b c"), ("X.md", "X"), ("---.txt", "---.txt"), ("版权.txt", "版权")],
)
def test_a_file_name_gives_a_readable_title(name: str, title: str) -> None:
    assert title_from_name(Path(name)) == title
