"""The real Chroma: what it holds, and what it cannot open."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from ipqa.errors import DiskFullError, StoreMismatchError, StoreUnreadableError
from ipqa.index import chroma as room
from ipqa.index.chroma import Collection

UNIT = np.eye(4, dtype=np.float32)


def opened(folder: Path, embedder: str = "minilm@abc") -> Collection:
    return Collection(folder, folder / "chroma", "passages", embedder)


@pytest.fixture
def collection(tmp_path: Path) -> Collection:
    collection = opened(tmp_path)
    collection.put(list("abcd"), UNIT)
    return collection


def test_another_opening_reads_what_is_there_now(collection: Collection, tmp_path: Path) -> None:
    first = opened(tmp_path)
    assert first.count() == 4
    collection.put(["e"], UNIT[:1])
    again = opened(tmp_path)
    assert set(again.ids()) == set("abcde")
    assert "e" in again.nearest(UNIT[0], 10)


def test_the_nearest_come_first_with_their_cosines(collection: Collection) -> None:
    question = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    found = collection.nearest(question, 3)
    assert list(found)[:2] == ["a", "b"]
    assert found["a"] == pytest.approx(0.8, abs=1e-5)
    assert len(found) == 3


def test_what_is_deleted_is_not_found(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "AT_ONCE", 1)
    collection.delete(["a", "zz"])
    collection.delete([])
    assert "a" not in collection.nearest(UNIT[0], 10)
    assert collection.count() == 3


def test_an_empty_collection_has_no_neighbours(tmp_path: Path) -> None:
    assert opened(tmp_path).nearest(UNIT[0], 5) == {}


@pytest.mark.parametrize("embedder", ["minilm@abd", "other@abc"])
def test_another_embedder_is_told_and_nothing_is_lost(
    embedder: str, collection: Collection, tmp_path: Path
) -> None:
    with pytest.raises(StoreMismatchError, match="minilm@abc"):
        opened(tmp_path, embedder)
    assert opened(tmp_path).count() == 4


def test_another_distance_is_told(tmp_path: Path) -> None:
    import chromadb

    client = chromadb.PersistentClient(
        str(tmp_path / "chroma"), settings=chromadb.Settings(anonymized_telemetry=False)
    )
    client.create_collection(
        "passages", embedding_function=None, metadata={"embedder": "minilm@abc"}
    )
    with pytest.raises(StoreMismatchError, match="distance l2"):
        opened(tmp_path)


def test_a_vector_of_another_length_is_told(collection: Collection) -> None:
    with pytest.raises(StoreUnreadableError, match="dimension"):
        collection.put(["x"], np.ones((1, 5), dtype=np.float32))
    assert collection.count() == 4


def test_a_damaged_folder_is_told_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "chroma" / "chroma.sqlite3"
    file.parent.mkdir()
    file.write_bytes(b"junk" * 1000)
    with pytest.raises(StoreUnreadableError, match="--rebuild"):
        opened(tmp_path)
    assert file.read_bytes() == b"junk" * 1000


def test_a_failure_without_room_is_a_full_disk(
    collection: Collection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(DiskFullError):
        collection.put(["x"], np.ones((1, 5), dtype=np.float32))


def test_only_the_vectors_that_are_let_in_are_near(collection: Collection) -> None:
    assert set(collection.nearest(UNIT[0], 10, ["b", "d"])) == {"b", "d"}
    assert list(collection.nearest(UNIT[1], 1, ["b", "d"])) == ["b"]
    assert collection.nearest(UNIT[0], 10, []) == {}


def test_a_vector_that_was_dropped_meanwhile_is_passed_over(collection: Collection) -> None:
    assert set(collection.nearest(UNIT[0], 10, ["a", "gone"])) == {"a"}
    assert collection.nearest(UNIT[0], 10, ["gone"]) == {}
