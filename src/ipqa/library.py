"""The store as the assistant uses it: opened at its first use, synced, told about, closed."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ipqa.article import Article
from ipqa.embedding import Embedder
from ipqa.errors import EmptyIndexError
from ipqa.evidence import EvidenceFinder
from ipqa.index.catalog import Catalog
from ipqa.index.filtering import Choices
from ipqa.index.report import StoreStatus, SyncReport
from ipqa.index.schema import SCHEMA
from ipqa.index.standing import Standing, standings
from ipqa.index.sync import Notice, remove, sync
from ipqa.index.vectors import VectorStore
from ipqa.index.writing import Progress
from ipqa.models import find_embedder
from ipqa.retrieval import Retriever
from ipqa.settings import Settings
from ipqa.spelling import LAW_WORDS, Speller
from ipqa.summaries import SUMMARY_WORDS


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open while questions are asked."""

    catalog: Catalog
    vectors: VectorStore
    embedder: Embedder
    retriever: Retriever
    finder: EvidenceFinder
    speller: Speller

    def close(self) -> None:
        """Closes the store's files."""
        self.catalog.close()
        self.vectors.close()


class Library:
    """One store; safe to share between threads. Every method raises ``IpqaError``."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._store = settings.store
        self._opening = threading.RLock()
        self._embedder: Embedder | None = None
        self.opened: Opened | None = None

    def ready(self) -> Opened:
        """The store, opened, for a question.

        Raises ``EmptyIndexError`` when nothing is indexed, ``OldStoreError`` or
        ``OtherEmbedderError`` when a sync has to come first.
        """
        with self._opening:
            if self.opened is not None and self.opened.catalog.replaced():
                self.close()  # by 'ipqa index --rebuild', in another process
            if self.opened is None:
                if not Catalog.exists(self._store):
                    raise EmptyIndexError(self._store)
                self.opened = self._open()
            opened = self.opened
        # Another process may have embedded it all with another model since the last question.
        opened.catalog.expect(opened.embedder.name, opened.embedder.revision)
        if opened.catalog.empty():
            raise EmptyIndexError(self._store)
        return opened

    def index(
        self,
        paths: Sequence[Path] | None = None,
        progress: Progress | None = None,
        notice: Notice | None = None,
        *,
        rebuild: bool = False,
    ) -> SyncReport:
        """Brings the store up to date with ``paths``, or with all remembered folders and the
        corpus folder of the settings when none is given.

        ``notice`` is told in a sentence what is about to happen to the store that was not asked
        for; without it that is among the report's warnings. ``rebuild`` first moves aside what of
        the store is damaged, and then reads the remembered folders too.
        """
        said: list[str] = []
        tell = notice or said.append
        embedder = self._find_embedder()
        if rebuild:
            from ipqa.index.repair import repair

            self.close()
            repair(self._store, tell, self._settings.chroma_url)

        def migrating(found: str) -> None:
            tell(
                f"the index is of an earlier ipqa (schema {found}): bringing it up to schema "
                f"{SCHEMA}"
            )

        with contextlib.ExitStack() as open_:
            # A connection of its own: until the sync commits, questions see the index as it was.
            catalog = Catalog(self._store, migrating)
            open_.callback(catalog.close)
            opened = self.opened
            if opened is not None:
                vectors = opened.vectors
            else:
                vectors = self._vectors(embedder.name, embedder.revision)
                open_.callback(vectors.close)
            known = list(catalog.roots().values())
            given = list(paths or ())
            chosen = ([*given, *known] if rebuild else given or known) or [self._settings.corpus]
            report = sync(catalog, vectors, embedder, chosen, progress, tell)
        return report.warned(said)

    def remove(self, names: Sequence[str], *, remembered: bool = True) -> list[str]:
        """Takes articles out of the store by id or path; returns their ids. Files stay.

        Unless it is ``remembered``, the next sync takes them in again if their files are there.
        """
        if not Catalog.exists(self._store):
            raise EmptyIndexError(self._store)
        with contextlib.closing(Catalog(self._store)) as catalog:
            made = catalog.embedder()
            if made is None:
                return []
            if self.opened is not None:
                return remove(catalog, self.opened.vectors, names, remembered=remembered)
            with contextlib.closing(self._vectors(*made)) as vectors:
                return remove(catalog, vectors, names, remembered=remembered)

    def status(self) -> StoreStatus:
        """What the store holds. Raises ``EmptyIndexError`` when there is none."""
        if not Catalog.exists(self._store):
            raise EmptyIndexError(self._store)
        with contextlib.closing(Catalog(self._store)) as catalog, catalog.reading():
            return StoreStatus(
                store=self._store,
                articles=catalog.article_statuses(),
                passages=catalog.passage_count(),
                embedder=catalog.meta("embedder") or "",
                revision=catalog.meta("revision") or "",
                schema=SCHEMA,
                roots=tuple(str(path) for path in catalog.roots().values()),
                updated_at=catalog.meta("updated_at"),
                skipped=catalog.skipped(),
                duplicates=catalog.near.count(),
            )

    def standings(self, article_ids: Sequence[str]) -> dict[str, Standing]:
        """How a few articles stand to their files and to each other.

        Raises ``EmptyIndexError`` when there is no store.
        """
        if not Catalog.exists(self._store):
            raise EmptyIndexError(self._store)
        with contextlib.closing(Catalog(self._store)) as catalog, catalog.reading():
            return standings(catalog, article_ids)

    def choices(self) -> Choices:
        """What filters can be chosen from. Raises ``EmptyIndexError`` when there is no store."""
        if not Catalog.exists(self._store):
            raise EmptyIndexError(self._store)
        with contextlib.closing(Catalog(self._store)) as catalog, catalog.reading():
            return catalog.filtering.choices()

    def article(self, article_id: str) -> Article | None:
        """An article with its text. Raises ``EmptyIndexError`` when there is no store."""
        if not Catalog.exists(self._store):
            raise EmptyIndexError(self._store)
        with contextlib.closing(Catalog(self._store)) as catalog:
            return catalog.article(article_id)

    def close(self) -> None:
        """Closes the store; it opens again at its next use."""
        with self._opening:
            self._close_opened()
            self._embedder = None

    def _close_opened(self) -> None:
        if self.opened is not None:
            self.opened.close()
        self.opened = None

    def _find_embedder(self) -> Embedder:
        with self._opening:
            if self.opened is not None:
                return self.opened.embedder
            if self._embedder is None:
                self._embedder = Embedder(find_embedder(self._settings), self._settings.threads)
            return self._embedder

    def _vectors(self, name: str, revision: str) -> VectorStore:
        return VectorStore(self._store, name, revision, self._settings.chroma_url)

    def _open(self) -> Opened:
        embedder = self._find_embedder()
        catalog = Catalog(self._store)
        try:
            catalog.expect(embedder.name, embedder.revision)
            vectors = self._vectors(embedder.name, embedder.revision)
        except BaseException:
            catalog.close()
            raise
        return Opened(
            catalog,
            vectors,
            embedder,
            Retriever(catalog, vectors, embedder),
            EvidenceFinder(embedder),
            Speller(
                catalog.terms_of_length,
                catalog.words_of,
                lambda: embedder.whole_words | SUMMARY_WORDS | LAW_WORDS,
            ),
        )
