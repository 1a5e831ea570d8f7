"""The MCP tools: ask, search, read_article."""

from __future__ import annotations

from collections.abc import Awaitable
from importlib.metadata import version
from typing import Annotated, Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, TextContent, ToolAnnotations
from pydantic import Field

from ipqa.api.schemas import (
    HISTORY,
    AnswerOut,
    ArticleWithText,
    AskIn,
    FiltersIn,
    MessageIn,
    SearchIn,
    SearchOut,
)
from ipqa.errors import IpqaError
from ipqa.mcp.source import Source

PAGE = 20_000
"""Characters of an article that are read at once."""

_INSTRUCTIONS = (
    "Answers questions from a collection of indexed articles. Every sentence of an answer carries "
    "a marker [n] of a citation with the article's exact words. An answer that is refused means "
    "that the articles do not say it."
)
_READING = ToolAnnotations(read_only_hint=True, open_world_hint=False)


class ArticlePage(ArticleWithText):
    """A part of an article: text begins at offset (code points); next_offset is null at the end."""

    offset: int
    total: int
    next_offset: int | None


def server(source: Source) -> MCPServer[Any]:
    """The MCP server over a source of answers."""
    mcp: MCPServer[Any] = MCPServer(
        "ipqa", version=version("ipqa"), instructions=_INSTRUCTIONS, log_level="WARNING"
    )

    @mcp.tool(title="Ask the articles", annotations=_READING)
    async def ask(
        question: Annotated[str, Field(description="one question, in plain words")],
        history: Annotated[
            list[MessageIn] | None,
            Field(description="earlier turns, oldest first", max_length=HISTORY),
        ] = None,
        filters: FiltersIn | None = None,
    ) -> Annotated[CallToolResult, AnswerOut]:
        """Answers a question from the indexed articles, with citations and their exact quotes.

        A refusal means that the articles do not answer it; the nearest passages come with it.
        """
        asked = AskIn(
            question=question, history=history or [], filters=filters, with_text=False, id=None
        )
        found = await _told(source.ask(asked))
        return _result(answer_text(found), found)

    @mcp.tool(title="Search the articles", annotations=_READING)
    async def search(
        query: Annotated[str, Field(description="what to look for")],
        k: Annotated[int, Field(ge=1, le=100, description="how many passages")] = 5,
        filters: FiltersIn | None = None,
    ) -> Annotated[CallToolResult, SearchOut]:
        """Finds the passages that best match a query, the best first, each with its article."""
        found = await _told(source.search(SearchIn(question=query, k=k, filters=filters)))
        return _result(search_text(found), found)

    @mcp.tool(title="Read an article", annotations=_READING)
    async def read_article(
        id: Annotated[str, Field(description="an article's id, as answers and searches name it")],
        offset: Annotated[int, Field(ge=0, description="where to begin, from next_offset")] = 0,
    ) -> Annotated[CallToolResult, ArticlePage]:
        """Reads an article: title, source, date and text; a long text a page at a time."""
        article = await _told(source.article(id))
        text, end = article["text"], offset + PAGE
        page = {
            **article,
            "text": text[offset:end],
            "offset": offset,
            "total": len(text),
            "next_offset": end if end < len(text) else None,
        }
        more = f"\n\n(goes on at offset {end})" if end < len(text) else ""
        return _result(f"{_name(article)}\n\n{page['text']}{more}", page)

    return mcp


def answer_text(answer: dict[str, Any]) -> str:
    """An answer for reading: its text, then a footnote for each citation, with the article's id."""
    notice = f"{answer['notice']}\n\n" if answer.get("notice") else ""
    notes = [
        f'[{one["marker"]}] {_name(one["article"])}: "{_line(one["quote"])}"'
        for one in answer["citations"]
    ]
    if answer["missing"] and not answer["refused"]:
        notes.insert(0, f"Not in the articles: {' '.join(answer['missing'])}\n")
    if answer["refused"] and answer["passages"]:
        near = dict.fromkeys(passage["article_id"] for passage in answer["passages"])
        notes.append(f"The nearest passages are in: {', '.join(near)}")
    return "\n\n".join([notice + answer["text"], *(["\n".join(notes)] if notes else [])])


def search_text(found: dict[str, Any]) -> str:
    """The passages for reading."""
    blocks = [
        f"{number}. {_name(passage['article'])}\n{passage['text']}"
        for number, passage in enumerate(found["passages"], 1)
    ]
    return "\n\n".join(blocks) or "nothing found"


def _name(article: dict[str, Any]) -> str:
    origin = ", ".join(part for part in (article["source"], article["date"]) if part)
    title = _line(article["title"])
    return f"{title} — {origin} ({article['id']})" if origin else f"{title} ({article['id']})"


def _line(text: str) -> str:
    return " ".join(text.split())


async def _told(work: Awaitable[dict[str, Any]]) -> dict[str, Any]:
    try:
        return await work
    except IpqaError as error:
        raise ToolError(str(error)) from error


def _result(text: str, structured: dict[str, Any]) -> CallToolResult:
    return CallToolResult(
        content=[TextContent(type="text", text=text)],
        structured_content=structured,
    )
