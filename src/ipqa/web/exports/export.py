"""A conversation as a file to keep: as Markdown, as JSON, or as a page to print."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any, Final

from ipqa.web.exports.captions import heading_of
from ipqa.web.exports.footnotes import markdown_of
from ipqa.web.exports.printed import page_of
from ipqa.web.sources import Origin, Source
from ipqa.web.turns import Talk, Turn

_WORDS = 6
_NAME = 50


@dataclass(frozen=True, slots=True)
class Export:
    """A file: its name, its media type and its text."""

    name: str
    type: str
    text: str


def export(talk: Talk, format: str, title: str = "") -> Export:
    """The conversation as a file in ``format``: ``md``, ``json`` or ``html``.

    ``title`` is the one that a person gave it. Raises ``ValueError`` for any other format.
    """
    if format not in _WRITERS:
        raise ValueError(f"no format to export: {format}")
    media, write = _WRITERS[format]
    return Export(file_name(talk, format, title), media, write(talk, title))


def file_name(talk: Talk, format: str, title: str = "") -> str:
    """``ipqa-FIRST-WORDS-DATE.FORMAT``, the date that of the last question."""
    words = re.findall(r"\w+", heading_of(talk, title).lower())[:_WORDS]
    date = re.match(r"\d{4}-\d\d-\d\d", talk.turns[-1].asked) if talk.turns else None
    parts = ["ipqa", "-".join(words)[:_NAME].strip("-_"), date[0] if date else ""]
    return f"{'-'.join(part for part in parts if part)}.{format}"


def json_of(talk: Talk, title: str = "") -> str:
    """The conversation as JSON: an answer's fields are those of the contract, where it has them."""
    data = {
        "title": heading_of(talk, title),
        "answers": [_turn_json(turn) for turn in talk.turns],
    }
    return f"{json.dumps(data, ensure_ascii=False, indent=2)}\n"


def _turn_json(turn: Turn) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "question": turn.question,
        "asked": turn.asked,
        "scope": turn.scope or None,
        "state": turn.state,
        "text": turn.text,
        "short": turn.short,
        "refused": turn.refused,
        "method": turn.method,
        "missing": list(turn.missing),
        "citations": [_citation_json(source) for source in turn.sources],
        "passages": [_passage_json(source) for source in turn.near],
        "model": turn.model,
        "timings_ms": {"total": round(turn.seconds * 1000, 1)} if turn.seconds else None,
    }
    if turn.notice:
        fields["notice"] = turn.notice
    if turn.reason:
        fields["reason"] = turn.reason
    return fields


def _citation_json(source: Source) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "marker": source.number,
        "quote": source.quote,
        "start": source.start,
        "end": source.end,
        "article": asdict(source.article),
    }
    if source.also:
        fields["also"] = [asdict(article) for article in source.also]
    return fields


def _passage_json(source: Source) -> dict[str, Any]:
    article: Origin = source.article
    return {
        "id": f"{article.id}:{source.start}-{source.end}",
        "start": source.start,
        "end": source.end,
        "text": source.quote,
        "article": asdict(article),
    }


_WRITERS: Final[dict[str, tuple[str, Callable[[Talk, str], str]]]] = {
    "md": ("text/markdown", markdown_of),
    "json": ("application/json", json_of),
    "html": ("text/html", page_of),
}
