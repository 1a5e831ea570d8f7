"""What a reader sees while another process syncs, and after."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
from stores import HashEmbedder, Store, open_store

from ipqa.errors import StoreUnreadableError
from ipqa.index.catalog import Catalog
from ipqa.retrieval import Retriever

OLD = "The police seized 1.2 million pirated books."


def _sync(folder: Path, then: str) -> None:
    store = open_store(folder)
    if then == "remove":
        store.remove("corpus/piracy.md")
    else:
        store.sync()
    store.close()


def elsewhere(folder: Path, then: str = "sync") -> None:
    """A sync in another process."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb", "stores"])
    child = context.Process(target=_sync, args=(folder, then))
    child.start()
    child.join(60)
    assert child.exitcode == 0


def dense(store: Store, text: str) -> float:
    """The best cosine by which a question of just these words finds something."""
    hits = Retriever(store.catalog, store.vectors, store.embedder).search(text, 50)
    return max(hit.scores.dense for hit in hits)


def test_an_open_chat_sees_at_its_next_question_what_another_process_synced(
    store: Store, tmp_path: Path
) -> None:
    store.sync()
    assert OLD in store.found("police seized books")
    store.write("piracy.md", "# Piracy\n\nThe police seized nothing at all.")
    for number in range(30):
        store.write(f"{number}.md", f"# Report {number}\n\nReport {number} is about trade marks.")
    elsewhere(tmp_path)
    texts = store.found("police seized books", 50)
    assert OLD not in texts
    assert "The police seized nothing at all." in texts
    # By its vector alone, as no word of the question stands in any article.
    embedded = "Report 7\nReport 7 is about trade marks."
    near = store.vectors.nearest(store.embedder.encode_questions([embedded])[0], 1)
    assert next(iter(near.values())) == pytest.approx(1, abs=1e-5)
    elsewhere(tmp_path, "remove")
    assert "The police seized nothing at all." not in store.found("police seized", 50)
    near = store.vectors.nearest(store.embedder.encode_questions([embedded])[0], 50)
    assert len(near) == 31


def test_one_search_sees_one_state(store: Store, tmp_path: Path) -> None:
    store.sync()
    retriever = Retriever(store.catalog, store.vectors, store.embedder)
    with retriever.snapshot():
        before = retriever.search("police seized books", 9)
        store.write("piracy.md", "Other text.")
        (store.corpus / "wechat.md").unlink()
        elsewhere(tmp_path)
        elsewhere(tmp_path)
        after = retriever.search("police seized books", 9)
        assert after == before
        assert len(before) == 2
    assert [hit.passage.text for hit in retriever.search("police seized books", 9)] == [
        "Other text."
    ]


def test_a_search_index_in_use_is_deleted_when_nobody_needs_it(
    store: Store, tmp_path: Path
) -> None:
    store.sync()
    store.found("police")
    store.write("new.md", "New text.")
    elsewhere(tmp_path)
    assert len(list(store.folder.glob("chroma-*"))) == 2
    store.found("police")
    elsewhere(tmp_path)
    assert len(list(store.folder.glob("chroma-*"))) == 1


def test_a_search_index_that_is_gone_is_told(store: Store) -> None:
    store.sync()
    (place,) = store.folder.glob("chroma-*")
    place.rename(store.folder / "away")
    with pytest.raises(StoreUnreadableError, match="missing"):
        store.found("police")
    assert not place.exists()


def test_a_search_index_that_was_replaced_meanwhile_is_looked_for_again(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    retriever = Retriever(store.catalog, store.vectors, HashEmbedder())
    follow, asked = store.vectors.follow, []

    def late(place: str | None) -> None:
        asked.append(place)
        if len(asked) == 1:
            other = Catalog(store.folder)
            other.set_meta("place", str(other.meta("place")) + "-new")
            other.close()
            raise StoreUnreadableError(store.folder, "it is missing")
        follow(asked[0])

    monkeypatch.setattr(store.vectors, "follow", late)
    assert retriever.search("police", 5)
    assert len(asked) == 2
    assert asked[0] != asked[1]
