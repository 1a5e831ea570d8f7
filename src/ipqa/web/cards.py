"""Source cards as HTML: an article's title, source and date, and a passage with the quote marked.

Every card travels hidden inside its own message, so an old answer keeps opening its own sources
whatever is asked later. The page's script shows a card in the panel.
"""

from __future__ import annotations

import re
from html import escape

from ipqa.article import Article, Citation, Hit
from ipqa.web import texts


def text_html(text: str) -> str:
    """``text`` for use between tags or in an attribute, newlines kept, on one line."""
    return escape(text).replace("\r", "").replace("\n", "&#10;")


def card_id(key: str, marker: int) -> str:
    """The id of a citation's card; ``key`` is its message's."""
    return f"ipqa-{key}-{marker}"


def near_id(key: str, number: int) -> str:
    """The id of the card of a refusal's ``number``-th nearest passage."""
    return f"ipqa-{key}-near-{number}"


def citation_card(citation: Citation, key: str) -> str:
    """The card of one citation: its passage with the quoted words marked."""
    text = citation.article.text
    # A quote may begin before its passage or end after it: show both whole.
    start = min(citation.start, citation.passage.start)
    end = max(citation.end, citation.passage.end)
    passage = (
        f"{_lead(start)}{text_html(text[start : citation.start])}"
        f"<mark>{text_html(citation.quote)}</mark>"
        f"{text_html(text[citation.end : end])}{_trail(text, end)}"
    )
    number = f'<span class="ipqa-number">{citation.marker}</span> '
    also = "".join(_also_html(article) for article in citation.also)
    identity = card_id(key, citation.marker)
    return _card_html(identity, citation.article, passage, number=number, also=also)


def nearest_card(hit: Hit, key: str, number: int) -> str:
    """The card of a passage that is near the question without answering it."""
    passage = hit.passage
    words = (
        f"{_lead(passage.start)}{text_html(passage.text)}{_trail(hit.article.text, passage.end)}"
    )
    note = f'<p class="ipqa-note">{texts.NEAR_PASSAGE}</p>'
    return _card_html(near_id(key, number), hit.article, words, note=note)


def title_of(article: Article) -> str:
    """The article's title, or what it can be told by."""
    if article.title.strip():
        return article.title
    return texts.UNTITLED.format(file=article.id.rsplit("/", 1)[-1])


def name_of(article: Article) -> str:
    """What tells an article with a story from others with the same: its source, or its title."""
    return article.source or title_of(article)


def origin_of(article: Article) -> str:
    """Source and date, as far as the article names them."""
    if not article.source and not article.date:
        return texts.NO_ORIGIN
    date = date_text(article.date) if article.date else texts.NO_DATE
    return f"{article.source or texts.NO_SOURCE} · {date}"


def date_text(date: str) -> str:
    """An ISO date for people, as exact as it is: ``2020-12`` is ``December 2020``."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d).*)?)?", date)
    if not match or not match[2] or not 1 <= int(match[2]) <= 12:
        return date
    month = f"{texts.MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{int(match[3])} {month}" if match[3] else month


def _card_html(
    identity: str,
    article: Article,
    passage: str,
    *,
    number: str = "",
    note: str = "",
    also: str = "",
) -> str:
    link = ""
    if article.url and article.url.lower().startswith(("http://", "https://")):
        link = (
            f'<p class="ipqa-link"><a href="{text_html(article.url)}" rel="noopener noreferrer" '
            f'target="_blank">{texts.OPEN_ARTICLE}</a></p>'
        )
    return (
        f'<div class="ipqa-card" id="{identity}" hidden>'
        f'<h3 class="ipqa-card-title">{number}{text_html(title_of(article))}</h3>'
        f'<p class="ipqa-card-meta">{text_html(origin_of(article))}</p>{note}'
        f'<blockquote class="ipqa-passage">{passage}</blockquote>{also}{link}</div>'
    )


def _also_html(article: Article) -> str:
    """One more article that has the quoted words."""
    line = texts.ALSO_IN.format(title=title_of(article), origin=origin_of(article))
    return f'<p class="ipqa-also">{text_html(line)}</p>'


def _lead(start: int) -> str:
    return "… " if start else ""


def _trail(text: str, end: int) -> str:
    return " …" if end < len(text.rstrip()) else ""
