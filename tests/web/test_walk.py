"""A person's way through the whole chat: the real application and models, desk and phone."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ipqa.api.desk import Desk
from ipqa.assistant import Assistant
from ipqa.settings import Settings
from ipqa.web import texts
from ipqa.web.app import build
from ipqa.web.server import serve

from .conftest import Room

pytestmark = [pytest.mark.browser, pytest.mark.slow]
Enter = Callable[..., Room]

NOTE = """---
title: The Lunar Patent Office opens
source: Moon Gazette
date: 2031-04-05
---
The Lunar Patent Office opened in Tycho on 5 April 2031. Its first director is Mira Okafor.
"""
DIRECTOR = "Who is the first director of the Lunar Patent Office?"
SIZES = [
    pytest.param({"width": 1280, "height": 800}, id="desk"),
    pytest.param({"width": 390, "height": 844, "phone": True}, id="phone"),
]


@dataclass
class Chat:
    """The real chat over an index of its own."""

    url: str
    store: Path
    uploads: Path


@pytest.fixture(scope="module")
def chat(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chat]:
    folder = tmp_path_factory.mktemp("walk")
    own = settings.model_copy(
        update={"store": folder / "store", "uploads": folder / "uploads", "port": 0}
    )
    with Assistant(own) as assistant:
        desk = Desk(assistant, own, assistant.index)
        blocks = build(desk, own)
        yield Chat(serve(blocks, own), own.store, own.uploads)
        blocks.close(verbose=False)


@pytest.fixture(params=SIZES)
def room(enter: Enter, chat: Chat, request: pytest.FixtureRequest) -> Room:
    room = enter(chat.url, **request.param)
    expect(room.page.get_by_text(texts.READY, exact=True)).to_be_visible(timeout=120_000)
    return room


def act(page: Page, name: str) -> Locator:
    """What can be done with the last answer."""
    return page.get_by_role("button", name=name, exact=True).last


def is_phone(room: Room) -> bool:
    size = room.page.viewport_size
    return size is not None and size["width"] < 760


def shelf(room: Room) -> None:
    """Brings the list of conversations into view."""
    if is_phone(room):
        room.page.get_by_role("button", name=texts.CONVERSATIONS).tap()


def test_asking_checking_and_going_on(room: Room) -> None:
    page = room.page
    room.ask("How many pirated publications were destroyed?")
    assert "14 million" in room.answer()
    room.mark(0)
    expect(page.locator("#ipqa-panel .ipqa-now mark")).to_be_visible()
    quote = room.quote
    assert "14 million" in quote
    page.get_by_role("button", name=texts.READ_WHOLE).first.click()
    whole = page.locator("#ipqa-panel .ipqa-panel-whole")
    expect(whole.locator("mark").first).to_be_in_viewport()
    expect(whole).to_contain_text(quote)
    assert len(whole.inner_text()) > 1000
    page.get_by_role("button", name=texts.READER_BACK).click()
    page.get_by_role("button", name=texts.PANEL_CLOSE).click()
    room.ask("Who signed with WeChat?")
    assert "CBBC" in room.answer()
    room.ask("When did they sign it?")
    assert "23 August" in room.answer()
    act(page, texts.ACT_EDIT).click()
    expect(page.get_by_label("Your question")).to_have_value("When did they sign it?")
    page.wait_for_timeout(200)
    page.get_by_label("Your question").fill("Who won the 2018 World Cup?")
    page.get_by_label("Your question").press("Enter")
    expect(page.locator(".ipqa-turn.ipqa-refused")).to_have_count(1, timeout=60_000)
    assert page.locator(".ipqa-turn").count() == 3
    expect(page.get_by_text(texts.NEAREST, exact=True).first).to_be_visible()
    before = act(page, texts.ACT_RETRY).get_attribute("value") or ""
    act(page, texts.ACT_RETRY).click()
    expect(page.locator(f"button[value='{before}']")).to_have_count(0, timeout=60_000)
    expect(act(page, texts.ACT_RETRY)).to_be_visible(timeout=60_000)
    expect(page.locator(".ipqa-turn.ipqa-refused")).to_have_count(1)
    turns = page.locator(".ipqa-turn")
    shown = turns.all_inner_texts()
    page.reload()
    expect(turns).to_have_count(3, timeout=30_000)
    assert turns.all_inner_texts() == shown
    room.mark(0)
    expect(page.locator("#ipqa-panel .ipqa-now mark")).to_have_text(quote)
    assert room.mistakes == []


def test_conversations_exports_and_opinions(room: Room, chat: Chat) -> None:
    page = room.page
    room.ask("Who signed with WeChat?")
    room.answer()
    act(page, texts.ACT_UP).click()
    expect(page.get_by_text(texts.SCRIPT["REMARK_UP"])).to_be_visible()
    page.get_by_label(texts.SCRIPT["REMARK_UP"]).fill("quick")
    page.get_by_role("button", name=texts.SCRIPT["REMARK_SEND"]).click()
    expect(page.get_by_text(texts.FEEDBACK_KEPT).first).to_be_visible()
    last = json.loads((chat.store / "feedback.jsonl").read_text("utf-8").splitlines()[-1])
    assert (last["verdict"], last["remark"]) == ("up", "quick")
    shelf(room)
    with page.expect_download() as saved:
        page.get_by_role("button", name=texts.EXPORT_FORMATS["md"]).click()
    text = saved.value.path().read_text("utf-8")
    assert "[^1-1]: " in text
    assert "Who signed with WeChat?" in text
    title = "Who signed with WeChat?"
    shelf(room)
    page.get_by_role("button", name=f"Rename: {title}").click()
    page.get_by_label(f"New title of: {title}").fill("WeChat")
    page.keyboard.press("Enter")
    expect(page.locator(".ipqa-shelf-title")).to_have_text(["WeChat"])
    page.get_by_role("button", name="Delete: WeChat").click()
    page.locator("#ipqa-shelf").get_by_role("button", name="Delete", exact=True).click()
    expect(page.locator(".ipqa-shelf-title")).to_have_count(0)
    expect(page.locator(".ipqa-turn")).to_have_count(0)
    assert room.mistakes == []


def test_an_article_is_added_asked_about_and_removed(
    room: Room, chat: Chat, tmp_path: Path
) -> None:
    page = room.page
    (tmp_path / "lunar.md").write_text(NOTE, "utf-8")
    (tmp_path / "broken.pdf").write_bytes(b"no pdf at all")
    room.ask(DIRECTOR)
    assert "Okafor" not in room.answer()
    page.get_by_role("link", name=texts.ARTICLES).click()
    expect(page.locator("#ipqa-articles button.ipqa-read")).to_have_count(5)
    files = [tmp_path / "lunar.md", tmp_path / "broken.pdf"]
    page.locator("#ipqa-articles input[type=file]").set_input_files(files)
    fates = page.locator(".ipqa-outcomes li")
    expect(fates).to_have_count(2, timeout=60_000)
    expect(fates.first).to_contain_text("indexed as 1 passage")
    expect(fates.last).to_contain_text("can't be read")
    expect(page.locator("#ipqa-articles button.ipqa-read")).to_have_count(6)
    assert [path.name for path in chat.uploads.glob("[!.]*")] == ["lunar.md"]
    page.get_by_role("link", name=texts.CHAT).click()
    room.ask(DIRECTOR)
    assert "Mira Okafor" in room.answer()
    page.get_by_role("link", name=texts.ARTICLES).click()
    page.get_by_role("button", name="Remove The Lunar Patent Office opens").click()
    page.get_by_role("dialog").get_by_role("button", name=texts.REMOVE_YES, exact=True).click()
    expect(page.locator("#ipqa-articles button.ipqa-read")).to_have_count(5, timeout=30_000)
    assert list(chat.uploads.glob("[!.]*")) == []
    page.get_by_role("link", name=texts.CHAT).click()
    room.ask(DIRECTOR)
    assert "Okafor" not in room.answer()
    assert room.hosts == {chat.url.removeprefix("http://").rstrip("/")}
    assert room.mistakes == []
