"""The command ``ipqa mcp``."""

from __future__ import annotations

from ipqa.command_line import Store, settings_of


def mcp(store: Store = None) -> None:
    """Serve the articles to an MCP client, over standard input and output.

    Asks the chat that serves the same store on this machine, or opens the store itself.
    """
    settings = settings_of(store)
    from ipqa.mcp.stdio import run

    run(settings)
