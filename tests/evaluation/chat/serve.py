"""A chat around the scripted assistant, as a command: it says its address and serves on."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from web.scripted import Scripted

from ipqa.api.app import Doors
from ipqa.api.desk import Desk
from ipqa.events import Event
from ipqa.settings import load_settings
from ipqa.web.app import build
from ipqa.web.server import serve


class Slow(Scripted):
    """Takes a while for each answer, so that others have to wait."""

    def stream(self, *given: Any, **named: Any) -> Iterator[Event]:
        time.sleep(0.3)
        yield from super().stream(*given, **named)


if __name__ == "__main__":
    settings = load_settings(port=0)
    desk = Desk(Slow(), settings)
    doors = Doors(desk)
    blocks = build(desk, settings, doors.rate)
    print(f"The chat is at {serve(blocks, settings, doors)} (Ctrl+C ends it)", flush=True)
    desk.start()
    blocks.block_thread()
