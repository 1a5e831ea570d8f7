from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from ipqa.article import Article
from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets import locate_gold

from ..builders import NEWS, SIGNED, SONGS, question

PATH = Path("q.csv")
ARTICLES = [
    NEWS,
    Article("corpus/old/news-2.md", "Old", "Old news."),
    Article("corpus/new/news-2.md", "New", "New news."),
    Article("corpus/e\u0301te\u0301.md", "Summer", "Summer news."),
]


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("corpus/news.md", "corpus/news.md"),
        ("news.md", "corpus/news.md"),
        ("old/news-2.md", "corpus/old/news-2.md"),
        ("été.md", "corpus/e\u0301te\u0301.md"),
        ("e\u0301te\u0301.md", "corpus/e\u0301te\u0301.md"),
    ],
)
def test_a_file_name_becomes_the_id_that_ends_with_it(name: str, id: str) -> None:
    asked = replace(question("q"), article_ids=(name,), quotes=())
    assert locate_gold([asked], ARTICLES, PATH) == [replace(asked, article_ids=(id,))]


def test_a_question_that_names_nothing_stays_as_it_is() -> None:
    asked = question("q", None)
    assert locate_gold([asked], [], PATH) == [asked]


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        (
            "nevs.md",
            "names nevs.md, and no article has that id or file name: did you mean news.md?",
        ),
        ("ews.md", "names ews.md, and no article has that id or file name: did you mean news.md?"),
        ("x", "names x, and no article has that id or file name: check its spelling"),
        ("news-2.md", "fits corpus/old/news-2.md and corpus/new/news-2.md: give more of its path"),
    ],
)
def test_an_article_that_is_not_there_or_not_clear_is_named(name: str, reason: str) -> None:
    asked = replace(question("q-7"), article_ids=(name,), quotes=())
    with pytest.raises(QuestionsError) as error:
        locate_gold([asked], ARTICLES, PATH)
    assert str(error.value).startswith("q.csv: the question q-7 names ")
    assert reason in str(error.value)


def test_a_quote_stands_in_one_of_the_articles() -> None:
    asked = replace(question("q"), article_ids=("old/news-2.md", "news.md"), quotes=(SIGNED, SONGS))
    (located,) = locate_gold([asked], ARTICLES, PATH)
    assert located.quotes == (SIGNED, SONGS)
    for wrong in (replace(asked, quotes=(SIGNED, "It snowed.")), replace(asked, article_ids=())):
        with pytest.raises(QuestionsError, match=r"the question q quotes .*: copy the exact words"):
            locate_gold([wrong], ARTICLES, PATH)
