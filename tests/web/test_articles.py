"""The steps of the page of articles, around an assistant that says what it is told to."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import gradio as gr
import pytest

from ipqa.errors import EmptyIndexError, StoreBusyError
from ipqa.settings import load_settings
from ipqa.web import texts
from ipqa.web.articles.steps import Articles

from .scripted import HOSTILE, TREATY, TWIN, Scripted


def event(**data: Any) -> gr.EventData:
    return gr.EventData(None, data)


class Page:
    """The page of articles without a browser."""

    def __init__(self, tmp_path: Path, **settings: Any) -> None:
        self.folder = tmp_path / "uploads"
        self.tmp_path = tmp_path
        self.assistant = Scripted()
        self.received: set[str] = set()
        settings = {"uploads": self.folder, **settings}
        self.steps = Articles(self.assistant, load_settings(**settings), self.received)

    def arrive(self, name: str, content: str = "Words of an article.") -> dict[str, Any]:
        folder = self.tmp_path / "server" / str(len(self.received))
        folder.mkdir(parents=True)
        path = folder / "file"
        path.write_text(content)
        self.received.add(str(path))
        return {"name": name, "path": str(path), "size": len(content)}

    def upload(self, *files: dict[str, Any]) -> tuple[str, list[dict[str, Any]]]:
        """The outcomes, and every letter that the script got."""

        async def run() -> list[tuple[Any, Any]]:
            return [view async for view in self.steps.receive(event(files=list(files)))]

        views = asyncio.run(run())
        return views[-1][0], [json.loads(letter)[1] for _, letter in views]

    def remove(self, article: str, **more: Any) -> str:
        _, letter = self.steps.remove(event(article=article, **more))
        return str(json.loads(letter)[1]["ended"])


@pytest.fixture
def page(tmp_path: Path) -> Page:
    return Page(tmp_path)


def test_the_list_tells_what_the_store_knows_and_nothing_is_markup(page: Page) -> None:
    html = page.steps.list(event())
    assert "<caption>Articles 1 to 3 of 3, sorted by title</caption>" in html
    assert "<script>" not in html
    assert "&lt;script&gt;" in html
    assert texts.STATUS_MISSING in html
    assert "same story as A treaty on dates" in html
    assert TREATY.path not in html
    assert html.count('aria-sort="ascending"') == 1


def test_the_list_can_be_searched_and_sorted(page: Page) -> None:
    html = page.steps.list(event(words="gazette"))
    assert TREATY.title in html
    assert "Evil" not in html
    assert "(3 in all)" in html
    assert 'aria-sort="descending"' in page.steps.list(event(sort="date", descending=True))
    assert texts.ARTICLES_NONE_FIT in page.steps.list(event(words="nowhere"))


def test_an_article_without_a_title_goes_by_its_file(page: Page) -> None:
    page.assistant.held = [replace(page.assistant.held[0], title=" ")]
    name = "Untitled article (treaty.md)"
    assert f'aria-label="Remove {name}"' in page.steps.list(event())
    assert page.remove(TREATY.id).startswith(f"{name} is out of the index")


def test_an_empty_index_says_what_to_do(page: Page) -> None:
    page.assistant.failing = EmptyIndexError(Path("/store"))
    html = page.steps.list(event())
    assert "ipqa index FOLDER" in html
    page.assistant.failing = StoreBusyError(Path("/store"))
    assert "wait until it has finished" in page.steps.list(event())


def test_files_are_taken_in_and_each_is_told_of(page: Page) -> None:
    html, letters = page.upload(
        page.arrive("good.md"), page.arrive("empty.txt", ""), page.arrive("tool.exe")
    )
    assert "good.md: indexed as 2 passages" in html
    assert "empty.txt: not kept, as it can&#x27;t be read: " in html
    assert "tool.exe: not taken: it is not of a kind" in html
    assert letters[-1] == {"ended": "1 of 3 files indexed", "changed": True}
    assert [path.name for path in page.folder.glob("[!.]*")] == ["good.md"]
    assert not list((page.tmp_path / "server").rglob("file"))


def test_the_same_file_is_there_already_and_another_gets_a_number(page: Page) -> None:
    page.upload(page.arrive("a.md"))
    html, _ = page.upload(page.arrive("a.md"), page.arrive("a.md", "Other words."))
    assert "a.md: already there as a.md, with 2 passages" in html
    assert "named a (2).md" in html


def test_the_same_file_of_two_people_arrives_at_one_path(page: Page) -> None:
    first, empty = page.arrive("a.md"), page.arrive("empty.txt", "")
    html, _ = page.upload(first, first, empty)
    assert "a.md: indexed as 2 passages" in html
    assert "a.md: already there as a.md, with 2 passages" in html
    html, _ = page.upload(first, empty)
    assert "a.md: already there as a.md, with 2 passages" in html
    assert "empty.txt: not kept, as it can&#x27;t be read: " in html
    page.remove("uploads/a.md")
    html, _ = page.upload(first)
    assert "a.md: not taken: " in html


def test_only_what_the_server_received_is_taken(page: Page) -> None:
    secret = page.tmp_path / "secret.txt"
    secret.write_text("Secret words.")
    html, _ = page.upload({"name": "a.txt", "path": str(secret), "size": 5})
    assert texts.INTAKE_LOST in html
    assert secret.exists()
    html, _ = page.upload({"name": "b.txt", "size": 5, "failure": "the <disk> is full"})
    assert "the &lt;disk&gt; is full" in html


def test_too_many_files_are_one_line(tmp_path: Path) -> None:
    page = Page(tmp_path, upload_files=1)
    html, letters = page.upload({"name": "a.txt"}, {"name": "b.txt"})
    assert "There are 2 files, and 1 may come at a time" in html
    assert letters == [{"ended": letters[0]["ended"]}]


@pytest.mark.parametrize("data", [{}, {"files": "x"}, {"files": [1, None]}, {"files": []}])
def test_a_letter_that_makes_no_sense_does_nothing(data: dict[str, Any], page: Page) -> None:
    async def run() -> list[Any]:
        return [view async for view in page.steps.receive(event(**data))]

    assert asyncio.run(run()) == []


def test_what_cant_be_indexed_now_is_kept_and_said(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: Any) -> None:
        raise StoreBusyError(Path("/store"))

    monkeypatch.setattr(page.assistant, "index", busy)
    html, _ = page.upload(page.arrive("a.md"))
    assert "a.md: kept as a.md, but not indexed yet: another ipqa is indexing" in html
    monkeypatch.undo()
    html, _ = page.upload(page.arrive("a.md"))
    assert "already there as a.md, with 2 passages" in html


def test_leaving_the_page_stops_nothing_and_coming_back_shows_it(page: Page) -> None:
    page.assistant.pace = 0.4
    files = [page.arrive(f"{name}.md", name) for name in "abc"]

    async def run() -> list[Any]:
        leaving = page.steps.receive(event(files=files))
        await anext(leaving)
        await leaving.aclose()
        return [json.loads(letter)[1] async for _, letter in page.steps.follow()]

    letters = asyncio.run(run())
    assert any(news.get("total") == 3 for news in letters)
    assert letters[-1]["ended"] == "3 of 3 files indexed"


def test_an_upload_goes_with_its_file(page: Page) -> None:
    page.upload(page.arrive("a.md"))
    assert "is deleted" in page.remove("uploads/a.md")
    assert not (page.folder / "a.md").exists()
    assert page.assistant.removed == [((str(page.folder / "a.md"),), False)]
    assert page.remove("uploads/a.md") == texts.ARTICLES_GONE


def test_an_own_file_is_never_touched(page: Page) -> None:
    own = page.tmp_path / "own.md"
    own.write_text("Mine.")
    page.assistant.held[0] = replace(page.assistant.held[0], path=str(own))
    assert "the file was not touched" in page.remove(TREATY.id)
    assert own.exists()
    assert page.assistant.removed[-1][1] is True


def test_an_upload_that_was_edited_stays(page: Page) -> None:
    page.upload(page.arrive("a.md"))
    (page.folder / "a.md").write_text("Words that I added.")
    assert "was changed since" in page.remove("uploads/a.md")
    assert (page.folder / "a.md").exists()
    assert page.assistant.removed[-1][1] is True


def test_the_file_of_many_articles_goes_with_the_last(page: Page) -> None:
    page.upload(page.arrive("rows.md"))
    one = page.assistant.held.pop()
    page.assistant.held += [replace(one, id=f"uploads/rows.md#{row}") for row in (1, 2, 3)]
    assert "its 2 other articles" in page.remove("uploads/rows.md#1")
    assert (page.folder / "rows.md").exists()
    assert page.assistant.removed[-1] == (("uploads/rows.md#1",), True)
    assert "2 articles of one file" in page.remove("uploads/rows.md#2", whole=True)
    assert not (page.folder / "rows.md").exists()


def test_a_failure_to_remove_is_one_line(page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*_: Any, **__: Any) -> None:
        raise StoreBusyError(Path("/store"))

    monkeypatch.setattr(page.assistant, "remove", busy)
    assert "wait until it has finished" in page.remove(HOSTILE.id)
    assert {one.id for one in page.assistant.held} == {TREATY.id, TWIN.id, HOSTILE.id}
