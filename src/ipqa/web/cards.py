"""Source cards as HTML: an article's title, source and date, and its passages with quotes marked.

The cards travel hidden inside their own message, so an old answer keeps opening its own sources
whatever is asked later. The page's script shows them in the panel.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipqa.web import texts
from ipqa.web.markup import text_html
from ipqa.web.sources import (
    SNIPPET,
    Origin,
    Source,
    address_of,
    by_article,
    origin_of,
    shortened,
    title_of,
)
from ipqa.web.turns import Turn

_ID = re.compile(r"ipqa-([0-9a-f]{12})-(near-)?(\d{1,4})")


def card_id(key: str, number: int) -> str:
    """The id of a citation's card; ``key`` is its message's."""
    return f"ipqa-{key}-{number}"


def near_id(key: str, number: int) -> str:
    """The id of the card of a refusal's ``number``-th nearest passage."""
    return f"ipqa-{key}-near-{number}"


def card_parts(card: str) -> tuple[str, bool, int] | None:
    """What a card's id tells: its message's key, whether it is of a nearest passage, its number."""
    match = _ID.fullmatch(card)
    return (match[1], match[2] is not None, int(match[3])) if match else None


def cards_html(turn: Turn) -> str:
    """The hidden cards of a message: of what it cites, or of a refusal's nearest passages.

    Their ``title`` is what the panel calls them.
    """
    sources = turn.near if turn.refused else turn.sources
    if not sources:
        return ""
    named = texts.NEAREST if turn.refused else texts.PANEL_TITLE
    question = texts.PANEL_FOR.format(question=shortened(turn.question, SNIPPET))
    note = f'<p class="ipqa-note">{texts.NEAR_PASSAGE}</p>' if turn.refused else ""
    cards = "".join(
        article_html(cited, turn.key, near=turn.refused) for cited in by_article(sources)
    )
    return (
        f'<div class="ipqa-cards" title="{named}" hidden>'
        f'<p class="ipqa-for">{text_html(question)}</p>{note}{cards}</div>'
    )


def article_html(cited: Sequence[Source], key: str, *, near: bool = False) -> str:
    """An article and the cards of its words: cited ones, or ``near`` the question."""
    article = cited[0].article
    cards = "".join(_near_html(one, key) if near else _cited_html(one, key) for one in cited)
    return (
        f'<div class="ipqa-article">'
        f'<h3 class="ipqa-card-title">{text_html(title_of(article))}</h3>'
        f'<p class="ipqa-card-meta">{text_html(origin_of(article))}</p>{cards}'
        f"{link_html(article)}</div>"
    )


def link_html(article: Origin) -> str:
    """The way to the original, if it has an address on the web."""
    url = address_of(article)
    if not url:
        return ""
    return (
        f'<p class="ipqa-link"><a href="{text_html(url)}" rel="noopener noreferrer" '
        f'target="_blank">{texts.OPEN_ARTICLE}</a></p>'
    )


def _cited_html(source: Source, key: str) -> str:
    """The card of one citation: its passage with the quoted words marked."""
    passage = (
        f"{text_html(source.before)}<mark>{text_html(source.quote)}</mark>{text_html(source.after)}"
    )
    also = "".join(_also_html(article) for article in source.also)
    number = f'<p class="ipqa-number">[{source.number}]</p>'
    return _card_html(card_id(key, source.number), number, passage, also)


def _near_html(source: Source, key: str) -> str:
    """The card of a passage that is near the question without answering it."""
    words = text_html(f"{source.before}{source.quote}{source.after}")
    return _card_html(near_id(key, source.number), "", words, "")


def _card_html(identity: str, number: str, passage: str, also: str) -> str:
    return (
        f'<div class="ipqa-card" id="{identity}">{number}'
        f'<blockquote class="ipqa-passage">{passage}</blockquote>{also}'
        f'<button type="button" class="ipqa-read-whole" value="{identity}">'
        f"{texts.READ_WHOLE}</button></div>"
    )


def _also_html(article: Origin) -> str:
    """One more article that has the quoted words."""
    line = texts.ALSO_IN.format(title=title_of(article), origin=origin_of(article))
    return f'<p class="ipqa-also">{text_html(line)}</p>'
