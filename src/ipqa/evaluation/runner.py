"""Asks every question once, and keeps what came of it."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ipqa.article import Answer, Article, Hit, Message
from ipqa.evaluation.datasets import Question
from ipqa.evaluation.judge.accuracy import is_right, is_right_early
from ipqa.evaluation.judge.checker import Checker, Problem
from ipqa.evaluation.judge.sentences import without_markers
from ipqa.evaluation.metrics import exact_match, token_f1

DEPTH = 10
"""How many hits a search is asked for: the deepest recall that is reported."""
NOMINEES = 100
"""How many hits of retrieval alone are ranked by each of its scores."""
RANKINGS = ("dense", "bm25", "fused")
"""The scores of a hit, by each of which the nominees are ranked."""


class Answerer(Protocol):
    """What the runner needs of an ``Assistant``."""

    def ask(self, question: str, history: list[Message] | None = None) -> Answer:
        """The answer to a question."""
        ...

    def search(self, question: str, k: int | None = None) -> list[Hit]:
        """The best passages for a question."""
        ...

    def nominate(self, question: str, k: int) -> list[Hit]:
        """The best passages by retrieval alone, with its scores."""
        ...


@dataclass(frozen=True, slots=True)
class Row:
    """One question and its outcome; what only answerable questions have is ``None`` for others.

    ``rank`` is the place of the first hit that overlaps a gold quote (``None``: not among them),
    ``ranks`` the same by each of ``RANKINGS`` alone (empty where a search can't know the history),
    ``tokens_s`` is how many tokens the model ran through in a second of its work,
    ``confidence`` what the question was answered or refused by. ``right_ranks`` are the places of
    all such hits, ``relevant`` is how many passages overlap a gold quote among all that any search
    for the question found.
    """

    question: Question
    answer: Mapping[str, Any]
    problems: tuple[Problem, ...]
    rank: int | None
    ranks: Mapping[str, int | None]
    confidence: float | None
    right: bool | None
    right_early: bool | None
    cites_gold: bool | None
    exact: float
    f1: float
    words: int
    search_ms: float
    first_ms: float
    total_ms: float
    right_ranks: tuple[int, ...] = ()
    relevant: int = 0
    tokens_s: float | None = None

    @property
    def refused(self) -> bool:
        """Whether the answer is a refusal."""
        return bool(self.answer["refused"])

    @property
    def failed(self) -> bool:
        """Whether the answer is wrong, wrongly given or refused, or breaks a promise."""
        wrong = not self.right if self.question.answerable else not self.refused
        return (wrong and self.question.judged) or bool(self.problems)

    def to_dict(self) -> dict[str, Any]:
        """The row as ``--json`` writes it."""
        return {
            "id": self.question.id,
            "half": self.question.half,
            "type": self.question.type,
            "group": self.question.group,
            "rank": self.rank,
            "ranks": dict(self.ranks),
            "right_ranks": list(self.right_ranks),
            "relevant": self.relevant,
            "confidence": None if self.confidence is None else round(self.confidence, 4),
            "right": self.right,
            "right_early": self.right_early,
            "cites_gold": self.cites_gold,
            "exact": self.exact,
            "f1": round(self.f1, 4),
            "problems": [problem.to_dict() for problem in self.problems],
            "words": self.words,
            "tokens_s": None if self.tokens_s is None else round(self.tokens_s, 1),
            "ms": {
                "search": round(self.search_ms, 1),
                "first": round(self.first_ms, 1),
                "total": round(self.total_ms, 1),
            },
            "answer": dict(self.answer),
        }


def row_asker(assistant: Answerer, articles: Iterable[Article]) -> Callable[[Question], Row]:
    """What asks one question of ``assistant`` and judges the answer by ``articles``."""
    known = {article.id: article for article in articles}
    checker = Checker(known.values())
    return lambda question: _row(assistant, question, checker, known)


def evaluate(
    assistant: Answerer, questions: Iterable[Question], articles: Iterable[Article]
) -> list[Row]:
    """The rows of ``questions``, asked one after the other."""
    ask = row_asker(assistant, articles)
    return [ask(question) for question in questions]


def peak_memory_mb() -> float | None:
    """The most memory that this process has held, in MB; ``None`` where the system does not say."""
    try:
        import resource
    except ImportError:  # Windows
        return None
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def first_right_hit(
    hits: Sequence[Hit], question: Question, articles: Mapping[str, Article]
) -> int | None:
    """The rank, from 1, of the first passage that overlaps a gold quote in a gold article.

    Where a question has no quotes, the first passage of a gold article; ``None`` without either.
    """
    return next(iter(right_hits(hits, question, articles)), None)


def right_hits(
    hits: Sequence[Hit], question: Question, articles: Mapping[str, Article]
) -> tuple[int, ...]:
    """The ranks, from 1, of all passages that are right as in ``first_right_hit``, best first."""
    gold = _gold_spans(question, articles)
    return tuple(
        rank
        for rank, hit in enumerate(hits, start=1)
        if _overlaps(hit.passage.article_id, hit.passage.start, hit.passage.end, gold)
    )


def _ranked(hits: Sequence[Hit], score: str) -> list[Hit]:
    return sorted(hits, key=lambda hit: -getattr(hit.scores, score))


_Span = tuple[str, int, int]


def _row(
    assistant: Answerer, question: Question, checker: Checker, articles: Mapping[str, Article]
) -> Row:
    history = [dict(turn) for turn in question.history]
    # The answer comes first: a search beforehand could warm what the answer's time should include.
    started = time.perf_counter()
    answer = assistant.ask(question.question, history=history or None)
    answered = time.perf_counter()
    hits = assistant.search(question.question, k=DEPTH)
    searched = time.perf_counter()
    nominees = [] if history else assistant.nominate(question.question, NOMINEES)
    if history:
        # A search knows no history; what was found for the answer does.
        hits = list(answer.passages)
    found = right_hits(hits, question, articles)
    right_nominees = right_hits(nominees, question, articles)
    given = question.answers
    golds = [" ".join(strings) for strings in given or ()]
    prediction = "" if answer.refused else answer.short or without_markers(answer.text)
    gold = _gold_spans(question, articles)
    return Row(
        question=question,
        answer=answer.to_dict(id=question.id),
        problems=checker.check(answer),
        rank=found[0] if found else None,
        ranks={
            name: first_right_hit(_ranked(nominees, name), question, articles) for name in RANKINGS
        }
        if nominees
        else {},
        confidence=answer.confidence,
        right=None if given is None else not answer.refused and is_right(answer.text, given),
        right_early=None
        if given is None
        else not answer.refused and is_right_early(answer.text, given),
        cites_gold=None
        if given is None
        else any(_overlaps(c.article.id, c.start, c.end, gold) for c in answer.citations),
        exact=exact_match(prediction, golds),
        f1=token_f1(prediction, golds),
        words=len(without_markers(answer.text).split()),
        search_ms=(searched - answered) * 1000,
        first_ms=answer.timings.first,
        tokens_s=_rate(answer),
        total_ms=(answered - started) * 1000,
        right_ranks=found,
        relevant=len(
            {hits[rank - 1].passage.id for rank in found}
            | {nominees[rank - 1].passage.id for rank in right_nominees}
        ),
    )


def _rate(answer: Answer) -> float | None:
    """Tokens a second; ``None`` where nobody counts them or the model was not asked."""
    if not answer.tokens or not answer.timings.generate:
        return None
    return answer.tokens / (answer.timings.generate / 1000)


def _gold_spans(question: Question, articles: Mapping[str, Article]) -> list[_Span]:
    if not question.quotes:
        # Nothing narrower is known: the whole article is gold, however long it is.
        return [(article_id, 0, sys.maxsize) for article_id in question.article_ids]
    spans: list[_Span] = []
    for article_id in question.article_ids:
        text = articles[article_id].text if article_id in articles else ""
        for quote in question.quotes:
            start = text.find(quote)
            while start >= 0:
                spans.append((article_id, start, start + len(quote)))
                start = text.find(quote, start + 1)
    return spans


def _overlaps(article_id: str, start: int, end: int, spans: list[_Span]) -> bool:
    return any(article_id == other and start < e and s < end for other, s, e in spans)
