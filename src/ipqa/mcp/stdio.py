"""``ipqa mcp``: MCP over standard input and output."""

from __future__ import annotations

import logging
import sys

import anyio

from ipqa.mcp.relay import Relay
from ipqa.mcp.tools import server
from ipqa.settings import Settings


def run(settings: Settings) -> None:
    """Serves one client until it closes its end; nothing but the protocol is on standard output."""
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="ipqa: %(message)s")
    anyio.run(server(Relay(settings)).run_stdio_async)
