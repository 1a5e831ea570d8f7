"""The sentences that answer: the evidence that an answer is written from and quotes.

Sentences are ranked by MaxSim: the weighted mean, over the question's word pieces, of their best
cosine among the sentence's. That is late interaction as in ColBERT (Khattab and Zaharia 2020), on
the embedder's own token vectors. A passage is encoded as a whole and its sentences are slices of
it (late chunking, Günther et al. 2024), so that "the forum" carries what it refers to.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from ipqa.article import Hit
from ipqa.embedding import Embedder, Encoded, Vectors, unit
from ipqa.kinds import compared_kind, holds_kind, question_kind
from ipqa.relative_dates import named_dates, tells
from ipqa.sentences import asks, split_sentences
from ipqa.stories import told
from ipqa.words import FUNCTION_WORDS, stem

PASSAGE_SHARE = 0.5
"""Share of the whole passage's MaxSim in a sentence's score; the rest is the sentence's own. On
145 answerable tuning questions (eval/tuning.jsonl) and 150 of four SQuAD titles the best sentence
holds the answer for 0.59 and 0.76, one of the best three for 0.85 and 0.89, and a passage with it
is among the first five for 0.96 and 0.96 when all are read. With sentences encoded one by one and a
share of the fused score it was 0.52 and 0.77, 0.79 and 0.90, 0.88 and 0.94 (eval/DECISIONS.md)."""
FLOOR = 0.3
"""Weight of a function word in MaxSim; a content word's grows with its idf up to 1. Same data:
0.1 to 0.4 differ by a point, 1 (no weights) loses three points of recall@5."""
KIND_BONUS = 0.06
"""Added for a sentence that holds the kind of thing asked for (a date, a number, a new name). A
ranker fitted to the same data gives 0.06. Of 26 comparisons (half A and eval/tuning.jsonl) 20 have
the right words in what is quoted where it holds for the kind that the sides are compared by, too,
and 17 where it doesn't."""
EXPANSION_BONUS = 0.2
"""Added for a sentence that writes an acronym out when that is asked for: few others can answer.
Not tuned: half A asks it twice, and the sentence then comes first for both; with 0.06 for one."""
DATE_BONUS = 0.06
"""Added for a sentence whose "last year" is the year that the question names. Not tuned: it is what
MaxSim adds to a long sentence for the year itself (0.06 to 0.09 in four of them)."""
CONTEXT_SHARE = 0.25
"""Share of what a follow-up leans on. Of 23 and 48 tuning follow-ups the first sentence holds the
answer for 0.78 and 0.65 with a fifth, 0.78 and 0.62 with three tenths, 0.74 and 0.48 without; for
0.30 and 0.35 with question and context as one text."""
CACHED = 512
"""Passages whose word-piece vectors are kept in memory (about 90 KB each)."""
_IGNORED = frozenset(["[CLS]", "[SEP]", "<s>", "</s>", "?"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a hit: ``hit.article.text[start:end] == text``.

    ``score`` orders the evidence, 0 to 1. ``maxsim`` compares the sentence with the question word
    piece by word piece, ``around`` its whole passage, ``cosine`` the sentence as one vector.
    ``odd``, 0 or less, is how far the question's least matched content word falls behind their mean
    in the passage: one word out of place among others that fit. ``matched`` is what each of the
    question's word pieces adds to the score.
    """

    hit: Hit
    start: int
    end: int
    text: str
    maxsim: float
    around: float
    cosine: float
    score: float
    odd: float = 0.0
    matched: NDArray[np.floating] = field(
        default_factory=lambda: np.zeros(0), compare=False, repr=False
    )


class EvidenceFinder:
    """Ranks the sentences of the retrieved passages."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._cache: OrderedDict[str, Encoded] = OrderedDict()
        self._lock = threading.Lock()

    def find(
        self,
        question: str,
        asked: Encoded,
        hits: Sequence[Hit],
        idf: Mapping[str, float],
        context: Encoded | None = None,
        *,
        compares: bool = False,
    ) -> list[Evidence]:
        """Every sentence of the hits, best first; a sentence that two articles share comes once.

        They share it when they differ in its case, spacing, quotation marks and stops at most.

        What the question leans on, its ``context``, has a share of the score of its own: set beside
        the question as one text, its words would drown the question's. A question that
        ``compares`` is one side of a comparison.
        """
        sides = [(asked, piece_weights(asked.pieces, idf), 1.0)]
        if context:
            weights = piece_weights(context.pieces, idf)
            sides = [(*sides[0][:2], 1 - CONTEXT_SHARE), (context, weights, CONTEXT_SHARE)]
        kind = compared_kind(question) if compares else question_kind(question)
        dates = named_dates(question)
        encoded = self._encode([hit.passage.text for hit in hits])
        best: dict[str, Evidence] = {}
        for hit in hits:
            whole = encoded[hit.passage.text]
            tokens = whole.tokens.T.astype(np.float32)
            cosines = [(side.tokens @ tokens, weights, share) for side, weights, share in sides]
            near = _matches(cosines)
            around = float(near.sum())
            odd = _odd(asked.pieces, cosines[0][0])
            for span in split_sentences(hit.passage.text, hit.article.language):
                part = whole.within(span.start, span.end)
                text = hit.passage.text[span.start : span.end]
                if asks(text):
                    # It has all of the question's words, and answers nothing.
                    continue
                own = _matches(cosines, part) if part else np.zeros_like(near)
                maxsim = float(own.sum())
                matched = PASSAGE_SHARE * near + (1 - PASSAGE_SHARE) * own
                score = float(matched.sum())
                bonus = EXPANSION_BONUS if kind == "expansion" else KIND_BONUS
                score += bonus * holds_kind(text, kind, question)
                score += DATE_BONUS * tells(text, hit.article.date, dates)
                item = Evidence(
                    hit=hit,
                    start=hit.passage.start + span.start,
                    end=hit.passage.start + span.end,
                    text=text,
                    maxsim=maxsim,
                    around=around,
                    cosine=max(whole.cosine(side.vector, part) for side, _, _ in sides),
                    score=score,
                    odd=odd,
                    matched=matched,
                )
                same = told(text) or text
                if same not in best or item.score > best[same].score:
                    best[same] = item
        return sorted(best.values(), key=lambda item: -item.score)

    def vectors(self, evidence: Sequence[Evidence]) -> Vectors:
        """A unit row a sentence: the mean of its word pieces, as they stand in its passage."""
        encoded = self._encode(list(dict.fromkeys(item.hit.passage.text for item in evidence)))
        rows = np.zeros((len(evidence), max((e.vector.size for e in encoded.values()), default=0)))
        for row, item in zip(rows, evidence, strict=True):
            whole, begins = encoded[item.hit.passage.text], item.hit.passage.start
            if part := whole.within(item.start - begins, item.end - begins):
                row[:] = whole.tokens[part].astype(np.float32).mean(axis=0)
        return unit(rows.astype(np.float32))

    def _encode(self, texts: Sequence[str]) -> dict[str, Encoded]:
        with self._lock:
            known = {text: self._cache[text] for text in texts if text in self._cache}
        new = list(dict.fromkeys(text for text in texts if text not in known))
        for text, encoded in zip(new, self._embedder.encode_tokens(new), strict=True):
            known[text] = encoded.packed()
        with self._lock:
            for text in known:
                self._cache[text] = known[text]
                self._cache.move_to_end(text)
            while len(self._cache) > CACHED:
                self._cache.popitem(last=False)
        return known


def following(item: Evidence) -> Evidence | None:
    """The next sentence of the same passage, with the score of this one; ``None`` at its end."""
    passage = item.hit.passage
    spans = split_sentences(passage.text, item.hit.article.language, passage.start)
    span = next((span for span in spans if span.start >= item.end), None)
    if span is None:
        return None
    text = item.hit.article.text[span.start : span.end]
    return replace(item, start=span.start, end=span.end, text=text)


def rerank(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> list[Hit]:
    """The hits in the order of their best sentence's MaxSim and their own, which ``fused`` becomes.

    The scores of retrieval only nominate: kept in the sum with a tenth of the weight, they lower
    recall@5 on the tuning questions from 0.96 to 0.91.
    """
    best: dict[str, float] = {}
    for item in evidence:
        score = PASSAGE_SHARE * item.around + (1 - PASSAGE_SHARE) * item.maxsim
        best[item.hit.passage.id] = max(best.get(item.hit.passage.id, 0.0), score)
    ranked = [
        replace(hit, scores=replace(hit.scores, fused=best.get(hit.passage.id, 0.0)))
        for hit in hits
    ]
    return sorted(ranked, key=lambda hit: -hit.scores.fused)


def _matches(
    sides: Sequence[tuple[NDArray[np.floating], Vectors, float]],
    part: Sequence[int] | slice = slice(None),
) -> NDArray[np.floating]:
    """What each word piece adds to MaxSim over the columns in ``part``: its best cosine, with its
    weight and its side's share."""
    return np.concatenate(
        [share * weights * cosines[:, part].max(axis=1) for cosines, weights, share in sides]
    )


def piece_weights(pieces: Sequence[str], idf: Mapping[str, float]) -> Vectors:
    """The weight of each word piece in MaxSim, summing to 1.

    A word's weight, ``FLOOR`` for function words and up to 1 by idf for others, is shared by its
    pieces.
    """
    highest = max(idf.values(), default=1.0) or 1.0
    weights = np.zeros(len(pieces), dtype=np.float32)
    for word, places in _words(pieces):
        # The embedder splits words in its own way; one that the index does not know counts as rare.
        rarity = 0.0 if word in FUNCTION_WORDS else idf.get(stem(word), 0.7 * highest) / highest
        weights[places] = (FLOOR + (1 - FLOOR) * rarity) / len(places)
    total = weights.sum()
    return weights / total if total else weights


def _odd(pieces: Sequence[str], cosines: NDArray[np.floating]) -> float:
    best = cosines.max(axis=1)
    matched = [
        float(best[places].mean())
        for word, places in _words(pieces)
        if word not in FUNCTION_WORDS and word.isalnum()
    ]
    return min(matched) - sum(matched) / len(matched) if matched else 0.0


def _words(pieces: Sequence[str]) -> list[tuple[str, list[int]]]:
    """The words that word pieces make, each with the places of its pieces."""
    groups: list[tuple[str, list[int]]] = []
    for index, piece in enumerate(pieces):
        if piece in _IGNORED:
            continue
        if piece.startswith("##") and groups:
            word, places = groups.pop()
            groups.append((word + piece[2:], [*places, index]))
        else:
            groups.append((piece, [index]))
    return groups
