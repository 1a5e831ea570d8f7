"""The page in a browser, around an assistant whose timing and words are known."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from ipqa.errors import ModelMissingError
from ipqa.filters import Filters
from ipqa.web import texts

from .conftest import Room
from .scripted import Scripted, quoted, signed
from .served import Served

pytestmark = pytest.mark.browser
Enter = Callable[..., Room]
ENDS = ("since", "until")


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with Served() as page:
        yield page


@pytest.fixture
def room(enter: Enter, served: Served) -> Room:
    return enter(served.url)


def test_hostile_articles_and_questions_stay_text(room: Room) -> None:
    question = "hostile <img src=y onerror=\"window.hacked='question'\"> *x* $$y$$"
    room.ask(question)
    answer = room.answer()
    assert "<script>window.hacked='text'</script> paper [1] says **bold** $$x$$ and [2]." in answer
    assert room.page.locator(".ipqa-question").inner_text() == question
    room.mark(0, 2)
    assert room.quote.startswith("<img src=x onerror=")
    assert "Evil <script>" in room.panel
    room.page.wait_for_timeout(300)
    assert room.page.evaluate("window.hacked") is None
    assert room.page.locator("#ipqa-panel a, .ipqa-turn img, .ipqa-turn em").count() == 0


def test_the_assistant_gets_plain_history(room: Room, served: Served) -> None:
    room.ask("When <b>was</b> it?")
    room.answer()
    room.ask("And then?")
    room.answer()
    asked, history = served.assistant.asked[-1]
    assert asked == "And then?"
    assert history == [
        {"role": "user", "content": "When <b>was</b> it?"},
        {"role": "assistant", "content": signed().text},
    ]


def test_stop_ends_the_work_and_keeps_the_verified_sentences(room: Room, served: Served) -> None:
    room.ask("forever one")
    expect(room.page.locator("button.ipqa-mark")).to_be_visible()
    room.page.get_by_role("button", name="Stop", exact=True).click()
    expect(room.page.locator(".ipqa-stopped")).to_be_visible()
    assert served.closed("forever one")
    assert "It was signed in 1999." in room.answer()
    room.mark(0)
    assert room.quote == "The treaty was signed in 1999."
    room.ask("And now?")
    assert texts.BADGES["generated"] in room.answer()


def test_clear_while_answering_ends_the_work_and_forgets(room: Room, served: Served) -> None:
    room.ask("forever two")
    expect(room.page.locator("button.ipqa-mark")).to_be_visible()
    room.mark(0)
    room.page.get_by_role("button", name=texts.CLEAR).click()
    expect(room.page.get_by_text(texts.WELCOME)).to_be_visible()
    assert served.closed("forever two")
    room.page.wait_for_timeout(500)
    assert room.page.locator(".ipqa-turn").count() == 0
    assert texts.PANEL_EMPTY in room.panel
    room.ask("Again?")
    room.answer()
    assert served.assistant.asked[-1] == ("Again?", [])


def test_leaving_the_page_ends_the_work(room: Room, served: Served) -> None:
    room.ask("forever three")
    expect(room.page.locator("button.ipqa-mark")).to_be_visible()
    room.page.close()
    assert served.closed("forever three")


def test_two_people_do_not_see_each_other(enter: Enter, served: Served) -> None:
    one, other = enter(served.url), enter(served.url)
    one.ask("forever for one")
    expect(one.page.locator("button.ipqa-mark")).to_be_visible()
    other.ask("quote for the other")
    assert quoted().citations[0].quote in other.answer()
    assert served.assistant.asked[-1] == ("quote for the other", [])
    one.page.get_by_role("button", name="Stop", exact=True).click()
    assert texts.STOPPED in one.answer()
    assert other.page.locator(".ipqa-turn").count() == 1


def test_failures_are_one_friendly_line(room: Room) -> None:
    room.ask("broken index")
    assert room.answer() == "No answer: Nothing is indexed in /store yet: run 'ipqa index' first"
    room.ask("bug")
    assert room.answer() == f"No answer: {texts.UNEXPECTED}"
    room.ask("all is well")
    assert texts.BADGES["generated"] in room.answer()


def test_enter_while_answering_sends_nothing_and_keeps_the_words(
    room: Room, served: Served
) -> None:
    room.ask("forever four")
    expect(room.page.locator("button.ipqa-mark")).to_be_visible()
    box = room.page.get_by_label("Your question")
    box.fill("too early")
    box.press("Enter")
    room.page.wait_for_timeout(300)
    assert box.input_value() == "too early"
    assert served.assistant.asked[-1][0] == "forever four"
    room.page.get_by_role("button", name="Stop", exact=True).click()
    room.answer()
    assert box.input_value() == "too early"


def test_blank_questions_are_not_sent(room: Room, served: Served) -> None:
    before = len(served.assistant.asked)
    room.ask("   ")
    room.page.wait_for_timeout(400)
    assert len(served.assistant.asked) == before


def test_shift_enter_starts_a_new_line(room: Room) -> None:
    box = room.page.get_by_label("Your question")
    box.press_sequentially("one")
    box.press("Shift+Enter")
    box.press_sequentially("two")
    box.press("Enter")
    room.answer()
    assert room.page.locator(".ipqa-question").inner_text() == "one\ntwo"


def test_filters_hold_for_every_question_until_they_are_changed(room: Room, served: Served) -> None:
    page = room.page
    since, until = (page.locator(f"#ipqa-{name}").locator("textarea, input") for name in ENDS)
    assert not since.is_visible()
    page.get_by_role("button", name=texts.FILTERS).click()
    page.locator("#ipqa-sources input").click()
    page.get_by_role("option", name="China Daily").click()
    since.fill("2020")
    until.fill("2020")
    room.ask("quote me")
    room.answer()
    assert page.locator(".ipqa-scope").all_inner_texts() == ["Only China Daily, 2020"]
    assert served.assistant.filters[-1] == Filters("China Daily", "2020", "2020")
    since.fill("soon")
    room.ask("And then?")
    assert "no date like 2020, 2020-12 or 2020-12-31" in room.answer()
    assert page.get_by_label("Your question").input_value() == "And then?"


def test_a_source_card_names_every_article_with_the_story(room: Room) -> None:
    room.ask("twice?")
    assert "also in The Herald" in room.answer()
    room.mark(0)
    assert "Also in: The <b>same</b> treaty (The Herald · not dated)" in room.panel


def test_the_keyboard_is_enough(room: Room) -> None:
    room.ask("When?")
    room.answer()
    mark = room.page.locator("button.ipqa-mark").first
    mark.focus()
    expect(room.page.get_by_role("tooltip")).to_contain_text("The treaty was signed in 1999.")
    room.page.keyboard.press("Enter")
    expect(room.page.get_by_role("heading", name=texts.PANEL_TITLE)).to_be_focused()
    assert room.quote == "The treaty was signed in 1999."
    room.page.keyboard.press("Escape")
    expect(mark).to_be_focused()
    assert texts.PANEL_EMPTY in room.panel


def test_screen_readers_hear_what_happens(room: Room) -> None:
    room.ask("refuse me")
    room.answer()
    status = room.page.locator("#ipqa-note [aria-live=polite]")
    expect(status).to_contain_text(texts.BADGES["refused"])
    log = room.page.locator("#ipqa-chat [role=log]")
    expect(log).to_have_attribute("aria-live", "off")
    assert room.page.locator("#ipqa-chat [aria-label*='<']").count() == 0


def test_on_a_phone_the_panel_comes_from_below(enter: Enter, served: Served) -> None:
    room = enter(served.url, width=390, height=844, phone=True)
    room.ask("When?")
    room.answer()
    assert not room.page.locator("#ipqa-panel").is_visible()
    room.mark(0)
    panel = room.page.locator("#ipqa-panel")
    expect(panel).to_be_visible()
    room.page.wait_for_timeout(400)
    box = panel.bounding_box()
    assert box is not None
    assert box["y"] > 300
    assert box["width"] == 390
    marked = room.page.locator("button.ipqa-mark.ipqa-current").bounding_box()
    assert marked is not None
    assert marked["y"] + marked["height"] < box["y"]
    room.page.get_by_role("button", name=texts.PANEL_CLOSE).click()
    expect(panel).not_to_be_visible()
    assert room.page.evaluate("document.documentElement.scrollWidth") == 390


def test_the_page_shows_while_the_models_load(enter: Enter) -> None:
    assistant = Scripted()
    assistant.ready.clear()
    with Served(assistant) as page:
        room = enter(page.url)
        expect(room.page.get_by_text(texts.LOADING)).to_be_visible()
        assistant.ready.set()
        expect(room.page.get_by_text(texts.READY, exact=True)).to_be_visible()


def test_a_failed_warm_up_is_one_line_on_the_page(enter: Enter) -> None:
    with Served(Scripted(failing=ModelMissingError("tiny", Path("/models/tiny")))) as page:
        room = enter(page.url)
        line = "The model tiny is not at /models/tiny: run 'ipqa models pull tiny' to fetch it"
        expect(room.page.get_by_text(line)).to_be_visible()
        assert "Traceback" not in room.page.content()
