"""From evidence to sentences that may be shown: chosen, written, checked, or quoted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipqa.article import Method, Why
from ipqa.evidence import Evidence, following
from ipqa.fitting import fits_question
from ipqa.generation.base import Choice, PromptTooLongError, Writer
from ipqa.generation.candidates import pool
from ipqa.grounding import check
from ipqa.kinds import asks_for_several, before_verb, did_it, question_kind, subject_verb
from ipqa.relative_dates import written_out
from ipqa.sentences import announces, split_sentences
from ipqa.words import content_words, fold, names, stem, terms, words

READ = 3
"""Evidence sentences that the model reads; the first three hold the answer for nine in ten."""
LENGTH_BONUS = 0.6
EVIDENCE_BONUS = 20.0
"""Nats for a word more, and for a point more of the evidence sentence's score. On 60 answerable
questions of four SQuAD titles the best candidate's F1 is 0.60 with them, 0.55 with 8 nats for the
evidence, 0.47 with neither; 30 nats (0.61) lose on eval/tuning.jsonl."""
KIND_BONUS = 3.0
"""Nats for a candidate of the kind that the question asks for."""
ROLE_PENALTY = 4.0
"""Nats off for one that stands where the sentence says to whom it was done, not who did it."""
UNKNOWN = -5.0
"""Nats assumed where the model gives no likelihood (a server, or no model at all)."""
STRONG = -5.0
"""Nats, end included, from which a short answer may stand before its quote: on the tuning half of
eval/questions.jsonl 18 of 23 such candidates are right, and 18 of 34 below. The other checks then
take out the worse ones."""
CLOSE = 0.85
"""Another sentence is quoted too when its score is at least this share of the best one's. On 57 and
145 tuning questions the answer then holds the right words for 0.90 and 0.81; with 0.9 for 0.88 and
0.80, in 29 and 36 words in the median in place of 34 and 36."""
SAID = 0.7
"""A quote is not repeated when the sentence before it holds this share of its content words."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many sentences are quoted at most, and from which share of the best one's score."""

    most: int
    close: float


PLAIN = Extent(2, CLOSE)
LIST = Extent(3, 0.75)
"""A list may stand in several sentences, and a short answer would hold a part of it."""
SIDE = Extent(2, 0.75)
"""One side of a comparison."""
SUB = Extent(2, 0.95)
"""One of several sub-questions."""


@dataclass(frozen=True, slots=True)
class Part:
    """One verified sentence and the evidence that it cites; ``why`` it is written or quoted."""

    text: str
    evidence: Evidence
    method: Method
    short: str | None = None
    why: Why | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """The short answer that the model prefers, and the evidence that it stands in.

    ``fits`` tells whether it is of the kind asked for; ``worth``, in nats, is what it was preferred
    by; ``likelihood`` is the log-probability (natural, without the answer's end) of the likeliest
    candidate, ``None`` where the model gives none that tells how sure it is.
    """

    choice: Choice
    evidence: Evidence
    fits: bool
    worth: float
    likelihood: float | None


def choose(question: str, evidence: Sequence[Evidence], writer: Writer) -> Chosen | None:
    """The best short answer among the evidence; ``None`` if there is no candidate."""
    for count in range(min(READ, len(evidence)), 0, -1):
        texts = [item.text for item in evidence[:count]]
        candidates = pool(texts, question)
        try:
            choices = writer.choose(question, texts, list(candidates))
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
            + LENGTH_BONUS * len(choice.text.split())
            + EVIDENCE_BONUS * source.score
            + KIND_BONUS * fits_question(choice.text, source.text, question)
            - ROLE_PENALTY * (verb is not None and not did_it(choice.text, verb, source.text))
        )

    best = max(choices, key=worth, default=None)
    if best is None:
        return None
    source = evidence[candidates[best.text]]
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
    )


def worth_unread(evidence: Sequence[Evidence]) -> float:
    """What the best evidence is worth, in nats, where no model has read it."""
    best = max((item.score for item in evidence), default=0.0)
    return UNKNOWN + EVIDENCE_BONUS * best + KIND_BONUS


def _is_about(sentence: str, question: str) -> bool:
    """Whether a sentence holds any of the names that a question is about, where it has some."""
    asked = {stem(word) for name in names(question) for word in content_words(name)}
    return not asked or bool(asked & set(terms(sentence)))


def compose(
    question: str,
    evidence: Sequence[Evidence],
    chosen: Chosen | None,
    writer: Writer | None,
    extent: Extent | None = None,
) -> Iterator[Part]:
    """The sentences of an answer in order, each verified against what it cites.

    First what the model wrote, if it passes the check; then the evidence itself, where it says
    more. Without a model, or when nothing it wrote passes, the evidence is all there is. How
    much of it is quoted is the question's own ``extent`` unless given.
    """
    extent = extent or (LIST if asks_for_several(question) else PLAIN)
    found = _written(question, chosen, writer, extent)
    written = found if isinstance(found, Part) else None
    why = None if isinstance(found, Part) else found
    quotes = list(evidence[:1])
    if chosen and chosen.evidence is not quotes[0]:
        # Where a short answer stands, its own sentence comes before the one that ranks best.
        quotes.insert(0 if written else 1, chosen.evidence)
    also = _also(question, quotes[0], evidence) if extent is PLAIN else None
    if also:
        quotes = [quotes[0], also]
    else:
        near = [item for item in evidence[1 : extent.most] if item not in quotes]
        for item in near if len(quotes) == 1 or not written else ():
            if item.score >= extent.close * evidence[0].score:
                quotes.append(item)
    if written:
        yield written
        if _says(written.text, quotes[0].text):
            quotes = quotes[1:]
    for quote in _with_lists(quotes):
        yield Part(quote.text, quote, "quoted", why=why)


def _with_lists(quotes: Sequence[Evidence]) -> Iterator[Evidence]:
    """The quotes, each that only announces a list followed by the sentence that holds it."""
    known = {quote.text for quote in quotes}
    for quote in quotes:
        yield quote
        told = following(quote) if announces(quote.text) else None
        if told and told.text not in known:
            yield told


def _also(question: str, said: Evidence, evidence: Sequence[Evidence]) -> Evidence | None:
    """Another sentence of the same article in which somebody new did what was asked about."""
    verb = subject_verb(question)
    if verb is None or question_kind(question) != "who" or verb not in words(said.text):
        return None
    known = {fold(name) for name in names(f"{question} {said.text}")}
    for item in evidence:
        if item.hit.article.id != said.hit.article.id or verb not in words(item.text):
            continue
        doers = {fold(name) for name in names(before_verb(verb, item.text))}
        if doers and not doers & known:
            return item
    return None


def _written(
    question: str, chosen: Chosen | None, writer: Writer | None, extent: Extent
) -> Part | Why:
    """What the model wrote, verified; or why there is nothing of it to show."""
    if writer is None:
        return "no_model"
    if extent is LIST:
        return "list"
    if chosen is None:
        return "comparison" if extent is SIDE else "no_choice"
    short, source = chosen.choice.text, chosen.evidence
    total = chosen.choice.total
    # As a reason to refuse this cost more true answers than it spared wrong ones (half A: false
    # refusals 0.05 to 0.11), but no short answer stands on a sentence about somebody else.
    if not _is_about(source.text, question):
        return "elsewhere"
    if not chosen.fits:
        return "unfit"
    if total is not None and total < STRONG:
        return "unsure"
    # "June 2015" rests on the "June last year" of an article of 2016.
    held = list(dict.fromkeys([source.text, written_out(source.text, source.hit.article.date)]))
    if check(short, held, question):
        return "unverified"
    draft = _finished(writer.state(question, short))
    # One marker stands behind a part, so that a part has to be one sentence.
    whole = short in draft and len(split_sentences(draft)) == 1
    if whole and not check(draft, held, question):
        return Part(draft, source, "generated", short, "verified")
    return Part(_finished(short), source, "generated", short, "short")


def _finished(text: str) -> str:
    text = text.strip()
    if not text:
        return text
    text = text[0].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _says(sentence: str, quote: str) -> bool:
    held = set(terms(quote))
    return len(set(terms(sentence)) & held) >= SAID * len(held)
