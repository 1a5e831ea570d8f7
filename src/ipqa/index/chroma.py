"""A collection of Chroma, in a folder or on a server, opened without Chroma's cache of clients."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ipqa.embedding import Vectors
from ipqa.errors import (
    DiskFullError,
    ServerError,
    StoreMismatchError,
    StoreUnreadableError,
    is_disk_full,
)

AT_ONCE = 1000
"""Vectors that are handed over at once, which Chroma takes as Python's numbers, 100 bytes for 4."""
_HNSW = {
    "space": "cosine", "ef_construction": 400, "ef_search": 400, "max_neighbors": 48,
    "batch_size": 2, "sync_threshold": 2,
}  # fmt: skip
"""recall@10 of 0.999 on 5,000 random vectors at 1.5 ms a query, where Chroma's defaults gave 0.70;
Chroma's own distance is l2. The least threshold writes the graph after each call: by default up to
1,000 vectors stay in Chroma's log, and each process that opens it inserts them anew (0.9 s)."""


class Collection:
    """Vectors by id, searched by nearness.

    ``folder`` is Chroma's own, which is made if need be; with ``url`` it is a server's instead.
    Raises ``StoreMismatchError`` for a collection of another embedder or distance,
    ``StoreUnreadableError``, ``ServerError`` or ``DiskFullError`` when Chroma can't do its work.
    """

    def __init__(
        self, store: Path, folder: Path, name: str, embedder: str, url: str | None = None
    ) -> None:
        self._store, self._url, self._name = store, url, name
        self._system: Any = None
        with self._explained():
            self._client = self._connect(folder)
            self._collection = self._client.get_or_create_collection(
                name,
                embedding_function=None,
                configuration={"hnsw": _HNSW},
                metadata={"embedder": embedder},
            )
        made = self._collection.metadata or {}
        found = "@".join(str(made[key]) for key in ("embedder", "revision") if key in made)
        if found != embedder:
            raise StoreMismatchError(store, "embedder", found, embedder)
        space = self._collection.configuration.get("hnsw", {}).get("space")
        if space != "cosine":
            raise StoreMismatchError(store, "distance", str(space), "cosine")

    def _connect(self, folder: Path) -> Any:
        # Chroma reports usage to its makers unless told otherwise before the import.
        os.environ["ANONYMIZED_TELEMETRY"] = "False"
        import chromadb
        from chromadb.api import ServerAPI
        from chromadb.api.client import Client
        from chromadb.config import Settings, System

        if self._url is not None:
            parts = urlsplit(self._url)
            secure = parts.scheme == "https"
            port = parts.port or (443 if secure else 80)
            quiet = Settings(anonymized_telemetry=False)
            return chromadb.HttpClient(
                parts.hostname or "127.0.0.1", port, ssl=secure, settings=quiet
            )
        # A client of Chroma's shares what another one of this process has in memory of the folder,
        # though it may be of long ago. A system of its own reads what is there now.
        settings = Settings(
            anonymized_telemetry=False, is_persistent=True, persist_directory=str(folder)
        )
        self._system = System(settings)
        self._system.instance(ServerAPI)
        self._system.start()
        return Client.from_system(self._system)

    def close(self) -> None:
        """Frees the memory and the files."""
        with contextlib.suppress(Exception):
            self._client.close()
        self._client = self._collection = self._system = None

    def count(self) -> int:
        """The number of vectors."""
        with self._explained():
            return int(self._collection.count())

    def ids(self) -> list[str]:
        """Every id."""
        with self._explained():
            return list(self._collection.get(include=[])["ids"])

    def rows(self, ids: Sequence[str]) -> tuple[list[str], Vectors]:
        """The vectors stored under these ids, a row each, and which these are."""
        with self._explained():
            found = self._collection.get(ids=list(ids), include=["embeddings"])
        return list(found["ids"]), found["embeddings"]

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Stores unit vectors under their ids."""
        with self._explained():
            self._collection.upsert(ids=list(ids), embeddings=vectors)

    def delete(self, ids: Sequence[str]) -> None:
        """Forgets vectors."""
        for start in range(0, len(ids), AT_ONCE):
            with self._explained():
                self._collection.delete(ids=list(ids[start : start + AT_ONCE]))

    def drop(self, name: str) -> None:
        """Deletes another collection, if there is one, from where this one lies."""
        with contextlib.suppress(Exception):
            self._client.delete_collection(name)

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
                # Chroma fails on an id that it does not hold, as on a server that others sync.
                among = self._collection.get(ids=list(among), include=[])["ids"]
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

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except Exception as error:  # Chroma raises whatever its Rust core or the network raises
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            if self._url is not None:
                raise ServerError(self._url, reason) from error
            if is_disk_full(error) or _no_room(self._store):
                raise DiskFullError(self._store) from error
            raise StoreUnreadableError(self._store, reason) from error


def _no_room(store: Path) -> bool:
    """Whether nothing can be written beside the store's files; Chroma's own reasons seldom say."""
    probe = store / ".room"
    try:
        probe.write_bytes(bytes(1 << 16))
    except OSError as error:
        return is_disk_full(error)
    finally:
        with contextlib.suppress(OSError):
            probe.unlink()
    return False
