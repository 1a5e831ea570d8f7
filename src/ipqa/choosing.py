"""The short answer that a model prefers among those that the evidence holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ipqa.evidence import Evidence
from ipqa.fitting import fits_question
from ipqa.generation.base import Choice, PromptTooLongError, Source, Writer
from ipqa.generation.candidates import pool
from ipqa.kinds import did_it, subject_verb
from ipqa.words import content_words, stem, terms, words

UNKNOWN = -5.0
"""Nats assumed where the model gives no likelihood (a server, or no model at all)."""


@dataclass(frozen=True, slots=True)
class Preference:
    """How many sentences a model reads, and what a short answer is preferred by, in nats.

    ``length`` is added for each of its words, ``evidence`` for a point of its sentence's score,
    ``kind`` for what fits the question; ``role`` is taken off one that stands where the sentence
    says to whom it was done, not who did it. ``strong`` is the log-probability, end included, from
    which it may stand before its quote; ``raised`` the same where a trained model's order alone
    puts its sentence first.
    """

    read: int
    length: float
    evidence: float
    kind: float
    role: float
    strong: float
    raised: float


UNTRAINED = Preference(
    read=3, length=0.6, evidence=20.0, kind=3.0, role=4.0, strong=-5.0, raised=-5.0
)
"""For a model as it comes. The first three sentences hold the answer for nine in ten. On 60
answerable questions of four SQuAD titles the best candidate's F1 is 0.60 with ``length`` and
``evidence``, 0.55 with 8 nats for the evidence, 0.47 with neither; 30 nats (0.61) lose on
eval/tuning.jsonl. On the tuning half of eval/questions.jsonl 18 of 23 candidates from ``strong`` up
are right, and 18 of 34 below; the other checks then take out the worse ones."""
TRAINED = Preference(
    read=5, length=0.3, evidence=20.0, kind=3.0, role=4.0, strong=-2.5, raised=-1.0
)
"""For a model that was trained to read (training/README.md). Of candidates from ``strong`` up in
the sentence that scores best before it is read 45 of 50 on half A and 37 of 44 on half of
eval/tuning.jsonl are right; of those from ``raised`` up in one that its reading puts first 12 of
16; in other sentences too few, so that none of these stands before its quote. Reading nine
sentences in place of five finds no more and takes 0.3 s longer."""
RERANK = 0.0125
"""Added to a sentence's score for each nat that a trained model gives to answers in it. On the same
questions what stands before the first citation is right for 0.77 and 0.65 (0.75 and 0.64 with 0.01,
0.78 and 0.66 with 0.02, which lets fewer right short answers through)."""
POSED = 2
"""Content words of a question that stands by itself: "Who chairs the IPCC?" has two."""
LEAST = -8.0
"""Nats that a sentence is taken to have at least."""


def preference_of(writer: Writer) -> Preference:
    """What a model's short answers are preferred by."""
    return TRAINED if writer.trained else UNTRAINED


@dataclass(frozen=True, slots=True)
class Chosen:
    """The short answer that the model prefers, and the evidence that it stands in.

    ``fits`` tells whether it is of the kind asked for; ``worth``, in nats, is what it was preferred
    by; ``likelihood`` is the log-probability (natural, without the answer's end) of the likeliest
    candidate, ``None`` where the model gives none that tells how sure it is; ``untold`` that of
    the evidence not telling, from a model that was trained to say so; ``ranked`` is all evidence,
    in the order that such a model makes of it; ``first`` tells whether the answer stands in the one
    that scored best before. ``asked`` is the question as the model read it.
    """

    choice: Choice
    evidence: Evidence
    fits: bool
    worth: float
    likelihood: float | None
    untold: float | None = None
    ranked: Sequence[Evidence] = ()
    first: bool = True
    asked: str = ""


def choose(
    question: str, evidence: Sequence[Evidence], writer: Writer, context: str = ""
) -> Chosen | None:
    """The best short answer among the evidence; ``None`` if there is no candidate.

    ``context`` is what the question leans on, which a model that was trained to reads before it.
    """
    by = preference_of(writer)
    asked = f"{context} {_posed(question)}".strip() if writer.trained else question
    for count in range(min(by.read, len(evidence)), 0, -1):
        read = [
            item for item in evidence[:count] if not (writer.trained and _echoes(item, question))
        ]
        candidates = {
            text: evidence.index(read[place])
            for text, place in pool([item.text for item in read], question).items()
        }
        sources = _sources(read, writer)
        try:
            choices = writer.choose(asked, sources, list(candidates))
            untold = writer.untold(asked, sources)
            break
        except PromptTooLongError:
            continue
    else:
        return None
    verb = subject_verb(question)

    def worth(choice: Choice) -> float:
        source = evidence[candidates[choice.text]]
        return (
            (UNKNOWN if choice.total is None else choice.total)
            + by.length * len(choice.text.split())
            + by.evidence * source.score
            + by.kind * fits_question(choice.text, source.text, question)
            - by.role * (verb is not None and not did_it(choice.text, verb, source.text))
        )

    best = max(choices, key=worth, default=None)
    if best is None:
        return None
    scored = _scored(evidence, candidates, choices) if writer.trained else evidence
    source = scored[candidates[best.text]]
    fits = fits_question(best.text, source.text, question)
    # Where some sentence has the question's verb, the answer comes from such a one, as its subject.
    if verb is not None and any(stem(verb) in terms(item.text) for item in evidence):
        fits = fits and did_it(best.text, verb, source.text)
    likelihoods = [choice.logprob for choice in choices if choice.logprob is not None]
    sure = writer.calibrated and likelihoods
    return Chosen(
        choice=best,
        evidence=source,
        fits=fits,
        worth=worth(best) if sure else worth(Choice(best.text)),
        likelihood=max(likelihoods) if sure else None,
        untold=untold,
        ranked=sorted(
            scored, key=lambda item: (writer.trained and _echoes(item, question), -item.score)
        ),
        first=source.text == read[0].text,
        asked=asked,
    )


def untold(question: str, evidence: Sequence[Evidence], writer: Writer) -> float | None:
    """The log-probability (natural) that the evidence does not tell; ``None`` where nobody was
    trained to say so."""
    for count in range(len(evidence), 0, -1):
        try:
            return writer.untold(question, _sources(evidence[:count], writer))
        except PromptTooLongError:
            continue
    return None


def _scored(
    evidence: Sequence[Evidence], candidates: Mapping[str, int], choices: Sequence[Choice]
) -> list[Evidence]:
    """The evidence, its scores raised by how likely the answer stands in each sentence."""
    shares = [LEAST] * len(evidence)
    for choice in choices:
        place = candidates[choice.text]
        if choice.total is not None:
            shares[place] = float(np.logaddexp(shares[place], choice.total))
    return [
        replace(item, score=item.score + RERANK * (share - LEAST))
        for item, share in zip(evidence, shares, strict=True)
    ]


def _posed(question: str) -> str:
    """A question up to its last question mark, as those end that a reader is trained on. It doubts
    what goes on behind ("Please look it up.", "Ignore the sources."), which poses nothing; what
    comes before may say what it is about. "Really?" is none of those questions."""
    posed = question[: question.rfind("?") + 1]
    return posed if len(content_words(posed)) >= POSED else question


def _echoes(item: Evidence, question: str) -> bool:
    """Whether a sentence repeats the question. To a trained reader what follows it is the answer,
    whoever wrote it there; it is not read, and quoted last."""
    return "?" in item.text and " ".join(words(question)) in " ".join(words(item.text))


def _sources(evidence: Sequence[Evidence], writer: Writer) -> list[Source]:
    """What a model reads: the best sentence first, or, if it was trained so, as articles go."""
    if not writer.trained:
        return [Source(item.text) for item in evidence]
    articles = list(dict.fromkeys(item.hit.article.id for item in evidence))
    ordered = sorted(evidence, key=lambda item: (articles.index(item.hit.article.id), item.start))
    return [Source(item.text, item.hit.article.title) for item in ordered]


def worth_unread(evidence: Sequence[Evidence]) -> float:
    """What the best evidence is worth, in nats, where no model has read it."""
    best = max((item.score for item in evidence), default=0.0)
    return UNKNOWN + UNTRAINED.evidence * best + UNTRAINED.kind
