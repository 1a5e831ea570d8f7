"""What happens when somebody does something on the page."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncGenerator, Iterator, Sequence
from typing import Any, Protocol

import gradio as gr

from ipqa.api.contract import answer_json
from ipqa.article import Answer, Message
from ipqa.errors import FilterError, IpqaError
from ipqa.events import Event
from ipqa.filters import Filters, without_paths
from ipqa.index.filtering import Choices
from ipqa.web import controls, frame, texts
from ipqa.web.following import Following
from ipqa.web.turns import Turn, Turns, history_of, messages_of
from ipqa.web.warmup import Warmup

_log = logging.getLogger(__name__)

View = tuple[Any, ...]
"""What a step changes: the box, the turns, the messages and the note for screen readers."""

_NOTHING: View = (gr.skip(),) * 4


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
    """The steps of one page; what a session says is in its own turns, not here.

    While an answer comes about, nothing else writes to its page: "stop" and "clear" only tell the
    answering step, which then shows the outcome. Two writers would overtake each other.
    """

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        self._running: dict[str, Following[Event]] = {}
        self._cleared: set[str] = set()
        self.warmup = Warmup(assistant.warm)

    async def answer(self, question: str, turns: Turns, *chosen: Any) -> AsyncGenerator[View, None]:
        """Answers ``question`` as the next turn, from the articles that were ``chosen``."""
        question = question.strip()
        if not question:
            yield frame.box(), turns, messages_of(turns), ""
            return
        try:
            filters = controls.chosen(*chosen)
        except FilterError as error:
            yield frame.box(keep=True), *_page((*turns, Turn(question).failed(str(error))))
            return
        turn = Turn.begin(question, str(filters))
        history = history_of(turns)
        events = Following(lambda: self._assistant.stream(question, history, filters))
        self._running[turn.key] = events
        try:
            yield frame.box(running=True), *_page((*turns, turn))
            async for event in events:
                turn = turn.after(event)
                if not turn.done:
                    yield gr.skip(), *_page((*turns, turn))
        except IpqaError as error:
            turn = turn.failed(str(error))
        except Exception:
            _log.exception("a question could not be answered")
            turn = turn.failed(texts.UNEXPECTED)
        finally:
            events.leave()
            del self._running[turn.key]
            cleared = turn.key in self._cleared
            self._cleared.discard(turn.key)
        # An answer without its end was stopped by a person.
        shown = () if cleared else (*turns, turn.stopped())
        yield frame.box(keep=True), *_page(shown)

    async def example(
        self,
        turns: Turns,
        sources: list[str],
        since: str,
        until: str,
        languages: list[str],
        folders: list[str],
        picked: gr.SelectData,
    ) -> AsyncGenerator[View, None]:
        """Asks the example question that was picked, of the articles that were chosen."""
        chosen = (sources, since, until, languages, folders)
        answered = self.answer(picked.value["text"], turns, *chosen)
        async with contextlib.aclosing(answered) as views:
            async for view in views:
                yield view

    async def stop(self, turns: Turns) -> View:
        """Ends the answer that is coming about; its verified sentences stay."""
        if self._leave(turns):
            return _NOTHING
        # Whatever was answering is gone, with an earlier server for example.
        turns = (*turns[:-1], *(turn.stopped() for turn in turns[-1:]))
        return frame.box(keep=True), *_page(turns)

    async def clear(self, turns: Turns) -> View:
        """Empties the conversation."""
        if self._leave(turns):
            self._cleared.add(turns[-1].key)
            return _NOTHING
        return frame.box(), *_page(())

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

    def _leave(self, turns: Turns) -> bool:
        events = self._running.get(turns[-1].key) if turns else None
        if events:
            events.leave()
        return events is not None


def _page(turns: Turns) -> tuple[Turns, list[Message], str]:
    note = turns[-1].note if turns else ""
    return turns, messages_of(turns), frame.note_html(note)
