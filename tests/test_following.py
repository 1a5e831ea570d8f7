"""A blocking iterator is followed without blocking, and closed when it is left."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import Iterator

import pytest

from ipqa.following import Following
from ipqa.stopping import current
from ipqa.web.warmup import Warmup


def test_all_items_arrive_in_order() -> None:
    async def collect() -> list[int]:
        return [item async for item in Following(lambda: iter(range(5)))]

    assert asyncio.run(collect()) == [0, 1, 2, 3, 4]


def test_an_error_arrives_after_the_items_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("late")

    async def collect(seen: list[int]) -> None:
        async for item in Following(items):
            seen.append(item)

    seen: list[int] = []
    with pytest.raises(ValueError, match="late"):
        asyncio.run(collect(seen))
    assert seen == [1]


def test_an_error_on_starting_arrives() -> None:
    def start() -> Iterator[int]:
        raise ValueError("early")

    async def collect() -> list[int]:
        return [item async for item in Following(start)]

    with pytest.raises(ValueError, match="early"):
        asyncio.run(collect())


def test_leaving_returns_at_once_and_closes_the_iterator() -> None:
    closed = threading.Event()

    def items() -> Iterator[int]:
        try:
            yield 1
            while True:
                time.sleep(0.3)
                yield 2
        finally:
            closed.set()

    async def leave() -> float:
        following = Following(items)
        await anext(following)
        started = time.monotonic()
        asyncio.get_running_loop().call_later(0.05, following.leave)
        assert [item async for item in following] == []
        return time.monotonic() - started

    assert asyncio.run(leave()) < 0.2
    assert closed.wait(2)


def test_leaving_ends_work_that_hands_nothing_over() -> None:
    ended = threading.Event()

    def items() -> Iterator[int]:
        try:
            yield 1
            while True:
                time.sleep(0.02)
                current().check()
        finally:
            ended.set()

    async def leave() -> None:
        following = Following(items)
        await anext(following)
        following.leave()
        assert [item async for item in following] == []

    asyncio.run(leave())
    assert ended.wait(2)


def test_following_does_not_block_the_loop() -> None:
    def items() -> Iterator[int]:
        time.sleep(0.3)
        yield 1

    async def count() -> int:
        ticks = 0

        async def tick() -> None:
            nonlocal ticks
            while True:
                await asyncio.sleep(0.01)
                ticks += 1

        ticking = asyncio.create_task(tick())
        async for _ in Following(items):
            pass
        ticking.cancel()
        return ticks

    assert asyncio.run(count()) > 5


def test_a_failed_warm_up_is_tried_again_on_the_next_start() -> None:
    tries: list[int] = []

    def warm() -> None:
        tries.append(1)
        if len(tries) == 1:
            raise RuntimeError("not yet")

    async def watch(warmup: Warmup) -> list[str]:
        return [state async for state, _ in warmup.watch()]

    warmup = Warmup(warm)
    warmup.start()
    assert asyncio.run(watch(warmup))[-1] == "failed"
    warmup.start()
    assert asyncio.run(watch(warmup))[-1] == "ready"
    warmup.start()
    assert asyncio.run(watch(warmup)) == ["ready"]
    assert len(tries) == 2
