"""Markdown with front matter (title, source, date, language, url)."""

from __future__ import annotations

import datetime
import re
from pathlib import Path
from typing import Any

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.plain import title_from_name
from ipqa.loaders.text import normalise

_PARTIAL_DATE = re.compile(r"^\d{4}(-\d{2}(-\d{2})?)?$")


def load_markdown(text: str, path: Path, article_id: str) -> Article:
    """The article in a Markdown file, as plain text: marks of emphasis, links and headings gone.

    Raises ``UnreadableFileError`` when the front matter is not valid YAML.
    """
    import frontmatter
    import yaml

    try:
        post = frontmatter.loads(text)
    except yaml.YAMLError as error:
        reason = str(error).splitlines()[0]
        raise UnreadableFileError(path, f"its front matter is not valid YAML ({reason})") from error
    heading, body = _plain(post.content)
    return Article(
        id=article_id,
        title=_text(post.get("title")) or heading or title_from_name(path),
        text=body,
        source=_text(post.get("source")),
        date=_date(post.get("date")),
        language=_text(post.get("language")),
        url=_text(post.get("url")),
        path=str(path),
    )


def _plain(markdown: str) -> tuple[str | None, str]:
    """The first level-one heading, which is a title and not text, and the rest as plain text."""
    from markdown_it import MarkdownIt

    title: str | None = None
    parts: list[str] = []
    level, bullet = "", ""
    cells: list[str] = []
    in_cell = False
    for token in MarkdownIt("commonmark").enable("table").parse(markdown):
        if token.type == "heading_open":
            level = token.tag
        elif token.type == "heading_close":
            level = ""
        elif token.type == "list_item_open":
            bullet = "- "
        elif token.type in ("th_open", "td_open"):
            in_cell = True
        elif token.type in ("th_close", "td_close"):
            in_cell = False
        elif token.type == "tr_close":
            parts.append(" | ".join(cells))
            cells = []
        elif token.type in ("fence", "code_block"):
            parts.append(token.content.strip())
        elif token.type == "inline":
            content = _inline(token)
            if level == "h1" and title is None:
                title = content
            elif in_cell:
                cells.append(content)
            else:
                parts.append(bullet + content)
                bullet = ""
    lines = strip_boilerplate("\n\n".join(part for part in parts if part.strip()).split("\n"))
    return title, normalise("\n".join(lines))


def _inline(token: Any) -> str:
    pieces: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            pieces.append(" ")
        elif child.type == "image":
            continue
    return "".join(pieces).strip()


def _text(value: Any) -> str | None:
    text = str(value).strip() if value is not None else ""
    return text or None


def _date(value: Any) -> str | None:
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    text = _text(value)
    if text is None:
        return None
    if _PARTIAL_DATE.match(text):
        return text
    try:
        return datetime.datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return None
