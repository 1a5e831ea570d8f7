"""Limits on what comes in: how many requests from one address, and how large they may be."""

from __future__ import annotations

import math
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import Final

from starlette.types import Message, Receive

from ipqa.errors import TooManyRequestsError

BODY: Final = 1_048_576
"""The largest body of a request, in bytes."""

_MINUTE: Final = 60.0
_ADDRESSES: Final = 10_000


class RateLimit:
    """At most ``limit`` requests of one address within a minute; 0 means any number.

    Safe to share between threads: the page's endpoint ``ask`` has threads of its own.
    """

    def __init__(self, limit: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.limit = limit
        self._clock = clock
        self._seen: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def count(self, address: str) -> None:
        """Counts a request. Raises ``TooManyRequestsError``, and does not count that one."""
        if self.limit:
            with self._lock:
                self._count(address)

    def _count(self, address: str) -> None:
        now = self._clock()
        times = self._seen.setdefault(address, deque())
        self._seen.move_to_end(address)
        while len(self._seen) > _ADDRESSES:  # those that were not heard of for longest
            self._seen.popitem(last=False)
        while times and times[0] <= now - _MINUTE:
            times.popleft()
        if len(times) >= self.limit:
            raise TooManyRequestsError(self.limit, math.ceil(times[0] + _MINUTE - now))
        times.append(now)


async def read_body(receive: Receive, declared: str | None) -> Receive | None:
    """What hands out a request's body, read here as a whole; ``None`` where it is too large."""
    if declared and declared.isdigit() and int(declared) > BODY:
        return None
    body = bytearray()
    more = True
    while more:
        message = await receive()
        if message["type"] != "http.request":
            gone = message
            return _then([gone], receive)
        body += message.get("body", b"")
        more = message.get("more_body", False)
        if len(body) > BODY:
            return None
    whole: Message = {"type": "http.request", "body": bytes(body), "more_body": False}
    return _then([whole], receive)


def _then(messages: list[Message], receive: Receive) -> Receive:
    async def replay() -> Message:
        return messages.pop(0) if messages else await receive()

    return replay
