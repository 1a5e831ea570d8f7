"""The browser keeps conversations: they are listed, opened, renamed, deleted and exported."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from ipqa.web import texts

from .conftest import Room
from .scripted import signed
from .served import Served

pytestmark = pytest.mark.browser
Enter = Callable[..., Room]
EVIL = "hostile <img src=y onerror=\"window.hacked='title'\"> ${window.hacked='template'}"
FULL = """() => {
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
}"""
FORBIDDEN = """() => {
  Object.defineProperty(window, "localStorage", {
    get() { throw new DOMException("no", "SecurityError"); },
  });
}"""


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Served() as page:
        yield page


@pytest.fixture
def room(enter: Enter, served: Served) -> Iterator[Room]:
    room = enter(served.url)
    yield room
    assert room.mistakes == []


def ask(room: Room, question: str) -> None:
    """Asks and waits until the answer is kept."""
    room.ask(question)
    room.answer()
    room.page.wait_for_function("() => window.ipqa.talks.shown")


def new(room: Room) -> None:
    room.page.get_by_role("button", name=texts.CLEAR).click()
    expect(room.page.get_by_text(texts.WELCOME)).to_be_visible()


def rows(page: Page) -> Locator:
    return page.locator("#ipqa-shelf").get_by_role("listitem")


def titles(page: Page) -> Locator:
    return page.locator(".ipqa-shelf-title")


def act(page: Page, name: str, title: str) -> Locator:
    return page.get_by_role("button", name=texts.SCRIPT[name].format(title=title), exact=True)


def kept(page: Page) -> dict[str, Any]:
    """What localStorage has of each conversation."""
    script = """() => Object.fromEntries(Object.entries(localStorage)
      .filter(([name]) => name.startsWith("ipqa:talk:"))
      .map(([name, item]) => [name.slice(10), JSON.parse(item)]))"""
    found: dict[str, Any] = page.evaluate(script)
    return found


def asked(page: Page) -> list[list[str]]:
    """The questions of every conversation that is kept, sorted."""
    talks = [one["talk"] for one in kept(page).values()]
    return sorted([turn["question"] for turn in talk["turns"]] for talk in talks)


def is_shown(page: Page, question: str) -> None:
    expect(page.locator(".ipqa-question")).to_have_text([question])
    current = page.locator("#ipqa-shelf [aria-current=true] .ipqa-shelf-title")
    expect(current).to_have_text(question)


def test_conversations_are_listed_newest_first_and_open_again(room: Room, served: Served) -> None:
    page = room.page
    expect(page.get_by_text(texts.SHELF_EMPTY)).to_be_visible()
    ask(room, "When?")
    shown = page.locator("#ipqa-chat .ipqa-turn").inner_text()
    new(room)
    expect(page.locator("#ipqa-shelf [aria-current]")).to_have_count(0)
    ask(room, "quote it")
    expect(titles(page)).to_have_text(["quote it", "When?"])
    expect(page.locator(".ipqa-shelf-day").first).to_have_text(texts.SCRIPT["SHELF_TODAY"])
    is_shown(page, "quote it")
    rows(page).nth(1).get_by_role("button").first.click()
    is_shown(page, "When?")
    expect(page.locator("#ipqa-note")).to_contain_text("Opened: When?")
    assert page.locator("#ipqa-chat .ipqa-turn").inner_text() == shown
    ask(room, "And then?")
    assert served.assistant.asked[-1][1][0]["content"] == "When?"
    expect(titles(page)).to_have_text(["When?", "quote it"])


def test_a_reload_shows_the_same_and_a_new_tab_begins_new(room: Room) -> None:
    page = room.page
    ask(room, "When?")
    ask(room, "refuse me")
    before = page.locator("#ipqa-chat .ipqa-turn").all_inner_texts()
    page.reload()
    expect(page.locator("#ipqa-chat .ipqa-turn")).to_have_count(2, timeout=15_000)
    assert page.locator("#ipqa-chat .ipqa-turn").all_inner_texts() == before
    room.mark(0, 2)
    assert room.quote == "Paris hosted the signing."
    assert page.evaluate("window.ipqa.talks.shown") == next(iter(kept(page)))
    other = page.context.new_page()
    other.goto(page.url)
    expect(titles(other)).to_have_text(["When?"])
    assert other.locator("#ipqa-chat .ipqa-turn").count() == 0


def test_another_server_opens_what_the_browser_kept(enter: Enter) -> None:
    first = Served()
    room = enter(first.url)
    ask(room, "When?")
    first.blocks.close(verbose=False)
    second = Served()
    item = kept(room.page)
    other = enter(second.url)
    other.page.evaluate(
        "items => { for (const [key, item] of Object.entries(items)) {"
        "localStorage.setItem(`ipqa:talk:${key}`, JSON.stringify(item));"
        "sessionStorage.setItem('ipqa:shown', key); } }",
        item,
    )
    other.page.reload()
    is_shown(other.page, "When?")
    expect(other.page.locator("#ipqa-chat .ipqa-turn")).to_contain_text("It was signed in 1999.")
    second.blocks.close(verbose=False)


def test_opening_or_beginning_another_keeps_the_answer_that_was_coming(
    room: Room, served: Served
) -> None:
    page = room.page
    ask(room, "quote it")
    new(room)
    room.ask("forever one")
    expect(page.locator("button.ipqa-mark")).to_be_visible()
    rows(page).nth(1).get_by_role("button").first.click()
    is_shown(page, "quote it")
    assert served.closed("forever one")
    rows(page).filter(has_text="forever one").get_by_role("button").first.click()
    is_shown(page, "forever one")
    expect(page.locator(".ipqa-stopped")).to_contain_text("It was signed in 1999.")
    room.ask("forever two")
    expect(page.locator("#ipqa-chat .ipqa-turn p.ipqa-working")).to_be_visible()
    new(room)
    expect(titles(page)).to_have_text(["forever one", "quote it"])
    assert asked(page) == [["forever one", "forever two"], ["quote it"]]


def test_a_conversation_is_renamed_with_the_keyboard_alone(room: Room) -> None:
    page = room.page
    ask(room, "When?")
    act(page, "SHELF_RENAME", "When?").focus()
    page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="New title of: When?")
    expect(field).to_be_focused()
    page.keyboard.type("Never mind")
    page.keyboard.press("Escape")
    expect(act(page, "SHELF_RENAME", "When?")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.type("The treaty")
    page.keyboard.press("Enter")
    expect(act(page, "SHELF_RENAME", "The treaty")).to_be_focused()
    expect(page.locator("#ipqa-note")).to_contain_text("Renamed: The treaty")
    ask(room, "And then?")
    page.reload()
    expect(titles(page)).to_have_text(["The treaty"])
    act(page, "SHELF_RENAME", "The treaty").click()
    page.keyboard.type("Clicked away")
    page.get_by_label("Your question").click()
    expect(titles(page)).to_have_text(["Clicked away"])
    assert [one["title"] for one in kept(page).values()] == ["Clicked away"]


def test_deleting_asks_first_and_the_focus_goes_to_what_is_beside(room: Room) -> None:
    page = room.page
    ask(room, "When?")
    new(room)
    ask(room, "quote it")
    act(page, "SHELF_DELETE", "quote it").focus()
    page.keyboard.press("Enter")
    group = page.get_by_role("group", name="Delete “quote it”?")
    expect(group.get_by_role("button", name="Keep")).to_be_focused()
    page.keyboard.press("Escape")
    expect(act(page, "SHELF_DELETE", "quote it")).to_be_focused()
    assert len(kept(page)) == 2
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_text(["When?"])
    expect(rows(page).get_by_role("button").first).to_be_focused()
    expect(page.locator("#ipqa-note")).to_contain_text("Deleted: quote it")
    expect(page.get_by_text(texts.WELCOME)).to_be_visible()
    assert asked(page) == [["When?"]]


def test_deleting_what_is_being_answered_ends_it_for_good(room: Room, served: Served) -> None:
    page = room.page
    room.ask("forever gone")
    expect(page.locator("button.ipqa-mark")).to_be_visible()
    act(page, "SHELF_DELETE", "forever gone").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(page.get_by_text(texts.WELCOME)).to_be_visible()
    assert served.closed("forever gone")
    page.wait_for_timeout(300)
    assert kept(page) == {}
    expect(page.get_by_role("heading", name=texts.CONVERSATIONS)).to_be_focused()


def test_hostile_titles_stay_text(room: Room) -> None:
    page = room.page
    ask(room, EVIL)
    expect(titles(page)).to_have_text([EVIL[:80] + ("…" if len(EVIL) > 80 else "")])
    act(page, "SHELF_RENAME", titles(page).inner_text()).click()
    page.keyboard.type("<b>$& {title}</b>")
    page.keyboard.press("Enter")
    expect(titles(page)).to_have_text(["<b>$& {title}</b>"])
    act(page, "SHELF_DELETE", "<b>$& {title}</b>").click()
    expect(page.get_by_text("Delete “<b>$& {title}</b>”?")).to_be_visible()
    assert page.locator("#ipqa-shelf").locator("img, b, script").count() == 0
    assert page.evaluate("window.hacked") is None


def test_what_is_no_conversation_is_told_and_breaks_nothing(room: Room) -> None:
    page = room.page
    page.evaluate(
        """() => {
          const turns = [{ question: { deep: 1 }, key: "<b>" }];
          const odd = { version: 1, changed: 7, title: ["x"], talk: { turns } };
          localStorage.setItem("ipqa:talk:abcdefabcdef", JSON.stringify(odd));
          localStorage.setItem("ipqa:talk:012345678901", "{");
          localStorage.setItem("ipqa:talk:../../x", JSON.stringify(odd));
        }"""
    )
    page.reload()
    expect(rows(page)).to_have_count(1)
    rows(page).get_by_role("button").first.click()
    expect(page.locator(".ipqa-line")).to_have_text(f"{texts.UNREADABLE}.")
    ask(room, "When?")
    assert "It was signed in 1999." in page.locator("#ipqa-chat .ipqa-turn").inner_text()


def test_two_tabs_see_each_other_and_lose_no_turn(room: Room) -> None:
    page = room.page
    ask(room, "When?")
    other = Room(page.context.new_page())
    other.page.goto(page.url)
    rows(other.page).get_by_role("button").first.click()
    is_shown(other.page, "When?")
    ask(room, "And in one?")
    other.ask("And in two?")
    other.answer()
    expect(other.page.locator(".ipqa-line")).to_have_text(texts.SCRIPT["SHELF_COPIED"])
    ask(other, "Two again?")
    ask(room, "One again?")
    both = ["When? (copy)", "When?"]
    expect(titles(page)).to_have_text(both[::-1])
    expect(titles(other.page)).to_have_text(both[::-1])
    assert asked(page) == [
        ["When?", "And in one?", "One again?"],
        ["When?", "And in two?", "Two again?"],
    ]
    other.page.reload()
    expect(other.page.locator(".ipqa-question").last).to_have_text("Two again?")
    rows(other.page).first.get_by_role("button").first.click()
    expect(other.page.locator(".ipqa-question").last).to_have_text("One again?")


def test_a_full_storage_is_told_and_the_chat_works_on(room: Room) -> None:
    page = room.page
    ask(room, "When?")
    new(room)
    page.evaluate("() => { window.setItem = Storage.prototype.setItem; }")
    page.evaluate(FULL)
    ask(room, "quote it")
    line = page.locator(".ipqa-line")
    expect(line).to_have_text(texts.SCRIPT["SHELF_FULL"])
    ask(room, "And then?")
    expect(titles(page)).to_have_text(["quote it", "When?"])
    rows(page).nth(1).get_by_role("button").first.click()
    is_shown(page, "When?")
    rows(page).first.get_by_role("button").first.click()
    expect(page.locator(".ipqa-question")).to_have_text(["quote it", "And then?"])
    page.evaluate("() => { Storage.prototype.setItem = window.setItem; }")
    act(page, "SHELF_DELETE", "When?").click()
    page.get_by_role("button", name="Delete", exact=True).click()
    expect(line).to_have_text("")
    assert asked(page) == [["quote it", "And then?"]]


def test_a_forbidden_storage_is_told_and_the_chat_works_on(enter: Enter, served: Served) -> None:
    room = enter(served.url)
    page = room.page
    page.add_init_script(f"({FORBIDDEN})()")
    page.reload()
    expect(page.get_by_label("Your question")).to_be_visible()
    ask(room, "When?")
    expect(page.locator(".ipqa-line")).to_have_text(texts.SCRIPT["SHELF_FORBIDDEN"])
    expect(titles(page)).to_have_text(["When?"])
    assert room.mistakes == []


def test_the_column_can_be_folded_away_for_good(room: Room) -> None:
    page = room.page
    toggle = page.get_by_role("button", name=texts.CONVERSATIONS)
    shelf = page.locator("#ipqa-shelf")
    expect(shelf).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    toggle.click()
    expect(shelf).not_to_be_visible()
    page.reload()
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(shelf).not_to_be_visible()
    toggle.click()
    expect(shelf).to_be_visible()


def test_on_a_phone_the_list_is_a_drawer(enter: Enter, served: Served) -> None:
    room = enter(served.url, width=390, height=844, phone=True)
    page = room.page
    ask(room, "When?")
    new(room)
    ask(room, "quote it")
    toggle = page.get_by_role("button", name=texts.CONVERSATIONS)
    shelf = page.locator("#ipqa-shelf")
    expect(toggle).to_have_attribute("aria-expanded", "false")
    expect(shelf).not_to_be_visible()
    toggle.press("Enter")
    expect(toggle).to_have_attribute("aria-expanded", "true")
    expect(rows(page).first.get_by_role("button").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(shelf).not_to_be_visible()
    expect(toggle).to_be_focused()
    toggle.tap()
    expect(shelf).to_be_visible()
    page.touchscreen.tap(370, 400)
    expect(shelf).not_to_be_visible()
    toggle.tap()
    rows(page).nth(1).get_by_role("button").first.tap()
    expect(page.locator(".ipqa-question")).to_have_text("When?")
    expect(shelf).not_to_be_visible()
    expect(toggle).to_be_focused()
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert room.mistakes == []


@pytest.mark.parametrize("name", ["Markdown", "JSON", "Page to print"])
def test_the_conversation_is_exported(room: Room, name: str, tmp_path: Path) -> None:
    page = room.page
    expect(page.get_by_role("button", name=name)).not_to_be_visible()
    ask(room, "When <b>was</b> it?")
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    file = download.value
    text = Path(file.path()).read_text("utf-8")
    pattern = r"ipqa-when-b-was-b-it-\d{4}-\d\d-\d\d\.(md|json|html)"
    assert re.fullmatch(pattern, file.suggested_filename)
    expect(page.locator("#ipqa-note")).to_contain_text(f"Saved as {file.suggested_filename}")
    if name == "Markdown":
        assert "[^1-2]: \\[2\\] of answer 1: “Paris hosted the signing.”" in text
    elif name == "JSON":
        assert json.loads(text)["answers"][0]["text"] == signed().text
    else:
        exported = tmp_path / "page.html"
        exported.write_text(text, "utf-8")
        page.goto(exported.as_uri())
        page.get_by_role("link", name="[2]", exact=True).click()
        expect(page.locator("li:target")).to_contain_text("Paris hosted the signing.")
        assert page.get_by_role("heading", level=1).inner_text() == "When <b>was</b> it?"
