"""What was found for one thing that is asked for, and whether that answers it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from ipqa.answerability import THRESHOLD, answerable, features, is_far
from ipqa.answering import SIDE, SUB, Chosen, Part, choose, compose
from ipqa.article import Hit
from ipqa.evidence import Evidence
from ipqa.generation.base import Writer
from ipqa.subquestions import SubQuestion


@dataclass(frozen=True, slots=True)
class Reading:
    """One sub-question with its hits, its evidence, and the short answer preferred.

    ``confidence`` is the probability that the evidence answers; ``None`` where the articles are
    about something else, so that no model was asked.
    """

    question: SubQuestion
    hits: Sequence[Hit]
    evidence: Sequence[Evidence]
    chosen: Chosen | None
    confidence: float | None

    @property
    def answers(self) -> bool:
        """Whether the evidence is good enough to answer from."""
        return self.confidence is not None and self.confidence >= THRESHOLD


def read(
    question: SubQuestion, hits: Sequence[Hit], evidence: Sequence[Evidence], writer: Writer
) -> Reading:
    """Reads the evidence with the model, unless it is far off or a side of a comparison.

    A side asks for no short answer of its own: what is compared stands in its sentence.
    """
    if is_far(evidence):
        return Reading(question, hits, evidence, None, None)
    chosen = None if question.compares else choose(question.asked, evidence, writer)
    confidence = answerable(features(question.asked, evidence, chosen))
    return Reading(question, hits, evidence, chosen, confidence)


def answer_parts(reading: Reading, writer: Writer, *, alone: bool) -> Iterator[Part]:
    """The verified sentences of a reading; fewer where it is not ``alone`` in the answer."""
    asked, evidence, chosen = reading.question.asked, reading.evidence, reading.chosen
    extent = None if alone else SIDE if reading.question.compares else SUB
    return compose(asked, evidence, chosen, writer, extent)


def hits_of(readings: Sequence[Reading], most: int) -> tuple[Hit, ...]:
    """The best passages of all parts in turn, each once."""
    ranked = [hit for row in zip_longest(*(r.hits for r in readings)) for hit in row if hit]
    return tuple({hit.passage.id: hit for hit in reversed(ranked)}.values())[::-1][:most]
