"""Sentences that say together what none of them says alone: both sides of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ipqa.evidence import Evidence


def covering(evidence: Sequence[Evidence], most: int) -> list[Evidence]:
    """At most ``most`` sentences, each chosen for its own score and for what it adds to the others.

    What a set matches of a question is, word piece by word piece, what its best sentence does, as
    in MaxSim over all of them; the next one is always that by which this grows most, its own score
    counted as well (greedy maximum coverage, Nemhauser et al. 1978). So a sentence on the forum is
    followed by one on the meeting that it is compared with, not by another on the forum.
    """
    chosen: list[Evidence] = []
    left = list(evidence)
    matched = np.zeros(())
    while left and len(chosen) < most:
        worth = [item.score + np.maximum(matched, item.matched).sum() for item in left]
        best = left[int(np.argmax(worth))]
        matched = np.maximum(matched, best.matched)
        chosen.append(best)
        left.remove(best)
    return chosen


def coverage(evidence: Sequence[Evidence]) -> float:
    """What sentences match of a question together, 0 to 1: MaxSim over all of them."""
    matched = np.zeros(())
    for item in evidence:
        matched = np.maximum(matched, item.matched)
    return float(matched.sum())
