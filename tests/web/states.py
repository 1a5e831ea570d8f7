"""The main states of the page, one after the other, for tests that look at each of them."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import expect

from ipqa.web import texts

from .conftest import Room


def walk(room: Room) -> Iterator[str]:
    """Takes the page through its main states; gives the name of each while it shows."""
    page = room.page
    expect(page.get_by_text(texts.READY, exact=True)).to_be_visible()
    yield "empty"
    fold = page.get_by_role("button", name=texts.FILTERS)
    fold.click()
    expect(page.locator("#ipqa-folders")).to_be_visible()
    yield "filters open"
    page.locator("#ipqa-sources input").click()
    page.get_by_role("option", name="China Daily").click()
    expect(page.get_by_role("option", name="Xinhua")).to_be_visible()
    yield "a filter chosen"
    page.locator("#ipqa-sources input").press("Backspace")
    page.locator("#ipqa-sources input").press("Tab")
    fold.click()
    room.ask("forever")
    expect(page.locator("button.ipqa-mark")).to_be_visible()
    yield "answering"
    page.get_by_role("button", name="Stop", exact=True).click()
    room.answer()
    yield "stopped"
    for name, question in (
        ("written", "When?"),
        ("quoted", "quote me"),
        ("refused", "refuse me"),
        ("failed", "broken index"),
    ):
        room.ask(question)
        room.answer()
        yield name
    room.ask("Again?")
    room.answer()
    page.get_by_role("button", name=texts.ACT_EDIT, exact=True).last.click()
    expect(page.get_by_role("button", name=texts.CANCEL, exact=True)).to_be_visible()
    yield "editing"
    page.get_by_role("button", name=texts.CANCEL, exact=True).click()
    page.get_by_role("button", name=texts.ACT_DOWN, exact=True).last.click()
    expect(page.get_by_label(texts.SCRIPT["REMARK_DOWN"])).to_be_visible()
    yield "a remark"
    page.keyboard.press("Escape")
    page.wait_for_timeout(300)  # a click while messages are drawn anew meets nothing
    page.locator("button.ipqa-chip").last.click()
    expect(page.locator("#ipqa-panel .ipqa-now mark")).to_be_visible()
    page.wait_for_timeout(300)  # it slides in
    yield "source open"
    page.locator("#ipqa-panel .ipqa-now .ipqa-read-whole").click()
    expect(page.locator("#ipqa-panel .ipqa-panel-whole mark").first).to_be_visible()
    page.wait_for_timeout(300)
    yield "whole article"
    page.get_by_role("button", name=texts.READER_BACK).click()
    page.keyboard.press("Escape")
    toggle = page.get_by_role("button", name=texts.CONVERSATIONS, exact=True)
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    page.get_by_role("button", name="Rename: ").first.click()
    page.wait_for_timeout(300)
    yield "a conversation renamed"
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Delete: ").first.click()
    yield "a conversation deleted"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")  # the drawer, where it is one
    page.wait_for_timeout(300)
    page.get_by_role("link", name=texts.ARTICLES).click()
    expect(page.locator("body[data-place=articles]")).to_be_attached()
    expect(page.locator("#ipqa-articles button.ipqa-read").first).to_be_visible()
    yield "articles"
    page.locator("#ipqa-articles button.ipqa-remove").first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    yield "a removal"
    page.keyboard.press("Escape")
    page.locator("#ipqa-articles .ipqa-read").first.click()
    expect(page.locator("#ipqa-panel .ipqa-whole")).to_be_visible()
    page.wait_for_timeout(300)  # it slides in
    yield "article read"
