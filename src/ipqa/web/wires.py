"""Wires between the page's script and its steps, one for each noun.

Gradio's components know no list of conversations and no "edit this question". A wire is a
component without a face: the script sends an event along it with ``ipqa.wires.NAME.send(event,
data)``, and what a step writes to it reaches the script's ``ipqa.wires.NAME.on(value)``.
"""

from __future__ import annotations

import itertools
import json
from typing import Any, Final

import gradio as gr

QUIET: Final[dict[str, Any]] = {"show_progress": "hidden", "api_visibility": "private"}
"""How the page's steps are wired: without Gradio's veil over what they change, nor an endpoint."""
AT_ONCE: Final[dict[str, Any]] = {"queue": False, **QUIET}
"""For steps that are done in a moment, whatever else goes on."""
MANY: Final[dict[str, Any]] = {"concurrency_limit": None, **QUIET}
"""For steps that wait: the assistant has a line of its own, in which one sees one's place."""

_COUNT = itertools.count()
_ON_LOAD = "window.ipqa.connect({name}, trigger, watch, () => props.value, upload);"


def wire(name: str) -> gr.HTML:
    """A wire into the Blocks in force; its events are those of ``gr.HTML``."""
    return gr.HTML(
        "",
        html_template=" ",
        apply_default_css=False,
        js_on_load=_ON_LOAD.format(name=json.dumps(name)),
        elem_id=f"ipqa-wire-{name}",
        elem_classes="ipqa-wire",
    )


def letter(value: Any) -> str:
    """What a step writes to a wire for the script to read: any JSON."""
    # The script hears of changes only: the same letter twice has to differ.
    # And Gradio warns of tags, though these reach no page.
    return json.dumps([next(_COUNT), value], ensure_ascii=False).replace("<", "\\u003c")


def sent(event: gr.EventData) -> dict[str, Any]:
    """What the script sent with an event; nothing where it is no object."""
    data = event._data
    if not isinstance(data, dict):
        return {}
    raw = json.dumps(data, ensure_ascii=False)
    try:
        raw.encode()
    except UnicodeEncodeError:
        # Half of a pair of code units, as some keyboards send it: Gradio's answer would break off.
        cleaned: dict[str, Any] = json.loads(raw.encode("utf-8", "replace"))
        return cleaned
    return data
