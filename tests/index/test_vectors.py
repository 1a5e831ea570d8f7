"""Vectors kept in SQLite and searched in Chroma: copies, places, what can't be opened."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ipqa.embedding import Vectors
from ipqa.errors import DiskFullError, ServerError, StoreUnreadableError
from ipqa.index import vectors as room
from ipqa.index.chroma import Collection
from ipqa.index.vectors import VectorStore

UNIT = np.eye(4, dtype=np.float32)


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[VectorStore]:
    store = VectorStore(tmp_path, "minilm", "abc")
    store.put(list("abcd"), UNIT)
    yield store
    store.close()


def near(store: VectorStore, place: str | None, row: Vectors = UNIT[0]) -> set[str]:
    store.follow(place)
    return set(store.nearest(row, 10))


def test_a_place_outlives_the_process_that_made_it(vectors: VectorStore, tmp_path: Path) -> None:
    place = vectors.write(None, list("abcd"), [])
    again = VectorStore(tmp_path, "minilm", "abc")
    assert near(again, place) == set("abcd")
    again.close()


def test_a_change_is_made_in_a_copy(vectors: VectorStore) -> None:
    first = vectors.write(None, list("abc"), [])
    second = vectors.write(first, ["d"], ["a"])
    assert first != second
    assert near(vectors, second) == set("bcd")
    assert near(vectors, first) == set("abc")
    assert near(vectors, None) == set()


def test_other_places_are_swept_unless_somebody_holds_them(
    vectors: VectorStore, tmp_path: Path
) -> None:
    first = vectors.write(None, list("abc"), [])
    second = vectors.write(first, ["d"], [])
    reader = VectorStore(tmp_path, "minilm", "abc")
    reader.follow(first)
    vectors.sweep(second, [])
    assert near(reader, first) == set("abc")
    reader.follow(second)
    vectors.sweep(second, [])
    assert [path.name for path in tmp_path.glob("chroma*")] == [second.split("/")[0]]
    assert near(reader, second) == set("abcd")
    reader.close()


def test_a_place_that_is_gone_is_told_and_not_made(vectors: VectorStore, tmp_path: Path) -> None:
    with pytest.raises(StoreUnreadableError, match="chroma-7 is missing"):
        vectors.follow("chroma-7/passages")
    assert not (tmp_path / "chroma-7").exists()


def test_what_lacks_in_a_place_is_told(vectors: VectorStore) -> None:
    assert vectors.lacks(None, 0) is None
    assert vectors.lacks(None, 3) == []
    assert vectors.lacks("chroma-7/passages", 3) == []
    place = vectors.write(None, list("abc"), [])
    assert vectors.lacks(place, 3) is None
    with pytest.raises(StoreUnreadableError, match="3 of 4"):
        vectors.lacks(place, 4)


def test_a_place_gives_back_vectors_that_are_not_kept_any_more(vectors: VectorStore) -> None:
    place = vectors.write(None, list("abc"), [])
    vectors.kept.delete(list("ab"))
    assert vectors.adopt(place, ["a", "b", "z"]) == ["z"]
    assert vectors.cosines(UNIT[1], ["b"]) == {"b": pytest.approx(1)}
    assert vectors.adopt("chroma-7/passages", ["z"]) == ["z"]


def test_cosines_are_exact_and_a_missing_vector_has_none(vectors: VectorStore) -> None:
    question = np.array([0.8, 0.6, 0, 0], dtype=np.float32)
    assert vectors.cosines(question, ["b", "zz"]) == {"b": pytest.approx(0.6, abs=1e-6)}
    assert vectors.cosines(question, ["zz"]) == {}
    assert vectors.cosines(question, []) == {}


def test_many_vectors_are_searched_as_well_as_by_hand(tmp_path: Path) -> None:
    rows = np.random.default_rng(1).normal(size=(600, 32)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    store = VectorStore(tmp_path, "random", "1")
    ids = [str(number) for number in range(600)]
    store.put(ids, rows)
    seen: list[tuple[int, int]] = []
    store.follow(store.write(None, ids, [], lambda *count: seen.append(count)))
    assert seen == [(600, 600)]
    for question in rows[:20]:
        exact = np.argsort(-(rows @ question))[:10]
        assert set(store.nearest(question, 10)) == {str(number) for number in exact}
    store.close()


def test_a_copy_that_fails_leaves_nothing_behind(
    vectors: VectorStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = vectors.write(None, list("abc"), [])

    def full(*_: object) -> None:
        raise DiskFullError(tmp_path)

    monkeypatch.setattr(Collection, "put", full)
    with pytest.raises(DiskFullError):
        vectors.write(place, ["d"], [])
    assert [path.name for path in tmp_path.glob("chroma*")] == [place.split("/")[0]]
    assert near(vectors, place) == set("abc")


def test_a_copy_that_finds_no_room_says_so(
    vectors: VectorStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = vectors.write(None, list("abc"), [])

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room.shutil, "copytree", full)
    with pytest.raises(DiskFullError, match="the disk is full"):
        vectors.write(place, ["d"], [])


def test_a_server_that_is_not_there_is_told(tmp_path: Path) -> None:
    store = VectorStore(tmp_path, "minilm", "abc", "http://127.0.0.1:9")
    with pytest.raises(ServerError, match=r"http://127\.0\.0\.1:9"):
        store.follow("passages")
    store.close()
