"""Passing questions on to a running chat, or opening the store where there is none."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import quote

import httpx

from ipqa.api.desk import Desk
from ipqa.api.schemas import AskIn, SearchIn
from ipqa.errors import ServerError
from ipqa.mcp.beacon import Beacon, find
from ipqa.mcp.source import DeskSource, Source, ToldError
from ipqa.settings import Settings

_log = logging.getLogger(__name__)


class ChatSource:
    """Answers from a chat that runs on this machine; hanging up ends its work."""

    def __init__(self, beacon: Beacon) -> None:
        self._url = beacon.url
        self._headers = {"Authorization": f"Bearer {beacon.key}"}

    async def ask(self, asked: AskIn) -> dict[str, Any]:
        """The answer."""
        return await self._send("POST", "/api/ask", asked.model_dump())

    async def search(self, asked: SearchIn) -> dict[str, Any]:
        """The passages."""
        return await self._send("POST", "/api/search", asked.model_dump())

    async def article(self, article_id: str) -> dict[str, Any]:
        """An article with its text."""
        return await self._send("GET", f"/api/articles/{quote(article_id)}")

    async def _send(self, method: str, path: str, body: Any = None) -> dict[str, Any]:
        """What the chat says. Raises ``httpx.TransportError`` when there is none any more."""
        async with httpx.AsyncClient(
            base_url=self._url, headers=self._headers, timeout=None, trust_env=False
        ) as client:
            reply = await client.request(method, path, json=body)
        try:
            found = reply.json()
            if reply.is_success and isinstance(found, dict):
                return found
            words = str(found["error"]["message"])
        except (ValueError, KeyError, TypeError) as error:
            raise ServerError(self._url, f"status {reply.status_code}") from error
        raise ToldError(f"{words[:1].lower()}{words[1:]}")


class Relay:
    """The chat that serves the store, as long as there is one; else an assistant of its own."""

    def __init__(self, settings: Settings, open_desk: Callable[[], Desk] | None = None) -> None:
        self._settings = settings
        self._open = open_desk or (lambda: open_desk_of(settings))
        self._own: DeskSource | None = None
        self._chat: ChatSource | None = None
        self._look()

    @property
    def passes_on(self) -> bool:
        """Whether a running chat is asked."""
        return self._chat is not None

    async def ask(self, asked: AskIn) -> dict[str, Any]:
        """The answer."""
        return await self._try(lambda source: source.ask(asked))

    async def search(self, asked: SearchIn) -> dict[str, Any]:
        """The passages."""
        return await self._try(lambda source: source.search(asked))

    async def article(self, article_id: str) -> dict[str, Any]:
        """An article with its text."""
        return await self._try(lambda source: source.article(article_id))

    async def _try(self, work: Callable[[Source], Awaitable[dict[str, Any]]]) -> dict[str, Any]:
        if self._chat is not None:
            try:
                return await work(self._chat)
            except httpx.TransportError:
                _log.warning("the chat is gone: looking for another, or opening the store here")
                self._look()
            if self._chat is not None:
                return await work(self._chat)
        return await work(self._mine())

    def _look(self) -> None:
        beacon = find(self._settings.store)
        self._chat = ChatSource(beacon) if beacon else None

    def _mine(self) -> DeskSource:
        if self._own is None:
            self._own = DeskSource(self._open())
        return self._own


def open_desk_of(settings: Settings) -> Desk:
    """A desk over an assistant of one's own; the models load at the first question."""
    from ipqa.assistant import Assistant

    return Desk(Assistant(settings), settings)
