"""The page of articles around a real index: what comes in is found, what goes is gone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr
import pytest
from test_library import Hashing

from ipqa.api.desk import Desk
from ipqa.assistant import Assistant
from ipqa.errors import EmptyIndexError
from ipqa.index.sync import writing
from ipqa.settings import Settings, load_settings
from ipqa.web.articles.steps import Articles
from ipqa.web.warmup import Warmup

ARTICLE = "# Piracy\n\nThe police seized 1.2 million pirated books."
ROWS = "title,text\nOne,CBBC signed with WeChat in London.\nTwo,A treaty was signed in Paris.\n"


class Shop:
    """A page of articles with an index of its own, empty at first."""

    def __init__(self, tmp_path: Path) -> None:
        self.library = Hashing(tmp_path)
        self.settings: Settings = load_settings(
            store=tmp_path / "store", corpus=tmp_path / "corpus", uploads=tmp_path / "uploads"
        )
        assistant = Assistant(self.settings)
        assistant._library = self.library
        self.desk = Desk(assistant, self.settings)
        self.received: set[str] = set()
        self.articles = Articles(self.desk, self.settings, self.received)
        self.arriving = tmp_path / "arriving"

    def upload(self, **files: str) -> str:
        sent = []
        for number, (name, content) in enumerate(files.items()):
            path = self.arriving / str(number) / "file"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
            self.received.add(str(path))
            sent.append({"name": name.replace("_", "."), "path": str(path), "size": len(content)})

        async def run() -> list[tuple[Any, Any]]:
            event = gr.EventData(None, {"files": sent})
            return [view async for view in self.articles.receive(event)]

        return str(asyncio.run(run())[-1][0])

    def remove(self, article: str, *, whole: bool = False) -> str:
        event = gr.EventData(None, {"article": article, "whole": whole})
        return str(json.loads(self.articles.remove(event)[1])[1]["ended"])

    def held(self) -> set[str]:
        return {one.id for one in self.desk.status().articles}


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    shop = Shop(tmp_path)
    yield shop
    shop.library.close()


def test_an_upload_can_be_asked_about_until_it_is_removed(shop: Shop) -> None:
    with pytest.raises(EmptyIndexError):
        shop.library.ready()
    assert "a.md: indexed as 1 passage" in shop.upload(a_md=ARTICLE)
    assert shop.library.found() == {"The police seized 1.2 million pirated books."}
    assert "uploaded file is deleted" in shop.remove("uploads/a.md")
    with pytest.raises(EmptyIndexError):
        shop.library.ready()
    # The same file may come again, and again while the store is open.
    assert "a.md: indexed as 1 passage" in shop.upload(a_md=ARTICLE)
    assert "1.2 million" in str(shop.library.found())
    assert "b.md: indexed as 1 passage" in shop.upload(b_md="The mayor opened a bridge.")
    assert len(shop.library.found("bridge seized")) == 2


def test_the_same_story_is_told_as_such(shop: Shop) -> None:
    story = " ".join(f"Word{n} of a long story about the courts." for n in range(30))
    html = shop.upload(one_md=f"# First\n\n{story}", two_md=f"# Second\n\n{story}")
    assert "it tells the same story as Second" in html
    page = shop.articles.list(gr.EventData(None, {}))
    assert "same story as First" in page
    assert "uploaded" in page


def test_rows_go_one_by_one_and_the_file_with_the_last(shop: Shop) -> None:
    assert "t.csv: indexed as 2 articles, 2 passages" in shop.upload(t_csv=ROWS)
    first, second = sorted(shop.held())
    assert "1 other article" in shop.remove(first)
    file = shop.settings.uploads / "t.csv"
    assert file.exists()
    shop.desk.index([shop.settings.uploads])
    assert shop.held() == {second}
    assert "uploaded file is deleted" in shop.remove(second)
    assert not file.exists()
    assert "t.csv: indexed as 2 articles" in shop.upload(t_csv=ROWS)


def test_an_own_folder_is_only_taken_out_of_the_index(shop: Shop, tmp_path: Path) -> None:
    own = tmp_path / "corpus"
    own.mkdir()
    (own / "mine.md").write_text(ARTICLE)
    shop.desk.index([own])
    assert "the file was not touched" in shop.remove("corpus/mine.md")
    assert (own / "mine.md").exists()
    shop.upload(b_md="The mayor opened a bridge.")
    assert shop.held() == {"uploads/b.md"}


def test_a_file_by_hand_in_the_folder_of_uploads_is_never_deleted(shop: Shop) -> None:
    shop.settings.uploads.mkdir()
    own = shop.settings.uploads / "own.md"
    own.write_text(ARTICLE)
    shop.upload(b_md="The mayor opened a bridge.")
    assert "the file was not touched" in shop.remove("uploads/own.md")
    assert own.exists()
    # Naming it is to want it back.
    assert "already there as own.md, with 1 passage" in shop.upload(own_md=ARTICLE)


def test_what_changed_or_went_since_is_told(shop: Shop) -> None:
    shop.upload(a_md=ARTICLE, b_md="The mayor opened a bridge.")
    (shop.settings.uploads / "a.md").write_text("Other words of mine.")
    (shop.settings.uploads / "b.md").unlink()
    found = shop.desk.standings(["uploads/a.md", "uploads/b.md", "uploads/c.md"])
    assert {id: one.file for id, one in found.items()} == {
        "uploads/a.md": "changed",
        "uploads/b.md": "missing",
    }


def test_another_process_that_indexes_is_waited_for_by_people(shop: Shop) -> None:
    shop.upload(a_md=ARTICLE)
    with writing(shop.settings.store):
        html = shop.upload(b_md="The mayor opened a bridge.")
        assert "kept as b.md, but not indexed yet: another ipqa is indexing" in html
        assert "wait until it has finished" in shop.remove("uploads/a.md")
    assert (shop.settings.uploads / "a.md").exists()
    assert "already there as b.md, with 1 passage" in shop.upload(b_md="The mayor opened a bridge.")


def test_the_models_are_tried_again_after_the_first_upload(shop: Shop) -> None:
    def warm() -> None:
        shop.library.ready()

    warmup = Warmup(warm)

    async def state() -> str:
        warmup.start()
        return [now async for now, _ in warmup.watch()][-1]

    assert asyncio.run(state()) == "empty"
    shop.upload(a_md=ARTICLE)
    assert asyncio.run(state()) == "ready"
