"""The SQLite file under the catalog: its tables, one connection, failures in plain words."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipqa.errors import StoreBusyError, StoreUnreadableError

TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE roots (name TEXT PRIMARY KEY, path TEXT NOT NULL UNIQUE);
CREATE TABLE removed (article_id TEXT PRIMARY KEY);
CREATE TABLE skipped (path TEXT PRIMARY KEY, root TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE articles (
    id TEXT PRIMARY KEY, root TEXT NOT NULL, title TEXT NOT NULL, source TEXT, date TEXT,
    language TEXT, url TEXT, path TEXT, text TEXT NOT NULL,
    sha256 TEXT NOT NULL, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL, indexed_at TEXT NOT NULL
);
CREATE INDEX articles_by_root ON articles (root);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL, start INTEGER NOT NULL,
    end INTEGER NOT NULL, heading TEXT NOT NULL, vector_id TEXT NOT NULL
);
CREATE INDEX passages_by_article ON passages (article_id);
CREATE INDEX passages_by_vector ON passages (vector_id);
CREATE VIRTUAL TABLE terms USING fts5 (words, tokenize = "unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (terms, 'row');
"""
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Database:
    """An open catalog file, made if it is not there; calls are serialised, so threads may share it.

    Raises ``StoreUnreadableError`` for a file that is damaged or no database, and
    ``StoreBusyError`` when another process keeps it locked.
    """

    def __init__(self, store: Path, file: str, schema: int) -> None:
        self._store = store
        self._lock = threading.RLock()
        with self._explained():
            store.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(store / file, check_same_thread=False, isolation_level=None)
        try:
            if self._empty():
                self._create(schema)
        except BaseException:
            self._db.close()
            raise

    def close(self) -> None:
        """Closes the file."""
        with self._lock:
            self._db.close()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All writes inside become visible together, or not at all."""
        with self._lock:
            self.run("BEGIN IMMEDIATE")
            try:
                yield
                self.run("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def run(self, sql: str, *values: object) -> int | None:
        """Executes a statement; the number of the row that it inserted, if any."""
        with self._lock, self._explained():
            return self._db.execute(sql, values).lastrowid

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        with self._lock, self._explained():
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of a query."""
        with self._lock, self._explained():
            row: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
            return row

    def _empty(self) -> bool:
        return self.one("SELECT 1 FROM sqlite_master LIMIT 1") is None

    def _create(self, schema: int) -> None:
        self.run("PRAGMA journal_mode = WAL")
        with self.transaction():
            # Another process may have been faster.
            if self._empty():
                for statement in TABLES.split(";\n"):
                    if statement.strip():
                        self.run(statement)
                self.run("INSERT INTO meta VALUES ('schema', ?)", str(schema))

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a mistake of ours, such as a closed connection
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
                raise StoreBusyError(self._store) from error
            raise StoreUnreadableError(self._store, str(error)) from error
        except OSError as error:
            raise StoreUnreadableError(self._store, error.strerror or str(error)) from error
