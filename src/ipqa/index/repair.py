"""What of a store can't be read is moved aside, so that a sync can make it anew."""

from __future__ import annotations

import contextlib
import datetime
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

from ipqa.errors import StoreUnreadableError
from ipqa.index import catalog as catalogs
from ipqa.index import embeddings
from ipqa.index.catalog import Catalog
from ipqa.index.embeddings import Embeddings
from ipqa.index.sync import Notice, writing
from ipqa.index.vectors import FOLDER, VectorStore


def repair(store: Path, notice: Notice, url: str | None = None) -> None:
    """Moves the damaged parts of a store into a folder beside it, and says so; deletes nothing.

    What the catalog says of roots and removals goes into a new one if it can be read. The search
    index is made anew by the next sync, damaged or not. Raises ``StoreBusyError``.
    """
    store.mkdir(parents=True, exist_ok=True)
    with writing(store):
        aside = _Aside(store, notice)
        reason = _damage(lambda: _checked_catalog(store, notice))
        if reason:
            saved = _Saved(store / catalogs.FILE)
            aside.move(catalogs.FILE, reason)
            saved.put(Catalog(store), notice)
        reason = _damage(lambda: _checked_vectors(store))
        if reason:
            aside.move(embeddings.FILE, reason)
        with contextlib.closing(Catalog(store)) as catalog, catalog.transaction():
            place, made = catalog.meta("place") or None, catalog.embedder()
            if place and made and url is None:
                reason = _damage(lambda: _checked_index(store, made, place, catalog))
            if reason:
                for folder in store.glob(f"{FOLDER}*"):
                    aside.move(folder.name, reason)
            if url is None:
                catalog.clear_indexed()
                catalog.set_meta("place", "")
        if not aside.moved:
            notice("nothing in the store is damaged: making only the search index anew")


class _Aside:
    """Where damaged parts go; made when there is the first one."""

    def __init__(self, store: Path, notice: Notice) -> None:
        time = datetime.datetime.now().strftime("%Y%m%d-%H%M%S")
        self._store, self._notice = store, notice
        self._folder = store.with_name(f"{store.name}.damaged-{time}")
        self.moved = False

    def move(self, name: str, reason: str) -> None:
        self._folder.mkdir(exist_ok=True)
        for path in self._store.glob(f"{name}*"):
            shutil.move(path, self._folder / path.name)
        self._notice(f"{name} can't be read ({reason}): moved to {self._folder}")
        self.moved = True


class _Saved:
    """What a user told a catalog, as far as it can still be read."""

    def __init__(self, file: Path) -> None:
        self.roots: list[tuple[str, str]] = []
        self.removed: list[tuple[str]] = []
        self.whole = False
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True)) as db,
        ):
            self.roots = db.execute("SELECT name, path FROM roots").fetchall()
            self.removed = db.execute("SELECT article_id FROM removed").fetchall()
            self.whole = True

    def put(self, catalog: Catalog, notice: Notice) -> None:
        with contextlib.closing(catalog), catalog.transaction():
            for name, path in self.roots:
                catalog.add_root(name, Path(path))
            for (name,) in self.removed:
                catalog.set_removed(name)
        if not self.whole:
            notice("which folders were indexed, and what was removed, can't be read any more")


def _damage(check: Callable[[], None]) -> str:
    """The reason for which something can't be read; empty if it can."""
    try:
        check()
    except StoreUnreadableError as error:
        return error.reason
    return ""


def _checked_catalog(store: Path, notice: Notice) -> None:
    def migrating(found: str) -> None:
        notice(f"the index is of an earlier ipqa (schema {found}): bringing it up to date")

    if Catalog.exists(store):
        with contextlib.closing(Catalog(store, migrating)) as catalog:
            catalog.check()


def _checked_vectors(store: Path) -> None:
    if (store / embeddings.FILE).is_file():
        with contextlib.closing(Embeddings(store, "", "")) as kept:
            kept.check()


def _checked_index(store: Path, made: tuple[str, str], place: str, catalog: Catalog) -> None:
    with contextlib.closing(VectorStore(store, *made)) as vectors:
        vectors.lacks(place, catalog.indexed_count())
