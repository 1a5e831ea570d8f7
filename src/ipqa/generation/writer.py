"""A GGUF model's part in an answer: it chooses the short answer and writes a sentence around it."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.generation import prompts
from ipqa.generation.base import Choice, Source
from ipqa.generation.gguf import Gguf
from ipqa.generation.trie import NARROW, WIDE

SENTENCE_TOKENS = 48
"""Tokens in a written sentence at most."""


class GgufWriter:
    """Few-shot prompts for base models, the file's own chat template for instruct models.

    A model with an adapter reads and writes as it was trained to.
    """

    def __init__(self, model: Gguf) -> None:
        self._model = model
        self.name = model.name
        self._chat = model.chat_template is not None
        # On half A of eval/questions.jsonl the likelihood after Gemma's few-shot prompt tells
        # answerable questions (area under the ROC curve 0.84); SmolLM2's in a chat turn, 0.52.
        self.calibrated = not self._chat
        self.trained = model.has_adapter
        self._heads: dict[str, list[int]] = {}

    @property
    def evaluated(self) -> int:
        """The tokens that the model has run through so far."""
        return self._model.evaluated

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        """The likeliest candidate answers to a question from its sources, best first."""
        if self._chat:
            prompt = self._chat_prompt(prompts.answer_messages(question, sources))
            # A chat turn starts without the space that a few-shot answer has before it.
            return self._model.choose(prompt, candidates, end=None)
        if self.trained:
            prompt = self._reading(question, sources)
        else:
            prompt = self._prompt(prompts.answer_head(), prompts.answer_task(question, sources))
        spaced = {f" {candidate}": candidate for candidate in candidates}
        search = NARROW if self.trained else WIDE
        chosen = self._model.choose(prompt, list(spaced), "\n", search)
        return [Choice(spaced[item.text], item.logprob, item.end) for item in chosen]

    def untold(self, question: str, sources: Sequence[Source]) -> float | None:
        """The log-probability (natural) that a trained reader gives to not being told."""
        if not self.trained:
            return None
        after = self._model.next_logprobs(self._reading(question, sources))
        return float(after[self._model.encode(prompts.UNTOLD)[0]])

    def state(self, question: str, short: str, source: Source) -> str:
        """One plain sentence that answers the question with ``short``; it may be anything."""
        if self._chat:
            prompt = self._chat_prompt(prompts.state_messages(question, short))
        elif self.trained:
            # Of 52 sentences (a third of eval/tuning.jsonl) the check lets 30 through; 18 where it
            # reads all that it chose from, which is still evaluated, in 0.46 s for 0.61.
            answered = self._model.encode(f" {prompts.one_line(short)}\n")
            prompt = self._reading(question, [source]) + answered
            prompt += self._model.encode(prompts.STATED)
        else:
            prompt = self._prompt(prompts.state_head(), prompts.state_task(question, short))
        pieces = self._model.write(prompt, SENTENCE_TOKENS, stop=lambda text: "\n" in text.strip())
        return prompts.one_line("".join(pieces))

    def warm(self) -> None:
        """Evaluates the constant start of the prompts."""
        source = Source("Nobody.")
        self.choose("Who?", [source], ["nobody"])
        self.state("Who?", "nobody", source)

    def close(self) -> None:
        """Frees the model."""
        self._model.close()

    def _prompt(self, head: str, task: str) -> list[int]:
        # Encoded apart, so that the head's tokens are the same for every question.
        if head not in self._heads:
            self._heads[head] = self._model.start() + self._model.encode(head)
        self._model.keep(self._heads[head])
        return self._heads[head] + self._model.encode(task)

    def _reading(self, question: str, sources: Sequence[Source]) -> list[int]:
        # Encoded apart, as in training.
        model = self._model
        read = model.encode(prompts.reading_sources(sources))
        return model.start() + read + model.encode(prompts.reading_task(question))

    def _chat_prompt(self, messages: list[dict[str, str]]) -> list[int]:
        return self._model.encode_chat(messages)
