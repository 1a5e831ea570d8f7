"""Following a blocking iterator from the event loop, and leaving it at any moment."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

from ipqa.stopping import Stop, StoppedError, under

Item = TypeVar("Item")


class Following(Generic[Item]):
    """The items of ``start()``, which runs in a thread of its own.

    A thread for each question, because a question that waits for the model must not hold one of
    the server's. Leaving takes effect at once here; the thread ends the model's work, which looks
    at the thread's ``Stop``, and closes the iterator. Made on the event loop.
    """

    def __init__(self, start: Callable[[], Iterator[Item]]) -> None:
        self._start = start
        self._loop = asyncio.get_running_loop()
        self._inbox: asyncio.Queue[Item | Exception | None] = asyncio.Queue()
        self._stop = Stop()
        threading.Thread(target=self._work, name="ipqa-answer", daemon=True).start()

    def leave(self) -> None:
        """Ends the iteration, also while it waits for an item."""
        self._stop.say()
        self._send(None)

    def __aiter__(self) -> Following[Item]:
        return self

    async def __anext__(self) -> Item:
        """The next item; an error of the iterator comes out here."""
        item = None if self._stop.said else await self._inbox.get()
        if item is None or self._stop.said:
            raise StopAsyncIteration
        if isinstance(item, Exception):
            raise item
        return item

    def _send(self, item: Item | Exception | None) -> None:
        # The loop is closed when the server went away in the meantime.
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(self._inbox.put_nowait, item)

    def _work(self) -> None:
        try:
            with under(self._stop):
                items = self._start()
                try:
                    for item in items:
                        if self._stop.said:
                            break
                        self._send(item)
                finally:
                    # A generator has to be closed by the thread that runs it.
                    if close := getattr(items, "close", None):
                        close()
        except StoppedError:
            pass
        except Exception as error:
            self._send(error)
        finally:
            self._send(None)
