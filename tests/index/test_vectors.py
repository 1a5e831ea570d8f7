"""The real Chroma: vectors by id, cosines, and what it cannot open."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ipqa.errors import ServerError, StoreMismatchError, StoreUnreadableError
from ipqa.index import vectors as room
from ipqa.index.vectors import VectorStore

UNIT = np.eye(4, dtype=np.float32)


@pytest.fixture
def vectors(tmp_path: Path) -> VectorStore:
    store = VectorStore(tmp_path, "minilm", "abc")
    store.put(list("abcd"), UNIT)
    return store


def test_vectors_outlive_the_process_that_put_them(vectors: VectorStore, tmp_path: Path) -> None:
    again = VectorStore(tmp_path, "minilm", "abc")
    assert again.count() == 4
    assert set(again.ids()) == set("abcd")
    assert again.present(["a", "z"]) == {"a"}
    assert again.present([]) == set()


def test_ids_are_read_page_by_page(vectors: VectorStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "PAGE", 3)
    assert sorted(vectors.ids()) == list("abcd")
    vectors.delete(list("abcd"))
    assert vectors.count() == 0


def test_the_nearest_come_first_with_their_cosines(vectors: VectorStore) -> None:
    question = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    found = vectors.nearest(question, 3)
    assert list(found)[:2] == ["a", "b"]
    assert found["a"] == pytest.approx(0.8, abs=1e-5)
    assert len(found) == 3


def test_cosines_are_exact_and_a_missing_vector_has_none(vectors: VectorStore) -> None:
    question = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    assert vectors.cosines(question, ["b", "zz"]) == {"b": pytest.approx(0.6, abs=1e-6)}
    assert vectors.cosines(question, ["zz"]) == {}
    assert vectors.cosines(question, []) == {}


def test_an_id_holds_the_last_vector_put(vectors: VectorStore) -> None:
    vectors.put(["a"], UNIT[1:2])
    assert vectors.count() == 4
    assert vectors.cosines(UNIT[1], ["a"])["a"] == pytest.approx(1)


def test_what_is_deleted_is_not_found(vectors: VectorStore) -> None:
    vectors.delete(["a", "zz"])
    vectors.delete([])
    assert "a" not in vectors.nearest(UNIT[0], 10)
    assert vectors.count() == 3


def test_an_empty_store_has_no_neighbours(tmp_path: Path) -> None:
    assert VectorStore(tmp_path, "minilm", "abc").nearest(UNIT[0], 5) == {}


def test_many_vectors_are_searched_as_well_as_by_hand(tmp_path: Path) -> None:
    rows = np.random.default_rng(1).normal(size=(600, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    store = VectorStore(tmp_path, "random", "1")
    store.put([str(number) for number in range(600)], rows)
    for question in rows[:20]:
        exact = np.argsort(-(rows @ question))[:10]
        assert set(store.nearest(question, 10)) == {str(number) for number in exact}


@pytest.mark.parametrize(("embedder", "revision"), [("minilm", "abd"), ("other", "abc")])
def test_another_embedder_is_told_and_nothing_is_lost(
    embedder: str, revision: str, vectors: VectorStore, tmp_path: Path
) -> None:
    with pytest.raises(StoreMismatchError, match="minilm@abc"):
        VectorStore(tmp_path, embedder, revision)
    assert VectorStore(tmp_path, "minilm", "abc").count() == 4


def test_another_distance_is_told(tmp_path: Path) -> None:
    import chromadb

    client = chromadb.PersistentClient(
        str(tmp_path / room.FOLDER), settings=chromadb.Settings(anonymized_telemetry=False)
    )
    client.create_collection(
        room.COLLECTION,
        embedding_function=None,
        metadata={"embedder": "minilm", "revision": "abc"},
    )
    with pytest.raises(StoreMismatchError, match="distance l2"):
        VectorStore(tmp_path, "minilm", "abc")


def test_a_vector_of_another_length_is_told(vectors: VectorStore) -> None:
    with pytest.raises(StoreUnreadableError, match="dimension"):
        vectors.put(["x"], np.ones((1, 5), dtype=np.float32))
    assert vectors.count() == 4


def test_a_damaged_folder_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / room.FOLDER / "chroma.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"junk" * 1000)
    with pytest.raises(StoreUnreadableError, match="move it away"):
        VectorStore(tmp_path, "minilm", "abc")
    assert file.read_bytes() == b"junk" * 1000


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ServerError, match=r"http://127\.0\.0\.1:9"):
        VectorStore(tmp_path, "minilm", "abc", "http://127.0.0.1:9")
    assert list(tmp_path.iterdir()) == []


def test_only_the_vectors_that_are_let_in_are_near(tmp_path: Path) -> None:
    vectors = VectorStore(tmp_path, "minilm", "abc")
    vectors.put(list("abcd"), UNIT[:4])
    assert set(vectors.nearest(UNIT[0], 10, ["b", "d"])) == {"b", "d"}
    assert list(vectors.nearest(UNIT[1], 1, ["b", "d"])) == ["b"]
    assert vectors.nearest(UNIT[0], 10, []) == {}


def test_a_vector_that_was_dropped_meanwhile_is_passed_over(tmp_path: Path) -> None:
    vectors = VectorStore(tmp_path, "minilm", "abc")
    vectors.put(list("ab"), UNIT[:2])
    assert set(vectors.nearest(UNIT[0], 10, ["a", "gone"])) == {"a"}
    assert vectors.nearest(UNIT[0], 10, ["gone"]) == {}
