"""A conversation as the page keeps it: one turn for each question."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from ipqa.article import Citation, Message
from ipqa.events import Event, Final, Sentence, Status
from ipqa.web import render, texts


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what is known of its answer.

    ``key`` is unique, so that the sources of this answer stay its own. ``text`` is the answer
    without any HTML: what later questions get as history. ``note`` is what a screen reader says.
    ``scope`` tells in a few words which articles were asked; empty for all.
    """

    question: str
    key: str = field(default_factory=lambda: uuid.uuid4().hex[:12])
    text: str = ""
    citations: tuple[Citation, ...] = ()
    status: Status | None = None
    html: str = ""
    note: str = ""
    done: bool = False
    scope: str = ""

    @classmethod
    def begin(cls, question: str, scope: str = "") -> Turn:
        """The turn of a question that was just asked."""
        return cls(question, scope=scope)._working()

    def after(self, event: Event) -> Turn:
        """The turn once ``event`` is known."""
        if isinstance(event, Status):
            return replace(self, status=event)._working()
        if isinstance(event, Sentence):
            text = f"{self.text} {event.text}".strip()
            citations = (*self.citations, *event.citations)
            turn = replace(self, text=text, citations=citations)._working()
            return replace(turn, note=event.text)
        return self._final(event)

    def stopped(self) -> Turn:
        """The turn of an answer that a person stopped; a complete one stays as it is."""
        if self.done:
            return self
        html = render.stopped_html(self.text, self.citations, self.key)
        return replace(self, html=html, note=texts.STOPPED, done=True, citations=())

    def failed(self, reason: str) -> Turn:
        """The turn of a question that could not be answered."""
        reason = f"{reason[:1].upper()}{reason[1:]}"
        note = f"{texts.FAILED}: {reason}"
        return replace(
            self, text="", html=render.failed_html(reason), note=note, done=True, citations=()
        )

    def _working(self) -> Turn:
        html = render.working_html(self.text, self.citations, self.key, self.status)
        return replace(self, html=html, note=render.status_text(self.status))

    def _final(self, event: Final) -> Turn:
        answer = event.answer
        # The words were read out sentence by sentence; a refusal has had none yet.
        badge = texts.BADGES[answer.method]
        note = badge if self.text else f"{answer.text} {badge}"
        if answer.notice:
            note = f"{answer.notice.rstrip(':')}. {note}"
        # The citations are in the HTML now; a long conversation need not hold its articles.
        return replace(
            self,
            text=answer.text,
            html=render.answer_html(answer, self.key),
            note=note,
            done=True,
            citations=(),
        )


Turns = tuple[Turn, ...]


def messages_of(turns: Sequence[Turn]) -> list[Message]:
    """The conversation as Gradio's chat shows it."""
    messages: list[Message] = []
    for turn in turns:
        messages.append({"role": "user", "content": render.user_html(turn.question)})
        messages.append({"role": "assistant", "content": render.scope_html(turn.scope) + turn.html})
    return messages


def history_of(turns: Sequence[Turn]) -> list[Message]:
    """The conversation as the assistant takes it: plain words, and only what was answered."""
    history: list[Message] = []
    for turn in turns:
        if turn.text:
            history.append({"role": "user", "content": turn.question})
            history.append({"role": "assistant", "content": turn.text})
    return history
