"""The messy files and what to expect of them.

One YAML file for each messy file, or for a file with an article a row a list of the articles:

``title``, ``date``, ``source``, ``author``, ``language``
    what the file states, null where it states nothing; a list where several readings are right.
``stay``
    every sentence of the article.
``parts``
    what else stays: headings, list items, captions, rows of a table with a space between cells.
``go``
    words of the page around the article.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
HALVES = ("tuned", "held")
FIELDS = ("title", "date", "source", "author", "language")


@dataclass(frozen=True)
class Expected:
    """What to expect of one article; ``facts`` holds the readings that are right, by field."""

    stay: tuple[str, ...]
    parts: tuple[str, ...]
    go: tuple[str, ...]
    facts: dict[str, tuple[str | None, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Case:
    """A messy file of a half, and its articles."""

    half: str
    path: Path
    articles: tuple[Expected, ...]

    @property
    def kind(self) -> str:
        """The format: "txt", "html", "pdf", "docx", "epub", "md", "jsonl" or "csv"."""
        return self.path.suffix[1:]

    @property
    def name(self) -> str:
        return f"{self.half}/{self.path.name}"


def cases() -> list[Case]:
    """All messy files, in the order of their halves and names."""
    return [case for half in HALVES for case in _of(half)]


def _of(half: str) -> Iterator[Case]:
    for path in sorted((HERE / half / "files").iterdir()):
        expected = HERE / half / "expected" / f"{path.name}.yaml"
        read = yaml.safe_load(expected.read_text(encoding="utf-8"))
        articles = read if isinstance(read, list) else [read]
        yield Case(half, path, tuple(_expected(article) for article in articles))


def _expected(read: dict[str, Any]) -> Expected:
    facts = {name: _readings(read[name]) for name in FIELDS}
    return Expected(tuple(read["stay"]), tuple(read["parts"]), tuple(read["go"]), facts)


def _readings(value: str | list[str | None] | None) -> tuple[str | None, ...]:
    return tuple(value) if isinstance(value, list) else (value,)
