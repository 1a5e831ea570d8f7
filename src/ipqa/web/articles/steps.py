"""What happens on the page of articles: listing, taking files in, removing."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import AsyncGenerator, MutableSet, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import gradio as gr
from gradio.events import Dependency

from ipqa.errors import EmptyIndexError, IpqaError, capitalised
from ipqa.settings import Settings
from ipqa.uploads import Uploads
from ipqa.web import texts
from ipqa.web.articles.intake import REMEMBERED, Indexing, Intake, Job, Outcome, Sent
from ipqa.web.articles.listing import Query, file_of, listing
from ipqa.web.articles.view import (
    failure_html,
    find_html,
    list_html,
    outcomes_html,
    summary_text,
    top_html,
)
from ipqa.web.sources import title_of
from ipqa.web.wires import MANY, letter, sent, wire

_log = logging.getLogger(__name__)

View = tuple[Any, Any]
"""What a step changes: the outcomes, and the letter to the page's script."""


class Stock(Indexing, Protocol):
    """What the page of articles needs of an assistant."""

    def remove(self, names: Sequence[str], *, remembered: bool = True) -> list[str]:
        """Takes articles out of the store."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that events read or change."""

    outcomes: gr.HTML
    table: gr.HTML
    wire: gr.HTML


def draw(uploads: Uploads) -> Parts:
    """Draws the page of articles into the Blocks in force."""
    plain: dict[str, Any] = {"apply_default_css": False, "js_on_load": None}
    with gr.Column(elem_id="ipqa-articles"):
        gr.HTML(top_html(uploads), elem_id="ipqa-articles-top", **plain)
        outcomes = gr.HTML("", elem_id="ipqa-articles-outcomes", **plain)
        gr.HTML(find_html(), elem_id="ipqa-articles-find", **plain)
        table = gr.HTML("", elem_id="ipqa-articles-list", **plain)
    return Parts(outcomes, table, wire("articles"))


class Articles:
    """The steps of the page. ``arrived`` are the files that the server has received.

    Files are taken in by the server, not by the page: whoever leaves it stops nothing, and finds
    the progress again when coming back.
    """

    def __init__(self, assistant: Stock, settings: Settings, arrived: MutableSet[str]) -> None:
        self._assistant = assistant
        self._uploads = Uploads(settings)
        self._arrived = arrived
        self._claimed: dict[str, None] = {}
        self._intake = Intake(assistant, self._uploads)

    def connect(self, blocks: gr.Blocks) -> Sequence[Dependency]:
        """Draws the page into the Blocks in force; gives the events that may change the index."""
        parts = draw(self._uploads)
        told: dict[str, Any] = {"outputs": [parts.outcomes, parts.wire], **MANY}
        parts.wire.select(self.list, None, [parts.table], trigger_mode="always_last", **MANY)
        blocks.load(self.follow, None, **told)
        received = parts.wire.upload(self.receive, None, trigger_mode="multiple", **told)
        removed = parts.wire.delete(self.remove, None, **told)
        return received, removed

    def list(self, event: gr.EventData) -> str:
        """The page of the list that the query is for."""
        try:
            articles = self._assistant.status().articles
            page = listing(articles, Query.from_dict(sent(event)))
            shown = [one.id for one in page.articles]
            standings = self._assistant.standings(shown) if shown else {}
        except EmptyIndexError:
            return failure_html(texts.ARTICLES_EMPTY)
        except IpqaError as error:
            return failure_html(str(error))
        paths = [Path(one.path) for one in page.articles if one.path]
        return list_html(page, standings, self._uploads.owned(paths))

    async def receive(self, event: gr.EventData) -> AsyncGenerator[View, None]:
        """Takes in the files that the page has sent; tells how far it is until it is done."""
        found = sent(event).get("files")
        files = [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []
        try:
            self._uploads.check_count(len(files))
        except IpqaError as error:
            refused = [Outcome("", "refused", reason=str(error))]
            yield outcomes_html(refused), letter({"ended": capitalised(str(error))})
            return
        if files:
            job = self._intake.start([self._sent(one) for one in files])
            async for view in self._watched(job):
                yield view

    async def follow(self) -> AsyncGenerator[View, None]:
        """For a page that was just opened: how far the files are that are being taken in."""
        job = self._intake.current
        if job is None or job.ended:
            yield gr.skip(), gr.skip()
            return
        async for view in self._watched(job):
            yield view

    def remove(self, event: gr.EventData) -> View:
        """Takes an article out of the index, or all of its file; an uploaded file is deleted."""
        data = sent(event)
        try:
            said = self._removed(str(data.get("article")), whole=data.get("whole") is True)
        except IpqaError as error:
            return "", letter({"ended": capitalised(str(error)), "changed": True})
        return "", letter({"ended": said, "changed": True})

    def _removed(self, article_id: str, *, whole: bool) -> str:
        articles = self._assistant.status().articles
        article = next((one for one in articles if one.id == article_id), None)
        if article is None:
            return texts.ARTICLES_GONE
        file = file_of(article_id)
        count = sum(file_of(one.id) == file for one in articles)
        rest = 0 if whole else count - 1
        title = texts.REMOVED_ALL.format(count=count) if whole and count > 1 else ""
        title += title_of(article)
        if rest:
            self._assistant.remove([article_id])
            return texts.REMOVED_ROW.format(title=title, rest=rest, s="" if rest == 1 else "s")
        path = Path(article.path or "")
        owned = bool(article.path and self._uploads.owned([path]))
        deletable = owned and self._uploads.may_delete(path)
        # Out of the index first: an article without its file would be a worse thing to be left.
        self._assistant.remove([article.path or file], remembered=not deletable)
        if deletable and self._uploads.delete(path):
            return texts.REMOVED_UPLOAD.format(title=title)
        return (texts.REMOVED_EDITED if owned else texts.REMOVED_OWN).format(title=title)

    async def _watched(self, job: Job) -> AsyncGenerator[View, None]:
        async with contextlib.aclosing(job.watch()) as moments:
            async for now in moments:
                if not now.ended:
                    yield gr.skip(), letter(_progress(now))
        said = {"ended": summary_text(job.outcomes), "changed": True}
        yield outcomes_html(job.outcomes), letter(said)

    def _sent(self, told: dict[str, Any]) -> Sent:
        """A file as the page tells of it; only what this server received is taken for arrived."""
        path, size = str(told.get("path") or ""), told.get("size")
        # The same file of two people has one path, which only who sent it can know.
        arrived = path in self._arrived or path in self._claimed
        self._arrived.discard(path)
        if arrived:
            self._claimed[path] = None
            while len(self._claimed) > REMEMBERED:
                del self._claimed[next(iter(self._claimed))]
        return Sent(
            name=str(told.get("name") or ""),
            arrived=Path(path) if arrived else None,
            size=size if isinstance(size, int) else 0,
            failure=str(told.get("failure") or "")[:300],
        )


def _progress(job: Job) -> dict[str, Any]:
    """How far a job is, for the page's script; without a total nobody knows how far it goes."""
    return {"text": job.text, "stage": job.stage, "done": job.done, "total": job.total}
