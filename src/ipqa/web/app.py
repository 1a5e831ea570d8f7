"""The chat room: builds the page around an assistant, and serves it on this machine."""

from __future__ import annotations

from typing import Any

import gradio as gr
from gradio.events import api

from ipqa.settings import Settings
from ipqa.web import frame, texts
from ipqa.web.chat import Answering, Chat
from ipqa.web.server import check_port, serve


def build(assistant: Answering, settings: Settings) -> gr.Blocks:
    """The page of the chat; ``launch`` serves it."""
    chat = Chat(assistant)
    blocks = gr.Blocks(title=texts.PAGE_TITLE, fill_width=True, analytics_enabled=False)
    with blocks:
        parts = frame.draw(settings)
        turns = gr.State(())
        quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
        shown = [parts.box, turns, parts.chatbot, parts.note]
        # The assistant has its own lock: waiting there is seen on the page, waiting here is not.
        many: dict[str, Any] = {"concurrency_limit": None, **quiet}
        asking: dict[str, Any] = {"outputs": shown, "trigger_mode": "once", **many}
        parts.box.submit(chat.answer, [parts.box, turns], **asking)
        parts.chatbot.example_select(chat.example, [turns], **asking)
        parts.box.stop(chat.stop, [turns], shown, queue=False, **quiet)
        # The chat has a button of its own to clear it; both have to forget the turns as well.
        clearing = [parts.clear.click, parts.chatbot.clear]
        gr.on(clearing, chat.clear, [turns], shown, queue=False, **quiet)
        blocks.load(chat.readiness, None, [parts.state], **many)
        api(chat.ask, api_name="ask", concurrency_limit=None)
    return blocks


def launch(settings: Settings, *, open_browser: bool) -> None:
    """Serves the chat until it is interrupted."""
    check_port(settings.host, settings.port)
    # Not before the port is known to be free: a mistake should show at once.
    from ipqa.assistant import Assistant

    assistant = Assistant(settings)
    blocks = build(assistant, settings)
    try:
        url = serve(blocks, settings, open_browser=open_browser)
        print(texts.SERVING.format(url=url), flush=True)
        blocks.block_thread()
    finally:
        blocks.close(verbose=False)
        assistant.close()
