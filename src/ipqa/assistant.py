"""The pipeline: a question goes in, a cited answer comes out."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ipqa.answerability import REFUSAL, Signs, features
from ipqa.answering import Part
from ipqa.article import Answer, Article, Hit, Message, Timings
from ipqa.choosing import choose
from ipqa.citing import Assembly
from ipqa.contradictions import DIFFER
from ipqa.conversation import checked_history, context_of
from ipqa.covering import covering
from ipqa.embedding import unit
from ipqa.errors import EmptyQuestionError, QuestionTooLongError
from ipqa.events import Event, Final, Status
from ipqa.evidence import Evidence, rerank
from ipqa.filters import Filters
from ipqa.generation import open_writer
from ipqa.generation.base import Writer
from ipqa.generation.locked import Locked
from ipqa.index.filtering import Choices
from ipqa.index.report import StoreStatus, SyncReport
from ipqa.index.standing import Standing
from ipqa.index.sync import Notice
from ipqa.index.writing import Progress
from ipqa.library import Library, Opened
from ipqa.loaders.text import one_line
from ipqa.reading import Found, Reading, answer_parts, hits_of, quotes_of, read, signs_of, sum_up
from ipqa.retrieval import passages_of
from ipqa.settings import Settings, load_settings
from ipqa.stopping import current
from ipqa.stories import also_in
from ipqa.subquestions import SubQuestion, subquestions
from ipqa.words import content_words, terms

READ_PASSAGES = 24
"""Passages that are ranked once more by their sentences, which compete as evidence. On
eval/tuning.jsonl recall@5 is 0.87 with 12, 0.94 with 24 and with 32; each that is not in memory yet
costs its encoding."""


class Assistant:
    """Answers questions from a store of articles; safe to share between threads.

    Construction is cheap: the store opens and the models load at their first use, or in ``warm``.
    There is one language model and one lock around it. Every method raises ``IpqaError`` for what
    a person can mend.
    """

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or load_settings()
        self._opening = threading.Lock()
        self._model_lock = threading.Lock()
        self._library = Library(self.settings)
        self._writer: Writer | None = None

    # -- asking

    def ask(
        self,
        question: str,
        history: Sequence[Any] | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        """The answer to a question, every sentence cited, or a refusal.

        With ``filters``, from the articles that fit them, as if there were no others; what words
        are rare, and which are misspelt, is still told from all.
        """
        for event in self.stream(question, history, filters):
            if isinstance(event, Final):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    def search(
        self, question: str, k: int | None = None, filters: Filters | None = None
    ) -> list[Hit]:
        """The ``k`` passages (the settings' number by default) that best match, best first."""
        wanted = k or self.settings.passages
        checked = self._checked(question)
        hits = self._search(checked, k=wanted, filters=filters)[0][:wanted]
        return [
            replace(hit, also=self._also(hit.article, hit.passage.text, filters)) for hit in hits
        ]

    def nominate(self, question: str, k: int) -> list[Hit]:
        """The ``k`` best passages of retrieval alone, before they are ranked by their sentences."""
        return self._ready().retriever.search(self._checked(question), k)

    def stream(
        self,
        question: str,
        history: Sequence[Any] | None = None,
        filters: Filters | None = None,
    ) -> Iterator[Event]:
        """What happens on the way to an answer: statuses, verified sentences, the whole.

        Closing the iterator ends the work. In the middle of it, the thread's ``Stop`` does, by
        raising ``StoppedError`` (see ``ipqa.stopping``).
        """
        started = time.perf_counter()
        question = self._checked(question)
        turns = checked_history(history)
        if self._library.opened is None or self._writer is None:
            yield Status("loading", "loading the models")
        self._ready().retriever.select(filters)  # what nothing fits is said before anything else
        writer: Writer = Locked(self._model(), self._model_lock)
        before = writer.evaluated
        read_as = self._ready().speller.correct(question)
        corrected = "" if read_as == question else f" for: {read_as}"
        yield Status("searching", f"searching the articles{corrected}")
        asked = subquestions(read_as)
        contexts = [_context(one, turns) for one in asked]
        found = [
            self._found(one, context, filters) for one, context in zip(asked, contexts, strict=True)
        ]
        retrieved = time.perf_counter()
        articles = len({item.hit.article.id for _, evidence in found for item in evidence})
        yield Status("reading", f"reading {articles} source{'s' if articles > 1 else ''}")
        readings = [
            self._read(one, context, items, writer)
            for one, context, items in zip(asked, contexts, found, strict=True)
        ]
        shown = hits_of(readings, self.settings.passages)
        confidence = max((r.confidence for r in readings if r.confidence is not None), default=None)
        missing = tuple(reading.question.asked for reading in readings if not reading.answers)
        if len(missing) == len(readings):
            yield Final(
                Answer(
                    question,
                    REFUSAL,
                    "refused",
                    passages=shown,
                    missing=missing if len(missing) > 1 else (),
                    why="far" if confidence is None else "doubtful",
                    timings=_timings(started, retrieved, None),
                    confidence=confidence,
                    tokens=_since(before, writer.evaluated),
                )
            )
            return
        yield Status("writing", "writing and checking")
        answer = Assembly(shown, lambda article, quote: self._also(article, quote, filters))
        first: float | None = None
        for reading in readings:
            if not reading.answers:
                continue
            for part in answer_parts(reading, writer, alone=len(readings) == 1):
                if answer.holds(part):
                    continue
                first = first or time.perf_counter()
                yield answer.add(part)
        if len(readings) > 1 and not missing and not any(one.unread for one in asked):
            for part in self._together(read_as, turns, filters, len(readings)):
                if not answer.cites(part.evidence):
                    yield answer.add(part)
        timings = _timings(started, retrieved, first)
        notice = DIFFER if any(r.answers and r.differing for r in readings) else None
        whole = answer.finish(question, writer.name, timings, confidence, missing, notice)
        yield Final(replace(whole, tokens=_since(before, writer.evaluated)))

    def features(self, question: str, history: Sequence[Any] | None = None) -> list[Signs]:
        """What decides whether a question is refused, for each of its sub-questions."""
        turns = checked_history(history)
        writer = Locked(self._model(), self._model_lock)
        found: list[Signs] = []
        for one in subquestions(self._ready().speller.correct(self._checked(question))):
            context = _context(one, turns)
            _, evidence = self._found(one, context)
            if one.compared:
                found.append(signs_of(one, evidence, writer))
                continue
            chosen = None if one.unread else choose(one.asked, evidence, writer, context)
            found.append(features(one.topic, evidence, chosen))
        return found

    def _found(self, one: SubQuestion, context: str, filters: Filters | None = None) -> Found:
        """The hits and the evidence for a question; for a summary, all there is on its topic."""
        current().check()
        searched = _searched(one, context)
        hits, evidence = self._search(searched, context, filters=filters, compares=one.compared)
        every = one.summary or one.both
        return hits, evidence if every else evidence[: self.settings.evidence]

    def _together(
        self, question: str, turns: Sequence[Message], filters: Filters | None, most: int
    ) -> Iterator[Part]:
        """The sentences that cover all parts of a question: what they share may be told where none
        of them looks for it. Of 50 two-part questions written for eval/tuning.jsonl 34 are answered
        by the first sentence of each part, 45 with these (before any is read)."""
        whole = SubQuestion(question, both=True)
        _, evidence = self._found(whole, _context(whole, turns), filters)
        return quotes_of(covering(evidence, most))

    def _read(self, one: SubQuestion, context: str, found: Found, writer: Writer) -> Reading:
        if not one.summary:
            return read(one, context, found, writer)

        def whole(article: Article) -> Sequence[Evidence]:
            return self._search(_searched(one, context), context, within=article)[1]

        return sum_up(one, context, found, whole, self._ready().finder.vectors)

    def _search(
        self,
        question: str,
        context: str = "",
        k: int = READ_PASSAGES,
        within: Article | None = None,
        filters: Filters | None = None,
        compares: bool = False,
    ) -> tuple[list[Hit], list[Evidence]]:
        """The hits and the evidence, best first, for a question and what it leans on.

        With ``within``, those of one article, all of it; with ``filters``, of those that fit.
        """
        engine = self._ready()
        texts = [question, context] if context else [question]
        if context and not content_words(question):
            # "And when?" has nothing of its own to look for.
            texts = [f"{context} {question}"]
        asked, *leans = engine.embedder.encode_tokens(texts)
        read = max(k, READ_PASSAGES)
        with engine.retriever.snapshot():
            hits = engine.retriever.search_vector(texts[0], asked.vector, read, filters)
            for side in leans:
                # Either may name what the other leaves out: both nominate, the evidence decides.
                both = unit(asked.vector + side.vector)
                hits += engine.retriever.search_vector(f"{question} {context}", both, read, filters)
            idf = engine.catalog.idf(terms(" ".join(texts)))
        hits = list({hit.passage.id: hit for hit in hits}.values())
        if within:
            hits = passages_of(within, hits, engine.embedder.count_tokens)
        evidence = engine.finder.find(question, asked, hits, idf, *leans, compares=compares)
        return rerank(hits, evidence), evidence

    def _also(self, article: Article, words: str, filters: Filters | None) -> tuple[Article, ...]:
        """The articles with the same story that have these words too and fit the filters."""
        engine = self._ready()
        catalog, part = engine.catalog, engine.retriever.select(filters)
        twins = catalog.twins([article.id]).get(article.id, [])
        if part:
            twins = catalog.filtering.fitting(twins, part.fits)
        return also_in(words, (twin for id in twins if (twin := catalog.article(id))))

    # -- the index

    def index(
        self,
        paths: Sequence[Path] | None = None,
        progress: Progress | None = None,
        notice: Notice | None = None,
        *,
        rebuild: bool = False,
    ) -> SyncReport:
        """Brings the store up to date, as ``Library.index`` tells."""
        return self._library.index(paths, progress, notice, rebuild=rebuild)

    def remove(self, names: Sequence[str], *, remembered: bool = True) -> list[str]:
        """Takes articles out of the store, as ``Library.remove`` tells; returns their ids."""
        return self._library.remove(names, remembered=remembered)

    def status(self) -> StoreStatus:
        """What the store holds. Raises ``EmptyIndexError`` when there is none."""
        return self._library.status()

    def standings(self, article_ids: Sequence[str]) -> dict[str, Standing]:
        """How a few articles stand to their files and to each other."""
        return self._library.standings(article_ids)

    def choices(self) -> Choices:
        """What filters can be chosen from. Raises ``EmptyIndexError`` when there is no store."""
        return self._library.choices()

    def article(self, article_id: str) -> Article | None:
        """An article with its text. Raises ``EmptyIndexError`` when there is no store."""
        return self._library.article(article_id)

    # -- life

    def warm(self) -> None:
        """Opens the store and loads both models now."""
        self._ready().embedder.warm()
        writer = self._model()
        with self._model_lock:
            writer.warm()

    def close(self) -> None:
        """Closes the store and frees the models."""
        with self._opening, self._model_lock:
            if self._writer:
                self._writer.close()
            self._library.close()
            self._writer = None

    def __enter__(self) -> Assistant:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _checked(self, question: str) -> str:
        # Half a surrogate pair, as some keyboards send it, is no text that a tokenizer takes; and
        # letters that nobody sees are none that anybody asked for.
        question = one_line(question)
        if not re.search(r"\w", question):
            raise EmptyQuestionError
        if len(question) > self.settings.max_question:
            raise QuestionTooLongError(len(question), self.settings.max_question)
        return question

    def _ready(self) -> Opened:
        return self._library.ready()

    def _model(self) -> Writer:
        with self._opening:
            if self._writer is None:
                self._writer = open_writer(self.settings)
            return self._writer


def _since(before: int | None, now: int | None) -> int | None:
    return None if before is None or now is None else now - before


def _context(asked: SubQuestion, turns: Sequence[Message]) -> str:
    """What a sub-question leans on, in the question that it is a part of or in what was said."""
    said = context_of(asked.asked, turns)
    return " ".join(text for text in (asked.context, said) if text)


def _searched(one: SubQuestion, context: str) -> str:
    """What is looked for beside the context, which may be all that tells what to sum up."""
    return "" if one.summary and not one.summary.topic and context else one.topic


def _timings(started: float, retrieved: float, first: float | None) -> Timings:
    now = time.perf_counter()
    return Timings(
        retrieve=(retrieved - started) * 1000,
        first=((first or now) - started) * 1000,
        generate=(now - retrieved) * 1000,
        total=(now - started) * 1000,
    )
