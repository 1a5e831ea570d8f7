"""The real pipeline with doubles in place of its models and its vector store."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from ipqa.assistant import Assistant
from ipqa.embedding import Embedder, Encoded, Vectors
from ipqa.evidence import EvidenceFinder
from ipqa.generation.base import Choice, Source, Writer
from ipqa.generation.silent import Silent
from ipqa.index.catalog import Catalog
from ipqa.index.vectors import VectorStore
from ipqa.library import Opened
from ipqa.retrieval import Retriever
from ipqa.settings import Settings
from ipqa.spelling import Speller

KNOWN = ("Bob Ray", "Ann Lee")
LANGUAGE = frozenset("is there a zebra physician healed kings who treated".split())


def small_assistant(settings: Settings, writer: Writer, meaning: Mapping[str, str]) -> Assistant:
    """An assistant over the corpus of ``settings``, indexed, without any model."""
    assistant = Assistant(settings)
    catalog, vectors, embedder = Catalog(settings.store), Held(), Words(meaning)
    retriever, finder = Retriever(catalog, vectors, embedder), EvidenceFinder(embedder)
    speller = Speller(catalog.terms_of_length, catalog.words_of, lambda: LANGUAGE)
    assistant._library.opened = Opened(catalog, vectors, embedder, retriever, finder, speller)
    assistant._writer = writer
    assistant.index()
    return assistant


class Words(Embedder):
    """A random vector a word; ``meaning`` names the word whose vector another one has."""

    def __init__(self, meaning: Mapping[str, str]) -> None:
        self.name, self.revision = "words", "1"
        self._meaning = meaning

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return np.stack([self._encoded_text(text).vector for text in texts])

    encode_questions = encode_passages

    def encode_tokens(self, texts: Sequence[str]) -> list[Encoded]:
        return [self._encoded_text(text) for text in texts]

    def count_tokens(self, text: str) -> int:
        return len(text.split())

    def _encoded_text(self, text: str) -> Encoded:
        found = list(re.finditer(r"\w+", text.lower()))
        rows = np.stack([self._word(match.group()) for match in found])
        mean = rows.mean(axis=0)
        return Encoded(
            mean / np.linalg.norm(mean),
            rows,
            tuple(match.group() for match in found),
            tuple(match.span() for match in found),
        )

    def _word(self, word: str) -> Vectors:
        seed = zlib.crc32(self._meaning.get(word, word).encode())
        vector = np.random.default_rng(seed).normal(size=64).astype(np.float32)
        return np.asarray(vector / np.linalg.norm(vector), dtype=np.float32)


class Held(VectorStore):
    """Vectors in memory."""

    def __init__(self) -> None:
        self.held: dict[str, Vectors] = {}

    def count(self) -> int:
        return len(self.held)

    def close(self) -> None:
        pass

    def ids(self) -> Iterator[str]:
        yield from sorted(self.held)

    def follow(self, place: str | None) -> None:
        pass

    def located(self, place: str | None) -> str | None:
        return place

    def lacks(self, place: str | None, count: int) -> None:
        return None

    def write(
        self, place: str | None, added: Sequence[str], dropped: Sequence[str], *_: object
    ) -> str:
        return "memory"

    def sweep(self, *_: object) -> None:
        pass

    def keep_only(self, named: Iterator[str]) -> None:
        kept = set(named)
        self.held = {id: vector for id, vector in self.held.items() if id in kept}

    def present(self, ids: Sequence[str]) -> set[str]:
        return {id for id in ids if id in self.held}

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        self.held |= dict(zip(ids, vectors, strict=True))

    def nearest(
        self, question: Vectors, limit: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        cosines = self.cosines(question, list(self.held if among is None else among))
        return dict(sorted(cosines.items(), key=lambda item: -item[1])[:limit])

    def cosines(self, question: Vectors, ids: Sequence[str]) -> dict[str, float]:
        return {id: float(self.held[id] @ question.reshape(-1)) for id in ids}


class Liar(Silent):
    """Chooses among the names that it knows, and adds a year of its own."""

    calibrated = True

    def __init__(self, name: str = "liar", logprob: float = -0.1) -> None:
        self.name, self.logprob = name, logprob
        self.asked, self.warmed, self.closed = 0, False, False

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        self.asked += 1
        return [Choice(text, self.logprob, -0.1) for text in candidates if text in KNOWN]

    def state(self, question: str, short: str, source: Source) -> str:
        return f"{short} did so in 1987."

    def warm(self) -> None:
        self.warmed = True

    def close(self) -> None:
        self.closed = True
