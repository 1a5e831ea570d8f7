"""Files become articles: one loader a format, chosen here."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.formats import ENDINGS, Format, format_of, looks_like_article, why_not
from ipqa.loaders.language import detect_language, language_tag
from ipqa.loaders.markdown import load_markdown
from ipqa.loaders.plain import load_plain
from ipqa.loaders.sidecar import apply_sidecar, read_sidecar, sidecar_of
from ipqa.loaders.text import read_text

__all__ = [
    "LOADERS_VERSION",
    "MAX_BYTES",
    "MAX_PACKED_BYTES",
    "can_load",
    "load_articles",
    "sidecar_of",
    "walk_files",
]

LOADERS_VERSION = 2
"""Raised whenever the same file would give another text or say other things of its article than
before, so that a sync reads all files anew."""
MAX_BYTES = 20_000_000
"""A larger text is a data dump rather than an article; it is skipped with a reason."""
MAX_PACKED_BYTES = 100_000_000
"""A larger PDF, Word file, book or saved page, pictures included, is skipped with a reason. Tables
of articles are read row by row and may have any size."""
_LEFT_OPEN = re.compile(r"~\$|~lock\.|~wr[a-z]\d{4}\.", re.IGNORECASE)


def can_load(path: Path) -> bool:
    """Whether a file is one that a folder is searched for: by its ending, or by its content where
    it has none or is JSON. What Word and other programs lay beside an open file is none."""
    if _LEFT_OPEN.match(path.name):
        return False
    if path.suffix.lower() == ".json":
        return path.is_file() and not _is_sidecar(path) and _holds_articles(path)
    if path.suffix:
        return path.suffix.lower() in ENDINGS
    return path.is_file() and looks_like_article(path)


def _is_sidecar(path: Path) -> bool:
    """Whether a JSON file says something of the file ``path`` without its ending."""
    beside = path.with_suffix("")
    return beside.suffix.lower() in ENDINGS or beside.is_file()


def _holds_articles(path: Path) -> bool:
    from ipqa.loaders.json_articles import holds_articles

    return holds_articles(path)


def walk_files(root: Path) -> Iterator[Path]:
    """The readable files under ``root`` in a fixed order; hidden files and folders are left out.

    Sidecars are no articles. A file is its own walk, whatever it is.
    """
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

    The kind is told by the content. What the file's sidecar says wins over what the file says, and
    where both are silent on the language, it is detected. ``skip`` is called with the reason for a
    row that is left out. Raises ``UnreadableFileError`` with the reason when the file is binary,
    empty, too large, damaged, of an unknown kind or can't be opened.
    """
    found = format_of(path)
    if found is None:
        raise UnreadableFileError(path, why_not(path))
    if found != "rows":
        _check_size(path, MAX_BYTES if found in ("plain", "markdown") else MAX_PACKED_BYTES)
    about = read_sidecar(path)
    for article in _load(found, path, article_id, skip or (lambda _: None)):
        if not article.text.strip():
            reason = "there is no article text in it: add some, or delete it"
            raise UnreadableFileError(path, reason)
        yield _with_language(apply_sidecar(article, about))


def _load(
    found: Format, path: Path, article_id: str, skip: Callable[[str], None]
) -> Iterator[Article]:
    """The articles as the loader of their format gives them; each is imported when it is needed."""
    if found == "rows":
        from ipqa.loaders.rows import load_rows

        yield from load_rows(path, article_id, skip)
    elif found == "pdf":
        from ipqa.loaders.pdf import load_pdf

        yield load_pdf(path, article_id)
    elif found == "docx":
        from ipqa.loaders.docx import load_docx

        yield load_docx(path, article_id)
    elif found == "epub":
        from ipqa.loaders.epub import load_epub

        yield load_epub(path, article_id)
    elif found in ("html", "mhtml"):
        from ipqa.loaders.html import load_html, load_mhtml

        yield (load_mhtml if found == "mhtml" else load_html)(path, article_id)
    elif found == "markdown":
        yield load_markdown(read_text(path, MAX_BYTES), path, article_id)
    else:
        yield load_plain(read_text(path, MAX_BYTES), path, article_id)


def _with_language(article: Article) -> Article:
    language = language_tag(article.language) or detect_language(article.text)
    return dataclasses.replace(article, language=language)


def _check_size(path: Path, most: int) -> None:
    try:
        size = path.stat().st_size
    except OSError as error:
        raise UnreadableFileError.from_os(path, error) from error
    if size > most:
        limit = most // 1_000_000
        raise UnreadableFileError(path, f"larger than {limit} MB: split it into articles")
