"""Plain text, as saved from a web page or written by hand."""

from __future__ import annotations

import re
from pathlib import Path

from ipqa.article import Article
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.bylines import take_byline
from ipqa.loaders.text import one_line
from ipqa.sentences import is_heading


def title_from_name(path: Path) -> str:
    """A readable title from a file's name, for articles that state none."""
    name = re.sub(r"[-_\s]+", " ", one_line(path.stem)).strip() or path.name
    return name[0].upper() + name[1:]


def load_plain(text: str, path: Path, article_id: str) -> Article:
    """The article in a text file: title, source, author and date lines are taken from the page.

    The title is the first line when it reads like a heading; otherwise it comes from the file's
    name. A date or an author is taken only from a line that holds nothing else.
    """
    byline, lines = take_byline(strip_boilerplate(text.split("\n")))
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    title: str | None = None
    if first is not None and is_heading(lines[first].strip()):
        title = lines.pop(first).strip().removeprefix("# ")
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Article(
        id=article_id,
        title=title or title_from_name(path),
        text=body,
        source=byline.source,
        date=byline.date,
        path=str(path),
        author=byline.author,
    )
