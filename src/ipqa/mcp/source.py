"""Where the tools get their answers from: here, or from a chat that runs on this machine."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any, Protocol, TypeVar

from ipqa.api import contract
from ipqa.api.desk import Desk
from ipqa.api.schemas import AskIn, SearchIn
from ipqa.errors import IpqaError
from ipqa.events import Final
from ipqa.following import Following

Item = TypeVar("Item")


class ToldError(IpqaError):
    """A failure in the words of a running chat."""


class Source(Protocol):
    """What the tools need; everything as the JSON contract has it. Raises ``IpqaError``."""

    async def ask(self, asked: AskIn) -> dict[str, Any]:
        """The answer."""

    async def search(self, asked: SearchIn) -> dict[str, Any]:
        """The passages."""

    async def article(self, article_id: str) -> dict[str, Any]:
        """An article with its text."""


class DeskSource:
    """Answers from a desk in this process; a call that is cancelled ends the work."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def ask(self, asked: AskIn) -> dict[str, Any]:
        """The answer."""
        history = [turn.model_dump() for turn in asked.history]
        filters = asked.filters.chosen() if asked.filters else None
        events = Following(lambda: self._desk.stream(asked.question, history, filters))
        async for event in _kept(events):
            if isinstance(event, Final):
                return contract.answer_json(event.answer)
        raise AssertionError("a stream ends with its answer")

    async def search(self, asked: SearchIn) -> dict[str, Any]:
        """The passages."""
        filters = asked.filters.chosen() if asked.filters else None
        hits = await _once(lambda: self._desk.search(asked.question, asked.k, filters))
        return contract.hits_json(asked.question, hits)

    async def article(self, article_id: str) -> dict[str, Any]:
        """An article with its text."""
        found = await _once(lambda: self._desk.article(article_id))
        return contract.article_json(found, with_text=True)


async def _once(work: Callable[[], Item]) -> Item:
    def start() -> Iterator[Item]:
        yield work()

    async for item in _kept(Following(start)):
        return item
    raise AssertionError("the work gives one thing")


async def _kept(items: Following[Item]) -> AsyncGenerator[Item, None]:
    try:
        async for item in items:
            yield item
    finally:
        items.leave()
