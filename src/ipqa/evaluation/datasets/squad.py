"""SQuAD 1.1 and 2.0, and other sets in their format."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, TypeVar

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.filename import FileNames
from ipqa.evaluation.datasets.question import Alternatives, Question
from ipqa.evaluation.datasets.textfile import clean, read_text

FOLDER = "squad"
"""The folder that the articles must be written to for their ids to be those of the questions."""

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[\"'(\[]?[A-Z0-9])")
_T = TypeVar("_T", str, int, list[Any])
_WORDS: dict[type, str] = {str: "text", int: "number", list: "list"}


def load_squad(
    path: Path, titles: list[str] | None = None
) -> tuple[dict[str, str], list[Question]]:
    """The articles (file name to text) and questions of a SQuAD file, 1.1 or 2.0.

    The paragraphs of a title make one article, ``squad/<title>.txt``; a gold quote is the sentence
    around the answer. The questions of a paragraph share a group, so the halves share none. A
    question without answers is unanswerable, as in the data set's evaluate-v2.0.py; of SQuAD 1.1,
    which has no ``is_impossible``, every question has some.

    Raises ``QuestionsError`` when the file is no SQuAD, lacks a title that was asked for, has an
    id twice, or an answer that is not where ``answer_start`` says. It names line or question.
    """
    try:
        fields = json.loads(read_text(path))
    except json.JSONDecodeError as error:
        raise QuestionsError(path, error.lineno, f"not valid JSON ({error.msg})") from error
    try:
        available = _paragraphs_by_title(fields)
        for title in titles or ():
            if title not in available:
                raise ValueError(f"no title {title}: it has {', '.join(sorted(available))}")
        texts, questions = _read(available, titles or list(available))
    except ValueError as error:
        raise QuestionsError(path, None, str(error)) from error
    if not questions:
        raise QuestionsError(path, None, "there is no question in it")
    return texts, questions


def _paragraphs_by_title(fields: Any) -> dict[str, list[Any]]:
    available: dict[str, list[Any]] = {}
    try:
        for number, entry in enumerate(_field(fields, "data", list, "it"), start=1):
            title = _field(entry, "title", str, f"article {number}")
            paragraphs = _field(entry, "paragraphs", list, f"the article {title}")
            # Some sets repeat a title: it is one article all the same.
            available.setdefault(title, []).extend(paragraphs)
    except ValueError as error:
        raise ValueError(f"not a SQuAD file: {error}") from error
    return available


def _read(
    available: dict[str, list[Any]], titles: list[str]
) -> tuple[dict[str, str], list[Question]]:
    texts: dict[str, str] = {}
    questions: list[Question] = []
    names = FileNames()
    seen: set[str] = set()
    for title in dict.fromkeys(titles):
        name = names.name(title)
        contexts: list[str] = []
        for number, paragraph in enumerate(available[title]):
            where = f"paragraph {number + 1} of {title}"
            context = _field(paragraph, "context", str, where)
            contexts.append(clean(context))
            for qa in _field(paragraph, "qas", list, where):
                question = _question(qa, context, f"{title} {number}", f"{FOLDER}/{name}", where)
                if question.id in seen:
                    raise ValueError(f"{where}: the id {question.id} is there twice")
                seen.add(question.id)
                questions.append(question)
        texts[name] = "\n\n".join(contexts) + "\n"
    return texts, questions


def _question(qa: Any, context: str, group: str, article_id: str, where: str) -> Question:
    # Some sets number their questions instead of naming them.
    if isinstance(qa, dict) and isinstance(qa.get("id"), int):
        qa = {**qa, "id": str(qa["id"])}
    id = _field(qa, "id", str, f"a question in {where}")
    asked = _field(qa, "question", str, f"the question {id}").strip()
    if not asked:
        raise ValueError(f"the question {id} is empty")
    answers: Alternatives = ()
    quotes: tuple[str, ...] = ()
    if not qa.get("is_impossible", False):
        spans = [
            _span(answer, context, f"the question {id}")
            for answer in _field(qa, "answers", list, f"the question {id}")
        ]
        answers = tuple(dict.fromkeys((clean(text),) for _, text in spans))
        quotes = tuple(dict.fromkeys(_sentence(context, *span) for span in spans))
    return Question(
        id=id,
        question=asked,
        history=(),
        type="factual" if answers else "near",
        group=group,
        answers=answers or None,
        article_ids=(article_id,) if answers else (),
        quotes=quotes,
    )


def _span(answer: Any, context: str, where: str) -> tuple[int, str]:
    text = _field(answer, "text", str, f"an answer to {where}")
    start = _field(answer, "answer_start", int, f"an answer to {where}")
    if not clean(text):
        raise ValueError(f"{where} has an empty answer")
    if start < 0 or not context.startswith(text, start):
        raise ValueError(f"{where}: the answer {text!r} is not at character {start} of its context")
    return start, text


def _sentence(context: str, start: int, text: str) -> str:
    bounds = [0, *(match.end() for match in _SENTENCE_END.finditer(context)), len(context)]
    first = max(bound for bound in bounds if bound <= start)
    last = min(bound for bound in bounds if bound >= start + len(text))
    return clean(context[first:last])


def _field(holder: Any, name: str, kind: type[_T], where: str) -> _T:
    value = holder.get(name) if isinstance(holder, dict) else None
    if not isinstance(value, kind):
        raise ValueError(f"{where} has no {_WORDS[kind]} under {name!r}")
    return value
