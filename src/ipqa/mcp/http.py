"""MCP over streamable HTTP, in the chat's process."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncGenerator
from urllib.parse import urlsplit

from mcp.server.transport_security import TransportSecuritySettings
from starlette.types import Receive, Scope, Send

from ipqa.api.desk import Desk
from ipqa.api.keys import is_loopback
from ipqa.api.limits import BODY
from ipqa.mcp.source import DeskSource
from ipqa.mcp.tools import server
from ipqa.settings import Settings

_SESSIONS = 100


class McpOverHttp:
    """An ASGI app that speaks MCP at ``/mcp``, while ``running``."""

    def __init__(self, desk: Desk) -> None:
        made = server(DeskSource(desk))
        self._app = made.streamable_http_app(
            streamable_http_path="/mcp",
            max_request_body_size=BODY,
            max_sessions=_SESSIONS,
            transport_security=_security(desk.settings),
        )
        self._sessions = made.session_manager

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncGenerator[None]:
        """Within it, sessions can be held."""
        async with self._sessions.run():
            yield

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request."""
        await self._app({**scope, "path": "/mcp", "raw_path": b"/mcp"}, receive, send)


def _security(settings: Settings) -> TransportSecuritySettings:
    """Names that a request may call this machine, against those that others point here."""
    if not is_loopback(settings.host):
        # By what name other machines know this one can't be known; they have to send a token.
        return TransportSecuritySettings(enable_dns_rebinding_protection=False)
    names = ["127.0.0.1", "localhost", "[::1]", settings.host]
    origins = [f"http://{name}" for name in names]
    public = urlsplit(settings.root_path)
    if public.netloc:
        names.append(public.netloc)
        origins.append(f"{public.scheme}://{public.netloc}")
    return TransportSecuritySettings(
        allowed_hosts=[*names, *(f"{name}:*" for name in names)],
        allowed_origins=[*origins, *(f"{origin}:*" for origin in origins)],
    )
