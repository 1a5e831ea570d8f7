"""What was found for one thing that is asked for, and whether that answers it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ipqa.answerability import (
    THRESHOLD,
    Signs,
    answerable,
    compared,
    features,
    is_far,
)
from ipqa.answering import SIDE, SUB, Part, compose
from ipqa.article import Article, Hit, Why
from ipqa.choosing import Chosen, choose, untold
from ipqa.contradictions import contradictions
from ipqa.covering import coverage, covering
from ipqa.embedding import Vectors
from ipqa.evidence import Evidence
from ipqa.generation.base import Writer
from ipqa.points import article_on, main_points
from ipqa.subquestions import SubQuestion
from ipqa.summaries import POINTS
from ipqa.words import content_words

SENTENCES = 3
"""Quoted of a comparison whose sides can't be told apart."""
READ = 5
"""Sentences that a trained model reads of a side."""
Found = tuple[Sequence[Hit], Sequence[Evidence]]
"""The hits and the evidence of a search."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sub-question with its hits, its evidence, and the short answer preferred.

    ``confidence`` is the probability that the evidence answers; ``None`` where the articles are
    about something else, so that no model was asked. ``points`` are the sentences of a summary,
    ``differing`` those of articles that contradict each other.
    """

    question: SubQuestion
    hits: Sequence[Hit]
    evidence: Sequence[Evidence]
    chosen: Chosen | None
    confidence: float | None
    points: Sequence[Evidence] = ()
    differing: Sequence[Evidence] = ()

    @property
    def answers(self) -> bool:
        """Whether the evidence is good enough to answer from."""
        return self.confidence is not None and self.confidence >= THRESHOLD


def read(question: SubQuestion, context: str, found: Found, writer: Writer) -> Reading:
    """Reads the evidence with the model, unless it is far off.

    A comparison, or a side of one, asks for no short answer: what is compared stands in its
    sentences. Of 26 comparisons of half A and eval/tuning.jsonl as many were right (16) where a
    trained model ordered the sentences as where it did not.
    """
    hits, evidence = found
    # "And when?" that leans on nothing asks for nothing.
    asks_nothing = not context and not content_words(question.asked)
    if asks_nothing or is_far(evidence):
        return Reading(question, hits, evidence, None, None)
    if question.compared:
        confidence = answerable(signs_of(question, evidence, writer))
        return Reading(question, hits, evidence, None, confidence)
    chosen = choose(question.asked, evidence, writer, context)
    confidence = answerable(features(question.asked, evidence, chosen))
    evidence = chosen.ranked if chosen else evidence
    best = [chosen.evidence, *evidence[:1]] if chosen and chosen.fits else evidence[:1]
    differing = contradictions(question.asked, best, evidence)
    return Reading(question, hits, evidence, chosen, confidence, differing=differing)


def signs_of(question: SubQuestion, evidence: Sequence[Evidence], writer: Writer) -> Signs:
    """What tells whether the evidence tells a comparison, or a side of one."""
    asked = question.asked
    shown = covering(evidence, SENTENCES) if question.both else evidence[:READ]
    best = coverage(shown) if question.both else evidence[0].score
    not_told = untold(asked, shown, writer)
    if not_told is None:
        return features(asked, evidence, None)
    return compared(asked, shown, best, not_told)


def sum_up(
    question: SubQuestion,
    context: str,
    found: Found,
    whole: Callable[[Article], Sequence[Evidence]],
    vectors: Callable[[Sequence[Evidence]], Vectors],
) -> Reading:
    """Reads the one article that fits the topic of a summary best, unless none is about it.

    ``found`` are the hits and the evidence for the topic and the ``context`` that it leans on;
    ``whole`` gives every sentence of an article, ``vectors`` their unit rows. No model is asked.
    """
    hits, evidence = found
    named = question.summary.topic if question.summary else question.asked
    topic = named or context
    article = article_on(topic, evidence, named) if topic else _only_article(hits)
    if article is None:
        return Reading(question, hits, evidence, None, None)
    own = [item for item in evidence if item.hit.article.id == article.id]
    confidence = answerable(features(topic, own, None)) if topic else 1.0
    sentences = whole(article)
    most = question.summary.most if question.summary else POINTS
    points = main_points(topic, sentences, vectors(sentences), most)
    return Reading(question, hits, evidence, None, confidence, points)


def _only_article(hits: Sequence[Hit]) -> Article | None:
    """The article that "the article" means, where there is only one."""
    articles = {hit.article.id: hit.article for hit in hits}
    return articles.popitem()[1] if len(articles) == 1 else None


def answer_parts(reading: Reading, writer: Writer, *, alone: bool) -> Iterator[Part]:
    """The verified sentences of a reading; fewer where it is not ``alone`` in the answer."""
    if reading.points:
        return quotes_of(reading.points, "summary")
    if reading.differing:
        return quotes_of(reading.differing, "differing")
    if reading.question.both:
        return quotes_of(covering(reading.evidence, SENTENCES), "comparison")
    asked, evidence, chosen = reading.question.asked, reading.evidence, reading.chosen
    extent = None if alone else SIDE if reading.question.compares else SUB
    return compose(asked, evidence, chosen, writer, extent)


def quotes_of(evidence: Sequence[Evidence], why: Why | None = None) -> Iterator[Part]:
    """Sentences as they stand, each a part of an answer."""
    return (Part(item.text, item, "quoted", why=why) for item in evidence)


def hits_of(readings: Sequence[Reading], most: int) -> tuple[Hit, ...]:
    """The best passages of all parts in turn, each once."""
    ranked = [hit for row in zip_longest(*(r.hits for r in readings)) for hit in row if hit]
    return tuple({hit.passage.id: hit for hit in reversed(ranked)}.values())[::-1][:most]
