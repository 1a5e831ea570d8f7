"""How an indexed article stands to its file and to the other articles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ipqa.errors import UnreadableFileError
from ipqa.index.catalog import Catalog
from ipqa.index.files import FileState
from ipqa.index.places import state_of

FileIs = Literal["same", "changed", "missing"]
"""What has become of a file since it was read."""


@dataclass(frozen=True, slots=True)
class Twin:
    """An article that tells the same story."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether an article's file is as it was read, and which articles tell the same."""

    file: FileIs = "same"
    twins: tuple[Twin, ...] = ()


def standings(catalog: Catalog, article_ids: Sequence[str]) -> dict[str, Standing]:
    """How each of a few articles stands; those that are not indexed are left out."""
    states = catalog.states_of(article_ids)
    twins = catalog.twins(list(states))
    return {
        id: Standing(
            _compared(*state), tuple(Twin(twin, catalog.title(twin)) for twin in twins[id])
        )
        for id, state in states.items()
    }


def _compared(path: str, known: FileState) -> FileIs:
    try:
        # Only a file with another time or size is read.
        return "same" if state_of(Path(path), known).sha256 == known.sha256 else "changed"
    except UnreadableFileError:
        return "missing"
