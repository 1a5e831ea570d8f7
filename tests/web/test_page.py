"""The real page around the real assistant, in a real browser."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from ipqa.assistant import Assistant
from ipqa.errors import PortInUseError
from ipqa.settings import Settings
from ipqa.web import texts
from ipqa.web.app import build, launch
from ipqa.web.server import serve

from .conftest import Room

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Enter = Callable[..., Room]


@pytest.fixture(scope="module")
def url(assistant: Assistant, settings: Settings) -> Iterator[str]:
    free = settings.model_copy(update={"port": 0})
    blocks = build(assistant, free)
    yield serve(blocks, free)
    blocks.close(verbose=False)


@pytest.fixture
def room(enter: Enter, url: str) -> Room:
    room = enter(url)
    expect(room.page.get_by_text(texts.READY, exact=True)).to_be_visible(timeout=120_000)
    return room


def test_each_answer_keeps_its_own_sources(room: Room, assistant: Assistant) -> None:
    room.ask("Who signed with WeChat?")
    assert "[1]" in room.answer()
    room.mark(0)
    chosen = room.page.locator("#ipqa-panel .ipqa-article", has=room.page.locator(".ipqa-now"))
    first, title = room.quote, chosen.locator("h3").inner_text()
    cited = assistant.ask("Who signed with WeChat?").citations[0]
    assert first == cited.quote
    assert cited.article.title in title
    assert "WeChat" in room.panel

    room.ask("How many pirated publications were destroyed?")
    assert "[1]" in room.answer()
    room.mark(1)
    assert "14 million" in room.panel
    assert room.quote != first

    room.mark(0)
    assert room.quote == first
    assert chosen.locator("h3").inner_text() == title


def test_an_example_question_can_be_clicked(room: Room) -> None:
    room.page.get_by_role("button", name=texts.EXAMPLES[2]).click()
    assert "742.3 billion" in room.answer()
    assert room.page.locator(".ipqa-question").inner_text() == texts.EXAMPLES[2]


def test_what_the_articles_do_not_say_is_refused_with_the_nearest_passages(room: Room) -> None:
    room.ask(texts.EXAMPLES[3])
    answer = room.answer()
    assert "Not in the articles" in answer
    assert texts.NEAREST in answer
    room.page.locator(".ipqa-near button").first.click()
    assert texts.NEAR_PASSAGE in room.panel
    assert room.page.locator("#ipqa-panel mark").count() == 0


def test_a_conversation_can_be_stopped_and_cleared(room: Room) -> None:
    room.ask("Who signed with WeChat?")
    stop = room.page.get_by_role("button", name="Stop", exact=True)
    stop.click()
    room.answer()
    room.page.get_by_role("button", name=texts.CLEAR).click()
    expect(room.page.get_by_text(texts.WELCOME)).to_be_visible()
    room.ask("How many pirated publications were destroyed?")
    assert "14 million" in room.answer()


def test_nothing_is_asked_of_other_hosts(room: Room, url: str) -> None:
    room.ask("Who signed with WeChat?")
    room.answer()
    room.mark(0)
    assert room.hosts == {url.removeprefix("http://").rstrip("/")}
    assert room.mistakes == []


def test_a_taken_port_is_one_clear_error(settings: Settings) -> None:
    with socket.socket() as other:
        other.bind((settings.host, 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(PortInUseError):
            launch(settings.model_copy(update={"port": port}), open_browser=False)
