"""Thumbs are written down as often as questions may be asked, and no more."""

from __future__ import annotations

import json
from pathlib import Path

import gradio as gr

from ipqa.api.limits import RateLimit
from ipqa.feedback import FILE
from ipqa.web.chat import Chat
from ipqa.web.opinions import Opinions
from ipqa.web.turns import Talk

from .scripted import Scripted, signed, turn_of


def test_thumbs_have_the_limit_of_questions(tmp_path: Path) -> None:
    opinions = Opinions(Chat(Scripted(), RateLimit(2)), tmp_path)
    talk = Talk((turn_of(signed()),), "f" * 12)
    event = gr.EventData(None, {"key": "abc123abc123", "verdict": "up"})
    told = [json.loads(opinions.judge(talk, event)[2])[1] for _ in range(3)]
    assert [one.get("error") is None for one in told] == [True, True, False]
    assert told[2]["verdict"] is None
    assert len((tmp_path / FILE).read_text().splitlines()) == 2
