"""Texts become vectors, by a sentence-transformers model that is on this machine."""

from __future__ import annotations

import contextlib
import ctypes
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipqa.models import EmbedderFolder
from ipqa.words import fold

Vectors = NDArray[np.float32]
BATCH = 32
"""Texts encoded at once; on two cores larger batches are no faster."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """A text's unit vector, and a unit row for each of its word pieces.

    ``pieces`` names them, ``offsets`` tells their characters in the text (none for special ones).
    """

    vector: Vectors
    tokens: NDArray[np.floating[Any]]
    pieces: tuple[str, ...]
    offsets: tuple[tuple[int, int], ...]

    def within(self, start: int, end: int) -> list[int]:
        """The rows of the word pieces that stand in ``text[start:end]``."""
        return [
            row
            for row, (first, last) in enumerate(self.offsets)
            if first < last and start <= first and last <= end
        ]

    def cosine(self, vector: Vectors, rows: Sequence[int]) -> float:
        """The cosine of a unit vector with the mean of some rows, -1 to 1; 0 without rows."""
        if not rows:
            return 0.0
        mean = self.tokens[list(rows)].astype(np.float32).mean(axis=0, keepdims=True)
        return float(unit(mean)[0] @ vector)

    def packed(self) -> Encoded:
        """The same in half precision, for keeping; cosines change by less than 0.001."""
        return replace(self, tokens=self.tokens.astype(np.float16))


class Embedder:
    """Unit vectors for passages and questions; safe to share between threads.

    The tokenizer and the model load at their first use, because importing torch takes seconds.
    """

    def __init__(self, folder: EmbedderFolder, threads: int | None = None) -> None:
        self.name = folder.name
        self.revision = folder.revision
        self._path = folder.path
        self._threads = threads
        self._lock = threading.Lock()

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        """One unit row of float32 a text."""
        return self._encode(texts, "document")

    def encode_questions(self, texts: Sequence[str]) -> Vectors:
        """One unit row of float32 a question, with the model's query prompt if it has one."""
        return self._encode(texts, "query")

    def encode_tokens(self, texts: Sequence[str]) -> list[Encoded]:
        """Each text as a whole and word piece by word piece, in one pass."""
        if not texts:
            return []
        with self._lock:
            rows = self._model.encode(
                list(texts), batch_size=BATCH, output_value=None, show_progress_bar=False
            )
        return [self._encoded(text, row) for text, row in zip(texts, rows, strict=True)]

    def _encoded(self, text: str, row: dict[str, Any]) -> Encoded:
        used = int(row["attention_mask"].sum())
        tokens = unit(row["token_embeddings"][:used].float().numpy())
        vector = unit(row["sentence_embedding"].float().numpy().reshape(1, -1))[0]
        ids = [int(id) for id in row["input_ids"][:used]]
        pieces = [self._tokenizer.id_to_token(id) for id in ids]
        whole = self._tokenizer.encode(text)
        # Where the window cut a text short, its last row is a special piece without characters.
        offsets = [
            span if id == same else (0, 0)
            for id, same, span in zip(ids, whole.ids, whole.offsets, strict=False)
        ]
        return Encoded(vector, tokens, tuple(pieces), tuple(offsets))

    def count_tokens(self, text: str) -> int:
        """Word pieces of ``text``, the special ones not counted."""
        return len(self._tokenizer.encode(text, add_special_tokens=False).ids)

    @cached_property
    def whole_words(self) -> frozenset[str]:
        """The words, folded, that the tokenizer does not take apart: the commoner ones."""
        # Word pieces mark what goes on a word with "##", SentencePiece what begins one with "▁".
        vocabulary = self._tokenizer.get_vocab()
        marked = any(token.startswith("▁") for token in vocabulary)
        whole = (token for token in vocabulary if token.startswith("▁") or not marked)
        return frozenset(
            fold(word) for token in whole if len(word := token.lstrip("▁")) > 2 and word.isalpha()
        )

    def warm(self) -> None:
        """Loads the model now."""
        self.encode_questions(["warm"])

    def _encode(self, texts: Sequence[str], kind: str) -> Vectors:
        if not texts:
            return np.zeros((0, 0), dtype=np.float32)
        with self._lock:
            encode = self._model.encode_query if kind == "query" else self._model.encode_document
            rows = encode(
                list(texts),
                batch_size=BATCH,
                normalize_embeddings=True,
                convert_to_numpy=True,
                show_progress_bar=False,
            )
        if len(texts) > BATCH:
            _hand_memory_back()
        return np.asarray(rows, dtype=np.float32)

    @cached_property
    def _tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(Path(self._path) / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return tokenizer

    @cached_property
    def _model(self) -> Any:
        # Nothing may look for a newer model on the network once one is on the disk.
        os.environ.setdefault("HF_HUB_OFFLINE", "1")
        os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        import torch
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging

        # The bar would flash by in a moment. transformers leaves this function without types.
        logging.disable_progress_bar()  # type: ignore[no-untyped-call]
        if self._threads:
            torch.set_num_threads(self._threads)
        return SentenceTransformer(str(self._path), device="cpu", local_files_only=True)


def _hand_memory_back() -> None:
    """Lets glibc hand what is free back to the system, which it does not do by itself for holes.

    Texts of many lengths leave such holes (malloc_trim(3)).
    """
    with contextlib.suppress(AttributeError, OSError):
        ctypes.CDLL(None).malloc_trim(0)


def unit(rows: NDArray[np.float32]) -> Vectors:
    """Each row, or the one vector, at length 1."""
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return np.asarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)
