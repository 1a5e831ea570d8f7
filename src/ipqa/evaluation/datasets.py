"""Question sets: the project's own JSON Lines, and SQuAD 2.0."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ipqa.article import Message
from ipqa.errors import QuestionsError

Half = Literal["A", "B"]
Alternatives = tuple[tuple[str, ...], ...]
"""Accepted answers: any alternative, all of whose strings stand in the answer, is right."""

TYPES = ("factual", "paraphrase", "followup", "near", "far")
"""The kinds of question; ``near`` and ``far`` are the unanswerable ones, by their subject."""

_REQUIRED = ("id", "question", "history", "type", "group", "answers", "article_ids", "quotes")
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(\[]?[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Question:
    """One question with what counts as right; ``answers`` is ``None`` when unanswerable."""

    id: str
    question: str
    history: tuple[Message, ...]
    type: str
    group: str
    answers: Alternatives | None
    article_ids: tuple[str, ...]
    quotes: tuple[str, ...]

    @property
    def answerable(self) -> bool:
        """Whether the articles hold the answer."""
        return self.answers is not None

    @property
    def half(self) -> Half:
        """The half that the question's group falls into."""
        return half(self.group)


def half(group: str) -> Half:
    """``A`` or ``B``, by SHA-256 of the group: stable however the set grows."""
    digest = hashlib.sha256(group.encode()).hexdigest()
    return "A" if int(digest, 16) % 2 == 0 else "B"


def load_questions(path: Path) -> list[Question]:
    """The questions of a JSON Lines file.

    Raises ``QuestionsError`` with file and line for whatever is missing, malformed or double.
    """
    questions: list[Question] = []
    first_seen: dict[str, int] = {}
    for number, line in enumerate(_read(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise QuestionsError(path, number, f"not valid JSON ({error.msg})") from error
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


def load_squad(
    path: Path, titles: list[str] | None = None
) -> tuple[dict[str, str], list[Question]]:
    """The articles (file name to text) and questions of a SQuAD 2.0 file.

    The paragraphs of a title make one article, ``squad/<title>.txt``; a gold quote is the sentence
    around the answer. The questions of a paragraph share a group, so the halves share none.
    Raises ``QuestionsError`` when the file is no SQuAD 2.0 or lacks a title that was asked for.
    """
    try:
        data = json.loads(_read(path))["data"]
        available = {str(entry["title"]): entry["paragraphs"] for entry in data}
        texts: dict[str, str] = {}
        questions: list[Question] = []
        for title in titles or list(available):
            if title not in available:
                known = ", ".join(sorted(available))
                raise QuestionsError(path, None, f"no title {title}: it has {known}")
            name = re.sub(r"[^\w.-]", "_", title) + ".txt"
            contexts = [_nfc(paragraph["context"]) for paragraph in available[title]]
            texts[name] = "\n\n".join(contexts) + "\n"
            for number, paragraph in enumerate(available[title]):
                group = f"{title} {number}"
                questions += [_from_squad(qa, paragraph, group, name) for qa in paragraph["qas"]]
    except (KeyError, TypeError, AttributeError, json.JSONDecodeError) as error:
        raise QuestionsError(path, None, f"not a SQuAD 2.0 file ({error})") from error
    return texts, questions


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise QuestionsError(path, None, f"can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QuestionsError(path, None, f"not UTF-8 ({error.reason})") from error


def _question(fields: Any) -> Question:
    if not isinstance(fields, dict):
        raise ValueError("not a JSON object")
    missing = [name for name in _REQUIRED if name not in fields]
    if missing:
        raise ValueError(f"missing {', '.join(missing)}")
    for name in ("id", "question", "group"):
        if not isinstance(fields[name], str) or not fields[name].strip():
            raise ValueError(f"{name} is not a text")
    if fields["type"] not in TYPES:
        raise ValueError(f"the type {fields['type']!r} is none of {', '.join(TYPES)}")
    answers = _alternatives(fields["answers"])
    if (answers is None) != (fields["type"] in ("near", "far")):
        raise ValueError("answers is null for the types near and far, and for no other")
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


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _from_squad(qa: dict[str, Any], paragraph: dict[str, Any], group: str, name: str) -> Question:
    answers: Alternatives | None = None
    quotes: tuple[str, ...] = ()
    if not qa.get("is_impossible", False):
        answers = tuple(dict.fromkeys((_nfc(answer["text"]),) for answer in qa["answers"]))
        spans = [(answer["answer_start"], answer["text"]) for answer in qa["answers"]]
        quotes = tuple(dict.fromkeys(_sentence(paragraph["context"], *span) for span in spans))
    return Question(
        id=qa["id"],
        question=qa["question"].strip(),
        history=(),
        type="factual" if answers else "near",
        group=group,
        answers=answers or None,
        article_ids=(f"squad/{name}",) if answers else (),
        quotes=quotes,
    )


def _sentence(context: str, start: int, text: str) -> str:
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(context)), len(context)]
    first = max(bound for bound in bounds if bound <= start)
    last = min(bound for bound in bounds if bound >= start + len(text))
    return _nfc(context[first:last].strip())
