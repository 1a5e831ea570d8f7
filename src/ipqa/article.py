"""The nouns that every room speaks of: articles, passages, hits, citations, answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

Method = Literal["generated", "quoted", "refused"]
Why = Literal[
    "verified",
    "short",
    "no_model",
    "no_choice",
    "unsure",
    "unfit",
    "elsewhere",
    "unverified",
    "list",
    "comparison",
    "summary",
    "differing",
    "far",
    "doubtful",
]
"""What decided how an answer came.

Written: its sentence passed the check (``verified``), or only the short answer in it did
(``short``). Quoted: there is no model (``no_model``) or it found no short answer (``no_choice``),
or a poor one: too unlikely (``unsure``), of another kind than was asked for (``unfit``), in a
sentence on somebody else (``elsewhere``), or not borne out by its words (``unverified``); or the
words of the articles are safer: for a ``list``, a ``comparison``, a ``summary``, or articles that
say different things (``differing``). Refused: the articles are about something else (``far``), or
what comes nearest does not seem to answer (``doubtful``).
"""
Message = dict[str, str]
"""One turn of a conversation: ``{"role": "user" | "assistant", "content": str}``."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was loaded.

    ``text`` is the cleaned article: newline-normalised and NFC. It is fixed at loading time, and
    every offset in ipqa counts its code points. ``date`` is ISO 8601, partial where the article
    is (``2020-12``). What an article does not say is ``None``.
    """

    id: str
    title: str
    text: str
    source: str | None = None
    date: str | None = None
    language: str | None = None
    url: str | None = None
    path: str | None = None
    author: str | None = None

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The article as the JSON contract writes it; its text only on request."""
        fields: dict[str, Any] = {
            "id": self.id,
            "title": self.title,
            "source": self.source,
            "date": self.date,
            "url": self.url,
            "path": self.path,
        }
        if with_text:
            fields["text"] = self.text
        return fields


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: ``article.text[start:end] == text``."""

    article_id: str
    start: int
    end: int
    text: str

    @property
    def id(self) -> str:
        """``article.id:start-end``, stable as long as the article is."""
        return f"{self.article_id}:{self.start}-{self.end}"


@dataclass(frozen=True, slots=True)
class Scores:
    """How a passage was found.

    ``dense`` is a cosine (-1 to 1), ``bm25`` a BM25 score (0 where no term matches, higher is
    better), ``fused`` what the hits are ordered by (0 to 1).
    """

    dense: float
    bm25: float
    fused: float


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that retrieval found, with its article and its component scores.

    ``also`` are other articles with the same story that have its words too; only a search looks for
    them.
    """

    passage: Passage
    article: Article
    scores: Scores
    also: tuple[Article, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The hit as the JSON contract writes it; ``also`` only where there are any."""
        fields: dict[str, Any] = {
            "id": self.passage.id,
            "article_id": self.passage.article_id,
            "start": self.passage.start,
            "end": self.passage.end,
            "text": self.passage.text,
            "scores": {
                "dense": self.scores.dense,
                "bm25": self.scores.bm25,
                "fused": self.scores.fused,
            },
        }
        if self.also:
            fields["also"] = [article.to_dict() for article in self.also]
        return fields


@dataclass(frozen=True, slots=True)
class Citation:
    """The exact words of an article that a marker ``[n]`` of an answer stands for.

    Raises ``ValueError`` on construction unless ``article.text[start:end] == quote``: an inexact
    citation cannot exist. ``also`` are other articles with the same story that have its words too.
    """

    marker: int
    quote: str
    start: int
    end: int
    passage: Passage
    article: Article
    also: tuple[Article, ...] = ()

    def __post_init__(self) -> None:
        if not self.quote or self.article.text[self.start : self.end] != self.quote:
            raise ValueError(f"citation [{self.marker}] is not an exact quote of {self.article.id}")

    def to_dict(self, *, with_text: bool = False) -> dict[str, Any]:
        """The citation as the JSON contract writes it; ``also`` only where there are any."""
        fields: dict[str, Any] = {
            "marker": self.marker,
            "quote": self.quote,
            "start": self.start,
            "end": self.end,
            "passage_id": self.passage.id,
            "article": self.article.to_dict(with_text=with_text),
        }
        if self.also:
            fields["also"] = [article.to_dict(with_text=with_text) for article in self.also]
        return fields


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds from the question: the search, the first verified words, the writing, all."""

    retrieve: float = 0.0
    first: float = 0.0
    generate: float = 0.0
    total: float = 0.0

    def to_dict(self) -> dict[str, float]:
        """The timings as the JSON contract writes them."""
        return {
            "retrieve": round(self.retrieve, 1),
            "first": round(self.first, 1),
            "generate": round(self.generate, 1),
            "total": round(self.total, 1),
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person gets: text with ``[n]`` markers, the citations behind it, and how it came.

    ``confidence`` is the probability, 0 to 1, that the articles answer, by which it was given or
    refused; ``None`` where a question was too far away to be scored. ``tokens`` is how many the
    model ran through for it, if somebody counts. Neither is in the JSON. ``notice`` is what the
    program itself says above the text, such as that the articles differ. ``why`` is what decided
    the ``method``, of the first sentence; it is not in the JSON either.
    """

    question: str
    text: str
    method: Method
    citations: tuple[Citation, ...] = ()
    passages: tuple[Hit, ...] = ()
    short: str | None = None
    missing: tuple[str, ...] = ()
    model: str | None = None
    timings: Timings = field(default_factory=Timings)
    confidence: float | None = None
    tokens: int | None = None
    notice: str | None = None
    why: Why | None = None

    @property
    def refused(self) -> bool:
        """Whether the articles do not hold the answer."""
        return self.method == "refused"

    def __str__(self) -> str:
        return self.text

    def to_dict(self, *, id: str | None = None, with_text: bool = False) -> dict[str, Any]:
        """The answer as the JSON contract writes it; article texts only on request.

        ``notice`` is there only where the answer has one.
        """
        fields: dict[str, Any] = {
            "id": id,
            "question": self.question,
            "text": self.text,
            "short": self.short,
            "refused": self.refused,
            "method": self.method,
            "missing": list(self.missing),
            "citations": [citation.to_dict(with_text=with_text) for citation in self.citations],
            "passages": [hit.to_dict() for hit in self.passages],
            "model": self.model,
            "timings_ms": self.timings.to_dict(),
        }
        if self.notice:
            fields["notice"] = self.notice
        return fields
