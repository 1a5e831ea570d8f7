"""A stop from another thread ends what a thread does, and only that."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence

import pytest

from ipqa.generation.base import Choice, Source
from ipqa.generation.locked import Locked
from ipqa.generation.silent import Silent
from ipqa.stopping import Stop, StoppedError, current, under


class Counting(Silent):
    """A writer that writes for ever, unless it is stopped."""

    name = "counting"

    def __init__(self) -> None:
        self.tokens = 0
        self.begun = threading.Event()

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        return [Choice(candidate) for candidate in candidates]

    def state(self, question: str, short: str, source: Source) -> str:
        self.begun.set()
        while True:
            current().check()
            self.tokens += 1
            time.sleep(0.001)


class Asking(threading.Thread):
    """Somebody who asks a writer under a stop of their own."""

    def __init__(self, writer: Locked) -> None:
        super().__init__(daemon=True)
        self.stop = Stop()
        self.stopped = False
        self._writer = writer

    def run(self) -> None:
        try:
            with under(self.stop):
                self._writer.state("Who?", "nobody", Source(""))
        except StoppedError:
            self.stopped = True


def test_a_stop_ends_the_model_and_frees_the_lock() -> None:
    counting = Counting()
    writer = Locked(counting, threading.Lock())
    asking = Asking(writer)
    asking.start()
    assert counting.begun.wait(2)
    asking.stop.say()
    asking.join(2)
    assert asking.stopped
    tokens = counting.tokens
    assert [choice.text for choice in writer.choose("Who?", [], ["CBBC"])] == ["CBBC"]
    assert counting.tokens == tokens


def test_who_waits_for_the_model_can_leave() -> None:
    counting = Counting()
    writer = Locked(counting, threading.Lock())
    first, second = Asking(writer), Asking(writer)
    first.start()
    assert counting.begun.wait(2)
    second.start()
    second.stop.say()
    second.join(2)
    assert second.stopped
    assert first.is_alive()
    first.stop.say()
    first.join(2)
    assert first.stopped


def test_without_a_stop_nothing_is_checked_for() -> None:
    current().check()
    assert not current().said


def test_a_stop_holds_for_its_block_only() -> None:
    stop = Stop()
    stop.say()
    with under(stop), pytest.raises(StoppedError):
        current().check()
    current().check()


def test_calls_are_made_once_while_their_block_runs() -> None:
    stop, heard = Stop(), list[str]()
    with stop.calling(lambda: heard.append("left")):
        pass
    with stop.calling(lambda: heard.append("in time")):
        stop.say()
    with stop.calling(lambda: heard.append("late")):
        pass
    assert heard == ["in time", "late"]
