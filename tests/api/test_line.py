"""First come, first served, and no more than may wait."""

from __future__ import annotations

import threading

import pytest

from ipqa.api.line import Line
from ipqa.errors import QueueFullError


def test_the_first_is_served_and_the_others_know_their_place() -> None:
    line = Line(limit=3)
    first, second, third = line.enter(), line.enter(), line.enter()
    assert [first.ahead, second.ahead, third.ahead] == [0, 1, 2]
    assert first.wait(0)
    assert not second.wait(0)
    first.leave()
    assert second.wait(0)
    assert third.ahead == 1


def test_who_leaves_the_line_lets_the_others_move_up() -> None:
    line = Line(limit=3)
    with line.enter(), line.enter() as second:
        third = line.enter()
        second.leave()
        assert third.ahead == 1
        second.leave()


def test_a_full_line_says_when_to_come_again() -> None:
    line = Line(limit=2)
    line.pace = 10
    with line.enter(), line.enter():
        with pytest.raises(QueueFullError, match="2 question") as refusal:
            line.enter()
        assert refusal.value.retry_after == 20
    line.enter()


def test_several_may_be_served_at_once() -> None:
    line = Line(limit=3, at_once=2)
    places = [line.enter() for _ in range(3)]
    assert [place.ahead for place in places] == [0, 0, 1]


def test_who_waits_is_woken() -> None:
    line = Line(limit=2)
    first, second = line.enter(), line.enter()
    threading.Timer(0.05, first.leave).start()
    assert second.wait(5)
