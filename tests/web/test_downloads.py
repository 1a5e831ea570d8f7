"""The step that gives the page's script a conversation as a file."""

from __future__ import annotations

import json
from typing import Any

import gradio as gr

from ipqa.web.exports.downloads import deliver
from ipqa.web.turns import Talk

from .scripted import signed, turn_of

TALK = Talk().asking(turn_of(signed()))


def delivered(talk: Talk, data: Any) -> Any:
    event = gr.EventData(target=None, _data=data)
    return json.loads(deliver(talk, event))[1]


def test_the_conversation_that_is_shown_comes_as_a_file() -> None:
    file = delivered(TALK, {"format": "md", "title": "My title", "talk": None})
    assert file["text"].startswith("# My title\n")
    assert file["type"] == "text/markdown"
    assert file["name"].startswith("ipqa-my-title-")


def test_a_server_that_has_forgotten_it_takes_what_the_browser_kept() -> None:
    data = {"format": "json", "title": "", "talk": TALK.to_json()}
    assert delivered(Talk(), data) == delivered(TALK, {"format": "json"})


def test_what_is_no_conversation_or_no_format_is_no_file() -> None:
    for data in (None, {}, {"format": "md", "talk": {"turns": 1}}, {"format": "md"}):
        assert delivered(Talk(), data) is None
    assert delivered(TALK, {"format": "exe"}) is None
