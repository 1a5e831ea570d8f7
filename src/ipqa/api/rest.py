"""The REST API: answers, searches and articles as JSON."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Callable, Iterator
from typing import Any, TypeVar

from fastapi import APIRouter, Query
from starlette.requests import Request

from ipqa.api import contract
from ipqa.api.desk import Desk
from ipqa.api.responses import Json
from ipqa.api.schemas import (
    AnswerOut,
    ArticlesOut,
    ArticleWithText,
    AskIn,
    FailureOut,
    FiltersIn,
    HealthOut,
    SearchIn,
    SearchOut,
)
from ipqa.article import Answer
from ipqa.events import Event, Final
from ipqa.filters import Filters
from ipqa.following import Following

Item = TypeVar("Item")

PAGE = 100
LARGEST_PAGE = 1000

FAILURES: dict[int | str, dict[str, Any]] = {
    status: {"model": FailureOut, "description": words}
    for status, words in (
        (400, "The question or its filters make no sense"),
        (401, "No token, or a wrong one"),
        (413, "The body is larger than 1 MiB"),
        (422, "The body has another shape"),
        (429, "The line is full, or the address asks too often; see Retry-After"),
        (503, "Nothing can be answered: no index, no model"),
    )
}


class GoneError(Exception):
    """Whoever asked has hung up."""


def routes(desk: Desk) -> APIRouter:
    """The routes of the REST API."""
    router = APIRouter(tags=["Articles"], default_response_class=Json)

    @router.post("/api/ask", response_model=AnswerOut, responses=FAILURES, summary="Ask")
    async def ask(request: Request, body: AskIn) -> Json:
        """The answer to a question, every sentence cited, or a refusal."""
        history = [turn.model_dump() for turn in body.history]
        filters = chosen(body.filters)
        events = Following(lambda: desk.stream(body.question, history, filters))
        answer = await final(present(request, events))
        return Json(contract.answer_json(answer, id=body.id, with_text=body.with_text))

    @router.post("/api/search", response_model=SearchOut, responses=FAILURES, summary="Search")
    async def search(request: Request, body: SearchIn) -> Json:
        """The passages that best match a question, the best first."""
        filters = chosen(body.filters)
        hits = await once(request, lambda: desk.search(body.question, body.k, filters))
        return Json(contract.hits_json(body.question, hits))

    @router.get("/api/articles", response_model=ArticlesOut, summary="List articles")
    async def articles(
        request: Request,
        offset: int = Query(0, ge=0),
        limit: int = Query(PAGE, ge=1, le=LARGEST_PAGE),
    ) -> Json:
        """The indexed articles in order of their ids, a page at a time."""
        listed = (await once(request, desk.status)).articles
        page = [contract.listed_json(article) for article in listed[offset : offset + limit]]
        return Json({"total": len(listed), "offset": offset, "articles": page})

    @router.get(
        "/api/articles/{article_id:path}",
        response_model=ArticleWithText,
        responses={404: {"model": FailureOut, "description": "No article has that id"}},
        summary="Read an article",
    )
    async def article(request: Request, article_id: str) -> Json:
        """An article with its text; slashes in the id stay as they are, ``#`` is sent as %23."""
        found = await once(request, lambda: desk.article(article_id))
        return Json(contract.article_json(found, with_text=True))

    @router.get("/healthz", response_model=HealthOut, summary="State", tags=["State"])
    async def healthz(request: Request) -> Json:
        """Whether the models are loaded, and how many articles there are. Asks for no token."""
        return Json(await once(request, desk.health))

    return router


def chosen(filters: FiltersIn | None) -> Filters | None:
    """The filters of a request, if any. Raises ``FilterError``."""
    return filters.chosen() if filters else None


async def final(events: AsyncGenerator[Event, None]) -> Answer:
    """The answer at the end of the events."""
    async for event in events:
        if isinstance(event, Final):
            return event.answer
    raise GoneError


async def once(request: Request, work: Callable[[], Item]) -> Item:
    """What ``work`` gives, in a thread of its own."""

    def start() -> Iterator[Item]:
        yield work()

    async for item in present(request, Following(start)):
        return item
    raise GoneError


async def present(request: Request, items: Following[Item]) -> AsyncGenerator[Item, None]:
    """The items, as long as somebody is there to get them; then the work on them ends."""

    async def watch() -> None:
        while (await request.receive())["type"] != "http.disconnect":
            pass
        items.leave()

    watching = asyncio.create_task(watch())
    try:
        async for item in items:
            yield item
    finally:
        watching.cancel()
        items.leave()
