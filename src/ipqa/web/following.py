"""Following a blocking iterator from the event loop, and leaving it at any moment."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import TypeVar

Item = TypeVar("Item")


async def follow(start: Callable[[], Iterator[Item]]) -> AsyncGenerator[Item, None]:
    """The items of ``start()``, which runs in a thread of its own.

    A thread for each question, because a question that waits for the model must not hold one of
    the server's. Closing this generator returns at once; the thread closes the iterator, and
    with it the model's work, as soon as the iterator hands over its next item.
    """
    loop = asyncio.get_running_loop()
    inbox: asyncio.Queue[Item | Exception | None] = asyncio.Queue()
    left = threading.Event()

    def send(item: Item | Exception | None) -> None:
        # The loop is closed when the server went away in the meantime.
        if not loop.is_closed():
            loop.call_soon_threadsafe(inbox.put_nowait, item)

    def work() -> None:
        try:
            items = start()
            try:
                for item in items:
                    if left.is_set():
                        break
                    send(item)
            finally:
                # A generator has to be closed by the thread that runs it.
                if close := getattr(items, "close", None):
                    close()
        except Exception as error:
            send(error)
        finally:
            send(None)

    threading.Thread(target=work, name="ipqa-answer", daemon=True).start()
    try:
        while (item := await inbox.get()) is not None:
            if isinstance(item, Exception):
                raise item
            yield item
    finally:
        left.set()
