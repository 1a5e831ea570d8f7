"""What the steps of the page make of the filters, without a browser."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from ipqa.errors import EmptyIndexError, FilterError
from ipqa.filters import Filters, without_paths
from ipqa.web import texts
from ipqa.web.chat import Chat
from ipqa.web.turns import Talk, history_of

from .scripted import Scripted


def asked(chat: Chat, question: str, talk: Talk, *chosen: Any) -> tuple[Any, Talk, Any]:
    """The box, the turns and the messages after a question."""

    async def follow() -> list[Any]:
        return [view async for view in chat.answer(question, talk, *chosen)]

    box, talk, messages, _, _ = asyncio.run(follow())[-1]
    return box, talk, messages


def test_the_filters_reach_the_assistant_and_the_answer() -> None:
    assistant = Scripted()
    chosen = (["China Daily"], "2020", "2020", [], [])
    _, talk, messages = asked(Chat(assistant), "When?", Talk(), *chosen)
    assert assistant.filters == [Filters("China Daily", "2020", "2020")]
    assert '<div class="ipqa-scope">Only China Daily, 2020</div>' in messages[1]["content"]
    assert talk.turns[0].text


def test_without_filters_nothing_is_said_of_them() -> None:
    assistant = Scripted()
    for chosen in ((), ([], "", " ", [], []), (None, None, None, None, None)):
        _, _, messages = asked(Chat(assistant), "When?", Talk(), *chosen)
        assert not assistant.filters[-1]
        assert "ipqa-scope" not in messages[1]["content"]


@pytest.mark.parametrize(
    ("chosen", "reason"),
    [
        (([], "soon", "", [], []), "no date like 2020, 2020-12 or 2020-12-31"),
        (([], "2021", "2020", [], []), "since 2021 comes after until 2020"),
        (([], "", "", [], ["../secret"]), "no folder of the index"),
    ],
)
def test_a_mistake_is_one_line_and_the_question_stays(chosen: Any, reason: str) -> None:
    assistant = Scripted()
    box, talk, messages = asked(Chat(assistant), "When?", Talk(), *chosen)
    assert texts.FAILED in messages[1]["content"]
    assert reason in messages[1]["content"]
    assert "value" not in box
    assert assistant.asked == []
    assert history_of(talk.turns) == []


def test_the_controls_offer_what_the_articles_have() -> None:
    offered = Chat(Scripted()).choices()
    assert [update.get("choices", update.get("info")) for update in offered] == [
        ["China Daily", "Xinhua"],
        texts.FILTER_BOUND.format(date="2016"),
        texts.FILTER_BOUND.format(date="2020-12"),
        ["en", "zh"],
        ["corpus", "corpus/2020"],
    ]


def test_an_index_that_cannot_be_read_offers_nothing() -> None:
    offered = Chat(Scripted(failing=EmptyIndexError(Path("/store")))).choices()
    assert [update.get("choices") for update in offered] == [[], None, None, [], []]


def test_paths_of_the_machine_are_not_tried() -> None:
    for folder in ("/home", "a/../../b", "~root"):
        with pytest.raises(FilterError):
            without_paths(Filters(folders=folder))
    assert without_paths(Filters(folders="corpus/2020")).folders == ("corpus/2020",)


def test_turning_to_another_conversation_tells_the_browser_which() -> None:
    chat = Chat(Scripted())
    _, kept, _ = asked(chat, "When?", Talk())

    def told(talk: object) -> tuple[Talk, Any]:
        event = gr.EventData(target=None, _data={"talk": talk})
        _, now, _, _, letter = asyncio.run(chat.open(Talk(), event))
        return now, json.loads(letter)[1]

    assert told(kept.to_json()) == (kept, {"shown": kept.key})
    assert told({"turns": 1})[1] == {"shown": "", "unreadable": True}
    letter = asyncio.run(chat.clear(kept))[-1]
    assert json.loads(letter)[1] == {"shown": ""}


def test_half_of_a_pair_of_code_units_breaks_no_answer() -> None:
    chosen = (["Daily \ud800"], None, None, [], [])
    _, talk, messages = asked(Chat(Scripted()), "When \ud800?", Talk(), *chosen)
    json.dumps([messages, talk.to_json()], ensure_ascii=False).encode()
    assert talk.turns[0].question == "When ??"
    _, talk, messages = asked(Chat(Scripted()), "When?", Talk(), [], "\ud800")
    json.dumps([messages, talk.to_json()], ensure_ascii=False).encode()
    kept = {"turns": [{"question": "\ud800", "key": "abcdefabcdef"}]}
    view = asyncio.run(Chat(Scripted()).open(Talk(), gr.EventData(None, {"talk": kept})))
    assert view[1].turns[0].question == "?"


def test_a_conversation_that_no_browser_keeps_is_turned_down() -> None:
    with pytest.raises(ValueError, match="at most 5000 items"):
        Talk.from_json({"turns": [{"question": "?"}] * 5001})
