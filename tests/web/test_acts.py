"""What can be done with one answer: copied, asked again, asked in other words, judged."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from ipqa.feedback import FILE
from ipqa.web import texts
from ipqa.web.acts import acts_html, copied
from ipqa.web.turns import Talk, Turn

from .conftest import Room
from .scripted import hostile, refused, signed, turn_of
from .served import Served

Enter = Callable[..., Room]
SIGNED = [
    ("It was signed in 1999. [1] Paris hosted the signing. [2]",),
    (
        "[1] “The treaty was signed in 1999.” — A treaty on dates, The Gazette, 6 May 2002, "
        "https://example.org/treaty",
        "[2] “Paris hosted the signing.” — A treaty on dates, The Gazette, 6 May 2002, "
        "https://example.org/treaty",
    ),
]


def acts_of(turn: Turn) -> list[str]:
    html = acts_html(turn)
    return [act for act in ("copy", "edit", "retry", "up", "down") if f'"{act}:{turn.key}"' in html]


def test_an_answer_is_copied_with_its_sources() -> None:
    assert copied(turn_of(signed())) == SIGNED
    whole = replace(turn_of(signed()), notice="Note:", missing=("who paid",))
    assert [len(block) for block in copied(whole)] == [1, 1, 1, 2]
    assert copied(turn_of(refused())) == [("The articles do not say.",)]


def test_a_hostile_article_is_copied_as_text() -> None:
    html = acts_html(turn_of(hostile()))
    assert "<script>" not in html
    assert "<img" not in html
    assert "\n" not in html
    assert "javascript:" not in html


def test_each_state_has_its_acts() -> None:
    done = turn_of(signed())
    assert acts_of(done) == ["copy", "edit", "retry", "up", "down"]
    assert acts_of(Turn("Who?")) == []
    assert acts_of(Turn("Who?").failed("broken")) == ["edit", "retry"]
    assert acts_of(Turn("Who?").stopped()) == ["edit", "retry"]
    assert acts_of(replace(done, state="stopped")) == ["copy", "edit", "retry"]
    assert 'ipqa-act-down ipqa-on"' in acts_html(replace(done, verdict="down"))


def test_a_verdict_survives_what_the_browser_keeps() -> None:
    talk = Talk((turn_of(signed()),), "f" * 12).judged("abc123abc123", "down")
    assert Talk.from_json(talk.to_json()).turns[0].verdict == "down"


# -- in a browser


def feedback_of(served: Served) -> list[dict[str, Any]]:
    """The opinions in the store, one a line."""
    lines = (served.settings.store / FILE).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with Served(store=tmp_path_factory.mktemp("store")) as page:
        yield page


@pytest.fixture
def room(enter: Enter, served: Served) -> Room:
    return enter(served.url)


def act(room: Room, name: str, turn: int = -1) -> Locator:
    return room.page.locator(".ipqa-acts").nth(turn).get_by_role("button", name=name, exact=True)


def asked(room: Room, *questions: str) -> None:
    for question in questions:
        room.ask(question)
        room.answer()


@pytest.mark.browser
def test_copying_gives_text_and_html(room: Room) -> None:
    room.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    asked(room, "When?")
    act(room, texts.ACT_COPY).click()
    expect(room.page.locator("#ipqa-note [role=status]")).to_have_text("Copied")
    read = """async (type) => {
      const [item] = await navigator.clipboard.read();
      return (await item.getType(type)).text();
    }"""
    text = room.page.evaluate(read, "text/plain")
    assert text == "\n\n".join("\n".join(block) for block in SIGNED)
    assert "<p>It was signed in 1999. [1]" in room.page.evaluate(read, "text/html")
    expect(act(room, texts.ACT_COPY)).to_be_visible(timeout=5000)


@pytest.mark.browser
def test_copying_works_where_the_browser_has_no_clipboard(room: Room) -> None:
    asked(room, "When?")
    room.page.evaluate("""() => {
      Object.defineProperty(navigator, "clipboard", { value: undefined });
      document.addEventListener("copy", () => (window.taken = document.activeElement.value));
    }""")
    act(room, texts.ACT_COPY).click()
    expect(room.page.locator("#ipqa-note [role=status]")).to_have_text("Copied")
    assert room.page.evaluate("window.taken").startswith("It was signed in 1999. [1]")


@pytest.mark.browser
def test_an_earlier_question_is_edited_in_its_place(room: Room, served: Served) -> None:
    asked(room, "One?", "Two?", "Three?")
    box = room.page.get_by_label("Your question")
    line = room.page.get_by_text(texts.EDITING, exact=True).first
    box.fill("half a thought")
    act(room, texts.ACT_EDIT, 1).click()
    expect(line).to_be_visible()
    expect(box).to_have_value("Two?")
    expect(box).to_be_focused()
    room.page.wait_for_timeout(150)
    assert box.evaluate("box => box.selectionStart") == len("Two?")
    assert room.page.locator(".ipqa-turn").count() == 3
    box.press("Escape")
    expect(line).not_to_be_visible()
    expect(box).to_have_value("half a thought")
    act(room, texts.ACT_EDIT, 1).click()
    expect(box).to_have_value("Two?")
    expect(box).to_be_focused()
    room.page.wait_for_timeout(150)
    box.fill("Two, quote?")
    box.press("Enter")
    expect(room.page.locator(".ipqa-question")).to_have_text(["One?", "Two, quote?"])
    expect(line).not_to_be_visible()
    expect(room.page.locator(".ipqa-turn.ipqa-quoted")).to_be_visible()
    assert [turn["content"] for turn in served.assistant.asked[-1][1]] == ["One?", signed().text]


@pytest.mark.browser
def test_the_last_question_is_edited_and_cancelled(room: Room) -> None:
    asked(room, "One?", "refuse two?")
    box = room.page.get_by_label("Your question")
    act(room, texts.ACT_EDIT).click()
    expect(box).to_have_value("refuse two?")
    room.page.get_by_role("button", name=texts.CANCEL).click()
    expect(box).to_have_value("")
    asked(room, "Three?")
    questions = ["One?", "refuse two?", "Three?"]
    expect(room.page.locator(".ipqa-question")).to_have_text(questions)


@pytest.mark.browser
def test_retry_asks_again_in_its_place(room: Room, served: Served) -> None:
    asked(room, "One?", "broken index", "Three?")
    act(room, texts.ACT_RETRY, 1).click()
    expect(room.page.locator(".ipqa-question")).to_have_text(["One?", "broken index"])
    expect(room.page.locator(".ipqa-failed")).to_have_count(1)
    expect(act(room, texts.ACT_RETRY)).to_be_visible()
    assert served.assistant.asked[-1][0] == "broken index"
    act(room, texts.ACT_RETRY, 0).click()
    expect(room.page.locator(".ipqa-question")).to_have_text(["One?"])
    expect(act(room, texts.ACT_UP)).to_be_visible()


@pytest.mark.browser
def test_a_stopped_answer_can_be_asked_again_and_nothing_else_meanwhile(room: Room) -> None:
    asked(room, "One?")
    room.ask("forever acts")
    expect(room.page.locator(".ipqa-working")).not_to_have_count(0)
    expect(act(room, texts.ACT_COPY, 0)).to_be_visible()
    expect(act(room, texts.ACT_EDIT, 0)).to_have_count(0)
    expect(room.page.locator(".ipqa-acts")).to_have_count(1)
    room.page.get_by_role("button", name="Stop", exact=True).click()
    expect(act(room, texts.ACT_EDIT)).to_be_visible()
    expect(act(room, texts.ACT_UP)).to_have_count(0)


@pytest.mark.browser
def test_after_a_reload_a_kept_conversation_is_edited_and_asked_again(room: Room) -> None:
    kept = Talk((turn_of(signed("One?")), turn_of(signed("Two?"), "b" * 12)), "c" * 12)
    room.page.wait_for_function("window.ipqa?.wires.shelf.send.length === 1")
    room.page.evaluate("talk => ipqa.wires.shelf.send('select', { talk })", kept.to_json())
    expect(room.page.locator(".ipqa-turn")).to_have_count(2)
    act(room, texts.ACT_EDIT).click()
    expect(room.page.get_by_label("Your question")).to_have_value("Two?")
    act(room, texts.ACT_RETRY, 0).click()
    expect(room.page.locator(".ipqa-question")).to_have_text(["One?"])
    expect(room.page.locator("#ipqa-editing")).not_to_be_visible()
    expect(act(room, texts.ACT_UP)).to_be_visible()


@pytest.mark.browser
def test_a_thumb_down_and_a_remark_are_kept_on_this_machine(room: Room, served: Served) -> None:
    asked(room, "One?", "When was it?")
    down = act(room, texts.ACT_DOWN)
    down.click()
    expect(down).to_have_attribute("aria-pressed", "true")
    remark = room.page.get_by_label("What is wrong with it?")
    expect(remark).to_be_focused()
    remark.fill("the wrong treaty")
    room.page.get_by_role("button", name="Send", exact=True).click()
    expect(room.page.locator(".ipqa-told")).to_have_text(texts.FEEDBACK_KEPT)
    expect(remark).to_have_count(0)
    asked(room, "And then?")
    down = act(room, texts.ACT_DOWN, 1)
    expect(down).to_have_attribute("aria-pressed", "true")
    down.click()
    expect(room.page.locator(".ipqa-told")).to_have_text(texts.FEEDBACK_BACK)
    expect(down).to_have_attribute("aria-pressed", "false")
    first, second, third = feedback_of(served)
    assert [one["verdict"] for one in (first, second, third)] == ["down", "down", None]
    assert (first["remark"], second["remark"]) == ("", "the wrong treaty")
    assert first["id"] == third["id"]
    assert [turn["content"] for turn in second["history"]] == ["One?", signed().text]
    assert second["answer"]["citations"][0]["quote"] == "The treaty was signed in 1999."


@pytest.mark.browser
def test_what_cannot_be_kept_is_one_line(enter: Enter, tmp_path: Path) -> None:
    with Served(store=tmp_path / "none") as page:
        room = enter(page.url)
        asked(room, "When?")
        act(room, texts.ACT_UP).click()
        expect(room.page.locator(".ipqa-told-failed")).to_contain_text("can't be written")
        expect(act(room, texts.ACT_UP)).to_have_attribute("aria-pressed", "false")


@pytest.mark.browser
def test_the_acts_fit_a_phone_and_the_keyboard(enter: Enter, served: Served) -> None:
    room = enter(served.url, width=390, height=844, phone=True)
    asked(room, "When?")
    for name in (texts.ACT_COPY, texts.ACT_EDIT, texts.ACT_RETRY, texts.ACT_UP, texts.ACT_DOWN):
        place = act(room, name).bounding_box()
        assert place is not None
        assert place["height"] >= 24
        assert place["x"] + place["width"] <= 390
    act(room, texts.ACT_COPY).focus()
    for name in (texts.ACT_EDIT, texts.ACT_RETRY, texts.ACT_UP):
        room.page.keyboard.press("Tab")
        expect(act(room, name)).to_be_focused()
    room.page.keyboard.press("Enter")
    expect(room.page.get_by_label("What is good about it?")).to_be_focused()
    room.page.keyboard.press("Escape")
    expect(act(room, texts.ACT_UP)).to_be_focused()
    assert room.page.evaluate("document.documentElement.scrollWidth") == 390
