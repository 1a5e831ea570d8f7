"""The page around a scripted assistant, as a server."""

from __future__ import annotations

import time
from typing import Any

from ipqa.settings import load_settings
from ipqa.web.app import build
from ipqa.web.server import serve

from .scripted import Scripted


class Served:
    """A scripted assistant and the address of its page, until the end of a ``with`` block."""

    def __init__(self, assistant: Scripted | None = None, **settings: Any) -> None:
        self.assistant = assistant or Scripted()
        self.settings = load_settings(port=0, **settings)
        self.blocks = build(self.assistant, self.settings)
        self.url = serve(self.blocks, self.settings)

    def __enter__(self) -> Served:
        return self

    def __exit__(self, *_: object) -> None:
        self.blocks.close(verbose=False)

    def closed(self, question: str) -> bool:
        """Whether the work on ``question`` has ended, within two seconds."""
        deadline = time.monotonic() + 2
        while time.monotonic() < deadline:
            if question in self.assistant.closed:
                return True
            time.sleep(0.02)
        return False
