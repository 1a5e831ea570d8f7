"""The catalog: articles, passages and BM25 terms in one SQLite file."""

from __future__ import annotations

import datetime
import math
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from ipqa.article import Article, Passage
from ipqa.errors import StoreMismatchError
from ipqa.index.database import Database
from ipqa.index.filtering import Condition, Filtering
from ipqa.index.report import ArticleStatus, Skipped
from ipqa.words import fold, stem

SCHEMA = 1
FILE = "catalog.sqlite"

_UNDER = "(path = ? OR substr(path, 1, length(?)) = ?)"


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells whether an article's file has changed since it was read."""

    sha256: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage as a sync stores it: ``terms`` are its BM25 words, in order."""

    passage: Passage
    heading: str
    vector_id: str
    terms: Sequence[str]


class Catalog:
    """One open catalog; threads may share it.

    Raises ``StoreMismatchError`` for another schema, ``StoreUnreadableError`` for a file that is
    no catalog or is damaged, ``StoreBusyError`` when another process keeps it locked.
    """

    def __init__(self, store: Path) -> None:
        self.store = store
        self._db = Database(store, FILE, SCHEMA)
        self.filtering = Filtering(self._db)
        try:
            found = self.meta("schema")
            if found != str(SCHEMA):
                raise StoreMismatchError(store, "schema", str(found), f"schema {SCHEMA}")
        except BaseException:
            self.close()
            raise

    @staticmethod
    def exists(store: Path) -> bool:
        """Whether ``store`` holds a catalog."""
        return (store / FILE).is_file()

    def close(self) -> None:
        """Closes the file."""
        self._db.close()

    def transaction(self) -> AbstractContextManager[None]:
        """All writes inside become visible together, or not at all."""
        return self._db.transaction()

    # -- what is said about the whole store

    def meta(self, key: str) -> str | None:
        """A value of the store's own description."""
        row = self._db.one("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Writes a value of the store's own description."""
        self._db.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def claim(self, embedder: str, revision: str) -> None:
        """Notes which embedder the store is for. Raises ``StoreMismatchError`` if for another."""
        found = self.meta("embedder"), self.meta("revision")
        if found == (None, None):
            self.set_meta("embedder", embedder)
            self.set_meta("revision", revision)
        elif found != (embedder, revision):
            made, wanted = f"{found[0]}@{found[1]}", f"{embedder}@{revision}"
            raise StoreMismatchError(self.store, "embedder", made, wanted)

    def roots(self) -> dict[str, Path]:
        """The remembered files and folders by name; a file's name holds a slash."""
        return {name: Path(path) for name, path in self._db.all("SELECT name, path FROM roots")}

    def add_root(self, name: str, path: Path) -> None:
        """Remembers a file or a folder."""
        self._db.run("INSERT OR IGNORE INTO roots VALUES (?, ?)", name, str(path))

    def drop_root(self, name: str) -> None:
        """Forgets a file or a folder; articles stay."""
        self._db.run("DELETE FROM roots WHERE name = ?", name)

    def removed(self) -> set[str]:
        """The ids that a user took out and a sync leaves out."""
        return {row[0] for row in self._db.all("SELECT article_id FROM removed")}

    def set_removed(self, article_id: str, removed: bool) -> None:
        """Remembers or forgets that a user took an article out."""
        if removed:
            self._db.run("INSERT OR IGNORE INTO removed VALUES (?)", article_id)
        else:
            self._db.run("DELETE FROM removed WHERE article_id = ?", article_id)

    def skipped(self) -> tuple[Skipped, ...]:
        """The files that the last syncs could not read."""
        return tuple(
            Skipped(*row) for row in self._db.all("SELECT path, reason FROM skipped ORDER BY path")
        )

    def set_skipped(self, under: Path, skipped: Iterable[tuple[str, Skipped]]) -> None:
        """Replaces what is known of the unreadable files at or below a path, given with roots."""
        self._db.run(f"DELETE FROM skipped WHERE {_UNDER}", *_under(under))
        for root, file in skipped:
            self._db.run(
                "INSERT OR REPLACE INTO skipped VALUES (?, ?, ?)", file.path, root, file.reason
            )

    # -- articles

    def twins(self, article_ids: Sequence[str]) -> dict[str, list[str]]:
        """For each of the articles that has any, the others that tell the same story."""
        return {}

    def files(self, under: Path) -> dict[str, FileState]:
        """The state in which the files at or below a path were read, by article id."""
        rows = self._db.all(
            f"SELECT id, sha256, size, mtime_ns FROM articles WHERE {_UNDER}", *_under(under)
        )
        return {row[0]: FileState(*row[1:]) for row in rows}

    def put_article(
        self, article: Article, root: str, state: FileState, passages: Iterable[PassageRow]
    ) -> None:
        """Stores an article with its passages in place of what was there under its id."""
        self.drop_article(article.id)
        self._db.run(
            "INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            article.id, root, article.title, article.source, article.date, article.language,
            article.url, article.path, article.text, state.sha256, state.size, state.mtime_ns,
            now(),
        )  # fmt: skip
        for row in passages:
            number = self._db.run(
                "INSERT INTO passages (article_id, start, end, heading, vector_id) "
                "VALUES (?, ?, ?, ?, ?)",
                article.id, row.passage.start, row.passage.end, row.heading, row.vector_id,
            )  # fmt: skip
            words = " ".join(row.terms)
            self._db.run("INSERT INTO terms (rowid, words) VALUES (?, ?)", number, words)

    def touch(self, article_id: str, state: FileState) -> None:
        """Notes a new time stamp of a file whose content is the same."""
        self._db.run("UPDATE articles SET mtime_ns = ? WHERE id = ?", state.mtime_ns, article_id)

    def drop_article(self, article_id: str) -> None:
        """Takes an article out; its file is never touched."""
        self._db.run(
            "DELETE FROM terms WHERE rowid IN (SELECT number FROM passages WHERE article_id = ?)",
            article_id,
        )
        self._db.run("DELETE FROM passages WHERE article_id = ?", article_id)
        self._db.run("DELETE FROM articles WHERE id = ?", article_id)

    def article(self, article_id: str) -> Article | None:
        """An article with its text."""
        row = self._db.one(
            "SELECT id, title, text, source, date, language, url, path FROM articles WHERE id = ?",
            article_id,
        )
        return Article(*row) if row else None

    def article_statuses(self) -> tuple[ArticleStatus, ...]:
        """The indexed articles in order of their ids."""
        rows = self._db.all(
            "SELECT a.id, title, source, date, path, count(p.number), indexed_at FROM articles a "
            "LEFT JOIN passages p ON p.article_id = a.id GROUP BY a.id ORDER BY a.id"
        )
        return tuple(ArticleStatus(*row) for row in rows)

    # -- passages and terms

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

    def vector_ids(self) -> set[str]:
        """Every vector that a passage names."""
        return {row[0] for row in self._db.all("SELECT DISTINCT vector_id FROM passages")}

    def passages_of_vectors(self, vector_ids: Iterable[str]) -> Iterator[tuple[str, int, str]]:
        """For each vector one passage that it stands for: vector id, number, heading."""
        for vector_id in vector_ids:
            row = self._db.one(
                "SELECT vector_id, number, heading FROM passages WHERE vector_id = ?", vector_id
            )
            if row:
                yield row[0], row[1], row[2]

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

    def _count(self, term: str) -> int:
        """The number of passages that hold a term."""
        row = self._db.one("SELECT doc FROM vocabulary WHERE term = ?", term)
        if row is None:  # FTS5 takes a term such as 742.3 apart, and finds it as a phrase
            phrase = f'"{term}"'
            row = self._db.one("SELECT count(*) FROM terms WHERE terms MATCH ?", phrase)
        return int(row[0]) if row else 0


def _under(path: Path) -> tuple[str, str, str]:
    """The values of ``_UNDER``: the path itself, and with a slash what all below it starts with."""
    folder = str(path).rstrip(os.sep) + os.sep
    return str(path), folder, folder


def now() -> str:
    """The time in UTC, ISO 8601 to the second."""
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
