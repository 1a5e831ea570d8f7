"""Failures as programs get them: a status, and JSON with one line for people."""

from __future__ import annotations

import logging
import re
from typing import Any, Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request

from ipqa.api.responses import Json
from ipqa.errors import (
    EmptyQuestionError,
    FilterError,
    HistoryError,
    IpqaError,
    NothingFitsError,
    QuestionTooLongError,
    QueueFullError,
    RequestError,
    TooManyRequestsError,
    UnknownArticleError,
    capitalised,
)

OPENAI_PREFIX: Final = "/v1/"
UNEXPECTED: Final = "Something went wrong: the terminal of the chat shows the details"

_MISTAKES: Final = (
    EmptyQuestionError,
    FilterError,
    HistoryError,
    NothingFitsError,
    QuestionTooLongError,
    RequestError,
)
_OPENAI_TYPES: Final = {
    401: "authentication_error",
    403: "permission_error",
    429: "rate_limit_error",
    500: "server_error",
    503: "server_error",
}
_log = logging.getLogger(__name__)


def status_of(error: IpqaError) -> int:
    """The HTTP status: the asker's mistake, too much at once, or nothing that can answer."""
    if isinstance(error, QueueFullError | TooManyRequestsError):
        return 429
    if isinstance(error, UnknownArticleError):
        return 404
    return 400 if isinstance(error, _MISTAKES) else 503


def type_of(error: IpqaError) -> str:
    """A name that programs can rely on: ``QuestionTooLongError`` is ``question_too_long``."""
    name = type(error).__name__.removesuffix("Error")
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()


def failure(
    path: str,
    status: int,
    message: str,
    type: str,
    *,
    field: str | None = None,
    headers: dict[str, str] | None = None,
) -> Json:
    """A failure in the form of the API that ``path`` belongs to."""
    return Json(
        failure_json(path, status, message, type, field), status_code=status, headers=headers
    )


def failure_json(
    path: str, status: int, message: str, type: str, field: str | None = None
) -> dict[str, Any]:
    """The body of a failure; OpenAI's form has the name of the failure as its ``code``."""
    if not path.startswith(OPENAI_PREFIX):
        return {"error": {"message": message, "type": type}}
    kind = _OPENAI_TYPES.get(status, "invalid_request_error")
    return {"error": {"message": message, "type": kind, "param": field, "code": type}}


def told(path: str, error: Exception) -> tuple[int, dict[str, Any], dict[str, str]]:
    """Status, body and headers for any failure; one that ipqa does not explain is logged."""
    if not isinstance(error, IpqaError):
        _log.error("a request to %s failed", path, exc_info=error)
        return 500, failure_json(path, 500, UNEXPECTED, "unexpected"), {}
    status = status_of(error)
    after = getattr(error, "retry_after", None)
    headers = {"Retry-After": str(after)} if after else {}
    field = getattr(error, "field", None)
    message = capitalised(str(error))
    return status, failure_json(path, status, message, type_of(error), field), headers


async def on_error(request: Request, error: Exception) -> Json:
    """Answers a request that failed; never with a traceback."""
    status, body, headers = told(request.url.path, error)
    return Json(body, status_code=status, headers=headers)


async def on_shape(request: Request, error: Exception) -> Json:
    """Answers a request of the wrong shape: where it is wrong, and how."""
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    field = ".".join(str(part) for part in first["loc"][1:] if not isinstance(part, int))
    where = f"{field}: " if field and first["type"] != "json_invalid" else ""
    message = "The body is no JSON" if first["type"] == "json_invalid" else first["msg"]
    path = request.url.path
    status = 400 if path.startswith(OPENAI_PREFIX) else 422
    return failure(path, status, f"{where}{message}", "invalid_request", field=field or None)


async def on_http(request: Request, error: Exception) -> Json:
    """Answers for a path or a method that there is not."""
    assert isinstance(error, HTTPException)
    words = {404: "There is nothing here: /docs lists what there is", 405: "Use another method"}
    message = words.get(error.status_code, str(error.detail))
    name = "not_found" if error.status_code == 404 else "invalid_request"
    headers = dict(error.headers or {})
    return failure(request.url.path, error.status_code, message, name, headers=headers)
