"""Ending the work on an answer from another thread, in the middle of what the model does.

Closing a generator takes effect at its next item, which may be a minute of a large model away. So
whoever follows an answer gives its thread a ``Stop``, and what takes long looks at it.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from contextvars import ContextVar

LOOK_SECONDS = 0.2
"""How often somebody who waits for a lock looks whether they are still wanted."""


class StoppedError(Exception):
    """The work was ended by whoever had asked for it; nobody is left to be told."""


class Stop:
    """The wish that some work ends: once said, for good. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._said = threading.Event()
        self._calls: list[Callable[[], None]] = []

    @property
    def said(self) -> bool:
        """Whether the work is to end."""
        return self._said.is_set()

    def say(self) -> None:
        """Ends the work: runs what ``calling`` was given, in this thread."""
        with self._lock:
            self._said.set()
            for call in self._calls:
                call()

    def check(self) -> None:
        """Raises ``StoppedError`` once the work is to end."""
        if self.said:
            raise StoppedError

    @contextlib.contextmanager
    def calling(self, call: Callable[[], None]) -> Iterator[None]:
        """While the block runs, a stop calls ``call``; at once where it was said before.

        ``call`` is short, raises nothing, and is not running any more when the block is left.
        """
        with self._lock:
            self._calls.append(call)
            if self.said:
                call()
        try:
            yield
        finally:
            with self._lock:
                self._calls.remove(call)

    @contextlib.contextmanager
    def holding(self, lock: threading.Lock) -> Iterator[None]:
        """Holds ``lock``. Raises ``StoppedError`` where the wait for it is to end."""
        while True:
            self.check()
            if lock.acquire(timeout=LOOK_SECONDS):
                break
        try:
            yield
        finally:
            lock.release()


_NEVER = Stop()
_current: ContextVar[Stop] = ContextVar("stop", default=_NEVER)


def current() -> Stop:
    """The stop of the work that this thread does; one that is never said, where it has none."""
    return _current.get()


@contextlib.contextmanager
def under(stop: Stop) -> Iterator[None]:
    """What this thread does in the block ends when ``stop`` is said."""
    token = _current.set(stop)
    try:
        yield
    finally:
        _current.reset(token)
