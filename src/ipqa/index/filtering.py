"""Filters as conditions in SQL, and what the articles of a catalog can be filtered by."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ipqa.filters import Filters
from ipqa.index.database import Database

_PRIMARY = "lower(substr(language || '-', 1, instr(replace(language, '_', '-') || '-', '-') - 1))"
# A partial date begins on its first day and ends on its last; as text no day comes after the 31st.
_BEGINS = "date || substr('-01-01', length(date) - 3)"
_ENDS = "date || substr('-12-31', length(date) - 3)"
_BELOW = "(id = ? OR substr(id, 1, ?) IN (?, ?))"
_AT = "(path = ? OR substr(path, 1, ?) = ?)"


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL condition on the table of articles, with its values."""

    sql: str
    values: tuple[object, ...]

    @property
    def articles(self) -> str:
        """A subquery: the ids of the articles that fit."""
        return f"(SELECT id FROM articles WHERE {self.sql})"


@dataclass(frozen=True, slots=True)
class Choices:
    """What there is to choose from in filters: sources and languages, the commonest first.

    ``folders`` are those that hold articles, the outer ones before what is in them. ``earliest``
    and ``latest`` are the first and the last of the articles' dates, as they are.
    """

    sources: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    earliest: str | None = None
    latest: str | None = None


class Filtering:
    """Finds what fits filters in an open catalog."""

    def __init__(self, db: Database) -> None:
        self._db = db

    def sources(self) -> tuple[str, ...]:
        """The sources of the articles as they write them, the commonest first."""
        return self._common("source", "trim(source) <> ''")

    def languages(self) -> tuple[str, ...]:
        """The primary tags of the articles' languages, the commonest first."""
        return self._common(_PRIMARY, "language IS NOT NULL")

    def folders(self) -> tuple[str, ...]:
        """The folders that articles lie in, as their ids name them."""
        ids = (row[0] for row in self._db.all("SELECT id FROM articles"))
        return tuple(sorted({id.partition("#")[0].rpartition("/")[0] for id in ids} - {""}))

    def choices(self) -> Choices:
        """Everything that filters can be chosen from."""
        row = self._db.one("SELECT min(date), max(date) FROM articles") or (None, None)
        named: dict[str, str] = {}
        for source in self.sources():
            named.setdefault(_folded(source), source)
        return Choices(tuple(named.values()), self.languages(), self.folders(), *row)

    def version(self) -> tuple[int, int]:
        """What changes whenever the catalog does, by this connection or by another one."""
        row = self._db.one("SELECT data_version, total_changes() FROM pragma_data_version")
        return row or (0, 0)

    def condition(self, filters: Filters) -> Condition:
        """What the articles must fulfil that fit."""
        parts: list[str] = []
        values: list[object] = []
        if filters.sources:
            # SQLite folds the case of ASCII letters only.
            wanted = {_folded(name) for name in filters.sources}
            found = [name for name in self.sources() if _folded(name) in wanted]
            parts.append(f"source IN ({_marks(found)})")
            values += found
        if filters.since:
            parts.append(f"{_ENDS} >= ?")
            values.append(filters.first_day)
        if filters.until:
            parts.append(f"{_BEGINS} <= ?")
            values.append(filters.last_day)
        if filters.languages:
            tags = [tag.replace("_", "-").partition("-")[0].lower() for tag in filters.languages]
            parts.append(f"{_PRIMARY} IN ({_marks(tags)})")
            values += tags
        if filters.folders:
            below = [_below(folder) for folder in filters.folders]
            parts.append(f"({' OR '.join(part for part, _ in below)})")
            values += [value for _, each in below for value in each]
        return Condition(" AND ".join(parts) or "1", tuple(values))

    def vector_ids(self, fits: Condition) -> list[str]:
        """The vectors of the passages of the articles that fit, each once."""
        sql = f"SELECT vector_id FROM passages WHERE article_id IN {fits.articles}"
        return list(dict.fromkeys(row[0] for row in self._db.all(sql, *fits.values)))

    def fitting(self, article_ids: Sequence[str], fits: Condition) -> list[str]:
        """Those of the articles that fit, in their order."""
        rows = self._db.all(
            f"SELECT id FROM articles WHERE id IN ({_marks(article_ids)}) AND {fits.sql}",
            *article_ids, *fits.values,
        )  # fmt: skip
        found = {row[0] for row in rows}
        return [id for id in article_ids if id in found]

    def _common(self, what: str, where: str) -> tuple[str, ...]:
        rows = self._db.all(
            f"SELECT {what} FROM articles WHERE {where} GROUP BY 1 ORDER BY count(*) DESC, 1"
        )
        return tuple(row[0] for row in rows)


def _below(folder: str) -> tuple[str, tuple[object, ...]]:
    """The condition for a folder: an article's id or path that is it or lies below it.

    A file with many articles is a folder too: its articles' ids go on with ``#``.
    """
    id, path = folder.rstrip("/"), Path(folder).expanduser()
    # As the paths of articles are written: links are followed only around "..".
    at = str(path.resolve() if ".." in path.parts else path.absolute())
    inside = at.rstrip(os.sep) + os.sep
    by_id = (id, len(id) + 1, f"{id}/", f"{id}#")
    return f"({_BELOW} OR {_AT})", (*by_id, at, len(inside), inside)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
