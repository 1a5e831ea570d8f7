"""The API of OpenAI's clients: the last user message is the question, what is before it history.

Answers carry their citations as footnotes, and whole in a field of their own, ``ipqa``.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncGenerator
from pathlib import Path
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from ipqa.api import contract
from ipqa.api.desk import Desk
from ipqa.api.failures import failure, told
from ipqa.api.responses import Json, json_bytes
from ipqa.api.rest import chosen, final, present
from ipqa.api.schemas import CompletionIn
from ipqa.article import Answer, Message
from ipqa.errors import RequestError
from ipqa.events import Event, Sentence, Status
from ipqa.following import Following
from ipqa.settings import Settings

NAME = "ipqa"
"""The model that is always there: whatever model the settings name."""

_IGNORED_ROLES = ("system", "developer")


def models_of(settings: Settings) -> list[str]:
    """The names that requests may use; all mean the same."""
    named = settings.llm_model if settings.llm_url else settings.model
    own = Path(named).stem if named.lower().endswith(".gguf") else named
    return list(dict.fromkeys((NAME, own)))


def routes(desk: Desk) -> APIRouter:
    """The routes of the OpenAI-compatible API."""
    router = APIRouter(tags=["OpenAI-compatible"], default_response_class=Json)
    names = models_of(desk.settings)
    created = int(time.time())

    @router.get("/v1/models", summary="List models")
    async def models() -> Json:
        """The names that a request may give as its model."""
        data = [
            {"id": name, "object": "model", "created": created, "owned_by": NAME} for name in names
        ]
        return Json({"object": "list", "data": data})

    @router.post("/v1/chat/completions", summary="Chat completion")
    async def completions(request: Request, body: CompletionIn) -> Response:
        """Answers the last user message; system messages are ignored. Streams on request."""
        if body.model not in names:
            message = f"There is no model '{body.model}': use {' or '.join(names)}"
            return failure(request.url.path, 404, message, "model_not_found", field="model")
        _check(body)
        question, history = _conversation(body)
        filters = chosen(body.filters)
        events = present(request, Following(lambda: desk.stream(question, history, filters)))
        head = {
            "id": f"chatcmpl-{uuid.uuid4().hex}",
            "created": int(time.time()),
            "model": body.model,
        }
        if not body.stream:
            return Json({**head, **_completion(await final(events))})
        # What goes wrong at once has a status of its own; later there is only the stream.
        first = await anext(events, None)
        usage = bool(body.stream_options and body.stream_options.include_usage)
        return StreamingResponse(
            _chunks(request.url.path, head, first, events, usage),
            media_type="text/event-stream",
            headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
        )

    return router


def _check(body: CompletionIn) -> None:
    """Refuses what would change the answer and can't be had; sampling is of no account here."""
    kind = (body.response_format or {}).get("type", "text")
    wrong = (
        ("n", body.n not in (None, 1), f"n is {body.n}: there is one answer, so leave it out"),
        ("tools", bool(body.tools), "tools can't be called here: leave them out"),
        ("functions", bool(body.functions), "functions can't be called here: leave them out"),
        ("response_format", kind != "text", f"answers are no {kind}: leave out response_format"),
        ("logprobs", bool(body.logprobs), "there are no logprobs: leave them out"),
        (
            "modalities",
            body.modalities not in (None, ["text"]),
            "answers are text: leave out modalities",
        ),
    )
    for field, is_wrong, reason in wrong:
        if is_wrong:
            raise RequestError(reason, field)


def _conversation(body: CompletionIn) -> tuple[str, list[Message]]:
    """The question and what was said before it."""
    turns: list[Message] = []
    for message in body.messages:
        if message.role in ("user", "assistant"):
            turns.append({"role": message.role, "content": message.words()})
        elif message.role not in _IGNORED_ROLES:
            raise RequestError(
                f"a message has the role '{message.role}': send those of user and assistant",
                "messages",
            )
    if not turns or turns[-1]["role"] != "user":
        raise RequestError("the last message is no question: end with one of the user", "messages")
    return turns[-1]["content"], turns[:-1]


def _completion(answer: Answer) -> dict[str, Any]:
    message = {
        "role": "assistant",
        "content": contract.text_of(answer),
        "refusal": None,
        "ipqa": contract.answer_json(answer),
    }
    choice = {"index": 0, "message": message, "finish_reason": "stop", "logprobs": None}
    return {"object": "chat.completion", "choices": [choice], "usage": _usage(answer)}


def _usage(answer: Answer) -> dict[str, int] | None:
    """What the model ran through; prompts and writing are not told apart."""
    if answer.tokens is None:
        return None
    return {
        "prompt_tokens": answer.tokens,
        "completion_tokens": 0,
        "total_tokens": answer.tokens,
    }


async def _chunks(
    path: str,
    head: dict[str, Any],
    first: Event | None,
    events: AsyncGenerator[Event, None],
    usage: bool,
) -> AsyncGenerator[str | bytes, None]:
    """The stream: comments on what happens, a chunk for each verified sentence, the footnotes."""

    def chunk(delta: dict[str, Any], **more: Any) -> bytes:
        choice = {"index": 0, "delta": delta, "finish_reason": None, "logprobs": None, **more}
        whole = {**head, "object": "chat.completion.chunk", "choices": [choice]}
        return _event({**whole, "usage": None} if usage else whole)

    said = ""
    try:
        yield chunk({"role": "assistant", "content": ""})
        event = first
        while event is not None:
            if isinstance(event, Status):
                yield f": {event.detail}\n\n"
            elif isinstance(event, Sentence):
                text = f" {event.text}" if said else event.text
                said += text
                yield chunk({"content": text})
            else:
                answer = event.answer
                yield chunk({"content": _rest(answer, said)})
                fields = {"ipqa": contract.answer_json(answer)}
                yield chunk(fields, finish_reason="stop")
                if usage:
                    last = {"object": "chat.completion.chunk", "choices": []}
                    yield _event({**head, **last, "usage": _usage(answer)})
            event = await anext(events, None)
    except Exception as error:
        yield _event(told(path, error)[1])
    else:
        yield "data: [DONE]\n\n"
    finally:
        await events.aclose()


def _rest(answer: Answer, said: str) -> str:
    """What a stream has not said yet; a notice can only come after the sentences."""
    if not said:
        return contract.text_of(answer)
    notice = f"\n\n({answer.notice.rstrip(':')}.)" if answer.notice else ""
    return f"{notice}{contract.closing(answer)}"


def _event(fields: dict[str, Any]) -> bytes:
    return b"data: " + json_bytes(fields) + b"\n\n"
