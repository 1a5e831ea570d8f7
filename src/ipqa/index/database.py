"""An SQLite file under the store: one connection, snapshots, failures in plain words."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from ipqa.errors import DiskFullError, StoreBusyError, StoreUnreadableError, is_disk_full

_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
PAGE = 1000
"""Rows that are fetched at once where a query is streamed."""


class Database:
    """An open file, made if it is not there; calls are serialised, so threads may share it.

    ``tables`` makes the tables of a new file, statements parted by a semicolon at a line's end.
    Raises ``StoreUnreadableError`` for a file that is damaged or no database, ``StoreBusyError``
    when another process keeps it locked, ``DiskFullError`` when there is no room to write.
    """

    def __init__(self, store: Path, file: str, tables: str) -> None:
        self._store = store
        self._lock = threading.RLock()
        with self._explained():
            store.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(store / file, check_same_thread=False, isolation_level=None)
        try:
            if self._empty():
                self._create(tables)
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
                self._roll_back()
                raise

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """All reads inside see one state, whatever others commit meanwhile; may be nested."""
        with self._lock:
            if self._db.in_transaction:
                yield
                return
            self.run("BEGIN")
            try:
                # SQLite takes the snapshot at the first read, not at BEGIN.
                self.one("SELECT 1 FROM sqlite_master LIMIT 1")
                yield
            finally:
                self._roll_back()

    def run(self, sql: str, *values: object) -> int | None:
        """Executes a statement; the number of the row that it inserted, if any."""
        with self._lock, self._explained():
            return self._db.execute(sql, values).lastrowid

    def changed(self, sql: str, *values: object) -> int:
        """Executes a statement; how many rows it wrote or deleted."""
        with self._lock, self._explained():
            return self._db.execute(sql, values).rowcount

    def many(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Executes a statement for each row of values."""
        with self._lock, self._explained():
            self._db.executemany(sql, rows)

    def all(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """Every row of a query."""
        with self._lock, self._explained():
            return self._db.execute(sql, values).fetchall()

    def one(self, sql: str, *values: object) -> tuple[Any, ...] | None:
        """The first row of a query."""
        with self._lock, self._explained():
            row: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
            return row

    def stream(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """Every row of a query, a page at a time; what it reads must not be written meanwhile."""
        with self._lock, self._explained():
            cursor = self._db.execute(sql, values)
        while True:
            with self._lock, self._explained():
                page = cursor.fetchmany(PAGE)
            if not page:
                return
            yield from page

    def check(self) -> None:
        """Reads the whole file. Raises ``StoreUnreadableError`` if any of it is damaged."""
        found = self.all("PRAGMA quick_check(1)")
        if found != [("ok",)]:
            raise StoreUnreadableError(self._store, str(found[0][0]) if found else "damaged")

    def _empty(self) -> bool:
        return self.one("SELECT 1 FROM sqlite_master LIMIT 1") is None

    def _create(self, tables: str) -> None:
        self.run("PRAGMA journal_mode = WAL")
        with self.transaction():
            # Another process may have been faster.
            if self._empty():
                self.script(tables)

    def script(self, statements: str) -> None:
        """Executes statements parted by a semicolon at a line's end."""
        for statement in statements.split(";\n"):
            if statement.strip():
                self.run(statement)

    def _roll_back(self) -> None:
        if self._db.in_transaction:
            with contextlib.suppress(sqlite3.Error):
                self._db.execute("ROLLBACK")

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.ProgrammingError:
            raise  # a mistake of ours, such as a closed connection
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BUSY:
                raise StoreBusyError(self._store) from error
            if is_disk_full(error):
                raise DiskFullError(self._store) from error
            raise StoreUnreadableError(self._store, str(error)) from error
        except OSError as error:
            if is_disk_full(error):
                raise DiskFullError(self._store) from error
            raise StoreUnreadableError(self._store, error.strerror or str(error)) from error
