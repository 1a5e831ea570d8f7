"""The sources panel in a browser: previews, the cards of an answer, and whole articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Page, expect

from ipqa.article import Answer, Article
from ipqa.events import Event, Final, Sentence
from ipqa.web import texts

from .conftest import Room
from .scripted import TREATY, Scripted, cite, signed
from .served import Served

pytestmark = pytest.mark.browser
Enter = Callable[..., Room]

PARAGRAPH = "Rain fell on the harbour all night, and nobody came to sign. " * 5
LONG = replace(
    TREATY,
    id="corpus/long.md",
    title="A long article",
    text="\n\n".join(f"{number}. {PARAGRAPH}" for number in range(1000)),
    author="Ann Author",
    language="en",
)
FIRST, SECOND = "700. Rain fell on the harbour all night", "20. Rain fell on the harbour all night"


class Shelved(Scripted):
    """Answers from a long article, too; ``found`` is what has become of an article since."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, Article | None] = {LONG.id: LONG}

    def article(self, article_id: str) -> Article | None:
        if article_id in self.found:
            return self.found[article_id]
        return super().article(article_id)

    def stream(self, question: str, *given: object) -> Iterator[Event]:  # type: ignore[override]
        if "long" not in question:
            yield from super().stream(question, *given)  # type: ignore[arg-type]
            return
        cited = (cite(1, LONG, FIRST, around=200), cite(2, LONG, SECOND, around=200))
        text = "It rained. [1] It did. [2]"
        yield Sentence(text, cited)
        yield Final(Answer(question, text, "generated", cited, why="verified"))


@pytest.fixture(scope="module")
def started() -> Iterator[Served]:
    with Served(Shelved()) as page:
        yield page


@pytest.fixture
def served(started: Served) -> Served:
    assert isinstance(started.assistant, Shelved)
    started.assistant.found = {LONG.id: LONG}
    return started


@pytest.fixture
def room(enter: Enter, served: Served) -> Room:
    return enter(served.url)


def read_whole(page: Page) -> None:
    page.locator("#ipqa-panel .ipqa-now .ipqa-read-whole").click()


def test_a_preview_can_be_pointed_at_and_put_away(room: Room) -> None:
    page = room.page
    room.ask("When?")
    room.answer()
    mark = page.locator("button.ipqa-mark").first
    mark.hover()
    preview = page.get_by_role("tooltip")
    expect(preview).to_contain_text("A treaty on dates")
    expect(preview).to_contain_text("The Gazette · 6 May 2002")
    expect(preview.locator("q")).to_have_text("The treaty was signed in 1999.")
    expect(mark).to_have_attribute("aria-describedby", "ipqa-preview")
    preview.hover()
    page.wait_for_timeout(500)
    expect(preview).to_be_visible()
    page.keyboard.press("Escape")
    expect(preview).to_be_hidden()
    assert "A treaty on dates" in room.panel, "the first Escape was for the preview"
    mark.hover()
    expect(preview).to_be_visible()
    page.mouse.move(2, 2)
    expect(preview).to_be_hidden()
    expect(mark).not_to_have_attribute("aria-describedby", "ipqa-preview")


def test_the_panel_shows_all_cards_of_the_newest_answer_by_itself(room: Room) -> None:
    page = room.page
    room.ask("forever for the panel")
    expect(page.locator("#ipqa-panel .ipqa-card")).to_have_count(1)
    expect(page.get_by_label(texts.ASK_LABEL)).to_be_focused()
    page.get_by_role("button", name="Stop", exact=True).click()
    room.answer()
    room.ask("When?")
    room.answer()
    cards = page.locator("#ipqa-panel .ipqa-card")
    expect(cards).to_have_count(2)
    expect(page.locator("#ipqa-panel .ipqa-for")).to_have_text("For “When?”")
    expect(page.locator("#ipqa-panel h3")).to_have_count(1)
    room.mark(1, 2)
    expect(cards.nth(1)).to_have_attribute("aria-current", "true")
    assert room.quote == signed().citations[1].quote
    room.ask("refuse me")
    room.answer()
    expect(page.get_by_role("heading", name=texts.NEAREST)).to_be_visible()
    assert texts.NEAR_PASSAGE in room.panel
    room.mark(0)
    expect(page.locator("#ipqa-panel .ipqa-for")).to_have_text("For “forever for the panel”")
    page.keyboard.press("Escape")
    assert texts.PANEL_EMPTY in room.panel
    page.wait_for_timeout(300)
    assert texts.PANEL_EMPTY in room.panel, "what a person closed stays closed"


def test_a_long_article_opens_at_the_quoted_words_without_a_pause(room: Room) -> None:
    page = room.page
    assert len(LONG.text) > 300_000
    room.ask("long?")
    room.answer()
    room.mark(0)
    read_whole(page)
    here = page.locator("#ipqa-panel mark.ipqa-here")
    expect(here).to_have_text(FIRST)
    expect(here).to_be_in_viewport()
    for words in ("A long article", "By Ann Author", "Language: English"):
        assert words in room.panel
    page.evaluate("""() => {
        window.longest = 0;
        let last = performance.now();
        const tick = (now) => {
          window.longest = Math.max(window.longest, now - last);
          last = now;
          requestAnimationFrame(tick);
        };
        requestAnimationFrame(tick);
    }""")
    page.locator("#ipqa-panel .ipqa-jump", has_text="[2]").click()
    other = page.locator("#ipqa-panel mark.ipqa-other")
    expect(other).to_have_text(SECOND)
    expect(other).to_be_in_viewport()
    page.locator(".ipqa-panel-whole").evaluate("(whole) => (whole.scrollTop = whole.scrollHeight)")
    page.wait_for_timeout(300)
    assert page.evaluate("window.longest") < 1000
    page.keyboard.press("Escape")
    expect(page.locator("#ipqa-panel .ipqa-now .ipqa-read-whole")).to_be_focused()
    assert room.quote == FIRST
    assert room.mistakes == []


def test_an_article_that_changed_or_left_says_so_and_the_card_stays(
    room: Room, served: Served
) -> None:
    page = room.page
    assert isinstance(served.assistant, Shelved)
    room.ask("When?")
    room.answer()
    room.mark(0)
    served.assistant.found[TREATY.id] = replace(TREATY, text="All is <b>new</b>.")
    read_whole(page)
    expect(page.get_by_text(texts.READER_CHANGED)).to_be_visible()
    assert "All is <b>new</b>." in room.panel
    assert "The treaty was signed in 1999." in room.panel
    page.get_by_role("button", name=texts.READER_BACK).click()
    served.assistant.found[TREATY.id] = None
    read_whole(page)
    expect(page.get_by_text(texts.READER_GONE)).to_be_visible()
    page.get_by_role("button", name=texts.READER_BACK).click()
    assert room.quote == "The treaty was signed in 1999."


def test_a_hostile_article_is_read_as_text(room: Room) -> None:
    page = room.page
    room.ask("hostile")
    room.answer()
    page.locator("button.ipqa-mark").first.hover()
    expect(page.get_by_role("tooltip")).to_contain_text("Evil <script>")
    room.mark(0)
    read_whole(page)
    whole = page.locator("#ipqa-panel .ipqa-whole")
    expect(whole).to_contain_text("${window.hacked='template'} closes it [3].")
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("#ipqa-panel").locator("a, img, script").count() == 0


def test_on_a_phone_an_article_fills_the_screen(enter: Enter, served: Served) -> None:
    room = enter(served.url, width=390, height=844, phone=True)
    room.ask("When?")
    room.answer()
    panel = room.page.locator("#ipqa-panel")
    assert not panel.is_visible()
    room.mark(0)
    read_whole(room.page)
    expect(room.page.locator("#ipqa-panel mark.ipqa-here")).to_be_in_viewport()
    room.page.wait_for_timeout(400)
    assert panel.bounding_box() == {"x": 0, "y": 0, "width": 390, "height": 844}
    room.page.get_by_role("button", name=texts.READER_BACK).click()
    room.page.wait_for_timeout(400)
    box = panel.bounding_box()
    assert box is not None
    assert box["y"] > 200
