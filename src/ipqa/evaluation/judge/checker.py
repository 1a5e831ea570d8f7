"""An independent check of answers: it shares no code with what writes and grounds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ipqa.article import Answer, Article
from ipqa.evaluation.judge.dates import dated, wrong_dates
from ipqa.evaluation.judge.names import names_vocabulary, unsupported_names
from ipqa.evaluation.judge.numbers import unsupported_numbers
from ipqa.evaluation.judge.sentences import claims_of, markers_in, without_markers

ProblemKind = Literal["quote", "marker", "sentence", "refusal", "short", "number", "name"]
STRUCTURE: frozenset[ProblemKind] = frozenset({"quote", "marker", "sentence", "refusal", "short"})
"""The kinds that make an answer's citations invalid; the others are unsupported words."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with an answer, in words for people."""

    kind: ProblemKind
    detail: str

    def to_dict(self) -> dict[str, str]:
        """For the JSON of a run."""
        return {"kind": self.kind, "detail": self.detail}


class Checker:
    """Checks answers against the articles' texts, loaded apart from the store that answered."""

    def __init__(self, articles: Iterable[Article]) -> None:
        known = list(articles)
        self._texts = {article.id: article.text for article in known}
        self._dates = {article.id: article.date for article in known}
        self._vocabulary = names_vocabulary(self._texts.values())

    def check(self, answer: Answer | Mapping[str, Any]) -> tuple[Problem, ...]:
        """All problems of an answer or of its JSON; none means that every promise is kept.

        Quotes are exact, markers and citations name each other, every sentence has a marker, and
        each sentence's numbers and names stand in the quotes that it cites, or are what "last year"
        means there by the article's date. A refusal cites none.
        """
        fields = answer.to_dict() if isinstance(answer, Answer) else answer
        citations: list[dict[str, Any]] = fields["citations"]
        text: str = fields["text"]
        problems = [*self._quotes(citations), *_markers(text, citations)]
        if fields["refused"]:
            if citations or markers_in(text):
                problems.append(Problem("refusal", "a refusal that cites"))
            return tuple(problems)
        problems += _short(fields.get("short"), text)
        quotes = {
            citation["marker"]: (citation["quote"], self._dates.get(citation["article"]["id"]))
            for citation in citations
        }
        claims = claims_of(text)
        if not claims:
            problems.append(Problem("sentence", "no sentence in the answer"))
        for claim in claims:
            if not claim.markers:
                problems.append(Problem("sentence", f"no marker: {claim.text}"))
            sources = [quotes[marker] for marker in claim.markers if marker in quotes]
            cited = [dated(quote, date) for quote, date in sources]
            for number in unsupported_numbers(claim.text, cited):
                problems.append(Problem("number", f"{number} is in no quote cited: {claim.text}"))
            for wrong in wrong_dates(claim.text, sources):
                problems.append(Problem("number", f"{wrong} is another date: {claim.text}"))
            for name in unsupported_names(claim.text, cited, self._vocabulary):
                problems.append(Problem("name", f"{name} is in no quote cited: {claim.text}"))
        return tuple(problems)

    def _quotes(self, citations: list[dict[str, Any]]) -> Iterable[Problem]:
        for citation in citations:
            article_id = citation["article"]["id"]
            text = self._texts.get(article_id)
            marker, quote = citation["marker"], citation["quote"]
            if text is None:
                yield Problem("quote", f"[{marker}] cites {article_id}, which is no article")
            elif not quote.strip() or text[citation["start"] : citation["end"]] != quote:
                yield Problem("quote", f"[{marker}] is not what {article_id} says there: {quote}")


def _markers(text: str, citations: list[dict[str, Any]]) -> Iterable[Problem]:
    used = set(markers_in(text))
    given = [citation["marker"] for citation in citations]
    for marker in sorted(used - set(given)):
        yield Problem("marker", f"[{marker}] has no citation")
    for marker in sorted(set(given) - used):
        yield Problem("marker", f"citation [{marker}] is not in the text")
    for marker in sorted({marker for marker in given if given.count(marker) > 1}):
        yield Problem("marker", f"[{marker}] stands for several citations")


def _short(short: str | None, text: str) -> Iterable[Problem]:
    if short is not None and _folded(short) not in _folded(without_markers(text)):
        yield Problem("short", f"the short answer is not in the text: {short}")


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
