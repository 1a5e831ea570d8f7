"""How many requests from one address, and how large."""

from __future__ import annotations

import asyncio

import pytest
from starlette.types import Message

from ipqa.api.limits import BODY, RateLimit, read_body
from ipqa.errors import TooManyRequestsError


def test_each_address_has_a_minute_of_its_own() -> None:
    now = [0.0]
    rate = RateLimit(2, lambda: now[0])
    for at in (0.0, 10.0):
        now[0] = at
        rate.count("a")
    rate.count("b")
    with pytest.raises(TooManyRequestsError) as refusal:
        rate.count("a")
    assert refusal.value.retry_after == 50
    now[0] = 60.0
    rate.count("a")


def test_no_limit_is_no_limit() -> None:
    rate = RateLimit(0)
    for _ in range(1000):
        rate.count("a")


def read(parts: list[bytes], declared: str | None = None) -> bytes | None:
    messages: list[Message] = [
        {"type": "http.request", "body": part, "more_body": number < len(parts)}
        for number, part in enumerate(parts, 1)
    ]

    async def receive() -> Message:
        return messages.pop(0)

    async def body() -> bytes | None:
        replay = await read_body(receive, declared)
        return (await replay())["body"] if replay else None

    return asyncio.run(body())


def test_a_body_comes_as_a_whole() -> None:
    assert read([b"ab", b"c"]) == b"abc"


def test_too_large_a_body_is_not_read_to_its_end() -> None:
    assert read([b"x" * BODY, b"x", b"never"]) is None
    assert read([b"never"], str(BODY + 1)) is None
