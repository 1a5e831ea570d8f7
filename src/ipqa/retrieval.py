"""Hybrid retrieval: dense and BM25 scores over the same passages, fused into one ranking."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ipqa.article import Article, Hit, Scores
from ipqa.embedding import Embedder, Vectors
from ipqa.errors import NothingFitsError, StoreUnreadableError
from ipqa.filters import Filters
from ipqa.index.catalog import Catalog
from ipqa.index.filtering import Condition
from ipqa.index.vectors import VectorStore
from ipqa.passages import split_article
from ipqa.stories import one_story
from ipqa.words import terms

CANDIDATES = 50
"""Passages that each of the two rankings nominates."""
DENSE_WEIGHT = 0.5
"""Share of the dense score. Min-max fusion with 0.5 gave recall@1 0.813 and MRR 0.875 on the 1,440
answerable questions of a SQuAD 2.0 tuning set; reciprocal rank fusion (k = 10) 0.787 and 0.858.
With 0.7 recall@5 falls from 0.89 to 0.88 on 140 of them, and a date alone no longer finds its
article."""
KEPT = 4
"""Filters whose part of the index is remembered: over 10,000 articles it takes 50 to 200 ms to
find, and a conversation asks for the same one again and again."""
WHOLE = 48
"""Passages of an article that are read when it is summed up; what was found is read anyway."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The part of the index that is searched: the condition on its articles, its vectors."""

    fits: Condition
    vector_ids: Sequence[str]


class Retriever:
    """Finds the passages that may hold an answer."""

    def __init__(self, catalog: Catalog, vectors: VectorStore, embedder: Embedder) -> None:
        self._catalog = catalog
        self._vectors = vectors
        self._embedder = embedder
        self._selected: dict[Filters, tuple[tuple[int, int], Selection]] = {}

    def select(self, filters: Filters | None) -> Selection | None:
        """The part of the index that fits the filters; ``None`` where nothing is asked of it.

        Raises ``NothingFitsError`` when there is none.
        """
        if not filters:
            return None
        filtering = self._catalog.filtering
        version = filtering.version()
        known = self._selected.get(filters)
        if known and known[0] == version:
            return known[1]
        fits = filtering.condition(filters)
        selection = Selection(fits, filtering.vector_ids(fits))
        if not selection.vector_ids:
            raise NothingFitsError(str(filters))
        # As one statement, so that threads can't be in each other's way.
        self._selected = dict([*self._selected.items(), (filters, (version, selection))][-KEPT:])
        return selection

    def search(self, question: str, k: int, filters: Filters | None = None) -> list[Hit]:
        """The ``k`` best passages, best first, each with its component scores.

        Both rankings nominate passages, of articles that fit the filters if there are any; every
        nominee then gets its exact cosine and BM25 score, each is scaled to 0-1 over the nominees
        (min-max), and the weighted sum decides. What several articles with the same story say in
        the same words takes one place. Raises ``NothingFitsError`` when no article fits.
        """
        vector = self._embedder.encode_questions([question])[0]
        return self.search_vector(question, vector, k, filters)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[None]:
        """All searches inside see one state of the store: the newest there is."""
        with contextlib.ExitStack() as held:
            while True:
                reading = held.enter_context(contextlib.ExitStack())
                reading.enter_context(self._catalog.reading())
                place = self._catalog.meta("place") or None
                try:
                    self._vectors.follow(place)
                    break
                except StoreUnreadableError:
                    # A sync may have put another in its place since it was read.
                    reading.close()
                    if place == (self._catalog.meta("place") or None):
                        raise
            yield

    def search_vector(
        self, question: str, vector: Vectors, k: int, filters: Filters | None = None
    ) -> list[Hit]:
        """As ``search``, for a question whose vector is already known."""
        with self.snapshot():
            return self._search(question, vector, k, self.select(filters))

    def _search(self, question: str, vector: Vectors, k: int, part: Selection | None) -> list[Hit]:
        asked = terms(question)
        fits, allowed = (part.fits, part.vector_ids) if part else (None, None)
        nominated = self._catalog.bm25(asked, CANDIDATES, fits=fits)
        near = self._vectors.nearest(vector, CANDIDATES, allowed)
        named = self._catalog.numbers_of_vectors(list(near), fits)
        numbers = sorted({*nominated, *(n for group in named.values() for n in group)})
        if not numbers:
            return []
        found = self._catalog.passages(numbers)
        near |= self._vectors.cosines(
            vector, sorted({row[2] for row in found.values()} - near.keys())
        )
        bm25 = nominated | self._catalog.bm25(
            asked, len(numbers), among=[n for n in numbers if n not in nominated]
        )
        dense = {number: near.get(row[2], 0.0) for number, row in found.items()}
        terms_ = {number: bm25.get(number, 0.0) for number in found}
        fused = fuse(dense, terms_)
        ranked = [
            Hit(
                passage=found[number][0],
                article=found[number][1],
                scores=Scores(dense[number], terms_[number], fused[number]),
            )
            for number in sorted(found, key=lambda number: (-fused[number], number))
        ]
        twins = self._catalog.twins(list(dict.fromkeys(hit.article.id for hit in ranked)))
        return sorted(one_story(ranked, twins)[:k], key=lambda hit: -hit.scores.fused)


def passages_of(
    article: Article, found: Sequence[Hit], count_tokens: Callable[[str], int]
) -> list[Hit]:
    """The passages of one article in order: those ``found``, and its first ``WHOLE`` besides."""
    known = {hit.passage.id: hit for hit in found if hit.article.id == article.id}
    unranked = Scores(0.0, 0.0, 0.0)
    first = [section.passage for section in split_article(article, count_tokens)[:WHOLE]]
    hits = {passage.id: Hit(passage, article, unranked) for passage in first} | known
    return sorted(hits.values(), key=lambda hit: hit.passage.start)


def fuse(dense: dict[int, float], bm25: dict[int, float]) -> dict[int, float]:
    """The weighted sum of both scores after min-max scaling, 0 to 1, for the same keys."""
    scaled_dense, scaled_bm25 = _min_max(dense), _min_max(bm25)
    return {
        key: DENSE_WEIGHT * scaled_dense[key] + (1 - DENSE_WEIGHT) * scaled_bm25[key]
        for key in dense
    }


def _min_max(scores: dict[int, float]) -> dict[int, float]:
    low, high = min(scores.values(), default=0.0), max(scores.values(), default=0.0)
    width = high - low
    # With nothing to tell apart, an equal positive score is full marks and none is no marks.
    if width == 0:
        return {key: float(high > 0) for key in scores}
    return {key: (score - low) / width for key, score in scores.items()}
