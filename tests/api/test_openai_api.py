"""The OpenAI-compatible API, with OpenAI's own client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openai
import pytest
from web.scripted import Scripted, refused, signed

from ipqa.api.openai_api import models_of
from ipqa.api.schemas import AnswerOut
from ipqa.settings import load_settings

from .served import Served, serving

NOTES = (
    '[1] A treaty on dates — The Gazette, 2002-05-06: "The treaty was signed in 1999."\n'
    '[2] A treaty on dates — The Gazette, 2002-05-06: "Paris hosted the signing."'
)


@pytest.fixture
def client(served: Served) -> Iterator[openai.OpenAI]:
    with openai.OpenAI(base_url=f"{served.url}/v1", api_key="none", max_retries=0) as client:
        yield client


def ask(client: openai.OpenAI, question: Any, **more: Any) -> Any:
    messages: list[Any] = [{"role": "user", "content": question}]
    return client.chat.completions.create(model="ipqa", messages=messages, **more)


def test_an_answer_has_its_citations_as_footnotes_and_as_a_field(client: openai.OpenAI) -> None:
    completion = ask(client, "When was it signed?")
    assert completion.object == "chat.completion"
    assert completion.model == "ipqa"
    (choice,) = completion.choices
    assert choice.finish_reason == "stop"
    assert choice.message.role == "assistant"
    assert choice.message.content == f"{signed().text}\n\n{NOTES}"
    answer = AnswerOut.model_validate(choice.message.ipqa)
    assert [citation.marker for citation in answer.citations] == [1, 2]
    assert completion.usage is None


def test_tokens_are_counted_where_they_are_known() -> None:
    class Counting(Scripted):
        def stream(self, *given: Any) -> Any:
            from dataclasses import replace

            from ipqa.events import Final

            for event in super().stream(*given):
                if isinstance(event, Final):
                    event = Final(replace(event.answer, tokens=42))
                yield event

    with (
        serving(Counting()) as served,
        openai.OpenAI(base_url=f"{served.url}/v1", api_key="none") as client,
    ):
        assert ask(client, "When?").usage.total_tokens == 42
        *_, last = ask(client, "When?", stream=True, stream_options={"include_usage": True})
        assert last.choices == []
        assert last.usage.total_tokens == 42


def test_a_refusal_is_an_ordinary_answer(client: openai.OpenAI) -> None:
    completion = ask(client, "refuse")
    assert completion.choices[0].finish_reason == "stop"
    assert completion.choices[0].message.content == refused().text
    assert completion.choices[0].message.ipqa["refused"] is True
    streamed = list(ask(client, "refuse", stream=True))
    assert "".join(chunk.choices[0].delta.content or "" for chunk in streamed) == refused().text


def test_a_stream_gives_sentences_then_footnotes_then_the_answer(client: openai.OpenAI) -> None:
    chunks = list(ask(client, "When was it signed?", stream=True))
    assert all(chunk.object == "chat.completion.chunk" for chunk in chunks)
    assert len({chunk.id for chunk in chunks}) == 1
    assert chunks[0].choices[0].delta.role == "assistant"
    said = [chunk.choices[0].delta.content for chunk in chunks]
    assert said[1] == signed().text
    assert "".join(filter(None, said)) == f"{signed().text}\n\n{NOTES}"
    assert [chunk.choices[0].finish_reason for chunk in chunks][-2:] == [None, "stop"]
    AnswerOut.model_validate(chunks[-1].choices[0].delta.ipqa)


def test_the_last_user_message_is_the_question_and_the_rest_history(
    served: Served, client: openai.OpenAI
) -> None:
    parts: Any = [{"type": "text", "text": "And"}, {"type": "text", "text": "when?"}]
    client.chat.completions.create(
        model="ipqa",
        temperature=0.3,
        max_tokens=100,
        messages=[
            {"role": "system", "content": "You are a pirate."},
            {"role": "user", "content": "Which treaty?"},
            {"role": "assistant", "content": "This one. [1]"},
            {"role": "user", "content": parts},
        ],
    )
    question, history = served.assistant.asked[-1]
    assert question == "And\nwhen?"
    assert history == [
        {"role": "user", "content": "Which treaty?"},
        {"role": "assistant", "content": "This one. [1]"},
    ]


def test_filters_come_as_an_extra_field(served: Served, client: openai.OpenAI) -> None:
    ask(client, "When?", extra_body={"filters": {"sources": ["Xinhua"]}})
    chosen = served.assistant.filters[-1]
    assert chosen
    assert chosen.sources == ("Xinhua",)


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"n": 2}, "n"),
        ({"tools": [{"type": "function", "function": {"name": "f"}}]}, "tools"),
        ({"response_format": {"type": "json_object"}}, "response_format"),
        ({"logprobs": True}, "logprobs"),
    ],
)
def test_what_can_not_be_had_is_told(
    more: dict[str, Any], field: str, client: openai.OpenAI
) -> None:
    with pytest.raises(openai.BadRequestError) as refusal:
        ask(client, "When?", **more)
    assert refusal.value.type == "invalid_request_error"
    assert refusal.value.param == field
    assert "leave" in refusal.value.message


@pytest.mark.parametrize(
    ("messages", "words"),
    [
        ([{"role": "system", "content": "x"}], "no question"),
        ([{"role": "user", "content": "x"}, {"role": "assistant", "content": "y"}], "no question"),
        ([{"role": "tool", "content": "x"}], "role 'tool'"),
        ([{"role": "user", "content": [{"type": "image_url"}]}], "send text only"),
        ([], "messages"),
        ("hello", "messages"),
    ],
)
def test_messages_that_make_no_sense_are_told(
    messages: Any, words: str, client: openai.OpenAI
) -> None:
    with pytest.raises(openai.BadRequestError, match=words):
        client.chat.completions.create(model="ipqa", messages=messages)


def test_an_unknown_model_is_told(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="no model 'gpt'") as refusal:
        client.chat.completions.create(model="gpt", messages=[{"role": "user", "content": "x"}])
    assert refusal.value.code == "model_not_found"


def test_models_are_listed(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == ["ipqa", "gemma-3-270m"]


def test_a_model_goes_by_its_name_wherever_it_lies() -> None:
    assert models_of(load_settings(model="/a/folder/tiny.gguf")) == ["ipqa", "tiny"]
    served = load_settings(llm_url="http://127.0.0.1:1/v1", llm_model="qwen")
    assert models_of(served) == ["ipqa", "qwen"]
    assert str(Path.home()) not in models_of(load_settings(model="~/x.gguf"))[1]


def test_failures_have_the_client_s_classes(client: openai.OpenAI) -> None:
    with pytest.raises(openai.InternalServerError, match="run 'ipqa index'"):
        ask(client, "broken index?")
    with pytest.raises(openai.APIError, match="run 'ipqa index'"):
        list(ask(client, "broken index?", stream=True))
    with pytest.raises(openai.APIError, match="terminal"):
        list(ask(client, "a bug?", stream=True))


def test_closing_a_stream_stops_the_model(served: Served, client: openai.OpenAI) -> None:
    stream = ask(client, "forever in a stream", stream=True)
    next(stream)
    assert next(stream).choices[0].delta.content == "It was signed in 1999. [1]"
    stream.close()
    assert served.closed("forever in a stream")


def test_sentences_come_as_they_are_verified(served: Served, client: openai.OpenAI) -> None:
    # The script's answer never ends: what is here was sent before it could.
    with ask(client, "forever again", stream=True) as stream:
        next(stream)
        assert next(stream).choices[0].delta.content == "It was signed in 1999. [1]"
    assert served.closed("forever again")


def test_parameters_of_sampling_and_unknown_ones_are_no_obstacle(client: openai.OpenAI) -> None:
    completion = ask(client, "When?", user="someone", seed=1, stop=["x"], extra_body={"foo": 1})
    assert completion.choices[0].message.content
