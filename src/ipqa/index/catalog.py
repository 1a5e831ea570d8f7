"""The catalog: articles, passages and BM25 terms in one SQLite file."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from ipqa.article import Article, Passage
from ipqa.errors import OldStoreError, StoreMismatchError
from ipqa.index.database import Database
from ipqa.index.files import Files
from ipqa.index.filtering import Condition, Filtering
from ipqa.index.report import ArticleStatus
from ipqa.index.schema import SCHEMA, TABLES, digest, migrate
from ipqa.index.twins import Twins
from ipqa.words import fold, stem

FILE = "catalog.sqlite"
_ARTICLE = "id, title, text, source, date, language, url, path, author"


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as a sync stores it: ``terms`` are its BM25 words, in order."""

    passage: Passage
    heading: str
    vector_id: str
    terms: Sequence[str]


class Catalog(Files):
    """One open catalog; threads may share it.

    Raises ``OldStoreError`` for an earlier schema unless ``migrating``, ``StoreMismatchError`` for
    a later one, ``StoreUnreadableError`` for a file that is no catalog or is damaged,
    ``StoreBusyError`` when another process keeps it locked. ``migrating`` is called with the
    earlier schema before the catalog is brought up to date.
    """

    def __init__(self, store: Path, migrating: Callable[[str], None] | None = None) -> None:
        self.store = store
        self._db = Database(store, FILE, TABLES)
        self._inode = (store / FILE).stat().st_ino
        self.near = Twins(self._db)
        self.filtering = Filtering(self._db)
        try:
            found = str(self.meta("schema"))
            if found.isdigit() and int(found) < SCHEMA:
                self._migrate(found, migrating)
            elif found != str(SCHEMA):
                raise StoreMismatchError(store, "schema", found, f"schema {SCHEMA}")
        except BaseException:
            self.close()
            raise

    def _migrate(self, found: str, migrating: Callable[[str], None] | None) -> None:
        if migrating is None:
            raise OldStoreError(self.store, found)
        migrating(found)
        with self.transaction():
            # Another process may have been faster.
            if self.meta("schema") == found and not migrate(self._db, found):
                raise StoreMismatchError(self.store, "schema", found, f"schema {SCHEMA}")
            for article in self.each_article():
                row = self._db.one("SELECT number FROM articles WHERE id = ?", article.id)
                assert row is not None
                self.near.put(row[0], article)
                self._db.run(
                    "UPDATE articles SET digest = ? WHERE number = ?", digest(article), row[0]
                )

    @staticmethod
    def exists(store: Path) -> bool:
        """Whether ``store`` holds a catalog."""
        return (store / FILE).is_file()

    def replaced(self) -> bool:
        """Whether another file has taken the place of the one that is open."""
        try:
            return (self.store / FILE).stat().st_ino != self._inode
        except OSError:
            return True

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def check(self) -> None:
        """Reads all of the file. Raises ``StoreUnreadableError`` if any of it is damaged."""
        self._db.check()

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside become visible together, or not at all."""
        return self._db.transaction()

    def reading(self) -> AbstractContextManager[None]:
        """All reads inside see one state, whatever a sync commits meanwhile."""
        return self._db.reading()

    # -- articles

    def drop_file(self, file_id: str) -> int:
        """Takes a file and its articles out; how many these were. The file is never touched."""
        gone = self.drop_articles(file_id)
        self._db.run(
            "DELETE FROM skipped WHERE path = (SELECT path FROM files WHERE id = ?)", file_id
        )
        self._db.run("DELETE FROM files WHERE id = ?", file_id)
        return gone

    def digest(self, article_id: str) -> str | None:
        """What an article held when it was stored, as ``schema.digest`` tells it."""
        row = self._db.one("SELECT digest FROM articles WHERE id = ?", article_id)
        return str(row[0]) if row else None

    def put_article(
        self, article: Article, file_id: str, root: str, passages: Iterable[PassageRow]
    ) -> None:
        """Stores an article with its passages in place of what was there under its id."""
        self.drop_article(article.id)
        number = self._db.run(
            "INSERT INTO articles (id, file_id, root, title, source, date, language, url, path, "
            "author, digest, indexed_at, text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article.id, file_id, root, article.title, article.source, article.date,
            article.language, article.url, article.path, article.author, digest(article), now(),
            article.text,
        )  # fmt: skip
        assert number is not None
        self.near.put(number, article)
        self.put_passages(article.id, passages)

    def put_passages(self, article_id: str, passages: Iterable[PassageRow]) -> None:
        """Stores the passages of an article in place of those that were there."""
        self._drop_passages(article_id)
        for row in passages:
            number = self._db.run(
                "INSERT INTO passages (article_id, start, end, heading, vector_id) "
                "VALUES (?, ?, ?, ?, ?)",
                article_id, row.passage.start, row.passage.end, row.heading, row.vector_id,
            )  # fmt: skip
            words = " ".join(row.terms)
            self._db.run("INSERT INTO terms (rowid, words) VALUES (?, ?)", number, words)

    def drop_article(self, article_id: str) -> None:
        """Takes an article out; its file is never touched."""
        self._drop_passages(article_id)
        row = self._db.one("SELECT number FROM articles WHERE id = ?", article_id)
        if row:
            self.near.drop(row[0])
            self._db.run("DELETE FROM articles WHERE number = ?", row[0])

    def drop_articles(self, file_id: str, keep: Callable[[str], bool] = lambda _: False) -> int:
        """Takes the articles of a file out, save those to ``keep``; how many they were."""
        gone = [id for id in self.ids_of(file_id) if not keep(id)]
        for article_id in gone:
            self.drop_article(article_id)
        return len(gone)

    def article(self, article_id: str) -> Article | None:
        """An article with its text."""
        row = self._db.one(f"SELECT {_ARTICLE} FROM articles WHERE id = ?", article_id)
        return Article(*row) if row else None

    def each_article(self) -> Iterator[Article]:
        """All articles in order of their ids, one at a time; they may be written meanwhile."""
        last: str | None = ""
        while last is not None:
            row = self._db.one(
                f"SELECT {_ARTICLE} FROM articles WHERE id > ? ORDER BY id LIMIT 1", last
            )
            last = row[0] if row else None
            if row:
                yield Article(*row)

    def article_count(self) -> int:
        """The number of articles."""
        row = self._db.one("SELECT count(*) FROM articles")
        return int(row[0]) if row else 0

    def article_statuses(self) -> tuple[ArticleStatus, ...]:
        """The indexed articles in order of their ids."""
        rows = self._db.all(
            "SELECT id, title, source, date, path, "
            "(SELECT count(*) FROM passages WHERE article_id = a.id), indexed_at, "
            "language "
            "FROM articles a ORDER BY id"
        )
        return tuple(ArticleStatus(*row) for row in rows)

    def twins(self, article_ids: Sequence[str]) -> dict[str, list[str]]:
        """For each article the ids of its near-duplicates, in order; those without any, none."""
        return self.near.of(article_ids)

    # -- passages and terms

    def empty(self) -> bool:
        """Whether there are no passages."""
        return self._db.one("SELECT 1 FROM passages LIMIT 1") is None

    def passage_count(self) -> int:
        """The number of passages."""
        row = self._db.one("SELECT count(*) FROM passages")
        return int(row[0]) if row else 0

    def passages(self, numbers: Sequence[int]) -> dict[int, tuple[Passage, Article, str]]:
        """Passages with their articles and vector ids, by number; unknown numbers are left out."""
        articles: dict[str, Article] = {}
        found: dict[int, tuple[Passage, Article, str]] = {}
        for number in numbers:
            row = self._db.one(
                "SELECT article_id, start, end, vector_id FROM passages WHERE number = ?", number
            )
            if row is None:
                continue
            article = articles.get(row[0]) or self.article(row[0])
            if article is None:
                continue
            articles[article.id] = article
            passage = Passage(article.id, row[1], row[2], article.text[row[1] : row[2]])
            found[number] = (passage, article, row[3])
        return found

    def numbers_of_vectors(
        self, vector_ids: Sequence[str], fits: Condition | None = None
    ) -> dict[str, list[int]]:
        """The passages that share each vector; a vector that none names is left out.

        With ``fits`` only passages of articles that do.
        """
        where = f" AND article_id IN {fits.articles}" if fits else ""
        marks = ",".join("?" * len(vector_ids))
        rows = self._db.all(
            f"SELECT vector_id, number FROM passages WHERE vector_id IN ({marks}){where}",
            *vector_ids, *(fits.values if fits else ()),
        )  # fmt: skip
        found: dict[str, list[int]] = {}
        for vector_id, number in rows:
            found.setdefault(vector_id, []).append(number)
        return found

    def vector_ids(self) -> Iterator[str]:
        """Every vector that a passage names, once, in order."""
        for (vector_id,) in self._db.stream(
            "SELECT DISTINCT vector_id FROM passages ORDER BY vector_id"
        ):
            yield vector_id

    def passage_of_vector(self, vector_id: str) -> list[tuple[int, str]]:
        """The number and heading of one passage that a vector stands for, if there is any."""
        return self._db.all(
            "SELECT number, heading FROM passages WHERE vector_id = ? LIMIT 1", vector_id
        )

    # -- terms

    def bm25(
        self,
        terms: Sequence[str],
        limit: int,
        among: Sequence[int] | None = None,
        fits: Condition | None = None,
    ) -> dict[int, float]:
        """BM25 scores (k1 = 1.2, b = 0.75: SQLite FTS5's) of passages that hold any of the terms.

        The best ``limit`` passages, or those of ``among``, or of articles that ``fits`` lets in;
        higher is better. How rare a term is, is counted over all articles, whatever is let in:
        in the few of a narrow filter each word would be as common as the next.
        """
        if not terms:
            return {}
        query = " OR ".join(f'"{term}"' for term in dict.fromkeys(terms))
        where, values = "", list[object]()
        if among is not None:
            where = f"AND rowid IN ({','.join('?' * len(among))})"
            values += among
        if fits is not None:
            inside = f"SELECT number FROM passages WHERE article_id IN {fits.articles}"
            # The plus keeps SQLite from running the whole match anew for each passage inside.
            where += f" AND +rowid IN ({inside})"
            values += fits.values
        rows = self._db.all(
            f"SELECT rowid, bm25(terms) FROM terms WHERE terms MATCH ? {where} "
            "ORDER BY bm25(terms), rowid LIMIT ?",
            query, *values, limit,
        )  # fmt: skip
        return {number: -score for number, score in rows}

    def idf(self, terms: Iterable[str]) -> dict[str, float]:
        """Each term's inverse document frequency over passages, ``ln(1 + (N - n + .5)/(n + .5))``.

        The form that Lucene uses: positive for every term (Robertson and Zaragoza 2009).
        """
        total = self.passage_count()
        counts = {term: self._count(term) for term in set(terms)}
        return {term: math.log(1 + (total - n + 0.5) / (n + 0.5)) for term, n in counts.items()}

    def terms_of_length(self, shortest: int, longest: int) -> list[str]:
        """The indexed terms with so many letters, the commoner first."""
        rows = self._db.all(
            "SELECT term FROM vocabulary WHERE length(term) BETWEEN ? AND ? "
            "ORDER BY doc DESC, term",
            shortest, longest,
        )  # fmt: skip
        return [term for (term,) in rows]

    def words_of(self, term: str) -> set[str]:
        """The words, as they stand in some of the articles, that have this term as their stem."""
        rows = self._db.all("SELECT rowid FROM terms WHERE terms MATCH ? LIMIT 20", f'"{term}"')
        return {
            word
            for passage, article, _ in self.passages([row[0] for row in rows]).values()
            for word in re.findall(r"[^\W\d_]+", f"{passage.text} {article.title}")
            if stem(fold(word)) == term
        }

    def _drop_passages(self, article_id: str) -> None:
        self._db.run(
            "DELETE FROM terms WHERE rowid IN (SELECT number FROM passages WHERE article_id = ?)",
            article_id,
        )
        self._db.run("DELETE FROM passages WHERE article_id = ?", article_id)

    def _count(self, term: str) -> int:
        """The number of passages that hold a term."""
        row = self._db.one("SELECT doc FROM vocabulary WHERE term = ?", term)
        if row is None:  # FTS5 takes a term such as 742.3 apart, and finds it as a phrase
            phrase = f'"{term}"'
            row = self._db.one("SELECT count(*) FROM terms WHERE terms MATCH ?", phrase)
        return int(row[0]) if row else 0


def now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
