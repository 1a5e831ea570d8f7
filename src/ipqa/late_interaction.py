"""Late interaction, learned: what each word piece of a question looks for, and how much it counts.

MaxSim (Khattab and Zaharia, ColBERT, 2020) takes the embedder's word pieces as they are. A small
head on top, trained on questions with known answers (``eval/train_ranking.py``), moves a question's
pieces a little, within a few dimensions, and weighs each of them twice: for the sentence, which has
to say what was asked ("hosted"), and for the passage around it, where the topic may stand.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipqa.embedding import Embedder, Vectors, unit

HEAD = "late_interaction.npz"
"""The trained head, beside this module. It belongs to one embedder, which it names."""


@dataclass(frozen=True, slots=True)
class Head:
    """Low-rank change of a question's word pieces (``look``, ``turn``: pieces' size x rank), and
    the logarithms of their weights as linear functions of a piece (``..._weight``, ``..._bias``).
    """

    look: Vectors
    turn: Vectors
    sentence_weight: Vectors
    passage_weight: Vectors
    sentence_bias: Vectors
    passage_bias: Vectors

    def queries(self, tokens: NDArray[np.floating[Any]]) -> Vectors:
        """What a question's word pieces look for: a unit row each."""
        rows = tokens.astype(np.float32)
        return unit(np.asarray(rows + rows @ self.look @ self.turn.T, dtype=np.float32))

    def weights(
        self, tokens: NDArray[np.floating[Any]], shares: Vectors
    ) -> tuple[Vectors, Vectors]:
        """Each piece's weight for the sentence and for its passage, summing to what ``shares`` do.

        ``shares`` are the pieces' weights by kind of word and rarity.
        """
        rows = tokens.astype(np.float32)
        sentence = shares * np.exp(rows @ self.sentence_weight + self.sentence_bias)
        passage = shares * np.exp(rows @ self.passage_weight + self.passage_bias)
        scale = float(shares.sum()) / (float(sentence.sum() + passage.sum()) or 1.0)
        return sentence * scale, passage * scale


def load_head(embedder: Embedder) -> Head | None:
    """The head trained for this embedder; ``None`` for any other."""
    trained = _trained()
    return trained[1] if trained and trained[0] == embedder.revision else None


@cache
def _trained() -> tuple[str, Head] | None:
    file = files("ipqa").joinpath(HEAD)
    if not file.is_file():
        return None
    with np.load(BytesIO(file.read_bytes())) as arrays:
        head = Head(*(arrays[field.name].astype(np.float32) for field in fields(Head)))
        return str(arrays["embedder"]), head
