"""How well an answer's citations bear it, after ALCE.

Gao, Yen, Yu and Chen, Enabling Large Language Models to Generate Text with Citations (EMNLP 2023),
section 4, with ``entailment.entails`` in the place of its entailment model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ipqa.evaluation.judge.dates import dated
from ipqa.evaluation.judge.entailment import entails
from ipqa.evaluation.judge.sentences import claims_of

Judge = Callable[[str, str], bool]
"""Whether a premise (quotes, a line each) entails a claim."""


@dataclass(frozen=True, slots=True)
class CitationScores:
    """Both from 0 to 1: ``recall`` over an answer's sentences, ``precision`` over its citations."""

    recall: float
    precision: float


def citation_scores(answer: Mapping[str, Any], judge: Judge = entails) -> CitationScores | None:
    """The citation recall and precision of an answer as JSON; ``None`` for a refusal.

    Recall is the share of sentences that the quotes they cite, taken together, entail. Precision is
    the share of citations that are needed: none counts in a sentence that is not entailed, and in
    one that is, a citation is needless when its quote alone does not entail the sentence while the
    others do without it. A marker without a citation supports nothing. Without any sentence or
    citation the figure is 0. A quote's "last year" says which one that is by its article's date.
    """
    if answer["refused"]:
        return None
    quotes = {
        citation["marker"]: dated(citation["quote"], citation["article"]["date"])
        for citation in answer["citations"]
    }
    entailed: list[bool] = []
    needed: list[bool] = []
    for claim in claims_of(answer["text"]):
        cited = [quotes.get(marker, "") for marker in dict.fromkeys(claim.markers)]
        entailed.append(bool(cited) and judge("\n".join(cited), claim.text))
        for place in range(len(cited)):
            needed.append(entailed[-1] and _is_needed(place, cited, claim.text, judge))
    return CitationScores(_share(entailed), _share(needed))


def _is_needed(place: int, cited: list[str], claim: str, judge: Judge) -> bool:
    others = cited[:place] + cited[place + 1 :]
    if not others:
        return True
    return judge(cited[place], claim) or not judge("\n".join(others), claim)


def _share(outcomes: list[bool]) -> float:
    return sum(outcomes) / len(outcomes) if outcomes else 0.0
