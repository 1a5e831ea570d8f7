"""What the page keeps of an article's words: enough to show a source for ever, and no more.

An index changes; a conversation that was kept shows the words that were cited all the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from ipqa.article import Article, Citation, Hit
from ipqa.web import texts

SNIPPET = 150
"""Characters that a list shows of a passage."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Which article words are from; what it does not name is ``None``."""

    id: str
    title: str
    source: str | None = None
    date: str | None = None
    url: str | None = None

    @classmethod
    def of(cls, article: Article) -> Origin:
        """The origin of an article's words."""
        return cls(article.id, article.title, article.source, article.date, article.url)


@dataclass(frozen=True, slots=True)
class Source:
    """Words of an article: those that marker ``[number]`` stands for, or that are near a question.

    ``quote`` is exact, ``article.text[start:end]`` when the answer was given; ``before`` and
    ``after`` are what stands around it in its passage, with an ellipsis where the article goes on.
    ``also`` are other articles with the same words.
    """

    number: int
    article: Origin
    quote: str
    start: int
    end: int
    before: str = ""
    after: str = ""
    also: tuple[Origin, ...] = ()

    @classmethod
    def of(cls, citation: Citation) -> Source:
        """The source that a citation names."""
        text = citation.article.text
        # A quote may begin before its passage or end after it: show both whole.
        start = min(citation.start, citation.passage.start)
        end = max(citation.end, citation.passage.end)
        return cls(
            citation.marker,
            Origin.of(citation.article),
            citation.quote,
            citation.start,
            citation.end,
            f"{_lead(start)}{text[start : citation.start]}",
            f"{text[citation.end : end]}{_trail(text, end)}",
            tuple(Origin.of(article) for article in citation.also),
        )

    @classmethod
    def near(cls, hit: Hit, number: int) -> Source:
        """A passage near a question that it does not answer."""
        passage = hit.passage
        return cls(
            number,
            Origin.of(hit.article),
            passage.text,
            passage.start,
            passage.end,
            _lead(passage.start),
            _trail(hit.article.text, passage.end),
        )


def by_article(sources: Sequence[Source]) -> list[list[Source]]:
    """The sources by their number, those of one article together."""
    articles: dict[str, list[Source]] = {}
    for source in sorted(sources, key=lambda source: source.number):
        articles.setdefault(source.article.id, []).append(source)
    return list(articles.values())


class Titled(Protocol):
    """An article, in whatever form."""

    @property
    def id(self) -> str:
        """Its id, which ends in the name of its file."""

    @property
    def title(self) -> str:
        """Its title, empty where it has none."""


def title_of(article: Titled) -> str:
    """The article's title, or what it can be told by."""
    if article.title.strip():
        return article.title
    return texts.UNTITLED.format(file=article.id.rsplit("/", 1)[-1])


def name_of(article: Article | Origin) -> str:
    """What tells an article with a story from others with the same: its source, or its title."""
    return article.source or title_of(article)


def origin_of(article: Article | Origin) -> str:
    """Source and date, as far as the article names them."""
    if not article.source and not article.date:
        return texts.NO_ORIGIN
    date = date_text(article.date) if article.date else texts.NO_DATE
    return f"{article.source or texts.NO_SOURCE} · {date}"


def address_of(article: Article | Origin) -> str | None:
    """The article's address on the web, if it is one that may be opened."""
    url = article.url or ""
    return url if url.lower().startswith(("http://", "https://")) else None


def shortened(text: str, limit: int) -> str:
    """``text`` on one line, of at most ``limit`` characters and an ellipsis."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return f"{flat[:limit].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"


def date_text(date: str) -> str:
    """An ISO date for people, as exact as it is: ``2020-12`` is ``December 2020``."""
    match = re.fullmatch(r"(\d{4})(?:-(\d\d)(?:-(\d\d).*)?)?", date)
    if not match or not match[2] or not 1 <= int(match[2]) <= 12:
        return date
    month = f"{texts.MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{int(match[3])} {month}" if match[3] else month


def _lead(start: int) -> str:
    return "… " if start else ""


def _trail(text: str, end: int) -> str:
    return " …" if end < len(text.rstrip()) else ""
