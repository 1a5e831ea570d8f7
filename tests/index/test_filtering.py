"""Filters find the articles that fit, and no others."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from stores import Store, open_store

from ipqa.errors import FilterError, NothingFitsError
from ipqa.filters import MOST, Filters
from ipqa.index.catalog import Catalog
from ipqa.index.filtering import Choices
from ipqa.retrieval import Retriever

ARTICLES = {
    "a.md": ("China Daily", "2020-12", "en"),
    "b.md": ("Süddeutsche", "2020-12-31", "de-AT"),
    "2020/c.md": ("IP News", "2020", "zh-CN"),
    "2020/d.md": ("china daily", "2019-12-31", None),
    "2020x/e.md": (None, None, "EN_gb"),
}


def article(number: int, source: str | None, date: str | None, language: str | None) -> str:
    named = {"title": f"Story {number}", "source": source, "date": date, "language": language}
    head = "\n".join(f"{key}: {value}" for key, value in named.items() if value)
    return f"---\n{head}\n---\n\nBananas are yellow. This is what article number {number} says."


@pytest.fixture
def full(tmp_path: Path) -> Store:
    store = open_store(tmp_path)
    for number, (name, about) in enumerate(ARTICLES.items()):
        store.write(name, article(number, *about))
    store.sync()
    return store


def found(store: Store, filters: Filters) -> set[str]:
    """The letters of the articles that a search finds, each way it looks them up."""
    retriever = Retriever(store.catalog, store.vectors, store.embedder)
    try:
        part = retriever.select(filters)
    except NothingFitsError:
        return set()
    hits = [hit for q in ("yellow bananas", "zebra") for hit in retriever.search(q, 9, filters)]
    ids = {hit.article.id for hit in hits}
    assert part is not None
    fits = store.catalog.filtering.fitting(store.ids(), part.fits)
    assert set(fits) == ids
    return {Path(id).stem for id in ids}


@pytest.mark.parametrize(
    ("filters", "letters"),
    [
        (Filters(sources="China Daily"), "ad"),
        (Filters(sources=" CHINA  daily"), "ad"),
        (Filters(sources="SÜDDEUTSCHE"), "b"),
        (Filters(sources=["ip news", "süddeutsche", "nobody"]), "bc"),
        (Filters(sources="China"), ""),
        (Filters(sources="%"), ""),
        (Filters.only("2020"), "abc"),
        (Filters.only("2020-12"), "abc"),
        (Filters.only("2020-11"), "c"),
        (Filters.only("2020-12-31"), "abc"),
        (Filters.only("2020-12-30"), "ac"),
        (Filters(since="2020-12-15"), "abc"),
        (Filters(since="2021"), ""),
        (Filters(until="2019"), "d"),
        (Filters(until="2020-01-01"), "cd"),
        (Filters(since="0001"), "abcd"),
        (Filters(languages="en"), "ae"),
        (Filters(languages="EN-us"), "ae"),
        (Filters(languages=["zh", "de_DE"]), "bc"),
        (Filters(languages="e"), ""),
        (Filters(folders="corpus/2020"), "cd"),
        (Filters(folders="corpus/2020/"), "cd"),
        (Filters(folders="corpus/2020/c.md"), "c"),
        (Filters(folders=["corpus/2020x", "corpus/a.md"]), "ae"),
        (Filters(folders="corpus"), "abcde"),
        (Filters(folders="corp"), ""),
        (Filters(sources="china daily", since="2020", folders="corpus"), "a"),
        (Filters(), "abcde"),
    ],
)
def test_what_fits_is_found_and_nothing_else(full: Store, filters: Filters, letters: str) -> None:
    if filters:
        assert found(full, filters) == set(letters)
    else:
        retriever = Retriever(full.catalog, full.vectors, full.embedder)
        assert retriever.select(filters) is None


def test_a_folder_may_be_a_path(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(full.corpus)
    for path in ("2020", "./2020", "2020x/../2020", str(full.corpus / "2020")):
        assert found(full, Filters(folders=path)) == {"c", "d"}, path
    assert found(full, Filters(folders=".")) == set("abcde")
    assert found(full, Filters(folders=str(full.corpus / "a.md"))) == {"a"}
    assert found(full, Filters(folders="..")) == set("abcde")


def test_a_file_of_many_articles_is_a_folder(full: Store) -> None:
    fits = full.catalog.filtering.condition(Filters(folders="corpus/news.jsonl"))
    sql = f"WITH articles (id, path) AS (VALUES (?, '')) SELECT id FROM articles WHERE {fits.sql}"
    for id, fit in (("corpus/news.jsonl#3", 1), ("corpus/news.jsonl2", 0)):
        assert len(full.catalog._db.all(sql, id, *fits.values)) == fit


def test_a_passage_that_articles_share_is_found_in_those_that_fit(full: Store) -> None:
    for name, source in (("copy.md", "One"), ("other.md", "Two")):
        full.write(name, f"---\ntitle: Same\nsource: {source}\n---\n\nThe very same words.")
    full.sync()
    assert full.catalog.passage_count() == full.vectors.count() + 1
    assert found(full, Filters(sources="two")) == {"other"}


def test_rarity_is_counted_over_all_articles(full: Store) -> None:
    whole = full.catalog.bm25(["banana", "number"], 9)
    fits = full.catalog.filtering.condition(Filters.only("2019"))
    some = full.catalog.bm25(["banana", "number"], 9, fits=fits)
    assert len(some) == 1
    assert some.items() <= whole.items()


def test_choices_are_the_commonest_first(full: Store) -> None:
    assert full.catalog.filtering.choices() == Choices(
        ("China Daily", "IP News", "Süddeutsche"), ("en", "de", "zh"),
        ("corpus", "corpus/2020", "corpus/2020x"),
        "2019-12-31", "2020-12-31",
    )  # fmt: skip


def test_an_empty_catalog_has_no_choices(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    assert catalog.filtering.choices() == Choices()
    catalog.close()


def test_what_was_selected_is_remembered_until_the_catalog_changes(full: Store) -> None:
    retriever = Retriever(full.catalog, full.vectors, full.embedder)
    first = retriever.select(Filters.only("2020"))
    assert retriever.select(Filters.only("2020")) is first
    for year in range(1990, 2010):
        with pytest.raises(NothingFitsError, match=rf"filters \({year}\): widen"):
            retriever.select(Filters.only(str(year)))
    full.write("f.md", article(6, "New", "2020-03", None))
    full.sync()
    changed = retriever.select(Filters.only("2020"))
    assert changed is not first
    assert changed is not None
    assert first is not None
    assert len(changed.vector_ids) == len(first.vector_ids) + 1


def test_another_connection_is_a_change_too(full: Store) -> None:
    before = full.catalog.filtering.version()
    assert full.catalog.filtering.version() == before
    other = Catalog(full.folder)
    other.set_meta("some", "thing")
    other.close()
    assert full.catalog.filtering.version() != before


def test_only_a_few_selections_are_remembered(full: Store) -> None:
    retriever = Retriever(full.catalog, full.vectors, full.embedder)
    for day in range(10, 30):
        retriever.select(Filters.only(f"2020-12-{day}"))
    assert len(retriever._selected) == 4


def test_as_many_names_as_may_be_given_are_looked_up(tmp_path: Path) -> None:
    names = [f"folder {number}" for number in range(MOST)]
    filters = Filters(sources=names, languages=names, folders=names, since="2020", until="2020")
    with contextlib.closing(Catalog(tmp_path)) as catalog:
        assert catalog.filtering.vector_ids(catalog.filtering.condition(filters)) == []
    with pytest.raises(FilterError, match="folders are 501, and 500 may be given"):
        Filters(folders=[*names, "one more"])
