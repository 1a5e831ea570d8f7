"""Source cards as HTML: an article's title, source and date, and a passage with the quote marked.

Every card travels hidden inside its own message, so an old answer keeps opening its own sources
whatever is asked later. The page's script shows the cards in the panel.
"""

from __future__ import annotations

from html import escape

from ipqa.web import texts
from ipqa.web.sources import Origin, Source, address_of, origin_of, title_of


def text_html(text: str) -> str:
    """``text`` for use between tags or in an attribute, newlines kept, on one line."""
    return escape(text).replace("\r", "").replace("\n", "&#10;")


def card_id(key: str, number: int) -> str:
    """The id of a citation's card; ``key`` is its message's."""
    return f"ipqa-{key}-{number}"


def near_id(key: str, number: int) -> str:
    """The id of the card of a refusal's ``number``-th nearest passage."""
    return f"ipqa-{key}-near-{number}"


def citation_card(source: Source, key: str) -> str:
    """The card of one citation: its passage with the quoted words marked."""
    passage = (
        f"{text_html(source.before)}<mark>{text_html(source.quote)}</mark>{text_html(source.after)}"
    )
    number = f'<span class="ipqa-number">{source.number}</span> '
    also = "".join(_also_html(article) for article in source.also)
    return _card_html(
        card_id(key, source.number), source.article, passage, number=number, also=also
    )


def nearest_card(source: Source, key: str) -> str:
    """The card of a passage that is near the question without answering it."""
    words = text_html(f"{source.before}{source.quote}{source.after}")
    note = f'<p class="ipqa-note">{texts.NEAR_PASSAGE}</p>'
    return _card_html(near_id(key, source.number), source.article, words, note=note)


def _card_html(
    identity: str,
    article: Origin,
    passage: str,
    *,
    number: str = "",
    note: str = "",
    also: str = "",
) -> str:
    link = ""
    if url := address_of(article):
        link = (
            f'<p class="ipqa-link"><a href="{text_html(url)}" rel="noopener noreferrer" '
            f'target="_blank">{texts.OPEN_ARTICLE}</a></p>'
        )
    return (
        f'<div class="ipqa-card" id="{identity}" hidden>'
        f'<h3 class="ipqa-card-title">{number}{text_html(title_of(article))}</h3>'
        f'<p class="ipqa-card-meta">{text_html(origin_of(article))}</p>{note}'
        f'<blockquote class="ipqa-passage">{passage}</blockquote>{also}{link}</div>'
    )


def _also_html(article: Origin) -> str:
    """One more article that has the quoted words."""
    line = texts.ALSO_IN.format(title=title_of(article), origin=origin_of(article))
    return f'<p class="ipqa-also">{text_html(line)}</p>'
