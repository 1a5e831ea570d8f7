"""The shapes of what programs send and get, as the OpenAPI page and MCP tools describe them."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ipqa.errors import RequestError
from ipqa.filters import Filters, without_paths

HISTORY = 200
"""Messages of a conversation that are accepted; only the last few matter."""

Names = str | list[str] | None


class Given(BaseModel):
    """What is sent to ipqa: a misspelt name is told, not overlooked."""

    model_config = ConfigDict(extra="forbid")


class MessageIn(Given):
    """One earlier message of a conversation."""

    role: Literal["user", "assistant"]
    content: str


class FiltersIn(Given):
    """Which articles are asked; each may be left out."""

    sources: Names = Field(None, description="whole names of sources, any of them")
    since: str | None = Field(None, description="2020, 2020-12 or 2020-12-31, included")
    until: str | None = Field(None, description="2020, 2020-12 or 2020-12-31, included")
    languages: Names = Field(None, description="tags such as en or zh, any of them")
    folders: Names = Field(None, description="beginnings of article ids such as corpus/2020")

    def chosen(self) -> Filters:
        """The filters. Raises ``FilterError``."""
        return without_paths(Filters.from_dict(self.model_dump()))


class AskIn(Given):
    """A question."""

    question: str
    history: list[MessageIn] = Field([], max_length=HISTORY, description="what was said before")
    filters: FiltersIn | None = None
    with_text: bool = Field(False, description="add the cited articles' texts")
    id: str | None = Field(None, description="comes back with the answer")


class SearchIn(Given):
    """A search."""

    question: str
    k: int | None = Field(None, ge=1, le=100, description="how many passages")
    filters: FiltersIn | None = None


class ArticleOut(BaseModel):
    """An article; what it does not say is null. The date is ISO, partial where the article is."""

    id: str
    title: str
    source: str | None
    date: str | None
    url: str | None


class ArticleWithText(ArticleOut):
    """An article and its text, to which all offsets refer."""

    text: str


class CitedArticle(ArticleOut):
    """A cited article; the text is there on request."""

    text: str | None = None


class CitationOut(BaseModel):
    """The exact words that a marker [n] stands for: text[start:end] of the article, code points."""

    marker: int
    quote: str
    start: int
    end: int
    passage_id: str
    article: CitedArticle
    also: list[CitedArticle] | None = Field(None, description="others with the same words")


class ScoresOut(BaseModel):
    """How a passage was found; fused is what orders them."""

    dense: float
    bm25: float
    fused: float


class PassageOut(BaseModel):
    """A passage of an article."""

    id: str
    article_id: str
    start: int
    end: int
    text: str
    scores: ScoresOut
    also: list[ArticleOut] | None = Field(None, description="other articles with these words")


class TimingsOut(BaseModel):
    """Milliseconds from the question."""

    retrieve: float
    first: float
    generate: float
    total: float


class AnswerOut(BaseModel):
    """An answer. A refusal has no citations, and the nearest passages."""

    id: str | None
    question: str
    text: str
    short: str | None
    refused: bool
    method: Literal["generated", "quoted", "refused"]
    missing: list[str]
    citations: list[CitationOut]
    passages: list[PassageOut]
    model: str | None
    timings_ms: TimingsOut
    notice: str | None = Field(None, description="such as that the articles differ")


class FoundPassage(PassageOut):
    """A passage that a search found, with its article."""

    article: ArticleOut


class SearchOut(BaseModel):
    """What a search found, the best first."""

    question: str
    passages: list[FoundPassage]


class ListedArticle(BaseModel):
    """An article of the list; passages is their number, indexed_at ISO in UTC."""

    id: str
    title: str
    source: str | None
    date: str | None
    passages: int
    indexed_at: str


class ArticlesOut(BaseModel):
    """A page of the list of articles."""

    total: int
    offset: int
    articles: list[ListedArticle]


class HealthOut(BaseModel):
    """The state of the program."""

    status: Literal["starting", "ready", "failed"]
    models_loaded: bool
    articles: int
    service: Literal["ipqa"]
    instance: str


class FailureText(BaseModel):
    """What went wrong."""

    message: str
    type: str


class FailureOut(BaseModel):
    """A failure."""

    error: FailureText


class TextPart(BaseModel):
    """A part of a message's content."""

    model_config = ConfigDict(extra="allow")

    type: str
    text: str | None = None


class ChatMessageIn(BaseModel):
    """A message as OpenAI's clients send it."""

    model_config = ConfigDict(extra="allow")

    role: str
    content: str | list[TextPart] | None = None

    def words(self) -> str:
        """The text. Raises ``RequestError`` for anything else."""
        if isinstance(self.content, str) or self.content is None:
            return self.content or ""
        for part in self.content:
            if part.type != "text":
                raise RequestError(
                    f"a message has a part of the type '{part.type}': send text only", "messages"
                )
        return "\n".join(part.text or "" for part in self.content)


class StreamOptions(BaseModel):
    """What else a stream tells."""

    model_config = ConfigDict(extra="allow")

    include_usage: bool = False


class CompletionIn(BaseModel):
    """A request for a chat completion; parameters of sampling and length are not used."""

    model_config = ConfigDict(extra="allow")

    model: str = Field(description="any of /v1/models")
    messages: list[ChatMessageIn] = Field(min_length=1, max_length=HISTORY + 1)
    stream: bool | None = False
    stream_options: StreamOptions | None = None
    filters: FiltersIn | None = Field(None, description="beyond OpenAI: which articles are asked")
    n: int | None = 1
    tools: list[Any] | None = None
    functions: list[Any] | None = None
    response_format: dict[str, Any] | None = None
    logprobs: bool | None = None
    modalities: list[str] | None = None
