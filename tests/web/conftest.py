"""A headless Chromium and pages that keep a record of where they turned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass
class Room:
    """The chat as a person uses it."""

    page: Page
    hosts: set[str] = field(default_factory=set)
    requests: int = 0
    mistakes: list[str] = field(default_factory=list)
    turns: int = 1

    def ask(self, question: str) -> None:
        self.turns = self.page.locator(".ipqa-turn").count() + 1
        box = self.page.get_by_label("Your question")
        box.fill(question)
        box.press("Enter")

    def answer(self) -> str:
        """Waits until the answer to the last question is complete."""
        turns = self.page.locator(".ipqa-turn")
        expect(turns).to_have_count(self.turns, timeout=30_000)
        expect(turns.last.locator("p.ipqa-working")).to_have_count(0, timeout=120_000)
        expect(self.page.get_by_role("button", name="Ask", exact=True)).to_be_visible()
        return turns.last.inner_text()

    def mark(self, turn: int, number: int = 1) -> None:
        """Clicks ``[number]`` of the answer ``turn``."""
        of_turn = self.page.locator(".ipqa-turn").nth(turn)
        of_turn.locator("button.ipqa-mark", has_text=f"[{number}]").first.click()

    @property
    def panel(self) -> str:
        return self.page.locator("#ipqa-panel").inner_text()

    @property
    def quote(self) -> str:
        """The words that the chosen card marks."""
        return self.page.locator("#ipqa-panel .ipqa-now mark").inner_text()


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    # Not for the whole session: while it is open there is an event loop in the main thread.
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium_path, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture
def enter(browser: Browser) -> Iterator[Callable[..., Room]]:
    """Opens the page in a new window of its own."""
    contexts = []

    def open_page(url: str, *, width: int = 1280, height: int = 800, phone: bool = False) -> Room:
        context = browser.new_context(
            viewport={"width": width, "height": height}, has_touch=phone, is_mobile=phone
        )
        contexts.append(context)
        room = Room(context.new_page())

        def note(address: str) -> None:
            parts = urlsplit(address)
            if parts.scheme not in ("data", "blob"):
                room.hosts.add(parts.netloc)
            room.requests += 1

        room.page.on("request", lambda request: note(request.url))
        room.page.on("pageerror", lambda error: room.mistakes.append(str(error)))
        room.page.goto(url)
        expect(room.page.get_by_label("Your question")).to_be_visible(timeout=30_000)
        return room

    yield open_page
    for context in contexts:
        context.close()
