"""The whole text of an article as HTML, with the words marked that an answer rests on."""

from __future__ import annotations

import functools
import itertools
import logging
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import gradio as gr

from ipqa.article import Article
from ipqa.errors import IpqaError, UnknownArticleError
from ipqa.web import texts
from ipqa.web.cards import card_parts, link_html
from ipqa.web.markup import text_html
from ipqa.web.sources import SNIPPET, Origin, Source, origin_of, shortened, title_of
from ipqa.web.turns import Talk
from ipqa.web.wires import AT_ONCE, letter, sent, wire

BLOCK = 4000
"""Characters from which a paragraph is cut in two, so that a browser can draw it by parts."""

OTHERS = 200
"""Further quotes that are marked: each is looked for in the whole text."""

_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_log = logging.getLogger(__name__)


class Opening(Protocol):
    """What the reader needs of an assistant."""

    def article(self, article_id: str) -> Article | None:
        """An article with its text; ``None`` or ``UnknownArticleError`` where there is none."""


class Reader:
    """The step that opens whole articles."""

    def __init__(self, assistant: Opening) -> None:
        self._assistant = assistant

    def connect(self, talk: gr.State) -> None:
        """Draws the wire ``reader`` into the Blocks in force."""
        reader = wire("reader")
        reader.select(self.read, [talk], [reader], **AT_ONCE)

    def read(self, talk: Talk, event: gr.EventData) -> str:
        """A whole article for the script to show: that of a ``card``, or an ``article`` by its id.

        The letter tells which of the two it is about.
        """
        data = sent(event)
        if isinstance(article_id := data.get("article"), str):
            gone = _note_html(texts.ARTICLES_GONE)
            return letter({"article": article_id, "html": self._html(article_id, whole_html, gone)})
        card = str(data.get("card"))
        return letter({"card": card, "html": self._cited_html(talk, card)})

    def _cited_html(self, talk: Talk, card: str) -> str:
        chosen, others = cited(talk, card)
        if chosen is None:
            return _note_html(texts.READER_UNKNOWN)
        shown = functools.partial(whole_html, chosen=chosen, others=others)
        return self._html(chosen.article.id, shown, gone_html(chosen))

    def _html(self, article_id: str, shown: Callable[[Article], str], gone: str) -> str:
        """The article as it is ``shown``; ``gone`` where it is not indexed any more."""
        try:
            article = self._assistant.article(article_id)
        except UnknownArticleError:
            article = None
        except IpqaError as error:
            return _note_html(texts.READER_FAILED.format(reason=error))
        except Exception:
            _log.exception("an article could not be opened")
            return _note_html(texts.READER_UNEXPECTED)
        return shown(article) if article else gone


def cited(talk: Talk, card: str) -> tuple[Source | None, list[Source]]:
    """The words that a card shows, and others of the same article that its answer rests on."""
    key, is_near, number = card_parts(card) or ("", False, 0)
    turn = talk.turn(key)
    if turn is None:
        return None, []
    sources = turn.near if is_near else turn.sources
    chosen = next((one for one in sources if one.number == number), None)
    if chosen is None:
        return None, []
    same = (one for one in sources if one.article.id == chosen.article.id)
    return chosen, [one for one in same if one is not chosen][:OTHERS]


@dataclass(frozen=True, slots=True)
class Place:
    """Where words of a source stand in the article as it is now."""

    start: int
    end: int
    source: Source
    chosen: bool


def place_of(text: str, source: Source, *, chosen: bool = False) -> Place | None:
    """Where the exact words of ``source`` are now, nearest to where they were."""
    length = len(source.quote)
    at = min(max(source.start, 0), len(text))
    before, after = text.rfind(source.quote, 0, at + length - 1), text.find(source.quote, at)
    starts = [start for start in (before, after) if start >= 0]
    if not starts or not length:
        return None
    start = min(starts, key=lambda start: abs(start - source.start))
    return Place(start, start + length, source, chosen)


def whole_html(
    article: Article, chosen: Source | None = None, others: Sequence[Source] = ()
) -> str:
    """All of an article: the ``chosen`` words marked, those of ``others`` too but more lightly.

    A mark's id is ``ipqa-here-`` and the source's number. Words that are not in the article any
    more are said to be gone, and kept above it.
    """
    place = place_of(article.text, chosen, chosen=True) if chosen else None
    found = [place, *(place_of(article.text, other) for other in others)]
    places = [one for one in found if one]
    note = _then_html(texts.READER_CHANGED, chosen) if chosen and not place else ""
    language = article.language or ""
    tagged = f' lang="{language}"' if _LANGUAGE.fullmatch(language) else ""
    blocks = "".join(_blocks_html(article.text, places))
    return (
        f"{_head_html(article)}{note}{_jumps_html(places)}"
        f'<div class="ipqa-whole"{tagged}>{blocks}</div>'
    )


def gone_html(chosen: Source) -> str:
    """What is left of an article that is not in the index any more."""
    return f"{_head_html(chosen.article)}{_then_html(texts.READER_GONE, chosen)}"


def _head_html(article: Article | Origin) -> str:
    """Title, source, date, author and language, as far as they are known, and the original."""
    lines = [f'<p class="ipqa-card-meta">{text_html(origin_of(article))}</p>']
    if isinstance(article, Article):
        if article.author:
            author = texts.READER_AUTHOR.format(author=article.author)
            lines.append(f'<p class="ipqa-card-meta">{text_html(author)}</p>')
        if article.language:
            tag = f'<span class="ipqa-language">{text_html(article.language)}</span>'
            lines.append(f'<p class="ipqa-card-meta">{texts.READER_LANGUAGE} {tag}</p>')
        article = Origin.of(article)
    title = text_html(title_of(article))
    return (
        f'<h3 class="ipqa-card-title" tabindex="-1">{title}</h3>'
        f"{''.join(lines)}{link_html(article)}"
    )


def _note_html(words: str) -> str:
    return f'<p class="ipqa-note" tabindex="-1">{text_html(words)}</p>'


def _then_html(words: str, chosen: Source) -> str:
    """A note, and the words that an answer has quoted."""
    return (
        f'{_note_html(words)}<p class="ipqa-card-meta">{texts.READER_THEN}</p>'
        f'<blockquote class="ipqa-passage">{text_html(chosen.quote)}</blockquote>'
    )


def _jumps_html(places: Sequence[Place]) -> str:
    """A list to go from one quote to the next, where there are several."""
    if len(places) < 2:
        return ""
    ordered = sorted(places, key=lambda place: place.start)
    items = "".join(
        f'<li><button type="button" class="ipqa-jump" value="{_mark_id(place)}">'
        f'<span class="ipqa-number">[{place.source.number}]</span> '
        f"{text_html(shortened(place.source.quote, SNIPPET))}</button></li>"
        for place in ordered
    )
    return f'<h4 class="ipqa-heading">{texts.READER_JUMPS}</h4><ul class="ipqa-jumps">{items}</ul>'


def _blocks_html(text: str, places: Sequence[Place]) -> Iterator[str]:
    named: set[int] = set()
    for start, end, new in _blocks(text):
        inside = [place for place in places if place.start < end and start < place.end]
        edges = {edge for place in inside for edge in (place.start, place.end)}
        cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
        runs = itertools.pairwise(cuts)
        words = "".join(_run_html(text, *run, inside, named) for run in runs)
        yield f"<p>{words}</p>" if new else f'<p class="ipqa-further">{words}</p>'


def _run_html(text: str, start: int, end: int, places: Sequence[Place], named: set[int]) -> str:
    """Words that the same quotes cover. The first of each quote carries its id."""
    words = text_html(text[start:end])
    covering = [place for place in places if place.start <= start and end <= place.end]
    if not covering:
        return words
    kind = "here" if any(place.chosen for place in covering) else "other"
    begun = [place for place in covering if place.source.number not in named]
    named.update(place.source.number for place in begun)
    ids = "".join(
        f'<span id="{_mark_id(place)}" class="ipqa-at">[{place.source.number}]</span>'
        for place in begun
    )
    return f'{ids}<mark class="ipqa-{kind}">{words}</mark>'


def _mark_id(place: Place) -> str:
    return f"ipqa-here-{place.source.number}"


def _blocks(text: str) -> Iterator[tuple[int, int, bool]]:
    """Start and end of each paragraph, or part of a long one, and whether a paragraph begins."""
    edges = [match.span() for match in _PARAGRAPHS.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    for first, end in zip(starts, ends, strict=True):
        start = first
        while start < end:
            cut = _cut(text, start, end)
            yield start, cut, start == first
            start = cut


def _cut(text: str, start: int, end: int) -> int:
    """Where a block ends that begins at ``start``: between lines, sentences or words if it can."""
    if end - start <= BLOCK:
        return end
    for gap in ("\n", ". ", "。", " "):
        at = text.rfind(gap, start + BLOCK // 2, start + BLOCK)
        if at > 0:
            return at + len(gap)
    return start + BLOCK
