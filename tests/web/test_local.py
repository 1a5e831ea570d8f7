"""No request leaves for another host, whatever is done on the page, and none is even tried."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect
from pydantic import SecretStr

from ipqa.api.app import Doors
from ipqa.api.desk import Desk
from ipqa.settings import load_settings
from ipqa.web import texts
from ipqa.web.app import build
from ipqa.web.server import serve

from .conftest import Room
from .scripted import Scripted
from .states import walk

pytestmark = pytest.mark.browser

_BLOCKED = """
window.blocked = [];
addEventListener("securitypolicyviolation", (event) => blocked.push(event.blockedURI));
"""
# What a browser fetches, or looks up, without anybody's click.
_NAMED = """() => [...document.querySelectorAll(
    "link[href], [src], [srcset], [poster], object[data], form[action], use[href]")]
  .map((one) => one.href || one.src || one.data || one.action || "")
  .filter((address) => /^(https?|wss?):/.test(address) && new URL(address).host !== location.host)
"""


@dataclass
class Watched:
    """A page, and every address that it turned to."""

    page: Page
    addresses: list[str] = field(default_factory=list)

    @property
    def elsewhere(self) -> list[str]:
        """Addresses on other hosts: asked for, blocked, or named for the browser to fetch."""
        own = urlsplit(self.page.url).netloc
        asked = [one for one in self.addresses if urlsplit(one).netloc not in (own, "")]
        return [*asked, *self.page.evaluate("blocked"), *self.page.evaluate(_NAMED)]


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    settings = load_settings(port=0, password=SecretStr("open sesame"))
    desk = Desk(Scripted(), settings)
    blocks = build(desk, settings)
    yield serve(blocks, settings, Doors(desk)).rstrip("/")
    blocks.close(verbose=False)


@pytest.fixture
def watch(browser: Browser) -> Iterator[Callable[[str], Watched]]:
    contexts = []

    def open_page(url: str) -> Watched:
        contexts.append(browser.new_context())
        watched = Watched(contexts[-1].new_page())
        page = watched.page
        page.add_init_script(_BLOCKED)
        page.on("request", lambda request: watched.addresses.append(request.url))
        page.on("websocket", lambda socket: watched.addresses.append(socket.url))
        page.goto(url)
        return watched

    yield open_page
    for context in contexts:
        context.close()


def test_the_login_and_every_state_of_the_page_stay_here(
    watch: Callable[[str], Watched], address: str
) -> None:
    watched = watch(address)
    page = watched.page
    expect(page.get_by_text(texts.LOGIN)).to_be_visible(timeout=30_000)
    assert watched.elsewhere == []
    page.get_by_label("username").fill("anyone")
    page.get_by_label("password").fill("open sesame")
    page.get_by_role("button", name="Login").click()
    expect(page.get_by_label(texts.ASK_LABEL)).to_be_visible(timeout=30_000)
    for state in walk(Room(page)):
        assert watched.elsewhere == [], state
    assert len(watched.addresses) > 20


def test_the_page_of_the_api_stays_here(watch: Callable[[str], Watched], address: str) -> None:
    watched = watch(f"{address}/docs")
    expect(watched.page.get_by_role("heading", level=1)).to_be_visible()
    assert watched.elsewhere == []


def test_what_is_tried_elsewhere_is_seen_and_blocked(
    watch: Callable[[str], Watched], address: str
) -> None:
    watched = watch(f"{address}/docs")
    watched.page.evaluate("fetch('https://example.org/').catch(() => {})")
    watched.page.wait_for_function("blocked.length > 0")
    assert any("example.org" in one for one in watched.elsewhere)
