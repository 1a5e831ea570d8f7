"""The page is for everyone: no violation that axe-core finds, the keyboard alone, any window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page, expect

from ipqa.web import texts

from .conftest import Room
from .served import Served
from .states import walk

pytestmark = pytest.mark.browser
Open = Callable[..., Room]

EXCEPTIONS: Final[dict[tuple[str, str], str]] = {
    ("aria-allowed-role", "main"): (
        "Gradio puts the whole page into a <main>, in which a banner would be none; the script "
        "gives it the role 'none' and the chat the role 'main'. Minor."
    ),
}
"""Violations inside Gradio's own components that stay: rule and selector, with the reason."""

_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]
_AXE = """async (tags) => {
  const found = await axe.run(document, { runOnly: tags, resultTypes: ["violations"] });
  return found.violations.flatMap((one) => one.nodes.map((node) => ({
    rule: one.id, impact: one.impact, target: node.target.join(" "), why: node.failureSummary,
  })));
}"""
_TOP = """() => {
  document.body.tabIndex = -1;
  document.body.focus();
  document.body.removeAttribute("tabindex");
}"""
_FOCUS = """() => {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const shown = [at, at.closest(".input-container, .wrap")].some((element) => {
    const style = element && getComputedStyle(element);
    return style && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  });
  const box = at.getBoundingClientRect();
  const inside = box.width > 0 && box.right <= innerWidth + 1 && box.left >= -1;
  const again = at.dataset.seen === "yes";
  at.dataset.seen = "yes";
  return { name: at.ariaLabel || at.textContent.trim() || at.placeholder || at.tagName,
           shown, inside, again };
}"""
_UNSEEN = """() => [...document.querySelectorAll(
    "a[href], button, input, textarea, select, [tabindex='0']")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.disabled
    && !one.closest("[inert]") && one.tabIndex >= 0 && !one.dataset.seen)
  .map((one) => one.outerHTML.slice(0, 120))"""
_CUT_OFF = """() => [...document.querySelectorAll("gradio-app *")]
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("svg")
    && !one.closest("#ipqa-note") && one.getBoundingClientRect().width > 0
    && one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 120))"""


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with Served() as page:
        yield page.url


@pytest.fixture
def open_page(browser: Browser, url: str) -> Iterator[Open]:
    contexts = []

    def enter(width: int = 1280, height: int = 800, **options: Any) -> Room:
        size = {"width": width, "height": height}
        contexts.append(browser.new_context(viewport=size, **options))  # type: ignore[arg-type]
        room = Room(contexts[-1].new_page())
        room.page.goto(url)
        expect(room.page.get_by_label(texts.ASK_LABEL)).to_be_visible(timeout=30_000)
        expect(room.page.get_by_text(texts.READY, exact=True)).to_be_visible()
        return room

    yield enter
    for context in contexts:
        context.close()


def violations(page: Page) -> list[dict[str, str]]:
    """What axe-core finds on the page as it is."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, str]] = page.evaluate(_AXE, _TAGS)
    return found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(scheme: str, width: int, open_page: Open) -> None:
    room = open_page(width, color_scheme=scheme)
    wrong, excused = [], set()
    for state in walk(room):
        for one in violations(room.page):
            if (one["rule"], one["target"]) in EXCEPTIONS:
                excused.add((one["rule"], one["target"]))
            else:
                wrong.append((state, *one.values()))
    assert wrong == []
    assert excused == set(EXCEPTIONS), "an exception is no longer needed"


def test_the_page_has_landmarks_and_headings_in_order(open_page: Open) -> None:
    room = open_page()
    page = room.page
    room.ask("When?")
    room.answer()
    room.mark(0)
    for role in ("banner", "main"):
        expect(page.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]
    expect(page.get_by_role("navigation", name=texts.PLACES)).to_be_visible()
    expect(page.get_by_role("complementary", name=texts.PANEL_TITLE)).to_be_visible()
    expect(page.get_by_role("heading", level=1)).to_have_text([texts.NAME])
    expect(page.get_by_role("heading", level=2, name="When?")).to_be_visible()
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.title() == texts.PAGE_TITLE


def test_the_skip_link_leads_to_the_question(open_page: Open) -> None:
    page = open_page().page
    page.evaluate("location.hash = '#articles'")
    page.evaluate(_TOP)
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name=texts.SKIP)
    expect(link).to_be_focused()
    assert link.evaluate("(one) => getComputedStyle(one).clipPath") == "none"
    assert [one for one in violations(page) if one["rule"] == "color-contrast"] == []
    page.keyboard.press("Enter")
    expect(page.get_by_label(texts.ASK_LABEL)).to_be_focused()
    assert page.evaluate("location.hash") == "#chat"


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_tab_alone_reaches_everything_and_is_seen(scheme: str, width: int, open_page: Open) -> None:
    room = open_page(width, color_scheme=scheme, reduced_motion="reduce")
    page = room.page
    room.ask("When?")
    room.answer()
    page.get_by_role("button", name=texts.FILTERS).click()
    expect(page.locator("#ipqa-folders input")).to_be_visible()
    page.evaluate(_TOP)
    focused = []
    for _ in range(80):
        page.keyboard.press("Tab")
        page.wait_for_timeout(20)
        at = page.evaluate(_FOCUS)
        if at and at["again"]:
            break
        if at:  # between the last and the first the browser has it
            focused.append(at)
    else:
        pytest.fail(f"the focus does not leave the page: {focused[-3:]}")
    assert page.evaluate(_UNSEEN) == []
    assert [one["name"] for one in focused if not one["shown"]] == []
    assert [one["name"] for one in focused if not one["inside"]] == []
    assert focused[0]["name"] == texts.SKIP
    # Back again, so that nothing holds the focus in either direction.
    page.get_by_role("button", name=texts.SEND, exact=True).focus()
    skip = page.get_by_role("link", name=texts.SKIP)
    for _ in focused:
        page.keyboard.press("Shift+Tab")
        page.wait_for_timeout(20)
        if skip.evaluate("(one) => one === document.activeElement"):
            break
    expect(skip).to_be_focused()


def test_the_filters_obey_the_keyboard(open_page: Open) -> None:
    page = open_page().page
    fold = page.get_by_role("button", name=texts.FILTERS)
    expect(fold).to_have_attribute("aria-expanded", "false")
    fold.focus()
    page.keyboard.press("Enter")
    expect(fold).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    sources = page.get_by_role("combobox", name=texts.FILTER_SOURCES)
    expect(sources).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    chosen = page.locator("#ipqa-sources .token")
    expect(chosen).to_have_count(1)
    page.keyboard.press("Backspace")
    expect(chosen).to_have_count(0)
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    expect(page.locator("#ipqa-since input")).to_be_focused()


def test_screen_readers_hear_each_note_once(open_page: Open) -> None:
    room = open_page()
    room.page.evaluate(
        """() => {
          window.heard = [];
          const line = document.querySelector("#ipqa-note [role=status]");
          new MutationObserver(() => line.textContent && heard.push(line.textContent))
            .observe(line, { childList: true, characterData: true, subtree: true });
        }"""
    )
    for question in ("refuse me", "refuse me again"):
        room.ask(question)
        room.answer()
        room.page.wait_for_timeout(400)
    heard = room.page.evaluate("heard")
    assert not [one for one, after in pairwise(heard) if one == after]
    assert [texts.BADGES["refused"] in one for one in heard].count(True) == 2


@pytest.mark.parametrize(("width", "height"), [(320, 800), (320, 256), (640, 400), (844, 390)])
def test_a_narrow_or_low_window_cuts_nothing_off(width: int, height: int, open_page: Open) -> None:
    room = open_page(width, height)
    page = room.page
    for state in walk(room):
        if state != "source open":  # the panel of a narrow window lies over the chat
            assert page.evaluate(_CUT_OFF) == [], state
        assert page.evaluate("document.documentElement.scrollWidth") <= width, state
        if state in ("empty", "failed"):
            chat = page.locator("#ipqa-chat").bounding_box()
            assert chat
            assert chat["height"] >= 140
            page.get_by_label(texts.ASK_LABEL).scroll_into_view_if_needed()
            expect(page.get_by_role("button", name=texts.SEND, exact=True)).to_be_in_viewport()


def test_nothing_moves_where_that_is_unwelcome(open_page: Open) -> None:
    room = open_page(reduced_motion="reduce")
    room.ask("forever")
    expect(room.page.locator("button.ipqa-mark")).to_be_visible()
    room.page.wait_for_timeout(100)
    moving = "document.getAnimations().filter((one) => one.playState === 'running').length"
    assert room.page.evaluate(moving) == 0
    room.page.get_by_role("button", name="Stop", exact=True).click()


def test_forced_colours_show_which_source_is_open(open_page: Open) -> None:
    room = open_page(forced_colors="active")
    room.ask("When?")
    room.answer()
    room.mark(0)
    current = room.page.locator("button.ipqa-mark.ipqa-current")
    assert current.evaluate("(one) => getComputedStyle(one).outlineStyle") == "solid"
