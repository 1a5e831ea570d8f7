"""The sentences that answer: the evidence that an answer is written from and quotes."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ipqa.article import Hit
from ipqa.embedding import Embedder, Encoded
from ipqa.sentences import split_sentences
from ipqa.words import terms

MAXSIM_WEIGHT = 0.8
"""Share of MaxSim; the rest is the passage's fused score. On 300 answerable questions of four SQuAD
titles the first sentence holds the answer for 0.74 with it, and 0.70 with cosine and coverage."""
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

    def find(
        self, question: str, asked: Encoded, hits: Sequence[Hit], idf: Mapping[str, float]
    ) -> list[Evidence]:
        """Every sentence of the hits, best first; a sentence that two articles share comes once."""
        found: dict[str, tuple[Hit, int, int]] = {}
        for hit in hits:
            for span in split_sentences(hit.passage.text, hit.article.language, hit.passage.start):
                found.setdefault(hit.article.text[span.start : span.end], (hit, span.start, span.end))
        question_terms = set(terms(question))
        evidence = []
        for text, encoded in self._encode(list(found)).items():
            hit, start, end = found[text]
            similarity = maxsim(asked, encoded)
            evidence.append(
                Evidence(
                    hit=hit,
                    start=start,
                    end=end,
                    text=text,
                    maxsim=similarity,
                    cosine=float(asked.vector @ encoded.vector),
                    coverage=covered(question_terms, set(terms(text)), idf),
                    score=MAXSIM_WEIGHT * similarity + (1 - MAXSIM_WEIGHT) * hit.scores.fused,
                )
            )
        return sorted(evidence, key=lambda item: -item.score)

    def _encode(self, texts: Sequence[str]) -> dict[str, Encoded]:
        new = [text for text in texts if text not in self._cache]
        self._cache.update(zip(new, self._embedder.encode_tokens(new), strict=True))
        encoded = {text: self._cache[text] for text in texts}
        for text in texts:
            self._cache.move_to_end(text)
        while len(self._cache) > CACHED:
            self._cache.popitem(last=False)
        return encoded


def maxsim(question: Encoded, sentence: Encoded) -> float:
    """The mean over the question's word pieces of their best cosine in the sentence.

    Late interaction as in ColBERT (Khattab and Zaharia 2020), on the embedder's own token vectors.
    """
    rows = [i for i, piece in enumerate(question.pieces) if piece not in _IGNORED]
    if not rows:
        return 0.0
    return float((question.tokens[rows] @ sentence.tokens.T).max(axis=1).mean())


def covered(asked: set[str], held: set[str], idf: Mapping[str, float]) -> float:
    """The share, 0 to 1, of the idf weight of ``asked`` terms that is among ``held`` ones."""
    whole = sum(idf.get(term, 0.0) for term in asked)
    return sum(idf.get(term, 0.0) for term in asked & held) / whole if whole else 0.0
