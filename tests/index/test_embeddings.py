"""Kept vectors: by embedder and id, a batch at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ipqa.errors import StoreUnreadableError
from ipqa.index import embeddings as room
from ipqa.index.embeddings import FILE, Embeddings

UNIT = np.eye(4, dtype=np.float32)


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Embeddings]:
    kept = Embeddings(tmp_path, "minilm", "abc")
    kept.put(list("dcba"), UNIT)
    yield kept
    kept.close()


def test_vectors_come_back_exactly(kept: Embeddings, tmp_path: Path) -> None:
    again = Embeddings(tmp_path, "minilm", "abc")
    ids, rows = again.rows(["a", "zz", "d"])
    assert {id: row.tolist() for id, row in zip(ids, rows, strict=True)} == {
        "a": [0, 0, 0, 1],
        "d": [1, 0, 0, 0],
    }
    assert list(again.ids()) == list("abcd")
    assert again.count() == 4
    assert again.rows([])[0] == []
    again.close()


def test_many_ids_are_looked_up_page_by_page(
    kept: Embeddings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_PAGE", 2)
    assert kept.present([*"abcd", "z"]) == set("abcd")
    assert kept.present([]) == set()


def test_an_id_holds_the_last_vector_put(kept: Embeddings) -> None:
    kept.put(["a"], UNIT[:1])
    assert kept.rows(["a"])[1].tolist() == [[1, 0, 0, 0]]
    assert kept.count() == 4


def test_each_embedder_has_its_own(kept: Embeddings, tmp_path: Path) -> None:
    other = Embeddings(tmp_path, "minilm", "abd")
    assert other.count() == 0
    other.put(["a"], UNIT[:1])
    assert (kept.count(), other.count()) == (4, 1)
    kept.keep_only(iter(["b", "bb", "d"]))
    assert (list(kept.ids()), other.count()) == (["b", "d"], 0)
    kept.keep_only(iter([]))
    assert kept.count() == 0
    other.close()


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"junk" * 1000)
    with pytest.raises(StoreUnreadableError, match="--rebuild"):
        Embeddings(tmp_path, "minilm", "abc")
