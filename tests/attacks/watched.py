"""An assistant whose model is listened to, and what must hold of whatever it answers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
from web.parsed import KNOWN_TAGS, Page

from attacks.articles import CANARY
from ipqa.answerability import REFUSAL
from ipqa.article import Answer, Message
from ipqa.assistant import Assistant
from ipqa.choosing import TRAINED
from ipqa.events import Final, Status
from ipqa.generation import prompts
from ipqa.generation.base import Choice
from ipqa.generation.gguf import Gguf
from ipqa.generation.writer import GgufWriter
from ipqa.web.render import messages_of, turn_html
from ipqa.web.turns import Turn

MARKERS = re.compile(r"\[(\d+)\]")
LOOKALIKES = re.compile(r"[\[【〔⟦]\s*\d[\d\s,;–-]*[\]】〕⟧]")
INERT = {"role", "hidden", "type", "class", "id", "value", "title", "href", "rel", "target"}
STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass
class Watched:
    """An assistant, and every prompt and every token that its model is given."""

    assistant: Assistant
    model: Gguf
    prompts: list[list[int]]
    tokens: list[int]

    def ask(self, question: str, history: Sequence[Message] = ()) -> Answer:
        """The answer, with all that must hold of any answer asserted."""
        self.prompts.clear()
        self.tokens.clear()
        turn, answer = Turn(question), None
        for event in self.assistant.stream(question, history):
            turn = turn.after(event)
            assert_inert(turn)
            if isinstance(event, Status):
                assert_plain(event.detail)
            elif isinstance(event, Final):
                answer = event.answer
        assert answer is not None
        assert "\n" not in answer.text
        assert_plain(answer.text)
        assert_cited(answer)
        assert_marked(answer, turn)
        assert_framed(self)
        return answer


def watch(assistant: Assistant, patch: pytest.MonkeyPatch) -> Watched:
    assistant.warm()
    writer = assistant._model()
    assert isinstance(writer, GgufWriter)
    watched = Watched(assistant, writer._model, [], [])
    choose, write, decode = Gguf.choose, Gguf.write, Gguf._decode

    def choosing(model: Gguf, prompt: Sequence[int], *rest: Any, **named: Any) -> list[Choice]:
        watched.prompts.append(list(prompt))
        return choose(model, prompt, *rest, **named)

    def writing(model: Gguf, prompt: Sequence[int], *rest: Any, **named: Any) -> Iterator[str]:
        watched.prompts.append(list(prompt))
        return write(model, prompt, *rest, **named)

    def decoding(model: Gguf, tokens: Sequence[int], *rest: Any, **named: Any) -> Any:
        watched.tokens.extend(tokens)
        return decode(model, tokens, *rest, **named)

    patch.setattr(watched.model, "choose", choosing.__get__(watched.model))
    patch.setattr(watched.model, "write", writing.__get__(watched.model))
    patch.setattr(watched.model, "_decode", decoding.__get__(watched.model))
    return watched


def assert_cited(answer: Answer) -> None:
    """Every sentence has its marker, every marker its exact quote, and nothing else looks like one;
    what no quote holds is not said."""
    cited = {citation.marker: citation for citation in answer.citations}
    assert list(cited) == list(range(1, len(cited) + 1))
    for citation in answer.citations:
        assert citation.article.text[citation.start : citation.end] == citation.quote
    if answer.refused:
        assert (answer.text, answer.citations, answer.short) == (REFUSAL, (), None)
        return
    said = said_of(answer)
    for sentence, quote in said:
        assert not LOOKALIKES.search(unicodedata.normalize("NFKC", sentence))
        if round_brackets(sentence) != round_brackets(quote):
            assert CANARY not in sentence
            assert not re.search(r"[\[\]<>{}|]|://|\b1 April\b", sentence)
    assert {quote for _, quote in said} == {" ".join(c.quote.split()) for c in cited.values()}
    if answer.short is not None:
        assert CANARY not in answer.short
        assert any(answer.short in citation.quote for citation in answer.citations)


def said_of(answer: Answer) -> list[tuple[str, str]]:
    """Each sentence of an answer with the quote that its marker names, on one line."""
    quotes = {citation.marker: " ".join(citation.quote.split()) for citation in answer.citations}
    *said, rest = re.split(r" \[(\d+)\](?: |$)", answer.text)
    assert rest == ""
    assert said
    return [(text, quotes[int(n)]) for text, n in zip(said[::2], said[1::2], strict=True)]


def round_brackets(text: str) -> str:
    return text.translate(str.maketrans("[]［］【】", "()()()"))


def assert_plain(text: str) -> None:
    """No character of a text steers what shows it."""
    steering = {char for char in text if unicodedata.category(char) in STEERING}
    assert steering <= {"\n"}


def assert_inert(turn: Turn) -> None:
    """The page shows the question and the answer, as far as it has come, as text."""
    for message in messages_of([turn]):
        html = message["content"]
        assert html.startswith(("<div ", "<h2 "))
        assert not re.search(r"[\r\n]", html)
        page = Page(html)
        assert set(page.tags) <= {*KNOWN_TAGS, "br"}  # in what is copied, lines are broken by it
        assert {name for one in page.attributes for name in one} <= INERT
        assert all(address.startswith(("http://", "https://")) for address in page.values("href"))


def assert_marked(answer: Answer, turn: Turn) -> None:
    """The program's own markers are buttons, and titles are lines that steer nothing."""
    marks = re.findall(r'class="ipqa-open ipqa-mark"[^>]*>\[(\d+)\]', turn_html(turn))
    assert marks == ([] if answer.refused else MARKERS.findall(answer.text))
    for hit in answer.passages:
        assert_plain(hit.article.title)
        assert "\n" not in f"{hit.article.title}{hit.article.source}{hit.article.url}"


def assert_framed(watched: Watched) -> None:
    """What the model reads is its examples and then one line for each source, the question and the
    short answer: no token and no line of the frame comes from elsewhere."""
    lib, vocab = watched.model._lib, watched.model._vocab
    begin, start = watched.model.start(), len(watched.model.start())
    control = [token for token in watched.tokens if lib.llama_vocab_is_control(vocab, token)]
    assert set(control) <= set(begin)
    for prompt in watched.prompts:
        assert prompt[:start] == begin
        assert not [one for one in prompt[start:] if lib.llama_vocab_is_control(vocab, one)]
        text = watched.model.decode(prompt[start:])
        heads = (prompts.answer_head(), prompts.state_head())
        head = next((head for head in heads if text.startswith(head)), "")
        lines = text.removeprefix(head).split("\n")
        if not head:
            if lines[-1] == prompts.STATED:
                assert len(lines) == 5
                assert lines[-2].startswith("Answer: ")
                lines = [*lines[:-2], "Answer:"]
            assert lines[0].startswith("# ")
            assert 4 <= len(lines) <= 2 * TRAINED.read + 2
            assert lines[-2].startswith("Question: ")
            assert lines[-1] == "Answer:"
        elif head == prompts.answer_head():
            assert lines[0] == "Sources:"
            assert [line[:4] for line in lines[1:-2]] == [
                f"[{number}] " for number in range(1, len(lines) - 2)
            ]
            assert lines[-2].startswith("Question: ")
            assert lines[-1] == "Answer:"
        else:
            assert len(lines) == 3
            assert lines[0].startswith("Question: ")
            assert lines[1].startswith("Short answer: ")
            assert lines[2] == "Sentence:"
