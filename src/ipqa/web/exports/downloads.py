"""The wire along which the page's script gets a conversation as a file."""

from __future__ import annotations

from dataclasses import asdict

import gradio as gr

from ipqa.web.exports.export import export
from ipqa.web.turns import Talk
from ipqa.web.wires import AT_ONCE, letter, sent, wire

_TITLE = 300
"""Characters of a title that are read."""


def connect(talk: gr.State) -> None:
    """Draws the wire ``exports``; its step ``download`` takes {format, title, talk}."""
    exports = wire("exports")
    exports.download(deliver, [talk], [exports], **AT_ONCE)


def deliver(talk: Talk, event: gr.EventData) -> str:
    """The conversation that the page shows, as a file in the format that was asked for."""
    data = sent(event)
    title = data.get("title")
    try:
        # A server that was started anew knows nothing of the conversation; the browser does.
        talk = talk if talk.turns else Talk.from_json(data.get("talk"))
        file = export(talk, str(data.get("format")), str(title)[:_TITLE] if title else "")
    except ValueError:
        return letter(None)
    return letter(asdict(file))
