"""Markdown with front matter (title, source, date, author, language, url)."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.bylines import take_byline
from ipqa.loaders.dates import written_date
from ipqa.loaders.language import language_tag
from ipqa.loaders.plain import title_from_name
from ipqa.loaders.text import normalise, one_line
from ipqa.sentences import is_heading

# What is never closed is searched for once: a remark or a script then goes on to the end, as in a
# browser, and a "<" is no tag.
_TAGS = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|<[^<>]*>", re.S | re.I)
_NOTHING = ("", "null", "~")


def load_markdown(text: str, path: Path, article_id: str) -> Article:
    """The article in a Markdown file, as plain text: marks of emphasis, links and headings gone.

    Raises ``UnreadableFileError`` when the front matter is not valid YAML.
    """
    about, content = _front_matter(text, path)
    heading, lines = _plain(content)
    byline, lines = take_byline(strip_boilerplate(lines))
    return Article(
        id=article_id,
        title=_text(about.get("title")) or heading or title_from_name(path),
        text=normalise("\n".join(lines)),
        source=_text(about.get("source")) or byline.source,
        date=written_date(_text(about.get("date")) or "") or byline.date,
        language=language_tag(_text(about.get("language")) or _text(about.get("lang"))),
        url=_text(about.get("url")),
        path=str(path),
        author=_author(about) or byline.author,
    )


def _front_matter(text: str, path: Path) -> tuple[dict[str, Any], str]:
    """What stands between the first two ``---`` lines, and the rest; text there stays text."""
    import yaml
    from frontmatter.default_handlers import YAMLHandler

    handler = YAMLHandler()
    if not handler.detect(text):
        return {}, text
    try:
        front, content = handler.split(text)
    except ValueError:  # a rule at the top and no second one
        return {}, text
    try:
        # Every value as it is written: no title becomes a truth value, no date an error.
        about = handler.load(front, Loader=yaml.BaseLoader)
    except yaml.YAMLError as error:
        raise _no_yaml(path, str(error).splitlines()[0]) from error
    except ValueError as error:  # an escape beyond Unicode's end
        raise _no_yaml(path, "there is no such character as one that it names") from error
    except RecursionError as error:
        raise _no_yaml(path, "its values are nested too deep") from error
    return (about, content) if isinstance(about, dict) else ({}, text)


def _no_yaml(path: Path, reason: str) -> UnreadableFileError:
    return UnreadableFileError(
        path, f"its front matter is not valid YAML ({reason}): mend or delete it"
    )


def _plain(markdown: str) -> tuple[str | None, list[str]]:
    """The first level-one heading, which is a title and not text, and the rest as plain lines."""
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
        elif token.type == "html_block":
            parts.append(" ".join(html.unescape(_TAGS.sub(" ", token.content)).split()))
        elif token.type == "inline":
            content = _inline(token)
            if level == "h1" and title is None:
                title = one_line(content)
            elif in_cell:
                cells.append(content)
            elif level and not is_heading(content):
                # A mark for what would read as prose: headings are never evidence.
                parts.append(f"# {content}")
            else:
                parts.append(bullet + content)
                bullet = ""
    return title, "\n\n".join(part for part in parts if part.strip()).split("\n")


def _inline(token: Any) -> str:
    pieces: list[str] = []
    for child in token.children or []:
        if child.type in ("text", "code_inline"):
            pieces.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or child.content.startswith("<br"):
            pieces.append(" ")
    return "".join(pieces).strip()


def _author(about: dict[str, Any]) -> str | None:
    """The author, or the authors of a list."""
    value = about.get("author") or about.get("authors")
    names = value if isinstance(value, list) else [value]
    return ", ".join(name for name in map(_text, names) if name) or None


def _text(value: object) -> str | None:
    """A value of the front matter, as one line of plain text; lists and nothing are ``None``.

    YAML's escapes can write any character, those too that no file may hold.
    """
    text = one_line(value) if isinstance(value, str) else ""
    return None if text.lower() in _NOTHING else text
