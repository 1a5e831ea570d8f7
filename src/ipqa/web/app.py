"""The chat room: builds the page around an assistant, and serves it on this machine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import gradio as gr
from gradio.events import Dependency, api

from ipqa.api.app import Doors
from ipqa.api.desk import Desk
from ipqa.api.keys import check_host
from ipqa.api.limits import RateLimit
from ipqa.errors import IpqaError
from ipqa.mcp.beacon import shining
from ipqa.progress import counting
from ipqa.settings import Settings
from ipqa.uploads import KEPT_S
from ipqa.web import frame, texts
from ipqa.web.articles.steps import Articles, Stock
from ipqa.web.chat import Answering, Chat
from ipqa.web.exports import downloads
from ipqa.web.opinions import Opinions
from ipqa.web.reader import Opening, Reader
from ipqa.web.server import check_port, serve
from ipqa.web.turns import Talk
from ipqa.web.wires import MANY

_SWEEP = (600, int(KEPT_S))
"""Every so many seconds, files that arrived and were not claimed for so many are deleted."""


class Assisting(Answering, Stock, Opening, Protocol):
    """What the pages need of an assistant."""


class Page(gr.Blocks):
    """Blocks in which a call may leave out what comes last and need not be given.

    Gradio's own client knows what an endpoint takes; one that was written against ``ask`` before
    it took filters does not, and stays right.
    """

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], *given: Any, **named: Any
    ) -> list[Any]:
        """The arguments of a step, ``None`` for what the call left out."""
        missing = [None] * (len(block_fn.inputs) - len(inputs))
        found: list[Any] = await super().preprocess_data(
            block_fn, [*inputs, *missing], *given, **named
        )
        return found


def build(assistant: Assisting, settings: Settings, rate: RateLimit | None = None) -> gr.Blocks:
    """The page of the chat; ``launch`` serves it. ``rate`` counts what programs ask as well."""
    blocks = Page(
        title=texts.PAGE_TITLE, fill_width=True, analytics_enabled=False, delete_cache=_SWEEP
    )
    chat = Chat(assistant, rate or RateLimit(settings.rate))
    with blocks:
        parts = frame.draw(settings)
        talk = gr.State(Talk())
        chat.connect(parts, talk)
        Opinions(chat, settings.store).connect(talk, parts.shelf)
        Reader(assistant).connect(talk)
        downloads.connect(talk)
        changes = Articles(assistant, settings, blocks.upload_file_set).connect(blocks)
        _keep_current(blocks, chat, parts, changes)
        api(chat.ask, api_name="ask", concurrency_limit=None)
    return blocks


def _keep_current(
    blocks: gr.Blocks, chat: Chat, parts: frame.Parts, changes: Sequence[Dependency]
) -> None:
    """The head and the filters tell how things are when a page is opened, and after ``changes``."""
    ready = blocks.load(chat.readiness, None, [parts.state], **MANY)
    filters = parts.controls.inputs
    blocks.load(chat.choices, None, filters, **MANY)
    ready.then(chat.choices, None, filters, **MANY)
    for changed in changes:
        changed.then(chat.choices, None, filters, **MANY)
        changed.then(chat.readiness, None, [parts.state], **MANY)


def launch(settings: Settings, *, open_browser: bool, index: bool = False) -> None:
    """Serves the chat until it is interrupted.

    With ``index`` the index is brought up to date first, while the page is there already.
    """
    check_host(settings)
    check_port(settings.host, settings.port)
    # Not before the port is known to be free: a mistake should show at once.
    from ipqa.assistant import Assistant

    assistant = Assistant(settings)
    desk = Desk(assistant, settings, (lambda: _sync(desk)) if index else None)
    doors = Doors(desk)
    blocks = build(desk, settings, doors.rate)
    try:
        url = serve(blocks, settings, doors, open_browser=open_browser)
        print(texts.SERVING.format(url=url), flush=True)
        desk.start()
        with shining(settings.store, url, desk):
            blocks.block_thread()
    finally:
        blocks.close(verbose=False)
        assistant.close()


def _sync(desk: Desk) -> None:
    """Brings the index up to date and tells the terminal; a failure leaves it as it was."""
    from ipqa import console, inventory

    try:
        with counting() as progress:
            report = desk.index(None, progress)
    except IpqaError as error:
        console.complain(str(error))
    else:
        console.show(inventory.report_text(report))
