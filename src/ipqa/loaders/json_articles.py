"""Which JSON files hold articles: most are a program's settings or what is said beside a file."""

from __future__ import annotations

import re
from itertools import islice
from pathlib import Path
from typing import Any

from ipqa.errors import UnreadableFileError
from ipqa.loaders.prose import is_prose
from ipqa.loaders.row_files import MAX_ARRAY_BYTES, read_rows

_TEXTS = frozenset(
    """text fulltext articletext articlebody body bodytext content articlecontent maintext
    maincontent plaintext cleantext rawtext story article""".split()
)
"""Names, without blanks and marks, under which a text stands; a mere description is none."""
_NAMED = re.compile(rb'"(?:\w+[ _-]?)?(?:text|body|content|story|article)"\s*:', re.IGNORECASE)
_HEAD_BYTES = 500_000
_SAMPLE_ROWS = 20
_LEAST = 80
"""Characters of an article at least."""


def holds_articles(path: Path) -> bool:
    """Whether a JSON file is an array of articles, or one article, each with its text by name.

    A sidecar is none, nor is what can't be read or is too large: such files are many, and nobody
    asked for them to be read.
    """
    try:
        if path.stat().st_size > MAX_ARRAY_BYTES:
            return False
        with path.open("rb") as file:
            if not _NAMED.search(file.read(_HEAD_BYTES).replace(b"\0", b"")):
                return False
        rows = [row for _, row in islice(read_rows(path, lambda _: None), _SAMPLE_ROWS)]
    except (OSError, UnreadableFileError):
        return False
    return sum(map(_has_text, rows)) * 2 > len(rows)


def _has_text(row: dict[str, Any]) -> bool:
    for name, value in row.items():
        if re.sub(r"[\W_]+", "", name).casefold() not in _TEXTS:
            continue
        parts = value if isinstance(value, list) else [value]
        text = "\n".join(part for part in parts if isinstance(part, str))
        if len(text) >= _LEAST and any(map(is_prose, re.split(r"\n|<[^<>]*>", text))):
            return True
    return False
