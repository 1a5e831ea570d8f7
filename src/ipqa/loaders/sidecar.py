"""A user's own description of an article, in a file beside it."""

from __future__ import annotations

from pathlib import Path


def sidecar_of(path: Path) -> Path | None:
    """The file of metadata beside an article, if there is one."""
    for ending in (".yaml", ".yml", ".json"):
        beside = path.with_name(path.name + ending)
        if beside.is_file():
            return beside
    return None
