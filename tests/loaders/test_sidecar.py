"""What a user writes beside a file wins over what the file says."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders import load_articles, walk_files
from ipqa.loaders.sidecar import apply_sidecar, read_sidecar, sidecar_of

FRONT = "---\ntitle: From the file\nsource: The file\ndate: 2015\nlanguage: de\n---\nIt was signed."


def beside(folder: Path, sidecar: str, ending: str = ".yaml") -> Path:
    path = folder / "report.md"
    path.write_text(FRONT)
    (folder / f"report.md{ending}").write_text(sidecar)
    return path


YAML = "title: Mine\ndate: August 23, 2016\nauthor: Jane\nlanguage: en-GB\nurl: https://a.org\n"
JSON = (
    '{"title": "Mine", "date": "2016-08-23", "author": "Jane", "language": "en", '
    '"url": "https://a.org", "rating": [5]}'
)


@pytest.mark.parametrize(
    ("ending", "text"),
    [(".yaml", YAML), (".yml", YAML), (".json", JSON), (".json", "\ufeff" + JSON)],
)
def test_the_user_s_word_wins_and_the_file_says_the_rest(
    ending: str, text: str, tmp_path: Path
) -> None:
    path = beside(tmp_path, text, ending)
    article = next(load_articles(path, "a"))
    assert (article.title, article.source, article.date) == ("Mine", "The file", "2016-08-23")
    assert (article.author, article.language, article.url) == ("Jane", "en", "https://a.org")
    assert article.text == "It was signed."
    assert sidecar_of(path) == tmp_path / f"report.md{ending}"


def test_a_file_may_have_none(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(FRONT)
    (tmp_path / "a.yaml").write_text(YAML)
    assert sidecar_of(path) is None
    assert read_sidecar(path) == {}


def test_a_sidecar_is_no_article(tmp_path: Path) -> None:
    path = beside(tmp_path, YAML)
    beside(tmp_path, JSON, ".json")
    assert list(walk_files(tmp_path)) == [path]


@pytest.mark.parametrize("text", ["title: null\ndate:\nsource: ~\n", '{"title": null}', "{}"])
def test_what_it_does_not_say_is_the_file_s(text: str, tmp_path: Path) -> None:
    article = next(load_articles(beside(tmp_path, text), "a"))
    assert (article.title, article.source, article.date) == ("From the file", "The file", "2015")


@pytest.mark.parametrize(
    ("text", "ending", "reason"),
    [
        ("title: [a", ".yaml", "not valid YAML"),
        ('{"title": ', ".json", "not valid JSON"),
        ("[" * 5000, ".yaml", "nested too deep"),
        ("only words", ".yaml", "no lines such as"),
        ("", ".yaml", "empty"),
        ("date: last summer", ".yaml", "write it as 2016-08-23"),
        ("language: Klingon", ".yaml", "write it as en"),
        ("title: [a, b]", ".yaml", "no line of text"),
    ],
)
def test_what_cannot_be_understood_names_the_sidecar(
    text: str, ending: str, reason: str, tmp_path: Path
) -> None:
    path = beside(tmp_path, text, ending)
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        next(load_articles(path, "a"))
    assert f"report.md{ending}" in caught.value.reason
    assert "\n" not in str(caught.value)


def test_the_rows_of_a_table_keep_their_titles(tmp_path: Path) -> None:
    row = Article("corpus/a.csv#2", "Row", "Text.", path=str(tmp_path / "a.csv"))
    told = apply_sidecar(row, {"title": "All", "url": "https://a.org", "source": "The paper"})
    assert (told.title, told.url, told.source) == ("Row", None, "The paper")
