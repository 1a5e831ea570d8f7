"""The page of articles in a browser, around an assistant that says what it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from ipqa.errors import EmptyIndexError
from ipqa.web import texts

from .conftest import Room
from .scripted import HOSTILE, TREATY, TWIN, Scripted
from .served import Served

pytestmark = pytest.mark.browser
Enter = Callable[..., Room]


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("articles") / "uploads"
    with Served(uploads=folder, upload_mb=1, upload_files=3) as page:
        yield page


@pytest.fixture
def served(started: Served) -> Served:
    fresh = Scripted()
    started.assistant.__dict__.update(fresh.__dict__)
    return started


def enter_articles(enter: Enter, served: Served, **size: object) -> Room:
    room = enter(served.url, **size)
    room.page.get_by_role("link", name=texts.ARTICLES).click()
    expect(room.page.locator(".ipqa-articles, .ipqa-articles-none")).to_be_visible()
    return room


def many(served: Served, count: int) -> None:
    one = served.assistant.held[0]
    served.assistant.held = [
        replace(one, id=f"c/{n}.md", title=f"Title {n:03}", passages=n, path=f"/c/{n}.md")
        for n in range(count)
    ]


def titles(room: Room) -> list[str]:
    return room.page.locator("button.ipqa-read").all_inner_texts()


def kept(served: Served) -> list[str]:
    """The names in the folder of uploads."""
    return sorted(path.name for path in served.settings.uploads.glob("[!.]*"))


def said(room: Room) -> Locator:
    return room.page.locator(".ipqa-articles-said")


def test_the_list_is_a_table_and_titles_stay_text(enter: Enter, served: Served) -> None:
    room = enter_articles(enter, served)
    expect(room.page.get_by_role("table")).to_have_count(1)
    expect(room.page.get_by_role("columnheader", name="Title")).to_have_attribute(
        "aria-sort", "ascending"
    )
    row = room.page.get_by_role("row", name=TWIN.title)
    assert texts.STATUS_MISSING in row.inner_text()
    assert HOSTILE.title in titles(room)
    assert room.page.evaluate("window.hacked") is None
    assert not room.page.get_by_label("Your question").is_visible()
    room.page.get_by_role("link", name=texts.CHAT, exact=True).click()
    expect(room.page.get_by_label("Your question")).to_be_visible()
    assert room.mistakes == []


def test_it_is_sorted_by_its_heads_and_keeps_the_focus(enter: Enter, served: Served) -> None:
    many(served, 120)
    room = enter_articles(enter, served)
    head = room.page.get_by_role("button", name="Passages", exact=False).first
    head.focus()
    room.page.keyboard.press("Enter")
    column = room.page.get_by_role("columnheader", name="Passages")
    expect(column).to_have_attribute("aria-sort", "ascending")
    expect(head).to_be_focused()
    room.page.keyboard.press("Enter")
    expect(column).to_have_attribute("aria-sort", "descending")
    assert titles(room)[:2] == ["Title 119", "Title 118"]
    assert len(titles(room)) == 50


def test_pages_are_turned_and_words_are_found(enter: Enter, served: Served) -> None:
    many(served, 120)
    room = enter_articles(enter, served)
    room.page.get_by_role("button", name=texts.ARTICLES_NEXT).click()
    expect(room.page.get_by_text("Page 2 of 3")).to_be_visible()
    assert titles(room)[0] == "Title 050"
    expect(room.page.get_by_role("button", name=texts.ARTICLES_NEXT)).to_be_focused()
    search = room.page.get_by_label(texts.ARTICLES_SEARCH)
    search.press_sequentially("title 11", delay=10)
    expect(room.page.locator("caption")).to_contain_text("Articles 1 to 11 of 11")
    expect(search).to_be_focused()
    search.fill("nowhere")
    expect(room.page.get_by_text(texts.ARTICLES_NONE_FIT)).to_be_visible()


@pytest.mark.parametrize("size", [{}, {"width": 390, "height": 844, "phone": True}])
def test_a_title_opens_the_article_from_which_one_goes_back(
    size: dict[str, Any], enter: Enter, served: Served
) -> None:
    room = enter_articles(enter, served, **size)
    title = room.page.get_by_role("button", name=TREATY.title, exact=True)
    title.click()
    whole = room.page.locator("#ipqa-panel .ipqa-panel-whole")
    expect(whole).to_contain_text("Paris hosted the signing.")
    expect(whole.get_by_role("heading", name=TREATY.title)).to_be_focused()
    expect(room.page.get_by_text(texts.PANEL_EMPTY)).not_to_be_visible()
    room.page.get_by_role("button", name=texts.READER_BACK_TO_LIST).click()
    expect(title).to_be_focused()
    room.page.get_by_role("button", name=HOSTILE.title, exact=True).click()
    expect(whole).to_contain_text("${window.hacked='template'} closes it [3].")
    room.page.keyboard.press("Escape")
    expect(room.page.get_by_role("button", name=HOSTILE.title, exact=True)).to_be_focused()
    assert room.page.evaluate("window.hacked") is None
    assert room.mistakes == []


def test_files_come_in_and_each_is_told_of(enter: Enter, served: Served, tmp_path: Path) -> None:
    served.assistant.pace = 0.4
    for name in ("first.md", "second.txt"):
        (tmp_path / name).write_text(f"Words of {name}.")
    (tmp_path / "broken.pdf").write_bytes(b"%PDF-1.4 nothing")
    room = enter_articles(enter, served)
    with room.page.expect_file_chooser() as chooser:
        room.page.get_by_role("button", name=texts.ADD_CHOOSE).click()
    chooser.value.set_files([tmp_path / name for name in ("first.md", "broken.pdf", "second.txt")])
    bar = room.page.get_by_role("progressbar", name=texts.ADD_PROGRESS)
    expect(bar).to_be_visible()
    expect(bar).to_have_attribute("aria-valuetext", "1 of 2 articles", timeout=10_000)
    expect(said(room)).to_have_text("2 of 3 files indexed", timeout=10_000)
    expect(bar).not_to_be_visible()
    outcomes = room.page.locator(".ipqa-outcomes li")
    expect(outcomes).to_have_count(3)
    assert outcomes.nth(0).inner_text() == "first.md: indexed as 2 passages"
    assert "broken.pdf: not kept, as it can't be read: " in outcomes.nth(1).inner_text()
    assert kept(served) == ["first.md", "second.txt"]
    expect(room.page.get_by_role("button", name="second", exact=True)).to_be_visible()

    room.page.get_by_role("button", name="Remove first").click()
    dialog = room.page.get_by_role("dialog", name="Remove first?")
    expect(dialog).to_contain_text("the uploaded file is deleted")
    room.page.keyboard.press("Escape")
    expect(dialog).not_to_be_visible()
    expect(room.page.get_by_role("button", name="Remove first")).to_be_focused()
    room.page.keyboard.press("Enter")
    dialog.get_by_role("button", name=texts.REMOVE_YES, exact=True).click()
    expect(said(room)).to_contain_text("its uploaded file is deleted")
    expect(room.page.get_by_role("button", name="first", exact=True)).to_have_count(0)
    assert kept(served) == ["second.txt"]
    assert room.mistakes == []


def test_what_is_too_large_or_too_much_is_said(
    enter: Enter, served: Served, tmp_path: Path
) -> None:
    room = enter_articles(enter, served)
    box = room.page.locator(".ipqa-add input")
    large = {"name": "large.txt", "mimeType": "text/plain", "buffer": b"x" * 1_000_001}
    tool = {"name": "tool.exe", "mimeType": "text/plain", "buffer": b"x"}
    box.set_input_files([large, tool])  # type: ignore[list-item]
    expect(said(room)).to_have_text("0 of 2 files indexed")
    outcomes = room.page.locator(".ipqa-outcomes").inner_text()
    assert "large.txt: not taken: it is larger than the 1 MB" in outcomes
    expect(room.page.locator(".toast-body")).to_have_count(0)
    assert "tool.exe: not taken: it is not of a kind that is taken" in outcomes
    box.set_input_files([tool] * 4)  # type: ignore[arg-type]
    expect(said(room)).to_contain_text("There are 4 files, and 3 may come at a time")
    expect(room.page.get_by_role("button", name=texts.ADD_CHOOSE)).to_be_enabled()


def test_files_can_be_dropped(enter: Enter, served: Served) -> None:
    room = enter_articles(enter, served)
    room.page.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["Dropped words."], "dropped <b>.md"));
          const at = document.querySelector(".ipqa-add");
          for (const name of ["dragover", "drop"])
            at.dispatchEvent(new DragEvent(name, {
              dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    expect(said(room)).to_have_text("1 of 1 file indexed")
    assert "dropped <b>.md: indexed" in room.page.locator(".ipqa-outcomes").inner_text()
    assert "dropped -b-.md" in kept(served)


def test_the_page_has_an_address_of_its_own(enter: Enter, served: Served) -> None:
    room = enter(served.url)
    room.page.goto(f"{served.url}#articles")
    room.page.reload()
    expect(room.page.get_by_role("button", name=TREATY.title, exact=True)).to_be_visible()
    link = room.page.get_by_role("link", name=texts.ARTICLES)
    expect(link).to_have_attribute("aria-current", "page")


def test_on_a_phone_each_article_is_a_card(enter: Enter, served: Served) -> None:
    room = enter_articles(enter, served, width=390, height=844, phone=True)
    assert room.page.evaluate("document.documentElement.scrollWidth") == 390
    wide = "document.getElementById('ipqa-articles').scrollWidth"
    assert room.page.evaluate(wide) <= 390
    expect(room.page.get_by_role("table")).to_have_count(1)
    row = room.page.get_by_role("row", name=TREATY.title, exact=False).first
    box = row.bounding_box()
    assert box is not None
    assert box["height"] > 100
    room.page.get_by_role("button", name="Source", exact=True).click()
    expect(room.page.get_by_role("columnheader", name="Source")).to_have_attribute(
        "aria-sort", "ascending"
    )


def test_an_empty_chat_recovers_without_a_restart(enter: Enter, tmp_path: Path) -> None:
    assistant = Scripted(failing=EmptyIndexError(Path("/store")))
    assistant.held = []
    with Served(assistant, uploads=tmp_path / "uploads") as served:
        room = enter(f"{served.url}#chat")
        state = room.page.locator("#ipqa-state")
        expect(state).to_contain_text(texts.EMPTY)
        room.page.get_by_role("link", name=texts.ARTICLES).click()
        expect(room.page.get_by_text(texts.ARTICLES_EMPTY)).to_be_visible()
        file = {"name": "a.md", "mimeType": "text/plain", "buffer": b"Words."}
        room.page.locator(".ipqa-add input").set_input_files([file])  # type: ignore[list-item]
        expect(said(room)).to_have_text("1 of 1 file indexed")
        expect(state).to_contain_text(texts.READY)
        room.page.get_by_role("link", name=texts.CHAT, exact=True).click()
        room.ask("When?")
        assert "1999" in room.answer()
