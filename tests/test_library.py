"""The store as the assistant uses it: notices, repairs, older stores, other processes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from index.older import older_store
from stores import HashEmbedder

from ipqa.embedding import Embedder
from ipqa.errors import (
    EmptyIndexError,
    OldStoreError,
    OtherEmbedderError,
    StoreMismatchError,
    StoreUnreadableError,
)
from ipqa.index.catalog import Catalog
from ipqa.library import Library
from ipqa.settings import load_settings

TEXTS = {
    "piracy.md": "The police seized 1.2 million pirated books.",
    "wechat.md": "CBBC signed an agreement with WeChat in London.",
}


class Hashing(Library):
    """A library without a model; notes what it is told and what it embeds."""

    def __init__(self, folder: Path, name: str = "hash") -> None:
        super().__init__(load_settings(store=folder / "store", corpus=folder / "corpus"))
        self.folder = folder
        self.told: list[str] = []
        self.counted = Counted(name)

    def _find_embedder(self) -> Embedder:
        return self.counted

    def sync(self, *paths: Path, rebuild: bool = False) -> int:
        report = self.index(list(paths), notice=self.told.append, rebuild=rebuild)
        return report.added

    def found(self, question: str = "seized signed") -> set[str]:
        return {hit.passage.text for hit in self.ready().retriever.search(question, 9)}


class Counted(HashEmbedder):
    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.texts: list[str] = []

    def encode_passages(self, texts):  # type: ignore[no-untyped-def]
        self.texts += texts
        return super().encode_passages(texts)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Hashing]:
    (tmp_path / "corpus").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "corpus" / name).write_text(f"# T\n\n{text}")
    library = Hashing(tmp_path)
    yield library
    library.close()


def aside(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("store.damaged-*/*"))


def test_what_is_synced_is_found_and_told(library: Hashing) -> None:
    assert library.sync() == 2
    assert library.found() == set(TEXTS.values())
    status = library.status()
    assert (status.passages, status.schema, status.duplicates) == (2, 2, 0)
    assert library.told == []


def test_near_duplicates_are_counted(library: Hashing) -> None:
    (library.folder / "corpus" / "copy.md").write_text(f"# Copy\n\n{TEXTS['piracy.md']}")
    library.sync()
    assert library.status().duplicates == 2


def test_nothing_is_asked_of_a_store_that_is_not_there(library: Hashing) -> None:
    for asked in (library.ready, library.status, lambda: library.remove(["x"])):
        with pytest.raises(EmptyIndexError):
            asked()
    assert not (library.folder / "store").exists()


def test_articles_are_removed_without_a_model(library: Hashing) -> None:
    library.sync()
    other = Hashing(library.folder, "another")
    assert other.remove(["corpus/piracy.md"]) == ["corpus/piracy.md"]
    assert library.found() == {TEXTS["wechat.md"]}
    assert library.remove(["corpus/wechat.md"]) == ["corpus/wechat.md"]
    with pytest.raises(EmptyIndexError):
        library.ready()


def test_an_open_library_notices_that_another_embedded_anew(library: Hashing) -> None:
    library.sync()
    library.found()
    other = Hashing(library.folder, "another")
    other.sync()
    assert other.found() == set(TEXTS.values())
    with pytest.raises(OtherEmbedderError, match="'ipqa index'"):
        library.ready()
    other.close()
    with pytest.raises(OtherEmbedderError):
        Hashing(library.folder).ready()
    library.sync()
    assert "embedding all 2 passages again with hash" in library.told[0]
    assert library.found() == set(TEXTS.values())


def test_notices_are_warnings_where_nobody_listens(library: Hashing) -> None:
    library.sync()
    report = Hashing(library.folder, "another").index()
    assert "embedding all 2 passages" in report.warnings[0]
    assert "nothing in the store is damaged" in library.index(rebuild=True).warnings[0]


# -- older stores


def test_an_older_store_is_brought_up_to_date_and_nothing_is_embedded(library: Hashing) -> None:
    older_store(library.folder / "store", library.folder / "corpus", TEXTS)
    with pytest.raises(OldStoreError, match="run 'ipqa index'"):
        library.ready()
    assert library.sync() == 0
    assert [line[:20] for line in library.told] == ["the index is of an e", "splitting all 2 arti"]
    assert "earlier ipqa (schema 1)" in library.told[0]
    assert library.counted.texts == []
    assert library.found() == set(TEXTS.values())
    assert Catalog(library.folder / "store").removed() == {"corpus/gone.md"}
    library.sync()
    assert len(library.told) == 2


def test_an_older_store_whose_migration_breaks_stays_as_it_was(
    library: Hashing, monkeypatch: pytest.MonkeyPatch
) -> None:
    older_store(library.folder / "store", library.folder / "corpus", TEXTS)
    with monkeypatch.context() as patch:
        patch.setattr("ipqa.index.catalog.digest", lambda _: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            library.sync()
    with sqlite3.connect(library.folder / "store" / "catalog.sqlite") as db:
        assert db.execute("SELECT value FROM meta WHERE key = 'schema'").fetchone() == ("1",)
    assert library.sync() == 0
    assert library.found() == set(TEXTS.values())


def test_an_older_store_without_vectors_is_embedded(library: Hashing) -> None:
    older_store(library.folder / "store", library.folder / "corpus", TEXTS)
    (library.folder / "store" / "chroma").rename(library.folder / "away")
    library.sync()
    assert len(library.counted.texts) == 2
    assert library.found() == set(TEXTS.values())


def test_a_newer_store_is_left_alone(library: Hashing) -> None:
    library.sync()
    with sqlite3.connect(library.folder / "store" / "catalog.sqlite") as db:
        db.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
    for asked in (library.sync, library.status):
        with pytest.raises(StoreMismatchError, match="schema 99"):
            asked()


# -- damage


def damage(path: Path) -> None:
    path.write_bytes(b"junk" * 1000)
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def test_a_damaged_catalog_is_moved_aside_only_when_that_is_asked_for(library: Hashing) -> None:
    library.sync()
    library.close()
    catalog = library.folder / "store" / "catalog.sqlite"
    damage(catalog)
    with pytest.raises(StoreUnreadableError, match="ipqa index --rebuild"):
        library.sync()
    assert catalog.read_bytes() == b"junk" * 1000
    library.counted.texts.clear()
    assert library.sync(rebuild=True) == 2
    assert aside(library.folder)[0] == "catalog.sqlite"
    assert "can't be read (" in library.told[0]
    assert "which folders were indexed" in library.told[1]
    assert library.counted.texts == []  # the vectors were whole
    assert library.found() == set(TEXTS.values())


def test_roots_and_removals_survive_where_they_can_be_read(
    library: Hashing, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = library.folder / "news"
    news.mkdir()
    (news / "rain.md").write_text("It rained.")
    library.sync(news, library.folder / "corpus")
    library.remove(["corpus/piracy.md"])
    library.close()

    def broken(_: Catalog) -> None:
        raise StoreUnreadableError(library.folder, "database disk image is malformed")

    monkeypatch.setattr(Catalog, "check", broken)
    library.sync(rebuild=True)
    assert library.found("rained signed seized") == {"It rained.", TEXTS["wechat.md"]}
    assert "catalog.sqlite" in aside(library.folder)


def test_damaged_vectors_are_made_anew(library: Hashing) -> None:
    library.sync()
    library.close()
    damage(library.folder / "store" / "vectors.sqlite")
    with pytest.raises(StoreUnreadableError, match="--rebuild"):
        library.sync()
    library.counted.texts.clear()
    assert library.sync(rebuild=True) == 0
    assert aside(library.folder) == ["vectors.sqlite"]
    assert len(library.counted.texts) == 2
    assert library.found() == set(TEXTS.values())


def test_a_damaged_search_index_costs_no_embedding(library: Hashing) -> None:
    library.sync()
    library.close()
    (folder,) = (library.folder / "store").glob("chroma-*")
    damage(folder / "chroma.sqlite3")
    for asked in (library.sync, library.found):
        with pytest.raises(StoreUnreadableError, match="--rebuild"):
            asked()
    library.close()
    library.counted.texts.clear()
    library.sync(rebuild=True)
    assert aside(library.folder) == [folder.name]
    assert library.counted.texts == []
    assert library.found() == set(TEXTS.values())


def test_an_open_library_notices_a_store_that_was_made_anew(
    library: Hashing, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.sync()
    library.found()
    other = Hashing(library.folder)
    (library.folder / "corpus" / "new.md").write_text("It rained.")
    with monkeypatch.context() as patch:
        patch.setattr(Catalog, "check", lambda _: (_ for _ in ()).throw(_unreadable(library)))
        other.sync(rebuild=True)
    assert "It rained." in library.found("rained")


def _unreadable(library: Hashing) -> StoreUnreadableError:
    return StoreUnreadableError(library.folder, "malformed")


def test_a_whole_store_gets_only_a_new_search_index(library: Hashing) -> None:
    library.sync()
    library.counted.texts.clear()
    assert library.sync(rebuild=True) == 0
    assert aside(library.folder) == []
    assert library.counted.texts == []
    assert library.found() == set(TEXTS.values())
