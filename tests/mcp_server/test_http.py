"""MCP over HTTP in the chat's process, with the official client."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import httpx2
import pytest
from api.served import Served, serving
from mcp import Client
from mcp.client.streamable_http import streamable_http_client
from web.scripted import HOSTILE, TREATY, Scripted, signed

from ipqa.api.schemas import AnswerOut, SearchOut
from ipqa.mcp import tools

TOKEN = "a-token-of-tests"


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving(rate=0) as served:
        yield served


def with_client(served: Served, work: Callable[[Client], Awaitable[Any]], **more: Any) -> Any:
    async def run() -> Any:
        async with Client(f"{served.url}/mcp", **more) as client:
            return await work(client)

    return asyncio.run(run())


def call(served: Served, tool: str, **given: Any) -> Any:
    return with_client(served, lambda client: client.call_tool(tool, given))


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_tools_are_listed_with_their_shapes(mode: str, served: Served) -> None:
    listed = with_client(served, lambda client: client.list_tools(), mode=mode)
    named = {tool.name: tool for tool in listed.tools}
    assert list(named) == ["ask", "search", "read_article"]
    assert named["ask"].input_schema["required"] == ["question"]
    assert "citations" in named["ask"].output_schema["properties"]
    assert all(tool.annotations.read_only_hint for tool in named.values())


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_ask_gives_text_and_structure(mode: str, served: Served) -> None:
    given = {"question": "When was it signed?"}
    result = with_client(served, lambda client: client.call_tool("ask", given), mode=mode)
    assert not result.is_error
    text = result.content[0].text
    assert text.startswith(signed().text)
    assert '[1] A treaty on dates — The Gazette, 2002-05-06 (corpus/treaty.md): "The' in text
    answer = AnswerOut.model_validate(result.structured_content)
    assert answer.citations[0].quote == signed().citations[0].quote
    assert "/home/someone" not in str(result)


def test_history_and_filters_reach_the_assistant(served: Served) -> None:
    history = [{"role": "user", "content": "Which?"}, {"role": "assistant", "content": "This."}]
    call(served, "ask", question="And?", history=history, filters={"sources": "Xinhua"})
    assert served.assistant.asked[-1] == ("And?", history)
    filters = served.assistant.filters[-1]
    assert filters
    assert filters.sources == ("Xinhua",)


def test_a_refusal_names_what_is_near(served: Served) -> None:
    result = call(served, "ask", question="refuse")
    assert not result.is_error
    assert result.structured_content["refused"]
    assert "nearest passages are in: corpus/treaty.md" in result.content[0].text


def test_search_gives_passages(served: Served) -> None:
    result = call(served, "search", query="treaty", k=1)
    (passage,) = SearchOut.model_validate(result.structured_content).passages
    assert passage.article.id == TREATY.id
    assert result.content[0].text.startswith("1. A treaty on dates — The Gazette")


def test_a_long_article_is_read_a_page_at_a_time(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "PAGE", 40)
    text, offset = "", 0
    while offset is not None:
        page = call(served, "read_article", id=HOSTILE.id, offset=offset).structured_content
        assert page["total"] == len(HOSTILE.text)
        text, offset = text + page["text"], page["next_offset"]
    assert text == HOSTILE.text


@pytest.mark.parametrize(
    ("tool", "given", "words"),
    [
        ("read_article", {"id": "none"}, "no article 'none'"),
        ("ask", {"question": "broken index?"}, "run 'ipqa index'"),
        ("ask", {"question": "When?", "filters": {"since": "soon"}}, "no date like"),
        ("ask", {}, "question"),
        ("search", {"query": "x", "k": 0}, "greater than or equal to 1"),
    ],
)
def test_mistakes_are_told_to_the_model(
    tool: str, given: dict[str, Any], words: str, served: Served
) -> None:
    result = call(served, tool, **given)
    assert result.is_error
    assert words in result.content[0].text


def test_details_of_a_bug_stay_in_the_terminal(served: Served) -> None:
    result = call(served, "ask", question="a bug?")
    assert result.is_error
    assert "a detail" not in result.content[0].text


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_a_call_that_is_given_up_ends_the_work(mode: str, served: Served) -> None:
    async def give_up(client: Client) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(1):
                await client.call_tool("ask", {"question": f"forever {mode}"})

    with_client(served, give_up, mode=mode)
    assert served.closed(f"forever {mode}")


def test_with_a_token_only_who_has_it_comes_in() -> None:
    async def run(served: Served, headers: dict[str, str]) -> Any:
        async with (
            httpx2.AsyncClient(headers=headers) as http,
            Client(streamable_http_client(f"{served.url}/mcp", http_client=http)) as client,
        ):
            return await client.call_tool("ask", {"question": "When?"})

    with serving(Scripted(), token=TOKEN) as served:
        result = asyncio.run(run(served, {"Authorization": f"Bearer {TOKEN}"}))
        assert result.structured_content["text"] == signed().text
        with pytest.raises(Exception):  # noqa: B017, PT011
            asyncio.run(run(served, {}))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "evil.example"}, 421),
        ({"origin": "https://evil.example"}, 403),
        ({"origin": "null"}, 403),
    ],
)
def test_other_names_and_websites_are_turned_away(
    headers: dict[str, str], status: int, served: Served
) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "ping"}
    assert httpx.post(f"{served.url}/mcp", json=body, headers=headers).status_code == status
