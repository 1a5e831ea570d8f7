"""Saved web pages: the article in them, and what their head says of it."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import Message
from pathlib import Path
from typing import Any

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.bylines import Byline, take_byline
from ipqa.loaders.dates import written_date
from ipqa.loaders.page import Block, parse, read_blocks
from ipqa.loaders.plain import title_from_name
from ipqa.loaders.prose import is_prose
from ipqa.loaders.selection import enough, main_text, select
from ipqa.loaders.text import decode, normalise, one_line, read_bytes
from ipqa.loaders.webmeta import read_meta
from ipqa.sentences import is_heading

MAX_BYTES = 100_000_000
"""Of a saved page, the pictures that are written into it included."""
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w.-]+)",
    re.IGNORECASE,
)
_ENCODED_TAGS = 4096


def load_html(path: Path, article_id: str) -> Article:
    """The article of a saved web page, without its menus, notices, link lists and comments.

    Headings, lists and tables are written as in Markdown files. Nothing is fetched. Raises
    ``UnreadableFileError``.
    """
    raw = read_bytes(path, MAX_BYTES)
    return _article(decode(raw, path, declared_encoding(raw)), path, article_id)


def load_mhtml(path: Path, article_id: str) -> Article:
    """The article of a page that a browser saved with its pictures in one file (MHTML).

    Raises ``UnreadableFileError``.
    """
    raw = read_bytes(path, MAX_BYTES)
    try:
        message = email.message_from_bytes(raw)
        part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
        content = part.get_payload(decode=True) if part is not None else None
    except (ValueError, LookupError, RecursionError, AttributeError) as error:
        reason = "the saved page is damaged: save it again as HTML"
        raise UnreadableFileError(path, reason) from error
    if part is None or not isinstance(content, bytes) or not content.strip():
        raise UnreadableFileError(path, "there is no page in it: save it again as HTML")
    text = decode(content, path, part.get_content_charset())
    return _article(text, path, article_id, address=_address(message))


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page names for itself in its first lines."""
    declared = _CHARSET.search(raw[:_ENCODED_TAGS])
    return (declared[1] or declared[2]).decode("ascii", "replace") if declared else None


def page_text(text: str, path: Path) -> tuple[str | None, list[str]]:
    """The first heading and the lines of a page that is all article, as a chapter of a book is."""
    root = parse(text, path)
    blocks = [block for block in read_blocks(root) if block.linked < 0.9 or is_prose(block.text)]
    heading = next((block.text for block in blocks if block.kind == "heading"), None)
    return heading, [line for block in blocks for line in _lines(block)]


def _article(text: str, path: Path, article_id: str, address: str | None = None) -> Article:
    text = normalise_page(text)
    root = parse(text, path)
    blocks = read_blocks(root)
    paragraphs = main_text(text, root)
    chosen = select(blocks, paragraphs)
    meta = read_meta(root, _first_headings(chosen, blocks), _near_the_top(blocks))
    title = meta.title
    lines = [line for block in _below_title(chosen, title) for line in _lines(block)]
    if not enough(lines, paragraphs):
        lines = [line for paragraph in paragraphs for line in (one_line(paragraph), "")]
    byline, lines = _byline(blocks, lines)
    lines = _without_last_headings(strip_boilerplate(lines))
    return Article(
        id=article_id,
        title=title or title_from_name(path),
        text=normalise("\n".join(lines)),
        source=byline.source or meta.source,
        date=meta.date or byline.date or _moment(blocks),
        language=meta.language,
        url=meta.url or address,
        path=str(path),
        author=meta.author or byline.author,
    )


def normalise_page(text: str) -> str:
    """A page without the characters that no tree of elements takes, or that turn its text round."""
    return re.sub(r"[\x00-\x08\x0b\x0e-\x1f\x7f]", "", text).replace("\r\n", "\n")


def _first_headings(chosen: list[Block], blocks: list[Block]) -> list[str]:
    """The headings of the first level: in the article, or, where it has none, on the page."""
    for some in (chosen, blocks):
        found = [block.text for block in some if block.kind == "heading" and block.level == 1]
        if found:
            return [one_line(text) for text in found]
    return []


def _near_the_top(blocks: list[Block]) -> list[str]:
    """The lines of a page outside links, down to the second paragraph of prose."""
    lines: list[str] = []
    prose = 0
    for block in blocks:
        if block.outside or block.linked > 0.5:
            continue
        lines += [one_line(line) for line in block.text.split("\n")]
        prose += is_prose(block.text)
        if prose >= 2:
            break
    return lines


def _below_title(blocks: list[Block], title: str | None) -> list[Block]:
    """The blocks without those that only say the title again, where the article begins."""
    key = one_line(title or "").casefold()
    kept: list[Block] = []
    prose = 0
    for block in blocks:
        if prose >= 2 or one_line(block.text.removeprefix("- ")).casefold() != key:
            kept.append(block)
        prose += is_prose(block.text)
    return kept


def _moment(blocks: list[Block]) -> str | None:
    """The date of the first ``<time>`` at the beginning of the article."""
    prose = 0
    for block in blocks:
        if block.outside:
            continue
        if block.moment and (date := written_date(block.moment)):
            return date
        prose += is_prose(block.text)
        if prose >= 2:
            return None
    return None


def _byline(blocks: list[Block], lines: list[str]) -> tuple[Byline, list[str]]:
    """What the lines of the article say of it, or the lines around it on the page.

    Of these only a page's own words count: no list of other articles, each with its date.
    """
    byline, kept = take_byline(lines)
    near = [
        line
        for block in blocks
        if not block.outside and block.kind in ("text", "item")
        for line in block.text.removeprefix("- ").split("\n")
    ]
    around, _ = take_byline(near)
    return (
        Byline(
            byline.source or around.source,
            byline.author or around.author,
            byline.date or around.date,
        ),
        kept,
    )


def _lines(block: Block) -> list[str]:
    text = block.text
    if block.kind == "heading" and not is_heading(text):
        text = f"# {text}"
    return [*text.split("\n"), ""]


def _without_last_headings(lines: list[str]) -> list[str]:
    """``lines`` without the headings at the end, which have nothing below them."""
    kept = list(lines)
    while kept and (not kept[-1].strip() or kept[-1].startswith("# ")):
        kept.pop()
    return kept


def _address(message: Message[Any, Any]) -> str | None:
    address = one_line(str(message.get("Snapshot-Content-Location") or ""))
    return address if address.startswith(("http://", "https://")) else None
