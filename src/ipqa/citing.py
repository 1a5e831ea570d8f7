"""Verified sentences become an answer: each gets its marker, each marker its exact quote."""

from __future__ import annotations

import re
from collections.abc import Callable

from ipqa.answering import Part
from ipqa.article import Answer, Article, Citation, Hit, Timings
from ipqa.events import Sentence
from ipqa.evidence import Evidence
from ipqa.markers import unmarked
from ipqa.relative_dates import insert, relative_dates, within

Also = Callable[[Article, str], tuple[Article, ...]]
"""Gives the other articles that have an article's words too."""


class Assembly:
    """Numbers the citations of an answer's sentences, one number a quote."""

    def __init__(self, hits: tuple[Hit, ...], also: Also | None = None) -> None:
        self._hits = hits
        self._also = also or (lambda _article, _quote: ())
        self._parts: list[str] = []
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._shown: list[Part] = []
        self._short: str | None = None

    def add(self, part: Part) -> Sentence:
        """One sentence with its marker, and the citation if it is new.

        What "last year" means by the article's date is put behind it in brackets. The citation's
        quote stays as the article has it.
        """
        evidence, key = part.evidence, _key(part.evidence)
        new = key not in self._citations
        if new:
            self._citations[key] = Citation(
                marker=len(self._citations) + 1,
                quote=evidence.text,
                start=evidence.start,
                end=evidence.end,
                passage=evidence.hit.passage,
                article=evidence.hit.article,
                also=self._also(evidence.hit.article, evidence.text),
            )
        citation = self._citations[key]
        told, short = _explained(part)
        if not self._shown:
            self._short = short
        text = f"{told} [{citation.marker}]"
        self._parts.append(text)
        self._shown.append(part)
        return Sentence(text, (citation,) if new else ())

    def cites(self, evidence: Evidence) -> bool:
        """Whether a sentence is cited already."""
        return _key(evidence) in self._citations

    def holds(self, part: Part) -> bool:
        """Whether the same sentence is there already, or the whole quote that it would rest on."""
        return any(
            part.text == shown.text
            or (shown.method == "quoted" and shown.evidence.text == part.evidence.text)
            for shown in self._shown
        )

    def finish(
        self,
        question: str,
        model: str,
        timings: Timings,
        confidence: float | None,
        missing: tuple[str, ...] = (),
        notice: str | None = None,
    ) -> Answer:
        """The whole answer; ``missing`` are the parts of the question that it leaves open."""
        return Answer(
            question=question,
            text=" ".join(self._parts),
            method=self._shown[0].method,
            citations=tuple(self._citations.values()),
            passages=self._hits,
            short=self._short,
            missing=missing,
            model=model,
            timings=timings,
            confidence=confidence,
            notice=notice,
            why=self._shown[0].why,
        )


def _key(evidence: Evidence) -> tuple[str, int, int]:
    return (evidence.hit.article.id, evidence.start, evidence.end)


def _explained(part: Part) -> tuple[str, str | None]:
    """The text of a part and its short answer, with what their relative dates mean."""
    published = part.evidence.hit.article.date
    held = [date.iso for date in relative_dates(part.evidence.text, published)]
    # A written sentence may have lost what keeps the quote's "the last year" from being explained.
    dates = [
        date
        for date in relative_dates(part.text, published)
        if any(within(iso, date.iso) for iso in held)
    ]
    text, short = insert(part.text, dates), part.short
    # A sentence begins with a capital, be it that of its short answer or not.
    place = re.search(re.escape(short), part.text, re.IGNORECASE) if short else None
    if short and place:
        short = short[0] + insert(part.text, dates, *place.span())[1:]
    return unmarked(text), short and unmarked(short)
