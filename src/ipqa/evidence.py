"""The sentences that answer: the evidence that an answer is written from and quotes.

Sentences are ranked by MaxSim: the weighted mean, over the question's word pieces, of their best
cosine among the sentence's. That is late interaction as in ColBERT (Khattab and Zaharia 2020), on
the embedder's own token vectors.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ipqa.article import Hit
from ipqa.embedding import Embedder, Encoded, Vectors
from ipqa.kinds import holds_kind, question_kind
from ipqa.sentences import split_sentences
from ipqa.words import FUNCTION_WORDS, stem, terms

MAXSIM_WEIGHT = 0.9
"""Share of MaxSim; the rest is the passage's fused score. On 300 answerable questions of four SQuAD
titles the first sentence holds the answer for 0.76, the first two for 0.85, the first three for
0.88; with cosine and coverage in place of MaxSim the first 0.70, the first three 0.84."""
AROUND = 0.8
"""What the passage around a sentence counts towards MaxSim, so that a sentence need not repeat its
subject. Without it the first two sentences hold the answer for 0.83 of the same questions."""
FLOOR = 0.3
"""Weight of a function word in MaxSim; a content word's grows with its idf up to 1. Same data."""
RERANK_WEIGHT = 0.75
"""Share of the best sentence's MaxSim in the final order of passages. On 140 answerable questions
of four SQuAD titles it raises recall@1 from 0.70 to 0.79 and recall@3 from 0.84 to 0.88; on the
tuning half of eval/questions.jsonl recall@3 from 0.93 to 0.98."""
KIND_BONUS = 0.06
"""Added for a sentence that holds the kind of thing asked for (a date, a number, a new name). On
the tuning half of eval/questions.jsonl the first sentence holds the answer for 0.70 with it and
0.67 without, the first three for 0.95 and 0.93; on SQuAD it changes nothing."""
CACHED = 2048
"""Sentences whose word-piece vectors are kept in memory (about 45 KB each)."""
_IGNORED = frozenset(["[CLS]", "[SEP]", "<s>", "</s>", "?"])


@dataclass(frozen=True, slots=True)
class Evidence:
    """One sentence of a hit: ``hit.article.text[start:end] == text``.

    ``score`` orders the evidence, 0 to 1. ``maxsim`` and ``cosine`` compare it with the question,
    ``coverage`` is the share of the question's idf weight that it holds.
    """

    hit: Hit
    start: int
    end: int
    text: str
    maxsim: float
    cosine: float
    coverage: float
    score: float


class EvidenceFinder:
    """Ranks the sentences of the retrieved passages."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._cache: OrderedDict[str, Encoded] = OrderedDict()
        self._lock = threading.Lock()

    def find(
        self, question: str, asked: Encoded, hits: Sequence[Hit], idf: Mapping[str, float]
    ) -> list[Evidence]:
        """Every sentence of the hits, best first; a sentence that two articles share comes once."""
        found: dict[str, tuple[Hit, int, int]] = {}
        for hit in hits:
            for span in split_sentences(hit.passage.text, hit.article.language, hit.passage.start):
                found.setdefault(
                    hit.article.text[span.start : span.end], (hit, span.start, span.end)
                )
        question_terms = set(terms(question))
        weights = piece_weights(asked.pieces, idf)
        kind = question_kind(question)
        encoded = self._encode(list(found))
        # Per sentence: the best cosine of each of the question's word pieces.
        nearest = {text: (asked.tokens @ row.tokens.T).max(axis=1) for text, row in encoded.items()}
        around: dict[str, Vectors] = {}
        for text, (hit, _, _) in found.items():
            held = around.get(hit.passage.id, nearest[text])
            around[hit.passage.id] = np.maximum(held, nearest[text])
        evidence = []
        for text, (hit, start, end) in found.items():
            similarity = float(nearest[text] @ weights)
            wide = np.maximum(nearest[text], AROUND * around[hit.passage.id])
            evidence.append(
                Evidence(
                    hit=hit,
                    start=start,
                    end=end,
                    text=text,
                    maxsim=similarity,
                    cosine=float(asked.vector @ encoded[text].vector),
                    coverage=covered(question_terms, set(terms(text)), idf),
                    score=MAXSIM_WEIGHT * float(wide @ weights)
                    + (1 - MAXSIM_WEIGHT) * hit.scores.fused
                    + KIND_BONUS * holds_kind(text, kind, question),
                )
            )
        return sorted(evidence, key=lambda item: -item.score)

    def _encode(self, texts: Sequence[str]) -> dict[str, Encoded]:
        with self._lock:
            known = {text: self._cache[text] for text in texts if text in self._cache}
        new = [text for text in texts if text not in known]
        known.update(zip(new, self._embedder.encode_tokens(new), strict=True))
        with self._lock:
            for text in texts:
                self._cache[text] = known[text]
                self._cache.move_to_end(text)
            while len(self._cache) > CACHED:
                self._cache.popitem(last=False)
        return {text: known[text] for text in texts}


def rerank(hits: Sequence[Hit], evidence: Sequence[Evidence]) -> list[Hit]:
    """The hits in the order of their fused score and the MaxSim of their best sentence together.

    ``fused`` becomes the weighted mean of the two.
    """
    best: dict[str, float] = {}
    for item in evidence:
        best[item.hit.passage.id] = max(best.get(item.hit.passage.id, 0.0), item.maxsim)
    ranked = []
    for hit in hits:
        maxsim = best.get(hit.passage.id, 0.0)
        fused = RERANK_WEIGHT * maxsim + (1 - RERANK_WEIGHT) * hit.scores.fused
        ranked.append(replace(hit, scores=replace(hit.scores, fused=fused)))
    return sorted(ranked, key=lambda hit: -hit.scores.fused)


def piece_weights(pieces: Sequence[str], idf: Mapping[str, float]) -> Vectors:
    """The weight of each word piece in MaxSim, summing to 1.

    A word's weight, ``FLOOR`` for function words and up to 1 by idf for others, is shared by its
    pieces.
    """
    groups: list[tuple[str, list[int]]] = []
    for index, piece in enumerate(pieces):
        if piece in _IGNORED:
            continue
        if piece.startswith("##") and groups:
            word, places = groups.pop()
            groups.append((word + piece[2:], [*places, index]))
        else:
            groups.append((piece, [index]))
    highest = max(idf.values(), default=1.0) or 1.0
    weights = np.zeros(len(pieces), dtype=np.float32)
    for word, places in groups:
        # The embedder splits words in its own way; one that the index does not know counts as rare.
        rarity = 0.0 if word in FUNCTION_WORDS else idf.get(stem(word), 0.7 * highest) / highest
        weights[places] = (FLOOR + (1 - FLOOR) * rarity) / len(places)
    total = weights.sum()
    return weights / total if total else weights


def covered(asked: set[str], held: set[str], idf: Mapping[str, float]) -> float:
    """The share, 0 to 1, of the idf weight of ``asked`` terms that is among ``held`` ones."""
    whole = sum(idf.get(term, 0.0) for term in asked)
    return sum(idf.get(term, 0.0) for term in asked & held) / whole if whole else 0.0
