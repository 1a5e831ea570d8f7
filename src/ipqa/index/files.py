"""What a catalog notes about files: their state, their articles, and what could not be read.

And which vectors the search index holds, which a sync compares with those that passages name.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ipqa.index.notes import UNDER, Notes, under


@dataclass(frozen=True, slots=True)
class FileState:
    """What tells whether a file has changed since it was read.

    ``sha256`` is that of the file, and of its sidecar if it has one; ``sidecar`` is the latter's
    name, size and time. ``loaders`` is the version of the loaders that read it.
    """

    sha256: str
    size: int
    mtime_ns: int
    sidecar: str = ""
    loaders: int = 0


class Files(Notes):
    """The part of the catalog that is about files and about the search index."""

    def files(self, below: Path) -> dict[str, FileState]:
        """The state in which the files at or below a path were read, by file id."""
        rows = self._db.all(
            f"SELECT id, sha256, size, mtime_ns, sidecar, loaders FROM files WHERE {UNDER}",
            *under(below),
        )
        return {row[0]: FileState(*row[1:]) for row in rows}

    def put_file(self, file_id: str, root: str, path: str, state: FileState) -> None:
        """Notes in which state a file was read."""
        self._db.run(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            file_id, root, path, state.sha256, state.size, state.mtime_ns, state.sidecar,
            state.loaders,
        )  # fmt: skip

    def states_of(self, article_ids: Sequence[str]) -> dict[str, tuple[str, FileState]]:
        """For each article the path of its file and the state in which that was read."""
        rows = self._db.all(
            "SELECT a.id, f.path, sha256, size, mtime_ns, sidecar, loaders FROM articles a "
            f"JOIN files f ON f.id = a.file_id WHERE a.id IN ({','.join('?' * len(article_ids))})",
            *article_ids,
        )
        return {row[0]: (row[1], FileState(*row[2:])) for row in rows}

    def title(self, article_id: str) -> str:
        """The title of an article; nothing where there is none."""
        row = self._db.one("SELECT title FROM articles WHERE id = ?", article_id)
        return str(row[0]) if row else ""

    def articles_of(self, file_id: str) -> int:
        """The number of articles of a file."""
        row = self._db.one("SELECT count(*) FROM articles WHERE file_id = ?", file_id)
        return int(row[0]) if row else 0

    def articles_in(self, below: Path) -> int:
        """The number of articles whose file is at or below a path."""
        row = self._db.one(
            "SELECT count(*) FROM articles WHERE file_id IN "
            f"(SELECT id FROM files WHERE {UNDER})",
            *under(below),
        )  # fmt: skip
        return int(row[0]) if row else 0

    def ids_of(self, file_id: str) -> list[str]:
        """The ids of the articles of a file."""
        rows = self._db.all("SELECT id FROM articles WHERE file_id = ? ORDER BY id", file_id)
        return [row[0] for row in rows]

    def files_named(self, name: str) -> list[str]:
        """The ids of the files that an id or a path is that of."""
        rows = self._db.all("SELECT id FROM files WHERE id = ? OR path = ?", name, name)
        return [row[0] for row in rows]

    def forget_state(self, file_id: str) -> None:
        """Has a file read again by the next sync, whether it changes or not."""
        self._db.run("UPDATE files SET sha256 = '', mtime_ns = 0 WHERE id = ?", file_id)

    def forget_skips(self, below: Path, told: Container[str]) -> None:
        """Forgets why files at or below a path were unreadable that are no longer there.

        ``told`` are the paths of those that still are.
        """
        rows = self._db.all(
            f"SELECT DISTINCT path FROM skipped WHERE {UNDER} "
            "AND path NOT IN (SELECT path FROM files)",
            *under(below),
        )
        gone = [row for row in rows if row[0] not in told]
        self._db.many("DELETE FROM skipped WHERE path = ?", gone)

    # -- what the search index holds

    def indexed_count(self) -> int:
        """The number of vectors that the search index holds."""
        row = self._db.one("SELECT count(*) FROM indexed")
        return int(row[0]) if row else 0

    def unindexed(self) -> list[str]:
        """The vectors that passages name and the search index does not hold."""
        rows = self._db.all(
            "SELECT DISTINCT vector_id FROM passages "
            "WHERE vector_id NOT IN (SELECT vector_id FROM indexed)"
        )
        return [row[0] for row in rows]

    def unnamed(self) -> list[str]:
        """The vectors that the search index holds and no passage names."""
        rows = self._db.all(
            "SELECT vector_id FROM indexed WHERE NOT EXISTS "
            "(SELECT 1 FROM passages WHERE passages.vector_id = indexed.vector_id)"
        )
        return [row[0] for row in rows]

    def set_indexed(self, added: Iterable[str], dropped: Iterable[str]) -> None:
        """Notes what was added to the search index and what was taken out of it."""
        self._db.many("INSERT OR IGNORE INTO indexed VALUES (?)", ((id,) for id in added))
        self._db.many("DELETE FROM indexed WHERE vector_id = ?", ((id,) for id in dropped))

    def clear_indexed(self) -> None:
        """Notes that the search index is empty."""
        self._db.run("DELETE FROM indexed")
