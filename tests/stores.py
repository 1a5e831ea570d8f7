"""A store with what works on it, for the tests of the index."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ipqa.embedding import Embedder, Vectors
from ipqa.index.catalog import Catalog
from ipqa.index.chroma import Collection
from ipqa.index.report import SyncReport
from ipqa.index.sync import Notice, remove, sync
from ipqa.index.vectors import VectorStore
from ipqa.index.writing import Progress
from ipqa.retrieval import Retriever


class HashEmbedder(Embedder):
    """Vectors without a model, for tests that start processes or make many stores."""

    def __init__(self, name: str = "hash") -> None:
        self.name = name
        self.revision = "1"

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        rows = [np.frombuffer(hashlib.sha256(text.encode()).digest(), np.uint8) for text in texts]
        vectors = np.asarray(rows, dtype=np.float32) - 127.5
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), np.float32)

    encode_questions = encode_passages

    def count_tokens(self, text: str) -> int:
        return len(text.split())


@dataclass
class Store:
    """An open store; ``folder`` holds it and ``corpus`` the articles."""

    folder: Path
    corpus: Path
    embedder: Embedder
    catalog: Catalog
    vectors: VectorStore

    def write(self, name: str, text: str) -> Path:
        path = self.corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def sync(
        self, *paths: Path, progress: Progress | None = None, notice: Notice | None = None
    ) -> SyncReport:
        chosen = list(paths) or [self.corpus]
        return sync(self.catalog, self.vectors, self.embedder, chosen, progress, notice)

    def remove(self, *names: str) -> list[str]:
        return remove(self.catalog, self.vectors, names)

    def ids(self) -> list[str]:
        return [status.id for status in self.catalog.article_statuses()]

    def found(self, question: str, k: int = 5) -> list[str]:
        retriever = Retriever(self.catalog, self.vectors, self.embedder)
        return [hit.passage.text for hit in retriever.search(question, k)]

    def indexed(self) -> set[str]:
        """The ids in the search index that the catalog names."""
        place = self.catalog.meta("place")
        if not place:
            return set()
        folder, name = place.split("/")
        opened = Collection(self.folder, self.folder / folder, name, self.vectors.embedder)
        ids = set(opened.ids())
        opened.close()
        return ids

    def whole(self) -> bool:
        """Whether passages, kept vectors and search index are of one mind."""
        named = set(self.catalog.vector_ids())
        return named == set(self.vectors.ids()) == self.indexed()

    def close(self) -> None:
        self.catalog.close()
        self.vectors.close()


def open_store(folder: Path, embedder: Embedder | None = None) -> Store:
    """A new or an existing store in ``folder/store``, with a corpus beside it."""
    chosen = embedder or HashEmbedder()
    store, corpus = folder / "store", folder / "corpus"
    corpus.mkdir(exist_ok=True)
    catalog = Catalog(store)
    vectors = VectorStore(store, chosen.name, chosen.revision)
    return Store(store, corpus, chosen, catalog, vectors)
