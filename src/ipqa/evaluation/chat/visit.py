"""One person in a browser: when things show, and what the page weighs."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

from ipqa.evaluation.chat.figures import Shown, Weight
from ipqa.evaluation.chat.process import ChatError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, CDPSession, Page

_CHROMIUM: Final = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_ARGUMENTS: Final = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_SETTLED_MS: Final = 2000
# The page itself notes when something shows: asking it again and again would come too late.
_NOTES: Final = """
(() => {
  const seen = (window.ipqaSeen = {});
  const note = (name, holds) => {
    if (!(name in seen) && holds) seen[name] = Date.now();
  };
  const find = (selector) => document.querySelector(selector);
  window.ipqaAsk = () => {
    for (const name of ["words", "whole", "kind"]) delete seen[name];
    seen.before = document.querySelectorAll(".ipqa-turn").length;
    seen.asked = Date.now();
  };
  function look() {
    note("page", find(".ipqa-name"));
    note("box", find("#ipqa-box textarea:not(:disabled)") && find("#ipqa-box .submit-button"));
    note("ready", find(".ipqa-state-ready"));
    note("failed", find(".ipqa-state-failed"));
    if (!seen.asked) return;
    const turn = [...document.querySelectorAll(".ipqa-turn")].slice(seen.before).at(-1);
    if (!turn) return;
    note("words", turn.querySelector(".ipqa-text"));
    if (turn.querySelector("p.ipqa-working") || !find("#ipqa-box .submit-button")) return;
    if (!("whole" in seen)) seen.kind = turn.className;
    note("whole", true);
  }
  new MutationObserver(look).observe(document, {
    attributes: true, childList: true, subtree: true,
  });
})();
"""


@contextmanager
def browser() -> Iterator[Browser]:
    """A headless Chromium. Raises ``ChatError`` where there is none."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise ChatError("Playwright is missing: run 'make setup-dev' first") from error
    own = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    with sync_playwright() as playwright:
        try:
            opened = playwright.chromium.launch(executable_path=own, args=_ARGUMENTS)
        except Error as error:
            raise ChatError("no Chromium: run 'playwright install chromium' first") from error
        yield opened
        opened.close()


class Visit:
    """A page of the chat in a window of its own."""

    def __init__(self, browser: Browser, url: str, seconds: float) -> None:
        self._wait = 1000 * seconds
        self._page: Page = browser.new_page()
        self._page.add_init_script(_NOTES)
        self._page.goto(url, timeout=self._wait)
        self._until("ipqaSeen.box", "a question box")

    def first(self, question: str, started: float) -> Shown:
        """The times of the page and of its first answer, in seconds since ``started``."""
        answer = self.ask(question)
        self._until("ipqaSeen.ready || ipqaSeen.failed", "an end of the models' loading")
        seen = self._seen()
        if "ready" not in seen:
            raise ChatError(f"the page says: {self._page.locator('#ipqa-state').inner_text()}")
        times = {name: seen[name] / 1000 - started for name in ("page", "box", "ready", "asked")}
        asked = times.pop("asked")
        return Shown(**times, words=asked + answer[0], whole=asked + answer[1])

    def ask(self, question: str) -> tuple[float, float]:
        """Seconds from asking to the first words and to the whole answer."""
        box = self._page.locator("#ipqa-box textarea")
        box.fill(question)
        self._page.evaluate("ipqaAsk()")
        box.press("Enter")
        self._until("ipqaSeen.whole", f"an answer to '{question}'")
        seen = self._seen()
        if "ipqa-failed" in seen["kind"]:
            raise ChatError(f"'{question}': {self._page.locator('.ipqa-turn').last.inner_text()}")
        return (seen["words"] - seen["asked"]) / 1000, (seen["whole"] - seen["asked"]) / 1000

    def anew(self) -> None:
        """Begins a new conversation, so that the next question is no follow-up."""
        self._page.locator("#ipqa-clear").click()
        self._until("!document.querySelector('.ipqa-turn')", "an empty conversation")

    def close(self) -> None:
        """Closes the window."""
        self._page.close()

    def _seen(self) -> dict[str, Any]:
        seen: dict[str, Any] = self._page.evaluate("ipqaSeen")
        return seen

    def _until(self, holds: str, what: str) -> None:
        from playwright.sync_api import TimeoutError

        try:
            self._page.wait_for_function(holds, timeout=self._wait)
        except TimeoutError as error:
            raise ChatError(f"the page shows no {what} within {self._wait / 1000:.0f} s") from error


def weights(browser: Browser, url: str) -> list[Weight]:
    """What a first and a second visit take over the wire, until nothing more comes."""
    context = browser.new_context()
    page = context.new_page()
    traffic = _Traffic(context.new_cdp_session(page))
    found = []
    for _ in range(2):
        traffic.forget()
        page.goto(url)
        page.locator("#ipqa-box textarea").wait_for()
        page.wait_for_timeout(_SETTLED_MS)
        found.append(traffic.weight())
    context.close()
    return found


class _Traffic:
    """The requests of a page, as the browser itself tells of them."""

    def __init__(self, session: CDPSession) -> None:
        self._asked: set[str] = set()
        self._cached: set[str] = set()
        self._bytes: dict[str, int] = {}
        session.on("Network.requestWillBeSent", self._sent)
        session.on("Network.requestServedFromCache", self._from_cache)
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._loaded)
        session.send("Network.enable")

    def forget(self) -> None:
        """Begins anew."""
        for held in (self._asked, self._cached, self._bytes):
            held.clear()

    def weight(self) -> Weight:
        """What was asked for since."""
        over = self._asked - self._cached
        return Weight(len(self._asked), len(over), sum(self._bytes.get(one, 0) for one in over))

    def _sent(self, event: dict[str, Any]) -> None:
        if not event["request"]["url"].startswith(("data:", "blob:")):
            self._asked.add(event["requestId"])

    def _from_cache(self, event: dict[str, Any]) -> None:
        self._cached.add(event["requestId"])

    def _received(self, event: dict[str, Any]) -> None:
        if event["response"].get("fromDiskCache"):
            self._cached.add(event["requestId"])

    def _loaded(self, event: dict[str, Any]) -> None:
        self._bytes[event["requestId"]] = int(event["encodedDataLength"])
