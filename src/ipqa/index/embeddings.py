"""The embedded vectors in one SQLite file, by embedder and id: what was embedded is never lost.

Each batch is committed by itself, so that a sync that is killed need not embed it again. The search
index is made from here; damage to it costs no embedding.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ipqa.embedding import Vectors
from ipqa.index.database import Database

FILE = "vectors.sqlite"
_PAGE = 500
_TABLES = """
CREATE TABLE vectors (embedder TEXT NOT NULL, id TEXT NOT NULL, vector BLOB NOT NULL);
CREATE UNIQUE INDEX vectors_by_id ON vectors (embedder, id);
"""


class Embeddings:
    """The vectors of one embedder; threads may share it. Raises as ``Database`` does."""

    def __init__(self, store: Path, embedder: str, revision: str) -> None:
        self._embedder = f"{embedder}@{revision}"
        self._db = Database(store, FILE, _TABLES)

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def check(self) -> None:
        """Reads all of the file. Raises ``StoreUnreadableError`` if any of it is damaged."""
        self._db.check()

    def count(self) -> int:
        """The number of vectors."""
        row = self._db.one("SELECT count(*) FROM vectors WHERE embedder = ?", self._embedder)
        return int(row[0]) if row else 0

    def ids(self) -> Iterator[str]:
        """Every id, in order."""
        for (id,) in self._db.stream(
            "SELECT id FROM vectors WHERE embedder = ? ORDER BY id", self._embedder
        ):
            yield id

    def present(self, ids: Sequence[str]) -> set[str]:
        """Those of ``ids`` that are stored."""
        return {row[0] for page in _pages(ids) for row in self._select("id", page)}

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Stores unit vectors under their ids, all or none."""
        rows = np.asarray(vectors, dtype=np.float32)
        with self._db.transaction():
            self._db.many(
                "INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)",
                ((self._embedder, id, row.tobytes()) for id, row in zip(ids, rows, strict=True)),
            )

    def rows(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """The vectors stored under these ids, a row each, and which these are."""
        found = [row for page in _pages(ids) for row in self._select("id, vector", page)]
        raw = b"".join(vector for _, vector in found)
        rows = np.frombuffer(raw, dtype=np.float32).reshape(len(found), -1 if found else 0)
        return [id for id, _ in found], rows

    def keep_only(self, named: Iterator[str]) -> None:
        """Forgets all vectors, of any embedder, but this one's with the ids given in order."""
        for other in ("<", ">"):  # unlike <>, either finds its rows by the index
            self._db.run(f"DELETE FROM vectors WHERE embedder {other} ?", self._embedder)
        wanted = next(named, None)
        gone: list[str] = []
        for id in self.ids():
            while wanted is not None and wanted < id:
                wanted = next(named, None)
            if id != wanted:
                gone.append(id)
        self.delete(gone)

    def delete(self, ids: Sequence[str]) -> None:
        """Forgets vectors."""
        if ids:
            with self._db.transaction():
                self._db.many(
                    "DELETE FROM vectors WHERE embedder = ? AND id = ?",
                    ((self._embedder, id) for id in ids),
                )

    def _select(self, columns: str, ids: Sequence[str]) -> list[tuple[Any, ...]]:
        marks = ",".join("?" * len(ids))
        return self._db.all(
            f"SELECT {columns} FROM vectors WHERE embedder = ? AND id IN ({marks})",
            self._embedder, *ids,
        )  # fmt: skip


def _pages(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(ids), _PAGE):
        yield ids[start : start + _PAGE]
