"""Answers a file of questions, one JSON object a line in and one a line out, in order."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ipqa.article import Answer, Message
from ipqa.errors import FilterError, IpqaError
from ipqa.filters import Filters


@dataclass(frozen=True, slots=True)
class Line:
    """One question of a batch; ``error`` says why it can't be asked.

    ``filters`` are those of the line itself; an empty object there means none, whatever else holds.
    """

    id: str | int | None
    question: str = ""
    history: list[Message] | None = None
    filters: Filters | None = None
    error: str | None = None


def answer_lines(
    lines: Iterable[bytes],
    ask: Callable[[Line], Answer],
    unexpected: Callable[[Exception], str],
    *,
    with_text: bool,
) -> Iterator[dict[str, Any]]:
    """An answer, or ``{"id", "error"}``, for every line that is not blank, as each is ready.

    ``unexpected`` gives the words for an error that ipqa does not explain: one bad question must
    not stop the rest.
    """
    for raw in lines:
        if not raw.strip():
            continue
        line = read_line(raw)
        if line.error is not None:
            yield {"id": line.id, "error": line.error}
            continue
        try:
            answer = ask(line)
        except IpqaError as error:
            yield {"id": line.id, "error": str(error)}
        except Exception as error:
            yield {"id": line.id, "error": unexpected(error)}
        else:
            yield {**answer.to_dict(with_text=with_text), "id": line.id}


def read_line(raw: bytes) -> Line:
    """The question that a line holds. What is inside a history is the assistant's to check."""
    try:
        value = json.loads(raw.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return Line(None, error="this line is not JSON: give an object with id and question")
    if not isinstance(value, dict):
        return Line(None, error="this line is no object: give one with id and question")
    id = value.get("id")
    if id is not None and (not isinstance(id, str | int) or isinstance(id, bool)):
        return Line(None, error="the id is neither a string nor a whole number")
    question, history = value.get("question"), value.get("history")
    if not isinstance(question, str):
        return Line(id, error="there is no question: give it as a string")
    if history is not None and not isinstance(history, list):
        return Line(id, error="the history is no list: give the earlier messages as a list")
    given = value.get("filters")
    try:
        filters = None if given is None else Filters.from_dict(given)
    except FilterError as error:
        return Line(id, error=str(error))
    return Line(id, question, history, filters)
