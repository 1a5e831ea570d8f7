"""What happens when somebody asks, stops, edits or opens a conversation on the page."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncGenerator, Iterator, Sequence
from dataclasses import replace
from typing import Any, Protocol

import gradio as gr
from gradio.context import LocalContext

from ipqa.api.contract import answer_json
from ipqa.api.limits import RateLimit
from ipqa.article import Answer, Message
from ipqa.errors import FilterError, IpqaError, TooManyRequestsError
from ipqa.events import Event, Sentence
from ipqa.filters import Filters, without_paths
from ipqa.following import Following
from ipqa.index.filtering import Choices
from ipqa.web import controls, frame, render, texts
from ipqa.web.turns import Talk, Turn, history_of, whole
from ipqa.web.warmup import Warmup
from ipqa.web.wires import AT_ONCE, MANY, letter, sent, wire

_log = logging.getLogger(__name__)

View = tuple[Any, ...]
"""What a step changes: the box, the conversation, the messages, the note for screen readers, and
what the browser keeps."""

_NOTHING: View = (gr.skip(),) * 5


class Answering(Protocol):
    """What the chat needs of an assistant."""

    def warm(self) -> None:
        """Loads the models."""

    def choices(self) -> Choices:
        """What filters can be chosen from."""

    def stream(
        self, question: str, history: Sequence[Message] = (), filters: Filters | None = None
    ) -> Iterator[Event]:
        """The events of one answer, the last one ``Final``."""

    def ask(
        self, question: str, history: Sequence[Message] = (), filters: Filters | None = None
    ) -> Answer:
        """The answer at once."""


class Chat:
    """The steps of one page; what a session says is in its own conversation, not here.

    While an answer comes about, nothing else writes to its page: the other steps only tell the
    answering one to leave, which then shows what comes next. Two writers would overtake each other.
    """

    def __init__(self, assistant: Answering, rate: RateLimit | None = None) -> None:
        self._assistant = assistant
        self._rate = rate or RateLimit(0)
        self._running: dict[str, Following[Event]] = {}
        self._next: dict[str, Talk] = {}
        self.warmup = Warmup(assistant.warm)

    def connect(self, parts: frame.Parts, talk: gr.State) -> None:
        """Wires the steps to what they read and change, in the Blocks in force."""
        acts = wire("acts")
        shown = [parts.box, talk, parts.chatbot, parts.note, parts.shelf]
        filters = parts.controls.inputs
        asking: dict[str, Any] = {"outputs": shown, "trigger_mode": "once", **MANY}
        parts.box.submit(self.answer, [parts.box, talk, *filters], **asking)
        parts.chatbot.example_select(self.example, [talk, *filters], **asking)
        acts.retry(self.retry, [talk, *filters], **asking)
        turning: dict[str, Any] = {"inputs": [talk], "outputs": shown, **AT_ONCE}
        acts.edit(self.edit, **turning)
        parts.shelf.select(self.open, **turning)
        parts.box.stop(self.stop, **turning)
        # The chat has a button of its own to clear it; both have to forget the talk as well.
        clearing = [parts.clear.click, parts.chatbot.clear, parts.shelf.clear]
        gr.on(clearing, self.clear, **turning)

    async def answer(self, question: str, talk: Talk, *chosen: Any) -> AsyncGenerator[View, None]:
        """Answers ``question`` as the next turn, from the articles that were ``chosen``."""
        question = whole(question or "").strip()
        if not question:
            # Nothing was sent, so that what is being edited still is.
            yield _NOTHING
            return
        try:
            filters = controls.chosen(*chosen)
            self.count()
        except (FilterError, TooManyRequestsError) as error:
            talk = talk.asking(Turn(question).failed(whole(str(error))))
            yield frame.box(keep=True), *_page(talk, keep=True)
            return
        turn = Turn(question, scope=whole(str(filters)))
        history = history_of(talk.kept(talk.editing))
        talk = talk.asking(turn)
        events = Following(lambda: self._assistant.stream(question, history, filters))
        self._running[turn.key] = events
        try:
            yield frame.box(running=True), *_page(talk, keep=True)
            async for event in events:
                before, turn = turn, turn.after(event)
                if turn == before:
                    # Who waits is told the same place twice a second. Drawn anew for each of many
                    # it would take from the one who is served; unsaid, nobody sees who has left.
                    yield _NOTHING
                elif not turn.done:
                    # Kept as it grows: a page that is reloaded now has what was verified so far.
                    said = isinstance(event, Sentence)
                    yield gr.skip(), *_page(talk.updated(turn), keep=said)
        except IpqaError as error:
            turn = turn.failed(str(error))
        except Exception:
            _log.exception("a question could not be answered")
            turn = turn.failed(texts.UNEXPECTED)
        finally:
            events.leave()
            del self._running[turn.key]
            after = self._next.pop(turn.key, None)
        # An answer without its end was stopped by a person.
        talk = talk.updated(turn.stopped())
        shown = talk if after is None else after
        yield frame.box(keep=True), *_page(shown)[:-1], record(talk, shown)

    # Gradio hands over an event by the type of its parameter, which has to stand before *chosen.

    async def example(
        self, picked: gr.SelectData, talk: Talk, *chosen: Any
    ) -> AsyncGenerator[View, None]:
        """Asks the example question that was picked, of the articles that were ``chosen``."""
        async with contextlib.aclosing(self.answer(picked.value["text"], talk, *chosen)) as views:
            async for view in views:
                yield view

    async def retry(
        self, event: gr.EventData, talk: Talk, *chosen: Any
    ) -> AsyncGenerator[View, None]:
        """Asks the question of the turn ``key`` again, in its place; what came after it goes."""
        turn = talk.turn(str(sent(event).get("key")))
        if turn is None or self.is_running(talk):
            yield _NOTHING
            return
        again = replace(talk, editing=turn.key)
        async with contextlib.aclosing(self.answer(turn.question, again, *chosen)) as views:
            async for view in views:
                yield view

    async def edit(self, talk: Talk, event: gr.EventData) -> View:
        """Puts the question of the turn ``key`` into the box; without one, edits no more.

        Then the box gets back the ``draft`` that stood in it before.
        """
        turn = talk.turn(str(sent(event).get("key")))
        if self.is_running(talk):
            return _NOTHING
        talk = replace(talk, editing=turn.key if turn else None)
        draft = sent(event).get("draft")
        box = frame.box(keep=True) | {"value": draft if isinstance(draft, str) else ""}
        if turn:
            box = frame.editing_box(turn.question, turn.key)
        return box, talk, gr.skip(), gr.skip(), gr.skip()

    async def open(self, talk: Talk, event: gr.EventData) -> View:
        """Shows a conversation that the browser kept."""
        try:
            # A long one takes its time.
            opened = await asyncio.to_thread(Talk.from_json, sent(event).get("talk"))
        except ValueError:
            told = letter({"shown": talk.key, "unreadable": True})
            return *_NOTHING[:3], frame.note_html(texts.UNREADABLE), told
        return self._turn_to(opened, talk)

    async def stop(self, talk: Talk) -> View:
        """Ends the answer that is coming about; its verified sentences stay."""
        if self._leave(talk):
            return _NOTHING
        # Whatever was answering is gone, with an earlier server for example.
        talk = replace(talk, turns=tuple(turn.stopped() for turn in talk.turns))
        return frame.box(keep=True), *_page(talk, keep=True)

    async def clear(self, talk: Talk) -> View:
        """Begins a new conversation; the browser keeps the old one."""
        return self._turn_to(Talk(), talk)

    def ask(
        self,
        question: str,
        history: list[dict[str, str]] | None = None,
        filters: dict[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Answers a question about the indexed articles, with citations, as JSON.

        ``filters`` may have ``sources``, ``since``, ``until``, ``languages`` and ``folders``.
        """
        try:
            self.count()
            chosen = without_paths(Filters.from_dict(filters or {}))
            # Gradio's client would take any "path" for a file to download, besides.
            return answer_json(self._assistant.ask(question, history or [], chosen))
        except IpqaError as error:
            raise gr.Error(str(error), print_exception=False) from error

    def choices(self) -> tuple[Any, ...]:
        """What the filters offer; nothing where the index can't be read, as the head then says."""
        try:
            return controls.offered(self._assistant.choices())
        except IpqaError:
            return controls.offered(Choices())

    async def readiness(self) -> AsyncGenerator[str, None]:
        """The state of the models for the page's head, until they are ready."""
        self.warmup.start()
        async with contextlib.aclosing(self.warmup.watch()) as states:
            async for state, reason in states:
                yield frame.state_html(state, reason)

    def _turn_to(self, new: Talk, talk: Talk) -> View:
        if self._leave(talk):
            self._next[talk.turns[-1].key] = new
            return _NOTHING
        # The script says which one was opened; its last answer was said when it came.
        talk, messages, *_ = _page(new)
        return frame.box(), talk, messages, gr.skip(), letter({"shown": new.key})

    def count(self) -> None:
        """Counts what the step in hand was asked for. Raises ``TooManyRequestsError``."""
        self._rate.count(address_of_asker())

    def is_running(self, talk: Talk) -> bool:
        """Whether the conversation's last answer is coming about."""
        return bool(talk.turns) and talk.turns[-1].key in self._running

    def _leave(self, talk: Talk) -> bool:
        events = self._running.get(talk.turns[-1].key) if talk.turns else None
        if events:
            events.leave()
        return events is not None


def address_of_asker() -> str:
    """The address that the step in hand was asked from; nothing where no server is."""
    request = LocalContext.request.get(None)
    client = getattr(request, "client", None)
    return str(client.host) if client else ""


def _page(talk: Talk, *, keep: bool = False) -> View:
    """What shows the conversation; with ``keep``, the browser keeps it as it is now."""
    note = render.note_of(talk.turns[-1]) if talk.turns else ""
    kept = record(talk, talk) if keep else gr.skip()
    return talk, render.messages_of(talk.turns), frame.note_html(note), kept


def record(talk: Talk, shown: Talk) -> str:
    """What the browser is to keep, and the key of the conversation that the page shows."""
    return letter({"talk": talk.to_json(), "shown": shown.key})
