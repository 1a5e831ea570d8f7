"""Verified sentences become an answer: each gets its marker, each marker its exact quote."""

from __future__ import annotations

import re

from ipqa.answering import Part
from ipqa.article import Answer, Citation, Hit, Timings
from ipqa.events import Sentence


class Assembly:
    """Numbers the citations of an answer's sentences, one number a quote."""

    def __init__(self, hits: tuple[Hit, ...]) -> None:
        self._hits = hits
        self._parts: list[str] = []
        self._citations: dict[tuple[str, int, int], Citation] = {}
        self._shown: list[Part] = []

    def add(self, part: Part) -> Sentence:
        """One sentence with its marker, and the citation if it is new."""
        evidence, key = part.evidence, _key(part)
        new = key not in self._citations
        if new:
            self._citations[key] = Citation(
                marker=len(self._citations) + 1,
                quote=evidence.text,
                start=evidence.start,
                end=evidence.end,
                passage=evidence.hit.passage,
                article=evidence.hit.article,
            )
        citation = self._citations[key]
        # Brackets in an article's own words must not pass for the program's markers.
        own = re.sub(r"\[(\d+)\]", r"(\1)", part.text)
        text = f"{own} [{citation.marker}]"
        self._parts.append(text)
        self._shown.append(part)
        return Sentence(text, (citation,) if new else ())

    def holds(self, part: Part) -> bool:
        """Whether the same sentence is there already."""
        return any(part.text == shown.text for shown in self._shown)

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
        first = self._shown[0]
        return Answer(
            question=question,
            text=" ".join(self._parts),
            method=first.method,
            citations=tuple(self._citations.values()),
            passages=self._hits,
            short=first.short,
            missing=missing,
            model=model,
            timings=timings,
            confidence=confidence,
            notice=notice,
        )


def _key(part: Part) -> tuple[str, int, int]:
    return (part.evidence.hit.article.id, part.evidence.start, part.evidence.end)
