"""Articles become rows: split, described for the word search, embedded in batches."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterable

from ipqa.article import Article
from ipqa.embedding import Embedder
from ipqa.index.catalog import Catalog, PassageRow
from ipqa.index.vectors import VectorStore
from ipqa.passages import Section, split_article
from ipqa.words import terms

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done and how much there is."""

EMBED_AT_ONCE = 64
QUEUED = EMBED_AT_ONCE * 8
"""Texts that wait to be embedded at most; more are looked up and embedded together."""


class Writer:
    """Splits articles into rows and sees that each row's vector is kept.

    Few texts are in memory at a time: those that wait to be embedded.
    """

    def __init__(self, vectors: VectorStore, embedder: Embedder, progress: Progress) -> None:
        self._vectors = vectors
        self._embedder = embedder
        self._progress = progress
        self._queue: dict[str, str] = {}
        self.embedded = 0

    def rows(self, article: Article) -> list[PassageRow]:
        """The rows of an article's passages; their texts are queued to be embedded."""
        sections = split_article(article, self._embedder.count_tokens)
        return [self._row(article, section) for section in sections]

    def finish(self) -> None:
        """Embeds what still waits."""
        self._embed(0)

    def missing(self, catalog: Catalog) -> list[str]:
        """The vectors that passages name and that are not kept."""
        kept = self._vectors.ids()
        have = next(kept, None)
        missing: list[str] = []
        for wanted in catalog.vector_ids():
            while have is not None and have < wanted:
                have = next(kept, None)
            if have != wanted:
                missing.append(wanted)
        return missing

    def restore(self, catalog: Catalog, vector_ids: Iterable[str]) -> None:
        """Embeds passages again from the texts of the catalog, under the ids that it has."""
        for vector_id in vector_ids:
            for number, heading in catalog.passage_of_vector(vector_id):
                passage, article, _ = catalog.passages([number])[number]
                section = Section(passage, heading)
                text = section.searched_text(article, self._embedder.count_tokens)
                self._add(vector_id, text)

    def _row(self, article: Article, section: Section) -> PassageRow:
        text = section.searched_text(article, self._embedder.count_tokens)
        vector_id = hashlib.sha256(text.encode()).hexdigest()[:32]
        self._add(vector_id, text)
        about = [article.source or "", spoken_date(article.date), text]
        return PassageRow(section.passage, section.heading, vector_id, terms("\n".join(about)))

    def _add(self, vector_id: str, text: str) -> None:
        self._queue[vector_id] = text
        if len(self._queue) >= QUEUED:
            self._embed(EMBED_AT_ONCE)

    def _embed(self, keep_below: int) -> None:
        """Embeds what is queued and not kept yet, until fewer than ``keep_below`` are left."""
        kept = self._vectors.present(list(self._queue))
        # Texts of a length together: a batch is padded to its longest.
        waiting = sorted(
            ((id, text) for id, text in self._queue.items() if id not in kept),
            key=lambda item: len(item[1]),
        )
        done = 0
        while waiting[done:] and len(waiting) - done >= keep_below:
            batch = waiting[done : done + EMBED_AT_ONCE]
            self._vectors.put(
                [id for id, _ in batch], self._embedder.encode_passages([text for _, text in batch])
            )
            done += len(batch)
            self._progress("embedding passages", done, len(waiting))
        self.embedded += done
        self._queue = dict(waiting[done:])


def spoken_date(date: str | None) -> str:
    """A date as people search for it: ``2016-04-27`` gives ``2016-04-27 27 April 2016``."""
    if not date:
        return ""
    if len(date) == 4:
        return date
    day = datetime.date.fromisoformat(date if len(date) == 10 else f"{date}-01")
    spoken = f"{day:%B %Y}" if len(date) == 7 else f"{day.day} {day:%B %Y}"
    return f"{date} {spoken}"
