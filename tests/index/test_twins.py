"""Near-duplicates are found as articles come, and forgotten as they go."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.pairs import FINE, HARBOUR, HARBOUR_LATER, MORE, SIGNED, other_pairs, same_pairs
from ipqa.article import Article
from ipqa.index import twins as room
from ipqa.index.catalog import Catalog


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path)
    yield catalog
    catalog.close()


def put(catalog: Catalog, id: str, text: str) -> None:
    catalog.put_article(Article(id, "A title", text), id, "c", [])


def found(catalog: Catalog, first: str, second: str) -> bool:
    put(catalog, "a", first)
    put(catalog, "b", second)
    return catalog.twins(["a"]) == {"a": ["b"]}


@pytest.mark.parametrize("name", same_pairs())
def test_the_same_story_is_found(name: str, catalog: Catalog) -> None:
    assert found(catalog, *same_pairs()[name])


@pytest.mark.parametrize("name", other_pairs())
def test_another_story_is_not(name: str, catalog: Catalog) -> None:
    assert not found(catalog, *other_pairs()[name])


def test_a_group_is_the_same_from_each_of_its_articles(catalog: Catalog) -> None:
    for id, text in (("a", FINE), ("b", HARBOUR), ("c", f"{HARBOUR} {MORE}"), ("d", HARBOUR)):
        put(catalog, id, text)
    assert catalog.twins(["b", "a", "d", "b", "nobody"]) == {
        "b": ["c", "d"],
        "a": [],
        "d": ["b", "c"],
        "nobody": [],
    }
    assert catalog.near.count() == 3


def test_what_is_dropped_or_changed_is_no_twin_any_more(catalog: Catalog) -> None:
    put(catalog, "a", HARBOUR)
    put(catalog, "b", HARBOUR)
    put(catalog, "c", HARBOUR)
    catalog.drop_article("b")
    assert catalog.twins(["a"]) == {"a": ["c"]}
    put(catalog, "c", HARBOUR_LATER)
    assert catalog.twins(["a", "c"]) == {"a": [], "c": []}
    put(catalog, "c", HARBOUR)
    catalog.drop_article("a")
    catalog.drop_article("c")
    for table in ("signatures", "bands", "twins"):
        assert catalog._db.all(f"SELECT * FROM {table}") == []


@pytest.mark.parametrize(
    ("first", "second", "twins"),
    [
        ("It rained in Vik today.", "It rained in  Vik – today!", True),
        ("It rained in Vik today.", "It rained in Vik yesterday.", False),
        ("It rained in Vik today.", f"It rained in Vik today. {FINE}", False),
        ("版权局通报", "版权局通报。", True),
        ("版权局通报", "版权局表示", False),
        ("", "", True),
        ("...", FINE, False),
    ],
)
def test_short_texts_are_twins_only_if_they_are_equal(
    first: str, second: str, twins: bool, catalog: Catalog
) -> None:
    assert found(catalog, first, second) is twins


def test_a_text_in_chinese_is_compared_by_its_characters() -> None:
    size, _, bands = room.signature(SIGNED)
    assert size > 100
    assert len(bands) == room.PERMUTATIONS // room.ROWS


def test_of_a_very_long_text_only_the_beginning_is_compared(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(room, "COMPARED", len(HARBOUR))
    monkeypatch.setattr(room, "AT_ONCE", 7)
    assert room.signature(HARBOUR + FINE)[2] == room.signature(HARBOUR)[2]
