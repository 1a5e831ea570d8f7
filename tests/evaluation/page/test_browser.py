"""The page as a person uses it, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from ipqa.evaluation.page import write_page

from .builders import report, row, unanswerable, wrong

pytestmark = pytest.mark.browser
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        opened = playwright.chromium.launch(executable_path=chromium_path, args=arguments)
        yield opened
        opened.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a report of five questions; fails on any error or request of the page."""
    contexts, said, asked = [], [], []
    path = tmp_path / "report.html"
    rows = [
        row("fine"),
        wrong("bad"),
        unanswerable("refused"),
        unanswerable("made-up", refused=False),
        row("again", type="paraphrase"),
    ]
    flipped = [{"id": "made-up", "figure": "refusal recall", "before": 1, "after": 0}]
    write_page(path, report(*rows, comparison={"name": "x", "flipped": flipped}))

    def opened(**options: Any) -> Page:
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda message: said.append(message.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(path.as_uri())
        return page

    yield opened
    for context in contexts:
        context.close()
    assert not said
    assert {url.partition("#")[0] for url in asked} == {path.as_uri()}


def _shown(page: Page) -> list[str]:
    tags = page.locator("details.question:visible .tag").all_inner_texts()
    return [tag.split(" · ")[1] for tag in tags]


def test_the_filters_show_only_what_they_say(open_page: Open) -> None:
    page = open_page()
    assert _shown(page) == ["fine", "bad", "refused", "made-up", "again"]
    page.get_by_role("radio", name="failures").check()
    assert _shown(page) == ["bad", "made-up"]
    expect(page.get_by_role("status")).to_have_text("2 of 5 questions")
    page.get_by_role("radio", name="refused").check()
    assert _shown(page) == ["refused"]
    page.get_by_role("radio", name="all").check()
    page.get_by_role("combobox", name="Type").select_option("paraphrase")
    assert _shown(page) == ["again"]
    page.get_by_role("combobox", name="Type").select_option("all types")
    page.get_by_role("searchbox", name="Find").fill("WAS MADE-up")
    assert _shown(page) == ["made-up"]
    page.get_by_role("searchbox", name="Find").fill("found nowhere")
    assert _shown(page) == []


def test_a_flipped_question_is_opened_even_where_it_is_filtered_out(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("radio", name="refused").check()
    page.get_by_role("link", name="made-up").click()
    verdict = page.get_by_text("answered, and the articles do not say")
    expect(verdict).to_be_in_viewport()
    assert len(_shown(page)) == 5


def test_all_questions_can_be_opened_and_closed(open_page: Open) -> None:
    page = open_page()
    quotes = page.locator(".question blockquote:visible")
    expect(quotes).to_have_count(0)
    page.get_by_role("button", name="Open all").click()
    expect(quotes).to_have_count(4)
    page.get_by_role("button", name="Open all").click()
    expect(quotes).to_have_count(0)


def test_without_scripts_all_is_shown_and_no_filter(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    assert len(_shown(page)) == 5
    expect(page.locator("#filters")).to_be_hidden()
    page.locator("details.question summary").nth(1).click()
    expect(page.get_by_text("wrong, expected 23 August")).to_be_visible()


def test_on_a_phone_only_the_tables_scroll_sideways(open_page: Open) -> None:
    page = open_page(viewport={"width": 360, "height": 740}, is_mobile=True)
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    table = page.get_by_role("region", name="Table of figures")
    assert table.evaluate("box => box.scrollWidth > box.clientWidth")


@pytest.mark.parametrize(("scheme", "paper"), [("light", 246), ("dark", 18)])
def test_the_page_follows_the_scheme_of_the_system(
    open_page: Open, scheme: str, paper: int
) -> None:
    page = open_page(color_scheme=scheme)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground.startswith(f"rgb({paper},")
