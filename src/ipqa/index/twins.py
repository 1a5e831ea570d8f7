"""Near-duplicates: the same story from two sources, found by MinHash signatures in bands (LSH).

A signature estimates which share of the word triples (of characters in Chinese, Japanese and
Korean) two texts have in common. Bands of it stand in SQLite, so that an article is compared only
with those that share one, and articles come and go one at a time.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipqa.article import Article
from ipqa.index.database import Database
from ipqa.words import CJK, fold

PERMUTATIONS = 128
ROWS = 4
"""Hashes in a band. 32 bands of 4 bring together 87 % of the pairs that share half of their triples
and one pair in 300 of those that share a tenth."""
SHINGLE = 3
"""Words in a shingle; characters where there are no spaces."""
SHORTEST = 20
"""Words below which a text has twins only in texts that are equal."""
CONTAINED = 0.7
"""Share of the shorter text's shingles that must stand in the longer one. On tests/index/pairs.py,
20 pairs of the same story (edited, cut, with more) have at least 0.87, and 15 of different ones on
a topic or in a form at most 0.42: precision and recall are 1.0 with any bound between."""
ALIKE = 0.4
"""Share of all shingles that must be common, lest an item in a long digest be the same story. The
20 pairs have at least 0.70, such a digest 0.27; bands miss many pairs that have less than 0.4."""
COMPARED = 500_000
"""Characters at the beginning of a text that are compared; a book is told by its first chapters."""
AT_ONCE = 4096
"""Shingles hashed at once: a number for each and each permutation is held meanwhile."""
_WORD = re.compile(rf"[{CJK}]|[^\W_{CJK}]+")
_Hashes = NDArray[np.uint32]


class Twins:
    """The near-duplicates among the articles of a catalog, by the articles' numbers."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def put(self, number: int, article: Article) -> None:
        """Finds the twins of a new article, in the transaction there is."""
        size, hashes, bands = signature(article.text)
        found = self._found(size, hashes, bands)
        self._db.run("INSERT INTO signatures VALUES (?, ?, ?)", number, size, hashes.tobytes())
        self._db.many("INSERT OR IGNORE INTO bands VALUES (?, ?)", ((b, number) for b in bands))
        pairs = [pair for twin in found for pair in ((number, twin), (twin, number))]
        self._db.many("INSERT OR IGNORE INTO twins VALUES (?, ?)", pairs)

    def drop(self, number: int) -> None:
        """Forgets an article."""
        row = self._db.one("SELECT size, hashes FROM signatures WHERE article = ?", number)
        if row is None:
            return
        bands = _bands(row[0], _read(row[1]))
        self._db.many(
            "DELETE FROM bands WHERE band = ? AND article = ?", ((band, number) for band in bands)
        )
        self._db.run("DELETE FROM signatures WHERE article = ?", number)
        twins = self._db.all("SELECT twin FROM twins WHERE article = ?", number)
        pairs = [pair for (twin,) in twins for pair in ((number, twin), (twin, number))]
        self._db.many("DELETE FROM twins WHERE article = ? AND twin = ?", pairs)

    def of(self, article_ids: Sequence[str]) -> dict[str, list[str]]:
        """For each article the ids of the others in its group, in order.

        A group is all that near-duplicates join: it is the same seen from each of its articles.
        """
        found: dict[str, list[str]] = {}
        for article_id in dict.fromkeys(article_ids):
            if article_id not in found:
                group = self._group(article_id)
                found |= {id: [other for other in group if other != id] for id in group}
                found.setdefault(article_id, [])
        return {article_id: found[article_id] for article_id in article_ids}

    def count(self) -> int:
        """The number of articles that have a near-duplicate."""
        row = self._db.one("SELECT count(DISTINCT article) FROM twins")
        return int(row[0]) if row else 0

    def _group(self, article_id: str) -> list[str]:
        rows = self._db.all(
            "WITH RECURSIVE joined (article) AS ("
            "SELECT number FROM articles WHERE id = ? UNION "
            "SELECT twin FROM twins JOIN joined USING (article)) "
            "SELECT id FROM articles WHERE number IN joined ORDER BY id",
            article_id,
        )
        return [row[0] for row in rows]

    def _found(self, size: int, hashes: _Hashes, bands: Sequence[int]) -> list[int]:
        marks = ",".join("?" * len(bands))
        rows = self._db.all(
            "SELECT article, size, hashes FROM signatures WHERE article IN "
            f"(SELECT article FROM bands WHERE band IN ({marks}))",
            *bands,
        )
        return [row[0] for row in rows if same_story(size, hashes, row[1], _read(row[2]))]


def signature(text: str) -> tuple[int, _Hashes, list[int]]:
    """The number of a text's different shingles, its MinHash, and the keys of its bands.

    Of a short text the size is 0, and the hashes are those of all of it.
    """
    folded = _WORD.findall(fold(text[:COMPARED]))
    short = len(folded) < SHORTEST
    shingles = [" ".join(folded)] if short else list(dict.fromkeys(_shingles(folded)))
    hashed = _empty().copy()
    for start in range(0, len(shingles), AT_ONCE):
        hashed.update_batch([shingle.encode() for shingle in shingles[start : start + AT_ONCE]])
    hashes: _Hashes = np.asarray(hashed.hashvalues, dtype=np.uint32)
    size = 0 if short else len(shingles)
    return size, hashes, _bands(size, hashes)


def same_story(size: int, hashes: _Hashes, other_size: int, others: _Hashes) -> bool:
    """Whether two signatures are those of near-duplicates."""
    if not (size and other_size):
        return size == other_size and bool((hashes == others).all())
    alike, contained = likeness(size, hashes, other_size, others)
    return alike >= ALIKE and contained >= CONTAINED


def likeness(size: int, hashes: _Hashes, other_size: int, others: _Hashes) -> tuple[float, float]:
    """The estimated shares of common shingles, 0 to 1: among all, and among the shorter text's."""
    alike = float(np.mean(hashes == others))
    common = alike / (1 + alike) * (size + other_size)
    return alike, min(1.0, common / max(1, min(size, other_size)))


def _shingles(folded: Sequence[str]) -> Iterator[str]:
    for start in range(len(folded) - SHINGLE + 1):
        yield " ".join(folded[start : start + SHINGLE])


def _bands(size: int, hashes: _Hashes) -> list[int]:
    """Keys of 63 bits; a short text has one band, as only equal ones are its twins."""
    if not size:
        return [_key(0, hashes)]
    starts = range(0, PERMUTATIONS, ROWS)
    return [_key(start + 1, hashes[start : start + ROWS]) for start in starts]


def _key(band: int, hashes: _Hashes) -> int:
    mixed = hashlib.blake2b(hashes.tobytes(), digest_size=8, salt=band.to_bytes(2, "big"))
    return int.from_bytes(mixed.digest(), "big") >> 1


def _read(raw: bytes) -> _Hashes:
    return np.frombuffer(raw, dtype=np.uint32)


def _hash(shingle: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(shingle, digest_size=4).digest(), "big")


@lru_cache(maxsize=1)
def _empty() -> Any:
    from datasketch import MinHash  # imports SciPy, which takes a second

    return MinHash(num_perm=PERMUTATIONS, hashfunc=_hash, scheme="affine32")
