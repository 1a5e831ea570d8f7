"""Files become articles: one loader a format, chosen here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.markdown import load_markdown
from ipqa.loaders.plain import load_plain
from ipqa.loaders.text import read_text

MAX_BYTES = 20_000_000
"""A larger file is a data dump rather than an article; it is skipped with a reason."""
LOADERS_VERSION = 2
"""Raised when the loaders read the same file as another text; a sync then reads all files anew."""

_LOADERS: dict[str, Callable[[str, Path, str], Article]] = {
    ".md": load_markdown,
    ".markdown": load_markdown,
    ".txt": load_plain,
}


def can_load(path: Path) -> bool:
    """Whether a file's ending is one that ipqa reads."""
    return path.suffix.lower() in _LOADERS


def walk_files(root: Path) -> Iterator[Path]:
    """The readable files under ``root`` in a fixed order; hidden files and folders are left out."""
    if root.is_file():
        yield root
        return
    for path in sorted(root.rglob("*")):
        relative = path.relative_to(root)
        if any(part.startswith(".") for part in relative.parts):
            continue
        if path.is_file() and can_load(path):
            yield path


def load_articles(
    path: Path, article_id: str, skip: Callable[[str], None] | None = None
) -> Iterator[Article]:
    """The articles in a file: one, or, where a file holds one a row, each with ``#row`` in its id.

    ``skip`` is called with the reason for a row that is left out. Raises ``UnreadableFileError``
    with the reason when the file is binary, empty, too large, of an unknown kind or can't be
    opened.
    """
    loader = _LOADERS.get(path.suffix.lower())
    if loader is None:
        raise UnreadableFileError(path, "not a kind ipqa reads: save it as .md or .txt")
    article = loader(read_text(path, MAX_BYTES), path, article_id)
    if not article.text:
        raise UnreadableFileError(path, "there is no article text in it: add some, or delete it")
    yield article
