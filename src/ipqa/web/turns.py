"""A conversation as the page keeps it: one turn for each question. Data only, JSON both ways."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter

from ipqa.article import Message, Method, Why
from ipqa.errors import capitalised
from ipqa.events import Event, Final, Sentence, Status
from ipqa.feedback import Verdict
from ipqa.web.sources import Source

State = Literal["working", "answered", "stopped", "failed"]

MOST = 5000
"""Turns of a conversation that a browser may give back: more than it can keep."""
NEAREST = 3
"""Passages that a refusal offers."""


Key = Annotated[str, Field(pattern=r"^[0-9a-f]{12}$")]
"""Keys go into HTML, so what the browser gives back is held to their form."""


def _new_key() -> str:
    return uuid.uuid4().hex[:12]


def whole(text: str) -> str:
    """``text`` without half a pair of code units, which has no UTF-8 and no way to a browser."""
    return text.encode("utf-8", "replace").decode()


def now() -> str:
    """The time, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and what is known of its answer.

    ``key`` is unique, so that the sources of this answer stay its own. ``text`` is the answer
    without any HTML: what later questions get as history. ``scope`` tells in a few words which
    articles were asked; empty for all. ``reason`` is why there is no answer, where it failed.
    ``near`` are the passages that a refusal offers. ``asked`` is the time of the question, ISO
    8601 in UTC, ``seconds`` what the answer took, ``said`` its newest sentence while more come.
    ``verdict`` is what the reader thought of it.
    """

    question: str
    key: Key = field(default_factory=_new_key)
    scope: str = ""
    asked: str = field(default_factory=now)
    state: State = "working"
    text: str = ""
    sources: tuple[Source, ...] = ()
    near: tuple[Source, ...] = ()
    method: Method | None = None
    why: Why | None = None
    short: str | None = None
    missing: tuple[str, ...] = ()
    notice: str | None = None
    seconds: float | None = None
    model: str | None = None
    reason: str = ""
    status: Status | None = None
    said: str = ""
    verdict: Verdict | None = None

    @property
    def refused(self) -> bool:
        """Whether the articles do not hold the answer."""
        return self.method == "refused"

    @property
    def done(self) -> bool:
        """Whether nothing more comes."""
        return self.state != "working"

    def after(self, event: Event) -> Turn:
        """The turn once ``event`` is known."""
        if isinstance(event, Status):
            return replace(self, status=event, said="")
        if isinstance(event, Sentence):
            text = f"{self.text} {event.text}".strip()
            sources = (*self.sources, *(Source.of(citation) for citation in event.citations))
            return replace(self, text=text, sources=sources, said=event.text)
        return self._final(event)

    def stopped(self) -> Turn:
        """The turn of an answer that a person stopped; a complete one stays as it is."""
        return self if self.done else replace(self, state="stopped", status=None)

    def failed(self, reason: str) -> Turn:
        """The turn of a question that could not be answered."""
        reason = capitalised(reason)
        return replace(self, state="failed", text="", sources=(), reason=reason, status=None)

    def _final(self, event: Final) -> Turn:
        answer = event.answer
        near = answer.passages[:NEAREST] if answer.refused else ()
        return replace(
            self,
            state="answered",
            status=None,
            text=answer.text,
            sources=tuple(Source.of(citation) for citation in answer.citations),
            near=tuple(Source.near(hit, number) for number, hit in enumerate(near, start=1)),
            method=answer.method,
            why=answer.why,
            short=answer.short,
            missing=answer.missing,
            notice=answer.notice,
            seconds=answer.timings.total / 1000 or None,
            model=answer.model,
        )


Turns = tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation: its turns, and the key under which the browser keeps it.

    ``editing`` is the key of the turn that the next question replaces, with all after it.
    """

    turns: Annotated[Turns, Field(max_length=MOST)] = ()
    key: Key | Literal[""] = ""
    editing: str | None = None

    def asking(self, turn: Turn) -> Talk:
        """The conversation with one more turn, in place of the one being edited."""
        return Talk((*self.kept(self.editing), turn), self.key or _new_key())

    def judged(self, key: str, verdict: Verdict | None) -> Talk:
        """The conversation with what the reader thought of the answer ``key``."""
        turns = (replace(t, verdict=verdict) if t.key == key else t for t in self.turns)
        return replace(self, turns=tuple(turns))

    def updated(self, turn: Turn) -> Talk:
        """The conversation with a newer state of its last turn."""
        return replace(self, turns=(*self.turns[:-1], turn))

    def kept(self, key: str | None) -> Turns:
        """The turns before the one with ``key``; all of them where none has it."""
        keys = [turn.key for turn in self.turns]
        return self.turns[: keys.index(key)] if key in keys else self.turns

    def turn(self, key: str) -> Turn | None:
        """The turn with ``key``."""
        return next((turn for turn in self.turns if turn.key == key), None)

    def to_json(self) -> dict[str, Any]:
        """The conversation as the browser keeps it."""
        data: dict[str, Any] = _TALK.dump_python(replace(self, editing=None), mode="json")
        return data

    @classmethod
    def from_json(cls, data: object) -> Talk:
        """A conversation that was kept. Raises ``ValueError`` where it is none.

        What was still being answered then has been stopped since.
        """
        talk: Talk = _TALK.validate_python(data)
        return cls(tuple(turn.stopped() for turn in talk.turns), talk.key)


def history_of(turns: Sequence[Turn]) -> list[Message]:
    """The conversation as the assistant takes it: plain words, and only what was answered."""
    history: list[Message] = []
    for turn in turns:
        if turn.text:
            history.append({"role": "user", "content": turn.question})
            history.append({"role": "assistant", "content": turn.text})
    return history


_TALK: TypeAdapter[Talk] = TypeAdapter(Talk)
