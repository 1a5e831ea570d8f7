"""The store's vectors: kept in SQLite, searched in Chroma.

A search index in a folder is never written after it was made. A sync that changes it makes a copy,
changes that, and lets the catalog name it in the transaction in which everything else changes: a
question finds the old one or the new one, and a sync that is killed has damaged neither.
"""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO

from ipqa.embedding import Vectors
from ipqa.errors import DiskFullError, StoreUnreadableError, is_disk_full
from ipqa.index.chroma import AT_ONCE, Collection
from ipqa.index.embeddings import Embeddings

try:
    import fcntl
except ImportError:  # no such locks here: an index in use is left alone by the system itself
    fcntl = None  # type: ignore[assignment]

FOLDER = "chroma"
OLDER = "chroma/passages"
"""Where a store of schema 1 had its vectors."""
IN_USE = "in-use.lock"
_DATABASE = "chroma.sqlite3"


class VectorStore:
    """The vectors of one embedder, by id; threads may share it.

    A place names a search index: ``chroma-2/passages-1a2b3c4d``, a folder in the store and a
    collection in it, or a collection alone where ``url`` names a server. Raises as ``Embeddings``
    and ``Collection`` do.
    """

    def __init__(self, store: Path, embedder: str, revision: str, url: str | None = None) -> None:
        self._store, self._url = store, url
        self.embedder = f"{embedder}@{revision}"
        self._name = f"passages-{hashlib.sha256(self.embedder.encode()).hexdigest()[:8]}"
        self._lock = threading.RLock()
        self._place: str | None = None
        self._open: Collection | None = None
        self._held: IO[bytes] | None = None
        self.kept = Embeddings(store, embedder, revision)

    def close(self) -> None:
        """Closes everything."""
        self.follow(None)
        self.kept.close()

    # -- searching

    def follow(self, place: str | None) -> None:
        """Opens the search index that the catalog names, unless it is open. ``None``: none.

        Raises ``StoreUnreadableError`` if it is gone or damaged.
        """
        with self._lock:
            if place == self._place:
                return
            opened, held = (None, None) if place is None else self._opened(place)
            if self._open is not None:
                self._open.close()
            if self._held is not None:
                self._held.close()
            self._open, self._held, self._place = opened, held, place

    def nearest(
        self, question: Vectors, limit: int, among: Sequence[str] | None = None
    ) -> dict[str, float]:
        """The ``limit`` vectors nearest to a unit vector, with their cosines, best first.

        They are those of the index that was last followed, or of those ``among`` them; none before.
        """
        with self._lock:
            opened = self._open
        return opened.nearest(question, limit, among) if opened else {}

    def cosines(self, question: Vectors, ids: Sequence[str]) -> dict[str, float]:
        """The cosines between a unit vector and the stored ones with these ids."""
        found, rows = self.kept.rows(ids)
        if not found:
            return {}
        return dict(zip(found, (rows @ question.reshape(-1)).tolist(), strict=True))

    # -- writing

    def present(self, ids: Sequence[str]) -> set[str]:
        """Those of ``ids`` that are embedded already."""
        return self.kept.present(ids)

    def put(self, ids: Sequence[str], vectors: Vectors) -> None:
        """Keeps unit vectors under their ids."""
        self.kept.put(ids, vectors)

    def ids(self) -> Iterator[str]:
        """The ids of all vectors that are kept, in order."""
        return self.kept.ids()

    def count(self) -> int:
        """The number of vectors that are kept."""
        return self.kept.count()

    def keep_only(self, named: Iterator[str]) -> None:
        """Forgets all vectors but those with the ids given in order."""
        self.kept.keep_only(named)

    def located(self, place: str | None) -> str | None:
        """A place as it is known here; that of an older store may be on the server."""
        return OLDER.split("/")[1] if self._url is not None and place == OLDER else place

    def lacks(self, place: str | None, count: int) -> list[str] | None:
        """What a search index holds if that is not the ``count`` vectors that it should.

        ``None`` if nothing lacks. Raises ``StoreUnreadableError`` or ``ServerError`` if it can't
        be read.
        """
        if place is None or not self._is_there(place):
            return [] if count or place is not None else None
        opened, held = self._opened(place)
        try:
            if opened.count() == count:
                return None
            if self._url is None:  # nobody writes to it: it is damaged
                raise StoreUnreadableError(
                    self._store, f"{place} holds {opened.count()} of {count} vectors"
                )
            return opened.ids()
        finally:
            opened.close()
            if held is not None:
                held.close()

    def adopt(self, place: str, ids: Sequence[str]) -> list[str]:
        """Keeps those vectors that a search index holds and nothing else does; gives the others."""
        if not self._is_there(place):
            return list(ids)
        opened, held = self._opened(place)
        try:
            for start in range(0, len(ids), AT_ONCE):
                found, rows = opened.rows(ids[start : start + AT_ONCE])
                if found:
                    self.kept.put(found, rows)
        finally:
            opened.close()
            if held is not None:
                held.close()
        present = self.kept.present(ids)
        return [id for id in ids if id not in present]

    def write(
        self,
        place: str | None,
        added: Sequence[str],
        dropped: Sequence[str],
        progress: Callable[[int, int], None] = lambda *_: None,
    ) -> str:
        """Makes a search index of what ``place`` holds with the changes, and names it.

        Without a place it holds ``added`` alone. On a server the collection itself is changed, and
        what is dropped stays in it until ``sweep``.
        """
        new, target = self._copied(place) if self._url is None else self._served(place)
        try:
            if self._url is None:
                target.delete(dropped)
            for start in range(0, len(added), AT_ONCE):
                ids, rows = self.kept.rows(added[start : start + AT_ONCE])
                if ids:
                    target.put(ids, rows)
                progress(min(start + AT_ONCE, len(added)), len(added))
        except BaseException:
            target.close()
            if self._url is None:  # a full disk needs the room
                _delete(self._store / new.split("/")[0])
            raise
        target.close()
        return new

    def sweep(self, place: str | None, dropped: Sequence[str], others: Sequence[str] = ()) -> None:
        """Deletes what no catalog names: other search indexes that nobody has open; on a server
        what was dropped, and the collections of ``others``."""
        if self._url is not None:
            if place is not None and (dropped or others):
                server = self._served(place)[1]
                server.delete(dropped)
                for other in others:
                    if other and other != place:
                        server.drop(other)
            return
        current = place.split("/")[0] if place else None
        for folder in self._store.glob(f"{FOLDER}*"):
            if folder.name != current and folder.is_dir() and "damaged" not in folder.name:
                _delete(folder)

    # -- folders

    def _is_there(self, place: str) -> bool:
        if self._url is not None:
            return "/" not in place
        return "/" in place and (self._store / place.split("/")[0]).is_dir()

    def _served(self, place: str | None) -> tuple[str, Collection]:
        name = place or self._name
        return name, Collection(self._store, self._store, name, self.embedder, self._url)

    def _copied(self, place: str | None) -> tuple[str, Collection]:
        folder = self._fresh()
        with self._explained():
            folder.mkdir()
            (folder / IN_USE).touch()
            if place is not None:
                _copy(self._store / place.split("/")[0], folder)
        name = place.split("/")[1] if place else self._name
        try:
            opened = Collection(self._store, folder, name, self.embedder)
        except BaseException:
            _delete(folder)
            raise
        return f"{folder.name}/{name}", opened

    def _fresh(self) -> Path:
        number = 1
        while (folder := self._store / f"{FOLDER}-{number}").exists():
            number += 1
        return folder

    def _opened(self, place: str) -> tuple[Collection, IO[bytes] | None]:
        if self._url is not None:
            return self._served(place)[1], None
        folder, name = place.split("/")
        path = self._store / folder
        held = _hold(path)
        try:
            if not (path / _DATABASE).is_file():
                raise StoreUnreadableError(self._store, f"{folder} is missing")
            opened = Collection(self._store, path, name, self.embedder)
            opened.count()  # reads the graph into memory
        except BaseException:
            if held is not None:
                held.close()
            raise
        return opened, held

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            if is_disk_full(error):
                raise DiskFullError(self._store) from error
            raise StoreUnreadableError(self._store, str(error)) from error


def _copy(source: Path, target: Path) -> None:
    """Copies a search index; its database by SQLite, as a reader may be writing into it."""
    for path in source.iterdir():
        if path.is_dir():
            shutil.copytree(path, target / path.name)
    with (
        contextlib.closing(sqlite3.connect(source / _DATABASE)) as old,
        contextlib.closing(sqlite3.connect(target / _DATABASE)) as new,
    ):
        old.backup(new)


def _hold(folder: Path) -> IO[bytes] | None:
    """An open file that keeps others from deleting the folder until it is closed."""
    try:
        held = (folder / IN_USE).open("ab")
    except OSError:
        return None
    if fcntl is not None:
        fcntl.flock(held, fcntl.LOCK_SH)
    return held


def _delete(folder: Path) -> None:
    """Deletes a folder unless somebody holds it, who then leaves it to a later sync."""
    with contextlib.suppress(OSError):
        if (folder / IN_USE).is_file() and fcntl is not None:
            with (folder / IN_USE).open("rb") as held:
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder)
        else:
            shutil.rmtree(folder)
