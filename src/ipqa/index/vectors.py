"""Vectors in Chroma: embedded in the store's folder, or on a Chroma server."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np

from ipqa.embedding import Vectors
from ipqa.errors import ServerError, StoreMismatchError, StoreUnreadableError

COLLECTION = "passages"
FOLDER = "chroma"
PAGE = 1000
_HNSW = {"space": "cosine", "ef_construction": 400, "ef_search": 400, "max_neighbors": 48}
"""recall@10 of 0.999 on 5,000 random vectors at 1.5 ms a query, where Chroma's defaults gave 0.70;
Chroma's own distance is l2."""


class VectorStore:
    """The vectors of one embedder, by id.

    Raises ``StoreMismatchError`` for a collection that another embedder or distance made,
    ``StoreUnreadableError`` or ``ServerError`` when Chroma can't open it.
    """

    def __init__(self, store: Path, embedder: str, revision: str, url: str | None = None) -> None:
        # Chroma reports usage to its makers unless told otherwise before the import.
        os.environ["ANONYMIZED_TELEMETRY"] = "False"
        import chromadb
        from chromadb.config import Settings as ChromaSettings

        quiet = ChromaSettings(anonymized_telemetry=False, is_persistent=url is None)
        client: Any
        self._store, self._url = store, url
        with self._explained():
            if url is None:
                client = chromadb.PersistentClient(str(store / FOLDER), settings=quiet)
            else:
                parts = urlsplit(url)
                secure = parts.scheme == "https"
                port = parts.port or (443 if secure else 80)
                host = parts.hostname or "127.0.0.1"
                client = chromadb.HttpClient(host, port, ssl=secure, settings=quiet)
            self._collection = client.get_or_create_collection(
                COLLECTION,
                embedding_function=None,
                configuration={"hnsw": _HNSW},
                metadata={"embedder": embedder, "revision": revision},
            )
        made = self._collection.metadata or {}
        found, wanted = f"{made.get('embedder')}@{made.get('revision')}", f"{embedder}@{revision}"
        if found != wanted:
            raise StoreMismatchError(store, "embedder", found, wanted)
        space = self._collection.configuration.get("hnsw", {}).get("space")
        if space != "cosine":
            raise StoreMismatchError(store, "distance", str(space), "cosine")

    def count(self) -> int:
        """The number of vectors, named by a passage or not."""
        with self._explained():
            return int(self._collection.count())

    def ids(self) -> Iterator[str]:
        """Every id, read page by page."""
        for offset in range(0, self.count(), PAGE):
            with self._explained():
                page = self._collection.get(limit=PAGE, offset=offset, include=[])["ids"]
            yield from page

    def present(self, ids: Sequence[str]) -> set[str]:
        """Those of ``ids`` that are stored."""
        if not ids:
            return set()
        with self._explained():
            return set(self._collection.get(ids=list(ids), include=[])["ids"])

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Stores unit vectors under their ids."""
        with self._explained():
            self._collection.upsert(ids=list(ids), embeddings=vectors)

    def delete(self, ids: Sequence[str]) -> None:
        """Forgets vectors."""
        for start in range(0, len(ids), PAGE):
            with self._explained():
                self._collection.delete(ids=list(ids[start : start + PAGE]))

    def nearest(
        self, question: Vectors, limit: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """The ``limit`` vectors nearest to a unit vector, with their cosines, best first.

        With ``among`` only those: 20 to 50 ms whether they are 3 or all of 30,000, where fetching
        them to compare takes 0.1 ms each.
        """
        if among is not None and not among:
            return {}
        with self._explained():
            try:
                found = self._query(question, limit, among)
            except Exception:
                if among is None:
                    raise
                # Chroma fails on an id that it does not hold, as when a sync has just dropped it.
                among = sorted(self.present(among))
                if not among:
                    return {}
                found = self._query(question, limit, among)
        distances = found["distances"] or [[]]
        return {id: 1.0 - float(d) for id, d in zip(found["ids"][0], distances[0], strict=True)}

    def _query(self, question: Vectors, limit: int, among: Sequence[str] | None) -> Any:
        return self._collection.query(
            query_embeddings=question.reshape(1, -1),
            n_results=limit,
            ids=None if among is None else list(among),
            include=["distances"],
        )

    def cosines(self, question: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The cosines between a unit vector and the stored ones with these ids."""
        if not ids:
            return {}
        with self._explained():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        rows = np.asarray(found["embeddings"], dtype=np.float32).reshape(-1, question.size)
        return dict(zip(found["ids"], (rows @ question.reshape(-1)).tolist(), strict=True))

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # Chroma raises whatever its Rust core or the network raises
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            if self._url is not None:
                raise ServerError(self._url, reason) from error
            raise StoreUnreadableError(self._store, reason) from error
