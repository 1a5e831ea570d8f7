"""What a sync did and what a store holds, in words and in JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a row of one, that could not be read as an article, and why."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class SyncReport:
    """The outcome of one sync, in numbers of articles; ``passages`` is the store's total."""

    added: int
    changed: int
    removed: int
    unchanged: int
    passages: int
    skipped: tuple[Skipped, ...] = ()
    warnings: tuple[str, ...] = ()

    def warned(self, before: Sequence[str]) -> SyncReport:
        """The report with what was told before the sync among its warnings."""
        return replace(self, warnings=(*before, *self.warnings)) if before else self

    @property
    def nothing_changed(self) -> bool:
        """Whether the store is as it was."""
        return not (self.added or self.changed or self.removed)

    def summary(self) -> str:
        """A line for people."""
        total = self.added + self.changed + self.unchanged
        held = f"{total} article(s) up to date, {self.passages} passages in the index"
        if self.nothing_changed:
            return f"nothing changed: {held}"
        counts = [
            f"{number} {name}"
            for number, name in (
                (self.added, "added"),
                (self.changed, "changed"),
                (self.removed, "removed"),
                (self.unchanged, "unchanged"),
            )
            if number
        ]
        return f"{', '.join(counts)}: {held}"

    def to_dict(self) -> dict[str, Any]:
        """The report as JSON."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class ArticleStatus:
    """One indexed article; ``indexed_at`` is ISO 8601 in UTC, ``language`` a tag such as ``en``."""

    id: str
    title: str
    source: str | None
    date: str | None
    path: str | None
    passages: int
    indexed_at: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """What a store holds; ``duplicates`` counts the articles that have a near-duplicate."""

    store: Path
    articles: tuple[ArticleStatus, ...]
    passages: int
    embedder: str
    revision: str
    schema: int
    roots: tuple[str, ...]
    updated_at: str | None
    skipped: tuple[Skipped, ...]
    duplicates: int = 0

    def to_dict(self) -> dict[str, Any]:
        """The status as JSON."""
        return {**asdict(self), "store": str(self.store)}
