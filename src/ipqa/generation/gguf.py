"""A GGUF model in this process, by llama.cpp's C interface.

The bindings' ``Llama`` class evaluates one sequence at a time. Scoring candidate answers needs a
handful at once over a shared prompt, so this room drives the low-level interface: one context, one
sequence for the prompt and a few for what may follow it. Not safe for concurrent use: the assistant
holds the lock.
"""

from __future__ import annotations

import codecs
import ctypes
import math
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ipqa.article import Message
from ipqa.errors import ModelCorruptError
from ipqa.generation import chat
from ipqa.generation.adapter import apply_adapter
from ipqa.generation.base import Choice, PromptTooLongError
from ipqa.generation.decoding import Decoder
from ipqa.generation.loading import open_model
from ipqa.generation.trie import BEAM, WIDE, Node, Search, build_trie

Logprobs = NDArray[np.float32]
KEPT = 4
"""Prompt beginnings kept evaluated, least recently made first to go."""
_BEAM_SLOTS = (range(1, BEAM + 1), range(BEAM + 1, 2 * BEAM + 1))
_KEPT_SLOTS = range(2 * BEAM + 1, 2 * BEAM + 1 + KEPT)


class Gguf:
    """A loaded model with its prompt cache.

    ``evaluated`` counts the tokens that it has run through, of prompts and of candidates;
    ``has_adapter`` tells whether it works as an adapter taught it. Raises ``ModelCorruptError`` if
    llama.cpp refuses a file.
    """

    def __init__(
        self,
        name: str,
        path: Path,
        context_tokens: int,
        batch_tokens: int,
        threads: int | None,
        adapter: Path | None = None,
    ) -> None:
        self.name = name
        self._path = path
        self._lib, self._model, self._context = open_model(
            name, path, context_tokens, batch_tokens, threads, sequences=1 + 2 * BEAM + KEPT
        )
        self.has_adapter = adapter is not None
        if adapter:
            apply_adapter(name, adapter, self._lib, self._model, self._context)
        self._memory = self._lib.llama_get_memory(self._context)
        self._vocab = self._lib.llama_model_get_vocab(self._model)
        self._vocab_size = int(self._lib.llama_vocab_n_tokens(self._vocab))
        self._context_tokens = context_tokens
        self._batch_tokens = batch_tokens
        self._batch = self._lib.llama_batch_init(batch_tokens, 0, 1)
        self._decoder = Decoder(self._lib, self._context)
        self._held: list[int] = []
        self._last: Logprobs | None = None
        self._kept: dict[int, list[int]] = {}
        self.evaluated = 0

    # -- text and tokens

    @property
    def chat_template(self) -> str | None:
        """The Jinja template in the file, if the model was taught to follow one.

        Base models lack it; that is how they are told apart.
        """
        pointer = self._lib.llama_model_chat_template(self._model, None)
        return pointer.decode("utf-8", "replace") if pointer else None

    def encode_chat(self, messages: Sequence[Message]) -> list[int]:
        """``messages`` as the file's own template writes them, ready for the model's turn.

        Only the template's own text may hold template tokens: what stands in a message is encoded
        as plain text, whatever it looks like.
        """
        eos = self._piece(self._special("eos")).decode("utf-8", "replace")
        try:
            pieces = chat.render(self.chat_template or "", messages, eos)
        except chat.TemplateFailedError as error:
            reason = f"its chat template fails: {error}"
            raise ModelCorruptError(self.name, self._path, reason) from error
        encoded = [self.encode(text, special=own) for text, own in pieces]
        return self.start() + [token for tokens in encoded for token in tokens]

    def encode(self, text: str, *, special: bool = False) -> list[int]:
        """Token ids. With ``special`` template tokens in ``text`` count as such, otherwise they are
        plain text, which is how anything from an article or a user must be read."""
        raw = text.encode("utf-8", "replace")
        size = len(raw) + 8
        tokens = (self._lib.llama_token * size)()
        count = self._lib.llama_tokenize(self._vocab, raw, len(raw), tokens, size, False, special)
        return list(tokens[:count])

    def start(self) -> list[int]:
        """The tokens that begin every prompt: the start-of-text token where the model wants one."""
        if not self._lib.llama_vocab_get_add_bos(self._vocab):
            return []
        return [self._special("bos")]

    def decode(self, tokens: Sequence[int]) -> str:
        """The text of tokens."""
        return b"".join(self._piece(token) for token in tokens).decode("utf-8", "replace")

    # -- writing and choosing

    def write(
        self, prompt: Sequence[int], max_tokens: int, stop: Callable[[str], bool]
    ) -> Iterator[str]:
        """Greedy continuation of a prompt, piece by piece, until ``stop(text so far)``.

        The end-of-text token ends it too. Closing the iterator stops the model.
        """
        self._fill(prompt)
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
        text = ""
        room = self._context_tokens - len(prompt)
        for _ in range(min(max_tokens, room)):
            assert self._last is not None
            token = int(np.argmax(self._last))
            if self._lib.llama_vocab_is_eog(self._vocab, token):
                return
            piece = decoder.decode(self._piece(token))
            if stop(text + piece):
                return
            text += piece
            if piece:
                yield piece
            self._fill([*self._held, token])

    def choose(
        self,
        prompt: Sequence[int],
        candidates: Sequence[str],
        end: str | None,
        search: Search = WIDE,
    ) -> list[Choice]:
        """The candidates that a beam search finds likeliest to follow the prompt, best first.

        Each has the log-probability (natural) of its tokens and that of ``end`` behind them (the
        end of the turn for ``None``), so that short and long ones compare. The search runs over a
        trie of the candidates' tokens and evaluates all hypotheses of one length at once.
        """
        spelled = {candidate: self.encode(candidate) for candidate in candidates}
        longest = max((len(tokens) for tokens in spelled.values()), default=0)
        if len(prompt) + longest * BEAM * 2 >= self._context_tokens:
            raise PromptTooLongError(len(prompt), self._context_tokens)
        self._fill(prompt)
        assert self._last is not None
        stop_token = self._turn_end() if end is None else self.encode(end)[0]
        root = build_trie(spelled)
        found: list[Choice] = []
        beam: list[tuple[float, Node, int, Logprobs]] = [(0.0, root, 0, log_softmax(self._last))]
        position, best = len(prompt), -math.inf
        try:
            while beam:
                grown = [
                    (score + float(after[token]), token, child, sequence)
                    for score, node, sequence, after in beam
                    for token, child in node.children.items()
                ]
                grown.sort(key=lambda item: -item[0])
                grown = [item for item in grown[: search.beam] if item[0] > best - search.margin]
                if not grown:
                    break
                slots = _BEAM_SLOTS[(position - len(prompt)) % 2]
                for slot, (_, _, _, parent) in zip(slots, grown, strict=False):
                    self._lib.llama_memory_seq_rm(self._memory, slot, -1, -1)
                    self._lib.llama_memory_seq_cp(self._memory, parent, slot, -1, -1)
                tokens = [token for _, token, _, _ in grown]
                rows = self._decode(tokens, [position] * len(grown), slots, only_last=False)
                beam = []
                for (score, _, node, _), slot, row in zip(grown, slots, rows, strict=False):
                    after = log_softmax(row)
                    if node.candidate is not None:
                        ending = float(after[stop_token])
                        found.append(Choice(node.candidate, score, ending))
                        best = max(best, score + ending)
                    beam.append((score, node, slot, after))
                position += 1
        finally:
            for slot in (*_BEAM_SLOTS[0], *_BEAM_SLOTS[1]):
                self._lib.llama_memory_seq_rm(self._memory, slot, -1, -1)
        return sorted(found, key=lambda choice: -(choice.total or 0.0))

    def keep(self, beginning: Sequence[int]) -> None:
        """Evaluates the constant beginning of prompts once and keeps it for those that share it."""
        if list(beginning) in self._kept.values():
            return
        free = [slot for slot in _KEPT_SLOTS if slot not in self._kept]
        slot = free[0] if free else next(iter(self._kept))
        self._kept.pop(slot, None)
        self._fill(beginning)
        self._lib.llama_memory_seq_rm(self._memory, slot, -1, -1)
        self._lib.llama_memory_seq_cp(self._memory, 0, slot, -1, -1)
        self._kept[slot] = list(beginning)

    def next_logprobs(self, prompt: Sequence[int]) -> Logprobs:
        """The log-probability (natural) of every token to come next after ``prompt``."""
        self._fill(prompt)
        assert self._last is not None
        return log_softmax(self._last)

    def logprob(self, prompt: Sequence[int], continuation: Sequence[int]) -> float:
        """The log-probability (natural) of ``continuation`` after ``prompt``, token by token."""
        total = 0.0
        for index, token in enumerate(continuation):
            total += float(self.next_logprobs([*prompt, *continuation[:index]])[token])
        return total

    def close(self) -> None:
        """Frees the model."""
        if self._context:
            self._lib.llama_batch_free(self._batch)
            self._lib.llama_free(self._context)
            self._lib.llama_model_free(self._model)
            self._context = self._model = None

    # -- llama.cpp

    def _fill(self, prompt: Sequence[int]) -> None:
        """Brings the prompt sequence to ``prompt``, evaluating only what is not there already."""
        if len(prompt) > self._context_tokens:
            raise PromptTooLongError(len(prompt), self._context_tokens)
        same = _shared(self._held, prompt)
        slot = max(self._kept, key=lambda slot: _shared(self._kept[slot], prompt), default=None)
        if slot is not None and _shared(self._kept[slot], prompt) > same:
            self._held, self._last = list(self._kept[slot]), None
            same = _shared(self._held, prompt)
            self._lib.llama_memory_seq_rm(self._memory, 0, -1, -1)
            self._lib.llama_memory_seq_cp(self._memory, slot, 0, -1, -1)
        if same == len(prompt) == len(self._held) and self._last is not None:
            return
        same = min(same, len(prompt) - 1)
        self._lib.llama_memory_seq_rm(self._memory, 0, same, -1)
        self._held = list(prompt[:same])
        self._last = None
        for begin in range(same, len(prompt), self._batch_tokens):
            part = list(prompt[begin : begin + self._batch_tokens])
            last = begin + len(part) == len(prompt)
            rows = self._decode(
                part, range(begin, begin + len(part)), [0] * len(part), only_last=True
            )
            self._held += part
            if last:
                self._last = rows[-1]

    def _decode(
        self,
        tokens: Sequence[int],
        positions: Sequence[int],
        slots: Sequence[int],
        *,
        only_last: bool,
    ) -> list[Logprobs]:
        batch, count = self._batch, len(tokens)
        self.evaluated += count
        batch.n_tokens = count
        for index in range(count):
            batch.token[index] = tokens[index]
            batch.pos[index] = positions[index]
            batch.n_seq_id[index] = 1
            batch.seq_id[index][0] = slots[index]
            batch.logits[index] = not only_last or index == count - 1
        if self._decoder.decode(batch):
            self._lib.llama_memory_clear(self._memory, True)
            self._held, self._last, self._kept = [], None, {}
            raise PromptTooLongError(count, self._context_tokens)
        wanted = [count - 1] if only_last else range(count)
        return [self._row(index) for index in wanted]

    def _row(self, index: int) -> Logprobs:
        pointer = self._lib.llama_get_logits_ith(self._context, index)
        return np.ctypeslib.as_array(pointer, shape=(self._vocab_size,)).copy()

    def _piece(self, token: int) -> bytes:
        buffer = ctypes.create_string_buffer(64)
        size = self._lib.llama_token_to_piece(self._vocab, token, buffer, 64, 0, True)
        if size < 0:
            buffer = ctypes.create_string_buffer(-size)
            size = self._lib.llama_token_to_piece(self._vocab, token, buffer, -size, 0, True)
        return buffer.raw[:size]

    def _turn_end(self) -> int:
        token = int(self._lib.llama_vocab_eot(self._vocab))
        return token if token >= 0 else self._special("eos")

    def _special(self, name: str) -> int:
        return int(getattr(self._lib, f"llama_vocab_{name}")(self._vocab))


def _shared(held: Sequence[int], prompt: Sequence[int]) -> int:
    """The length of the beginning that two token sequences share."""
    pairs = zip(held, prompt, strict=False)
    return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(held), len(prompt)))


def log_softmax(logits: Logprobs) -> Logprobs:
    """Log-probabilities (natural) of a row of logits."""
    shifted = logits - logits.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()), dtype=np.float32)
