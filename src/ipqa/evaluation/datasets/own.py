"""ipqa's own question sets, as JSON Lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ipqa.article import Message
from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.question import TYPES, UNANSWERABLE, Alternatives, Question
from ipqa.evaluation.datasets.textfile import json_lines

_REQUIRED = ("id", "question", "history", "type", "group", "answers", "article_ids", "quotes")


def load_questions(path: Path) -> list[Question]:
    """The questions of a JSON Lines file; ``answers: null`` means unanswerable.

    Raises ``QuestionsError`` with file and line for whatever is missing, malformed or double.
    """
    questions: list[Question] = []
    first_seen: dict[str, int] = {}
    for number, fields in json_lines(path):
        try:
            question = _question(fields)
        except ValueError as error:
            raise QuestionsError(path, number, str(error)) from error
        if question.id in first_seen:
            reason = f"the id {question.id} is already on line {first_seen[question.id]}"
            raise QuestionsError(path, number, reason)
        first_seen[question.id] = number
        questions.append(question)
    if not questions:
        raise QuestionsError(path, None, "there is no question in it")
    return questions


def _question(fields: dict[str, Any]) -> Question:
    missing = [name for name in _REQUIRED if name not in fields]
    if missing:
        raise ValueError(f"missing {', '.join(missing)}")
    for name in ("id", "question", "group"):
        if not isinstance(fields[name], str) or not fields[name].strip():
            raise ValueError(f"{name} is not a text")
    if fields["type"] not in TYPES:
        raise ValueError(f"the type {fields['type']!r} is none of {', '.join(TYPES)}")
    answers = _alternatives(fields["answers"])
    if (answers is None) != (fields["type"] in UNANSWERABLE):
        names = f"{', '.join(UNANSWERABLE[:-1])} and {UNANSWERABLE[-1]}"
        raise ValueError(f"answers is null for the types {names}, and for no other")
    article_ids = _strings(fields["article_ids"], "article_ids")
    quotes = _strings(fields["quotes"], "quotes")
    if answers is not None and not (article_ids and quotes):
        raise ValueError("an answerable question names its article_ids and quotes")
    return Question(
        fields["id"],
        fields["question"],
        _history(fields["history"]),
        fields["type"],
        fields["group"],
        answers,
        article_ids,
        quotes,
    )


def _strings(value: Any, name: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(x, str) and x.strip() for x in value):
        raise ValueError(f"{name} is not a list of texts")
    return tuple(value)


def _alternatives(value: Any) -> Alternatives | None:
    if value is None:
        return None
    if not isinstance(value, list) or not value or not all(value):
        raise ValueError("answers is neither null nor a list of alternatives")
    return tuple(_strings(alternative, "an alternative in answers") for alternative in value)


def _history(value: Any) -> tuple[Message, ...]:
    if not isinstance(value, list):
        raise ValueError("history is not a list")
    for turn in value:
        if (
            not isinstance(turn, dict)
            or turn.get("role") not in ("user", "assistant")
            or not isinstance(turn.get("content"), str)
        ):
            raise ValueError('a turn of history is not {"role": "user" or "assistant", "content"}')
    return tuple({"role": turn["role"], "content": turn["content"]} for turn in value)
