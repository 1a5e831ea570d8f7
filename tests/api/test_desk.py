"""The desk: one line for the page and programs, and what both see of it."""

from __future__ import annotations

import asyncio
import threading
import time
from pathlib import Path

import pytest
from web.scripted import Scripted

from ipqa.api import desk as desks
from ipqa.api.desk import Desk
from ipqa.errors import EmptyIndexError, QueueFullError, StoreBusyError, UnknownArticleError
from ipqa.events import Final, Status
from ipqa.following import Following
from ipqa.settings import load_settings
from ipqa.web.chat import Chat
from ipqa.web.turns import Talk


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "_LOOK_SECONDS", 0.02)


def desk_for(waiting: int) -> tuple[Scripted, Desk]:
    assistant = Scripted()
    return assistant, Desk(assistant, load_settings(waiting=waiting))


def test_who_waits_is_told_the_place_in_line() -> None:
    assistant, desk = desk_for(3)
    first, second, third = desk.stream("forever"), desk.stream("When?"), desk.stream("Where?")
    next(first)
    assert next(second) == Status("waiting", "waiting: 1 question before yours")
    assert next(third) == Status("waiting", "waiting: 2 questions before yours")
    first.close()  # type: ignore[attr-defined]
    assert assistant.closed == ["forever"]
    events = list(second)
    assert isinstance(events[-1], Final)
    assert isinstance(list(third)[-1], Final)
    assert [question for question, _ in assistant.asked] == ["forever", "When?", "Where?"]


def test_what_comes_first_is_done_once_and_waited_for() -> None:
    done: list[str] = []
    desk = Desk(Scripted(), load_settings(), lambda: done.append("indexed"))
    events = list(desk.stream("When?"))
    assert events[0] == Status("loading", desks.PREPARING)
    assert isinstance(events[-1], Final)
    assert desk.state == "ready"
    desk.warm()
    assert Status("loading", desks.PREPARING) not in list(desk.stream("Where?"))
    assert done == ["indexed"]


def test_who_leaves_while_the_index_is_made_gives_the_place_up() -> None:
    made = threading.Event()
    desk = Desk(Scripted(), load_settings(waiting=1), made.wait)
    desk.start()

    async def leave() -> None:
        events = Following(lambda: desk.stream("When?"))
        assert await anext(events) == Status("loading", desks.PREPARING)
        events.leave()

    try:
        asyncio.run(leave())
        deadline = time.monotonic() + 5
        while desk._line.places and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not desk._line.places
    finally:
        made.set()


def test_what_comes_first_is_tried_again_where_it_failed() -> None:
    outcomes = [EmptyIndexError(Path("/store")), None]

    def first() -> None:
        if error := outcomes.pop(0):
            raise error

    desk = Desk(Scripted(), load_settings(), first)
    with pytest.raises(EmptyIndexError):
        desk.warm()
    assert desk.state == "failed"
    assert desk.ask("When?").text
    assert outcomes == []


def test_a_full_line_takes_nobody() -> None:
    _, desk = desk_for(1)
    first = desk.stream("forever")
    next(first)
    with pytest.raises(QueueFullError):
        next(desk.stream("When?"))
    first.close()  # type: ignore[attr-defined]
    assert desk.ask("When?").text


def test_a_failed_answer_gives_its_place_up() -> None:
    _, desk = desk_for(1)
    for _ in range(3):
        with pytest.raises(RuntimeError):
            desk.ask("a bug?")
    assert desk.ask("When?").text


def test_the_page_stands_in_the_same_line() -> None:
    _, desk = desk_for(2)
    holding = desk.stream("forever")
    next(holding)
    threading.Timer(0.3, holding.close).start()  # type: ignore[attr-defined]

    async def notes() -> list[str]:
        return [view[3] async for view in Chat(desk).answer("When?", Talk())]

    shown = asyncio.run(notes())
    assert any("1 question before yours" in note for note in shown)
    assert not any("No answer" in note for note in shown)


def test_models_load_once_whoever_asks() -> None:
    assistant, desk = desk_for(1)
    loaded: list[None] = []
    assistant.warm = lambda: loaded.append(None)  # type: ignore[method-assign]
    desk.start()
    desk.warm()
    desk.warm()
    assert (desk.state, len(loaded)) == ("ready", 1)


def test_an_article_that_is_not_there_is_told() -> None:
    with pytest.raises(UnknownArticleError):
        desk_for(1)[1].article("none")


def test_who_removes_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desks, "_BUSY_SECONDS", 0.05)
    assistant, desk = desk_for(1)
    made, begun = threading.Event(), threading.Event()

    def index(*_: object) -> None:
        begun.set()
        made.wait(10)

    monkeypatch.setattr(assistant, "index", index)
    work = threading.Thread(target=desk.index)
    work.start()
    try:
        assert begun.wait(5)
        with pytest.raises(StoreBusyError):
            desk.remove(["corpus/treaty.md"])
    finally:
        made.set()
        work.join()
    assert desk.remove(["corpus/treaty.md"]) == ["corpus/treaty.md"]
