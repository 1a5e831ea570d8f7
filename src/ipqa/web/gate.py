"""The gate in front of Gradio's server: what the chat needs passes, the rest does not exist.

Gradio opens more doors than a chat uses (a proxy, files, run records). And the page
must not fetch anything from elsewhere, which the browser enforces when it is told so.
"""

from __future__ import annotations

import asyncio
import re
from typing import Final
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ipqa.api.keys import is_loopback
from ipqa.errors import IpqaError, UploadDiskFullError, is_disk_full
from ipqa.uploads import ENVELOPE, Admission, Uploads
from ipqa.web import texts

_OPEN: Final = re.compile(
    r"/(?:config/?|theme\.css|favicon\.ico|robots\.txt|manifest\.json|login_check/?)?"
    r"|/(?:assets|static|svelte)/.*"
    r"|/(?:healthz|docs|openapi\.json|mcp)/?|/(?:api|v1)/.*"
    r"|/gradio_api/(?:upload|app_id/?|info/?|openapi\.json|startup-events|theme\.css|cancel|reset/?"
    r"|heartbeat/[^/]+|queue/(?:join|data)|(?:call|run|api)/.*)"
)

# Gradio's page evaluates templates, so scripts need 'unsafe-eval'; nothing may come from elsewhere.
_POLICY: Final = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "worker-src 'self' blob:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'self'"
)

# The name of each holds a hash of what is in it.
_LASTING: Final = re.compile(r"/assets/")

_UPLOAD: Final = "/gradio_api/upload"

BODY: Final = 16 * 1024 * 1024
"""The largest body of any other request, in bytes. A conversation is sent as a whole, and browsers
keep five million letters, of three bytes each at most."""

LOOPBACK: Final = ("localhost", "127.0.0.1", "::1")


_LOGIN: Final = re.compile(r"/(?:login|logout)/?")


class Gate:
    """ASGI middleware: an allow-list of paths, and headers that keep the page to itself.

    A server on the loopback address is called by that name only: a website that points a name of
    its own to this machine, to read along in the visitor's browser, is turned away. So is what
    another website's scripts or forms send. ``root_path`` is the prefix or the whole address
    under which a proxy serves the page; ``login`` opens the doors of Gradio's login. With
    ``uploads`` files may come in, as far as its limits go; without it none.
    """

    def __init__(
        self,
        app: ASGIApp,
        host: str,
        *,
        root_path: str = "",
        login: bool = False,
        uploads: Uploads | None = None,
    ) -> None:
        self.app = app
        self._uploads = uploads
        self._login = login
        public = urlsplit(root_path)
        self._prefix = public.path.rstrip("/")
        self._public = public.netloc.lower()
        names = {*LOOPBACK, host, _host_name(self._public)} - {""}
        self._names = names if is_loopback(host) else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request, or lets it through."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if self._prefix and scope["path"].startswith(f"{self._prefix}/"):
            # Some proxies leave the prefix in place.
            path = scope["path"].removeprefix(self._prefix)
            scope = {**scope, "path": path, "raw_path": quote(path).encode()}
        if not self._is_open(scope["path"]):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
            return
        if self._names and _host_name(Headers(scope=scope).get("host", "")) not in self._names:
            await PlainTextResponse(texts.OTHER_NAME, status_code=421)(scope, receive, send)
            return
        if self._is_foreign(Headers(scope=scope)):
            await PlainTextResponse(texts.OTHER_SITE, status_code=403)(scope, receive, send)
            return

        most, admission = BODY, None
        if self._uploads and scope["path"] == _UPLOAD and scope["method"] == "POST":
            # Nothing of what is too large is read at all.
            most = self._uploads.most_bytes + ENVELOPE
            admitted = await asyncio.to_thread(self._admitted, Headers(scope=scope))
            if isinstance(admitted, str):
                await PlainTextResponse(admitted, status_code=413)(scope, receive, send)
                return
            admission = admitted
        elif _length(Headers(scope=scope)) > BODY:
            await PlainTextResponse(texts.TOO_LARGE, status_code=413)(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = _POLICY
                headers["Referrer-Policy"] = "no-referrer"
                headers["X-Content-Type-Options"] = "nosniff"
                if _LASTING.match(scope["path"]) and message["status"] == 200:
                    headers["Cache-Control"] = "public, max-age=31536000, immutable"
            await send(message)

        body = _Body(receive, most)
        try:
            await self.app(scope, body, guarded)
        except ClientDisconnect:
            # Somebody closed the page in the middle, which is nothing for the terminal.
            if body.left < 0:
                await PlainTextResponse(texts.TOO_LARGE, status_code=413)(scope, receive, send)
        except OSError as error:
            if not admission or not self._uploads or not is_disk_full(error):
                raise
            full = UploadDiskFullError(self._uploads.arriving or self._uploads.folder)
            await PlainTextResponse(str(full), status_code=507)(scope, receive, send)
        finally:
            if admission and self._uploads and not body.read:
                # Somebody who is not logged in, for example.
                self._uploads.dismiss(admission)

    def _is_open(self, path: str) -> bool:
        if path == _UPLOAD and self._uploads is None:
            return False
        return bool(_OPEN.fullmatch(path) or (self._login and _LOGIN.fullmatch(path)))

    def _admitted(self, headers: Headers) -> Admission | str:
        """The admission of what is being uploaded, or why it can't be taken."""
        length = _length(headers)
        assert self._uploads is not None
        try:
            return self._uploads.admit(None if length < 0 else length)
        except IpqaError as error:
            return str(error)

    def _is_foreign(self, headers: Headers) -> bool:
        """Whether a page of another website sends this, as browsers tell."""
        origin = headers.get("origin")
        if origin is None or headers.get("sec-fetch-site") == "same-origin":
            return False
        # A browser lets no script set the third one for another site without asking first.
        forwarded = headers.get("x-forwarded-host", "").partition(",")[0].strip()
        own = (headers.get("host", ""), self._public, forwarded)
        return urlsplit(origin).netloc.lower() not in {name.lower() for name in own if name}


class _Body:
    """The body of a request, cut off where it is longer than ``most`` bytes."""

    def __init__(self, receive: Receive, most: int) -> None:
        self._receive = receive
        self.left = most
        self.read = 0

    async def __call__(self) -> Message:
        """The next message."""
        message = await self._receive()
        if message["type"] == "http.request":
            size = len(message.get("body", b""))
            self.read += size
            self.left -= size
            if self.left < 0:
                return {"type": "http.disconnect"}
        return message


def _length(headers: Headers) -> int:
    """The length that a request tells, in bytes; -1 where it tells none."""
    length = headers.get("content-length", "")
    return int(length) if re.fullmatch(r"[0-9]{1,18}", length) else -1


def _host_name(header: str) -> str:
    """The name in a ``Host`` header, without port and brackets."""
    name = header.rpartition(":")[0] if re.search(r":\d+$", header) else header
    return name.strip("[]").lower()
