"""Plain text, as saved from a web page or written by hand."""

from __future__ import annotations

import re
from pathlib import Path

from ipqa.article import Article
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.dates import iso_date
from ipqa.loaders.text import one_line
from ipqa.sentences import is_heading

_US_DATE = re.compile(r"^(\d{2})-(\d{2})-(\d{4})(?:\s+\d{1,2}:\d{2}(?:\s+\w{2,4})?)?$")
_ISO_DATE = re.compile(r"^(\d{4}-\d{2}-\d{2})(?:[T\s]\d{1,2}:\d{2}.*)?$")
_SOURCE = re.compile(r"^source\s*[:：]\s*(\S.{0,80})$", re.IGNORECASE)


def title_from_name(path: Path) -> str:
    """A readable title from a file's name, for articles that state none."""
    name = re.sub(r"[-_\s]+", " ", one_line(path.stem)).strip() or path.name
    return name[0].upper() + name[1:]


def load_plain(text: str, path: Path, article_id: str) -> Article:
    """The article in a text file: title, ``Source:`` and date lines are taken from the page.

    The title is the first line when it reads like a heading; otherwise it comes from the file's
    name. A date is taken only from a line that holds nothing else.
    """
    title: str | None = None
    source: str | None = None
    date: str | None = None
    kept: list[str] = []
    lines = strip_boilerplate(text.split("\n"))
    for line in lines:
        stripped = line.strip()
        found_source = _SOURCE.match(stripped)
        found_date = _date(stripped)
        if found_source and source is None:
            source = found_source.group(1).strip()
        elif found_date and date is None:
            date = found_date
        elif title is None and stripped and not any(part.strip() for part in kept):
            if is_heading(stripped):
                title = stripped
            else:
                title = title_from_name(path)
                kept.append(line)
        else:
            kept.append(line)
    body = re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
    return Article(
        id=article_id,
        title=title or title_from_name(path),
        text=body,
        source=source,
        date=date,
        path=str(path),
    )


def _date(line: str) -> str | None:
    us = _US_DATE.match(line)
    if us:
        return iso_date(f"{us[3]}-{us[1]}-{us[2]}")
    iso = _ISO_DATE.match(line)
    return iso_date(iso[1]) if iso else None
