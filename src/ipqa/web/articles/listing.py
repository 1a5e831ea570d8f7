"""A page of the list of articles: searched, sorted and cut to what is looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, Literal, cast, get_args

from ipqa.index.report import ArticleStatus
from ipqa.words import fold

PER_PAGE: Final = 50
_LONGEST: Final = 200
"""Characters of a search that are read."""

Column = Literal["title", "source", "date", "language", "passages", "folder", "indexed"]
COLUMNS: Final[tuple[Column, ...]] = get_args(Column)


@dataclass(frozen=True, slots=True)
class Query:
    """What of the list is to be shown; pages count from 1."""

    words: str = ""
    sort: Column = "title"
    descending: bool = False
    page: int = 1

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Query:
        """The query that the page's script sends; what makes no sense is as if it were not sent."""
        sort, page = data.get("sort"), data.get("page")
        return cls(
            words=str(data.get("words") or "")[:_LONGEST].strip(),
            sort=cast("Column", sort) if sort in COLUMNS else "title",
            descending=data.get("descending") is True,
            page=page if isinstance(page, int) and page > 0 else 1,
        )


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of the articles. ``total`` are all there are, ``found`` those that the words fit.

    ``siblings`` tells for the file of each article shown how many articles it holds.
    """

    articles: tuple[ArticleStatus, ...]
    query: Query
    total: int
    found: int
    siblings: Mapping[str, int]

    @property
    def pages(self) -> int:
        """The number of pages, at least one."""
        return max(1, -(-self.found // PER_PAGE))

    @property
    def first(self) -> int:
        """The number of the first article shown, from 1; 0 where there is none."""
        return (self.query.page - 1) * PER_PAGE + 1 if self.articles else 0


def listing(articles: Sequence[ArticleStatus], query: Query) -> Listing:
    """The page of ``articles`` that a query is for; one after the last is the last."""
    words = fold(query.words).split()
    fitting = [one for one in articles if _fits(one, words)] if words else list(articles)
    key = _KEYS[query.sort]
    # What is not known comes last, whichever way round.
    known = [one for one in fitting if key(one) not in ("", 0)]
    unknown = [one for one in fitting if key(one) in ("", 0)]
    known.sort(key=lambda one: (key(one), one.id), reverse=query.descending)
    last = max(1, -(-len(fitting) // PER_PAGE))
    page = min(query.page, last)
    shown = (known + unknown)[(page - 1) * PER_PAGE : page * PER_PAGE]
    counts = Counter(file_of(one.id) for one in articles)
    return Listing(
        articles=tuple(shown),
        query=replace(query, page=page),
        total=len(articles),
        found=len(fitting),
        siblings={file: counts[file] for file in map(file_of, (one.id for one in shown))},
    )


def file_of(article_id: str) -> str:
    """The id of the file that an article is in, which may hold many."""
    return article_id.partition("#")[0]


def folder_of(article_id: str) -> str:
    """The folder that an article lies in, as ids name it: first its root."""
    return file_of(article_id).rpartition("/")[0]


def _fits(article: ArticleStatus, words: Sequence[str]) -> bool:
    text = fold(f"{article.title} {article.source or ''}")
    return all(word in text for word in words)


_KEYS: Final[dict[Column, Callable[[ArticleStatus], str | int]]] = {
    "title": lambda one: fold(one.title),
    "source": lambda one: fold(one.source or ""),
    "date": lambda one: one.date or "",
    "language": lambda one: one.language or "",
    "passages": lambda one: one.passages,
    "folder": lambda one: folder_of(one.id),
    "indexed": lambda one: one.indexed_at,
}
