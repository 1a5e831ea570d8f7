"""Serving the page on this machine."""

from __future__ import annotations

import contextlib
import os
import socket
import tempfile
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any, Final

import gradio as gr
from gradio.route_utils import CustomCORSMiddleware
from gradio.utils import get_upload_folder
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware

from ipqa.api.app import Doors, DoorsMiddleware
from ipqa.api.keys import check_host, login
from ipqa.errors import PortInUseError
from ipqa.settings import Settings
from ipqa.uploads import Uploads
from ipqa.web import look, texts
from ipqa.web.gate import Gate

_WORTH_IT: Final = 2000
"""Bytes from which on an answer is compressed."""


def check_port(host: str, port: int) -> None:
    """Raises ``PortInUseError`` when nothing can listen there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        # As the server does, or a port that was closed a moment ago would seem taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise PortInUseError(host, port) from error


def free_port(host: str) -> int:
    """A port that nothing listens on now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def serve(
    blocks: gr.Blocks,
    settings: Settings,
    doors: Doors | None = None,
    *,
    open_browser: bool = False,
) -> str:
    """Starts the server in a thread of its own and returns the page's address.

    With ``doors`` programs can come in as well. Port 0 means any free one. Raises
    ``PortInUseError``, and ``OpenHostError`` where everybody could come in.
    """
    check_host(settings)
    uploads = Uploads(settings)
    middleware = [
        Middleware(
            Gate,
            host=settings.host,
            root_path=settings.root_path,
            login=login(settings) is not None,
            uploads=uploads,
        ),
        # Gradio's assets are small already, its page is not. Streams of events are left alone.
        Middleware(GZipMiddleware, minimum_size=_WORTH_IT),
    ]
    if doors:
        middleware.append(Middleware(DoorsMiddleware, doors=doors))
    port = settings.port or free_port(settings.host)
    check_port(settings.host, port)
    _reach_directly(settings.host)
    _, url, _ = blocks.launch(
        server_name=settings.host,
        server_port=port,
        inbrowser=open_browser,
        prevent_thread_lock=True,
        share=False,
        quiet=True,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        pwa=False,
        mcp_server=False,
        theme=look.theme(),
        head=look.head(),
        root_path=settings.root_path,
        max_file_size=uploads.most_bytes,
        auth=login(settings),
        auth_message=texts.LOGIN,
        app_kwargs={"middleware": middleware, "lifespan": _lifespan(doors, uploads)},
    )
    return url


def _lifespan(doors: Doors | None, uploads: Uploads) -> Any:
    """What runs as long as Gradio's server does."""

    @contextlib.asynccontextmanager
    async def run(app: Any) -> AsyncGenerator[None]:
        # Off this machine, Gradio would let any website read along; this page needs no other's.
        kept = [one for one in app.user_middleware if one.cls is not CustomCORSMiddleware]
        app.user_middleware, app.middleware_stack = kept, None
        # Gradio's own folder is that of all its pages on this machine, and nobody clears it; but a
        # step is told of no file that does not lie below it.
        below = Path(get_upload_folder())
        below.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(
            prefix="ipqa-", dir=below, ignore_cleanup_errors=True
        ) as folder:
            uploads.arriving = Path(folder).resolve()
            app.uploaded_file_dir = str(uploads.arriving)
            async with doors.lifespan(app) if doors else contextlib.nullcontext():
                yield

    return run


def _reach_directly(host: str) -> None:
    """Keeps a proxy of the environment out of the way when Gradio calls its own address."""
    for name in ("NO_PROXY", "no_proxy"):
        listed = [item for item in os.environ.get(name, "").split(",") if item]
        missing = [item for item in ("localhost", "127.0.0.1", host) if item not in listed]
        os.environ[name] = ",".join([*listed, *missing])
