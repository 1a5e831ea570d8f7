"""``ipqa mcp``: over standard input and output, with the official client."""

from __future__ import annotations

import asyncio
import json
import os
import stat
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from api.served import Served, serving
from mcp import Client, StdioServerParameters
from web.scripted import HOSTILE, TREATY, Scripted, signed

from ipqa.api.desk import Desk
from ipqa.api.schemas import AskIn, SearchIn
from ipqa.errors import IpqaError
from ipqa.mcp import beacon
from ipqa.mcp.relay import Relay
from ipqa.settings import Settings, load_settings

IPQA = ("-c", "import sys; from ipqa.cli import main; sys.exit(main())")
ASKED = AskIn.model_validate({"question": "When was it signed?"})


@pytest.fixture
def chat(tmp_path: Path) -> Iterator[Served]:
    """A chat with a token over a store, which says where it is."""
    with (
        serving(store=tmp_path / "store", token="a-token-of-tests", rate=0) as served,
        beacon.shining(served.settings.store, served.url, served.desk),
    ):
        yield served


def over_stdio(store: Path, work: Callable[[Client], Awaitable[Any]]) -> Any:
    environment = {**os.environ, "IPQA_STORE": str(store)}
    command = StdioServerParameters(command=sys.executable, args=[*IPQA, "mcp"], env=environment)

    async def run() -> Any:
        async with Client(command) as client:
            return await work(client)

    return asyncio.run(run())


def test_a_running_chat_is_asked(chat: Served) -> None:
    async def work(client: Client) -> Any:
        listed = await client.list_tools()
        asked = await client.call_tool("ask", {"question": "When was it signed?"})
        found = await client.call_tool("search", {"query": "treaty", "k": 1})
        read = await client.call_tool("read_article", {"id": HOSTILE.id})
        wrong = await client.call_tool("read_article", {"id": "a b#c"})
        return listed, asked, found, read, wrong

    listed, asked, found, read, wrong = over_stdio(chat.settings.store, work)
    assert [tool.name for tool in listed.tools] == ["ask", "search", "read_article"]
    assert asked.structured_content["text"] == signed().text
    assert asked.structured_content["citations"][0]["quote"] == signed().citations[0].quote
    assert found.structured_content["passages"][0]["article_id"] == TREATY.id
    assert read.structured_content["text"] == HOSTILE.text
    assert "no article 'a b#c'" in wrong.content[0].text
    assert len(chat.assistant.asked) == 1


def test_a_call_that_is_given_up_ends_the_chat_s_work(chat: Served) -> None:
    async def work(client: Client) -> None:
        with pytest.raises(TimeoutError):
            async with asyncio.timeout(2):
                await client.call_tool("ask", {"question": "forever"})

    over_stdio(chat.settings.store, work)
    assert chat.closed("forever")


def test_without_a_chat_the_store_is_opened(tmp_path: Path) -> None:
    result = over_stdio(
        tmp_path, lambda client: client.call_tool("ask", {"question": "When was it signed?"})
    )
    assert result.is_error
    assert "nothing is indexed" in result.content[0].text


def test_nothing_but_the_protocol_is_on_standard_output(tmp_path: Path) -> None:
    asked: dict[str, Any] = {
        "jsonrpc": "2.0",
        "id": 1,
        "method": "initialize",
        "params": {
            "protocolVersion": "2025-06-18",
            "capabilities": {},
            "clientInfo": {"name": "test", "version": "1"},
        },
    }
    done = subprocess.run(
        [sys.executable, *IPQA, "mcp", "--store", str(tmp_path)],
        input=f"{json.dumps(asked)}\nno json\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert all(line["jsonrpc"] == "2.0" for line in lines)
    assert lines[0]["result"]["serverInfo"]["name"] == "ipqa"


# -- finding the chat


def settings_of(store: Path) -> Settings:
    return load_settings(store=store)


def own_desk(settings: Settings) -> Callable[[], Desk]:
    return lambda: Desk(Scripted(), settings)


def test_the_file_is_for_its_owner_only_and_goes_with_the_chat(tmp_path: Path) -> None:
    with serving(store=tmp_path / "store") as served:
        store = served.settings.store
        with beacon.shining(store, served.url, served.desk):
            found = beacon.find(store)
            assert found
            assert (found.url, found.pid) == (served.url, os.getpid())
            assert stat.S_IMODE((store / beacon.FILE).stat().st_mode) == 0o600
        assert not (store / beacon.FILE).exists()


def test_another_chat_s_file_is_left_alone(tmp_path: Path) -> None:
    settings = settings_of(tmp_path)
    with beacon.shining(tmp_path, "http://127.0.0.1:1", Desk(Scripted(), settings)):
        (tmp_path / beacon.FILE).write_text('{"instance": "another"}')
    assert (tmp_path / beacon.FILE).exists()


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", '{"url": 1}'])
def test_a_file_that_makes_no_sense_is_none(text: str, tmp_path: Path) -> None:
    (tmp_path / beacon.FILE).write_text(text)
    assert beacon.find(tmp_path) is None


def test_a_chat_that_is_gone_or_another_is_noticed(chat: Served) -> None:
    store = chat.settings.store
    assert beacon.find(store)
    told = json.loads((store / beacon.FILE).read_text())
    for change in ({"instance": "another"}, {"url": "http://127.0.0.1:1"}):
        (store / beacon.FILE).write_text(json.dumps({**told, **change}))
        assert beacon.find(store) is None
    (store / beacon.FILE).write_text(json.dumps(told))


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:7860/", "http://127.0.0.1:7860"),
        ("http://localhost:7860/", "http://localhost:7860"),
        ("http://0.0.0.0:7860/", "http://127.0.0.1:7860"),
        ("http://:::7860/", "http://[::1]:7860"),
        ("http://[::1]:7860/", "http://[::1]:7860"),
    ],
)
def test_the_address_is_one_that_this_machine_reaches(url: str, here: str) -> None:
    assert beacon._from_here(url) == here


def test_when_the_chat_ends_the_store_is_opened_here(tmp_path: Path) -> None:
    store = tmp_path / "store"
    with serving(store=store) as served, beacon.shining(store, served.url, served.desk):
        relay = Relay(settings_of(store), own_desk(served.settings))
        assert relay.passes_on
        answer = asyncio.run(relay.ask(ASKED))
        assert answer["text"] == signed().text
    assert asyncio.run(relay.ask(ASKED))["text"] == signed().text
    assert not relay.passes_on
    assert asyncio.run(relay.article(TREATY.id))["text"] == TREATY.text


def test_what_the_chat_complains_of_is_passed_on(chat: Served) -> None:
    relay = Relay(settings_of(chat.settings.store))
    with pytest.raises(IpqaError, match="no date like"):
        asyncio.run(
            relay.search(SearchIn.model_validate({"question": "x", "filters": {"since": "soon"}}))
        )
