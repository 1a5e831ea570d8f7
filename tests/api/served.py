"""A scripted assistant and the chat's server around it, with the doors for programs."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from typing import Any

import httpx
from web.scripted import Scripted

from ipqa.api.app import Doors
from ipqa.api.desk import Desk
from ipqa.settings import load_settings
from ipqa.web.app import build
from ipqa.web.server import serve


class Served:
    """The server's address, and what is behind it."""

    def __init__(self, assistant: Any, **settings: Any) -> None:
        self.assistant = assistant
        self.settings = load_settings(port=0, **settings)
        self.desk = Desk(assistant, self.settings)
        self.blocks = build(self.desk, self.settings)
        self.url = serve(self.blocks, self.settings, Doors(self.desk)).rstrip("/")

    def post(self, path: str, body: Any, **headers: str) -> httpx.Response:
        return httpx.post(f"{self.url}{path}", json=body, headers=headers, timeout=20)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"{self.url}{path}", headers=headers, timeout=20)

    def closed(self, question: str) -> bool:
        """Whether the work on ``question`` ends within a few seconds."""
        return self.within(lambda: question in self.assistant.closed)

    def within(self, holds: Callable[[], bool], seconds: float = 3) -> bool:
        """Whether something comes to hold within a few seconds."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if holds():
                return True
            time.sleep(0.02)
        return False


@contextlib.contextmanager
def serving(assistant: Any = None, **settings: Any) -> Iterator[Served]:
    """The chat, until the end of the block."""
    served = Served(assistant or Scripted(), **settings)
    try:
        yield served
    finally:
        served.blocks.close(verbose=False)
