"""A sync keeps the vectors in step with the catalog."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from stores import Store, open_store

from ipqa.embedding import Embedder
from ipqa.index import sync as syncing
from ipqa.index import writing as room


def test_articles_with_the_same_text_share_a_vector_and_are_both_found(store: Store) -> None:
    store.write("copy.md", (store.corpus / "piracy.md").read_text())
    store.sync()
    assert (store.catalog.passage_count(), store.vectors.count()) == (3, 2)
    (store.corpus / "copy.md").unlink()
    store.sync()
    assert (store.catalog.passage_count(), store.vectors.count()) == (2, 2)


def test_work_streams_in_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "EMBED_AT_ONCE", 2)
    monkeypatch.setattr(room, "QUEUED", 16)
    sizes: list[int] = []
    encode = type(store.embedder).encode_passages
    monkeypatch.setattr(
        type(store.embedder),
        "encode_passages",
        lambda self, texts: sizes.append(len(texts)) or encode(self, texts),
    )
    for number in range(20):
        store.write(f"{number}.md", f"Text of the article with number {number}.")
    store.sync()
    assert max(sizes) == 2
    assert store.vectors.count() == store.catalog.passage_count() == 22


def test_the_real_embedder_finds_what_was_indexed(tmp_path: Path, embedder: Embedder) -> None:
    store = open_store(tmp_path, embedder)
    store.write("wechat.md", "# A signing\n\nCBBC signed an agreement with WeChat in London.")
    store.write("weather.md", "# Weather\n\nIt rained all day.")
    store.sync()
    found = store.found("Which council made a deal with the messenger?", 1)
    assert found == ["CBBC signed an agreement with WeChat in London."]
    store.close()


def test_a_missing_vector_is_made_anew_from_the_catalog(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write("forum.md", "# Forum\n\n## Guests\n\nNearly 200 came.")
    store.sync()
    ids = set(store.vectors.ids())
    store.vectors.kept.delete(sorted(ids)[:2])
    monkeypatch.setattr(syncing, "load_articles", lambda *_: pytest.fail("a file was read anew"))
    assert store.sync().nothing_changed
    assert set(store.vectors.ids()) == ids


def test_missing_vectors_are_made_though_orphans_make_up_the_number(store: Store) -> None:
    store.sync()
    ids = sorted(store.vectors.ids())
    store.vectors.kept.delete(ids[:1])
    store.vectors.put(["o1", "o2", "o3"], store.embedder.encode_passages(["1", "2", "3"]))
    store.sync()
    assert sorted(store.vectors.ids()) == ids


def test_orphans_are_swept(store: Store) -> None:
    store.sync()
    ids = set(store.vectors.ids())
    store.vectors.put(["orphan"], store.embedder.encode_passages(["orphan"]))
    assert store.sync().nothing_changed
    assert set(store.vectors.ids()) == ids


def test_vectors_that_are_lost_are_taken_from_the_search_index(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    ids = set(store.vectors.ids())
    store.vectors.kept.delete(sorted(ids))
    monkeypatch.setattr(
        type(store.embedder), "encode_passages", lambda *_: pytest.fail("embedded anew")
    )
    assert store.sync().nothing_changed
    assert set(store.vectors.ids()) == ids


def test_a_search_index_that_is_gone_is_made_from_the_vectors(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    place = store.catalog.meta("place")
    assert place is not None
    shutil.rmtree(store.folder / place.split("/")[0])
    monkeypatch.setattr(
        type(store.embedder), "encode_passages", lambda *_: pytest.fail("embedded anew")
    )
    assert "search index" in store.sync().warnings[0]
    assert store.whole()
    assert store.sync().warnings == ()


def test_a_search_while_vectors_are_missing_answers(store: Store) -> None:
    store.sync()
    store.vectors.kept.delete(list(store.vectors.ids()))
    assert store.found("police")[0] == "The police seized 1.2 million pirated books."


def test_a_heading_restores_the_same_vector(store: Store) -> None:
    store.write(
        "forum.md", "# " + "Long title " * 90 + "\n\n## Who came to it?\n\nNearly 200 came."
    )
    store.sync()
    ids = list(store.vectors.ids())
    kept = store.vectors.kept.rows(ids)[1]
    (place,) = store.folder.glob("chroma-*")
    shutil.rmtree(place)
    store.vectors.kept.delete(ids)
    assert len(store.sync().warnings) == 2
    assert list(store.vectors.ids()) == ids
    assert (store.vectors.kept.rows(ids)[1] == kept).all()
