"""The doors for programs, in front of the page's server: keys, limits, then the API or MCP."""

from __future__ import annotations

import contextlib
import re
from collections.abc import AsyncGenerator
from typing import Any, Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Receive, Scope, Send

from ipqa.api import openai_api, rest
from ipqa.api.desk import Desk
from ipqa.api.docs_page import docs_html
from ipqa.api.failures import failure, on_error, on_http, on_shape, told
from ipqa.api.keys import may_enter, program_secret
from ipqa.api.limits import RateLimit, read_body
from ipqa.api.responses import Json
from ipqa.errors import IpqaError
from ipqa.mcp.http import McpOverHttp

PATHS: Final = re.compile(r"/(?:healthz|docs|openapi\.json|mcp)/?|/(?:v1|api)/.*")
"""What belongs to programs; the rest is the page's."""

_PUBLIC: Final = ("/healthz", "/docs", "/openapi.json")
_LOGINS: Final = 10
_TITLE: Final = "ipqa for programs"
_ABOUT: Final = (
    "Answers from the indexed articles, every sentence with the exact words it rests on. Where a "
    "token is set, send it as 'Authorization: Bearer TOKEN'."
)


class Doors:
    """What ``DoorsMiddleware`` opens for programs; made once for a server."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.api = api(desk)
        self.mcp = McpOverHttp(desk)
        self.rate = RateLimit(desk.settings.rate)
        self.logins = RateLimit(_LOGINS)
        secret = program_secret(desk.settings)
        self.keys = (secret, desk.key) if secret else ()

    @contextlib.asynccontextmanager
    async def lifespan(self, _app: Any) -> AsyncGenerator[None]:
        """What has to run as long as the server does."""
        async with self.mcp.running():
            yield


class DoorsMiddleware:
    """ASGI middleware: answers programs itself, and hands everything else on."""

    def __init__(self, app: ASGIApp, doors: Doors) -> None:
        self.app = app
        self._doors = doors

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or hands it on."""
        path = scope.get("path", "")
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif PATHS.fullmatch(path):
            await self._program(scope, receive, send)
        elif refusal := self._login_refusal(scope):
            await refusal(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    async def _program(self, scope: Scope, receive: Receive, send: Send) -> None:
        doors, path, headers = self._doors, scope["path"], Headers(scope=scope)
        if refusal := self._counted(scope, doors.rate) if scope["method"] == "POST" else None:
            await refusal(scope, receive, send)
            return
        if doors.keys and path.rstrip("/") not in _PUBLIC:
            given = headers.get("authorization", "")
            if not may_enter(given, *doors.keys):
                await _no_key(path)(scope, receive, send)
                return
        if path.rstrip("/") == "/mcp":
            await doors.mcp(scope, receive, send)
            return
        replay = await read_body(receive, headers.get("content-length"))
        if replay is None:
            message = "The body is larger than 1 MiB: send less"
            await failure(path, 413, message, "too_large")(scope, receive, send)
            return
        await doors.api(scope, replay, send)

    def _login_refusal(self, scope: Scope) -> Response | None:
        """Guessing a password is slowed down."""
        if scope["method"] == "POST" and scope["path"].rstrip("/") == "/login":
            return self._counted(scope, self._doors.logins)
        return None

    def _counted(self, scope: Scope, rate: RateLimit) -> Response | None:
        """Counts a request; gives the refusal if there were too many."""
        try:
            rate.count(scope["client"][0] if scope.get("client") else "")
        except IpqaError as error:
            status, body, headers = told(scope["path"], error)
            return Json(body, status_code=status, headers=headers)
        return None


def api(desk: Desk) -> FastAPI:
    """The REST API and the OpenAI-compatible one, with the page that describes them."""
    app = FastAPI(title=_TITLE, description=_ABOUT, docs_url=None, redoc_url=None)
    app.include_router(rest.routes(desk))
    app.include_router(openai_api.routes(desk))
    app.add_exception_handler(IpqaError, on_error)
    app.add_exception_handler(rest.GoneError, _on_gone)
    app.add_exception_handler(RequestValidationError, on_shape)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(Exception, on_error)

    @app.get("/docs", include_in_schema=False)
    async def docs() -> HTMLResponse:
        return HTMLResponse(docs_html(app.openapi()))

    return app


def _no_key(path: str) -> Json:
    message = "A token is needed: send it as 'Authorization: Bearer TOKEN'"
    return failure(path, 401, message, "no_token", headers={"WWW-Authenticate": "Bearer"})


async def _on_gone(_request: Request, _error: Exception) -> Response:
    return Response(status_code=499)  # nobody is there to read it
