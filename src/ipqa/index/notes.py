"""What a catalog notes about the whole store: its description, its roots, what is left out."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from ipqa.errors import OtherEmbedderError
from ipqa.index.database import Database
from ipqa.index.report import Skipped

UNDER = "(path = ? OR substr(path, 1, length(?)) = ?)"
"""Whether a row's path is the one given, or below it: with the values that ``under`` gives."""


class Notes:
    """The part of the catalog that is not about articles."""

    store: Path
    _db: Database

    def meta(self, key: str) -> str | None:
        """A value of the store's own description."""
        row = self._db.one("SELECT value FROM meta WHERE key = ?", key)
        return str(row[0]) if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Writes a value of the store's own description."""
        self._db.run("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, value)

    def state(self) -> int:
        """A number that grows with every sync that changed something."""
        return int(self.meta("state") or 0)

    def raise_state(self) -> None:
        """Tells the readers of the store that it is no longer as it was."""
        self.set_meta("state", str(self.state() + 1))

    def embedder(self) -> tuple[str, str] | None:
        """The name and revision of the embedder that the store is for."""
        name, revision = self.meta("embedder"), self.meta("revision")
        return None if name is None or revision is None else (name, revision)

    def set_embedder(self, name: str, revision: str) -> None:
        """Notes which embedder the store is for."""
        self.set_meta("embedder", name)
        self.set_meta("revision", revision)

    def expect(self, embedder: str, revision: str) -> None:
        """Raises ``OtherEmbedderError`` if the store is for another embedder."""
        found = self.embedder()
        if found not in (None, (embedder, revision)):
            assert found is not None
            raise OtherEmbedderError(self.store, "@".join(found), f"{embedder}@{revision}")

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
        """The ids, of articles and of whole files, that a user took out and a sync leaves out."""
        return {row[0] for row in self._db.all("SELECT article_id FROM removed")}

    def set_removed(self, name: str) -> None:
        """Remembers that a user took an article or a file out."""
        self._db.run("INSERT OR IGNORE INTO removed VALUES (?)", name)

    def forget_removed(self, file_id: str) -> bool:
        """Forgets that a user took a file or rows of it out; whether that was so."""
        rows = f"{file_id}#"
        gone = self._db.changed(
            "DELETE FROM removed WHERE article_id = ? OR substr(article_id, 1, ?) = ?",
            file_id, len(rows), rows,
        )  # fmt: skip
        return gone > 0

    def skipped(self) -> tuple[Skipped, ...]:
        """The files and rows that the last syncs could not read."""
        return tuple(
            Skipped(*row) for row in self._db.all("SELECT path, reason FROM skipped ORDER BY path")
        )

    def set_skipped(self, path: str, root: str, reasons: Iterable[str]) -> None:
        """Replaces what is known of what could not be read of a file, a reason a row."""
        self._db.run("DELETE FROM skipped WHERE path = ?", path)
        self._db.many(
            "INSERT INTO skipped VALUES (?, ?, ?)", ((path, root, reason) for reason in reasons)
        )


def under(path: Path) -> tuple[str, str, str]:
    """The values of ``UNDER``: the path itself, and with a slash what all below it starts with."""
    folder = str(path).rstrip(os.sep) + os.sep
    return str(path), folder, folder
