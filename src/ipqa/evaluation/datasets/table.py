"""A user's own questions in a table: CSV, as a spreadsheet saves it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from ipqa.article import Message
from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.question import (
    RETRIEVAL,
    TYPES,
    UNANSWERABLE,
    Alternatives,
    Question,
)
from ipqa.evaluation.datasets.textfile import clean, read_text

COLUMNS = (
    "question",
    "answer",
    "article",
    "quote",
    "history_question",
    "history_answer",
    "type",
    "group",
    "id",
)
"""The columns, in any order; only ``question`` must be there."""
OR = "|"
"""Stands between accepted answers."""
AND = "&&"
"""Stands between strings that an answer must hold together."""
NO_ANSWER = ("unanswerable", "none")
"""What says in the column ``answer`` that the articles do not hold one."""

_DELIMITERS = ",;\t"


def load_table(path: Path) -> list[Question]:
    """The questions of a CSV file, one a row below the header.

    Comma, semicolon or tab stands between cells. An empty ``answer`` leaves the question not
    ``judged``; ``article`` is the id or the file name of the article that answers, as it is
    written; the ``id`` is by default ``row-<n>``, as a spreadsheet counts rows.

    Raises ``QuestionsError`` with file and line for whatever is missing, malformed or double.
    """
    records = _records(path)
    header: list[str] | None = None
    questions: list[Question] = []
    first_seen: dict[str, int] = {}
    for row, line, cells in records:
        if not any(cells):
            continue
        try:
            if header is None:
                header = _header(cells)
                continue
            question = _question(_by_column(header, cells), row)
        except ValueError as error:
            raise QuestionsError(path, line, str(error)) from error
        if question.id in first_seen:
            reason = f"the id {question.id} is already on line {first_seen[question.id]}"
            raise QuestionsError(path, line, reason)
        first_seen[question.id] = line
        questions.append(question)
    if not questions:
        raise QuestionsError(path, None, "there is no question in it")
    return questions


def is_table(text: str) -> bool:
    """Whether the first line of ``text`` that is not blank is a header with ``question`` in it."""
    first = _first_line(text)
    try:
        cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    except csv.Error:
        return False
    return "question" in (cell.strip().casefold() for cell in cells)


def _first_line(text: str) -> str:
    return text.lstrip("\n ").split("\n", 1)[0]


def _delimiter(header: str) -> str:
    # The header alone tells: in the rows below, commas and semicolons are part of prose.
    try:
        return csv.Sniffer().sniff(header, delimiters=_DELIMITERS).delimiter
    except csv.Error:  # one column has nothing between cells
        return ","


def _records(path: Path) -> Iterator[tuple[int, int, list[str]]]:
    """Number of the row, line that it begins on, both from 1, and its cells, trimmed."""
    text = read_text(path)
    reader = csv.reader(
        io.StringIO(text, newline=""), delimiter=_delimiter(_first_line(text)), strict=True
    )
    row, line = 0, 0
    while True:
        row, line = row + 1, reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            reason = f"not valid CSV ({error}): double the quotation marks inside quoted cells"
            raise QuestionsError(path, line, reason) from error
        yield row, line, [clean(cell) for cell in cells]


def _header(cells: list[str]) -> list[str]:
    names = [cell.casefold() for cell in cells]
    for name in filter(None, names):
        if name not in COLUMNS:
            known = ", ".join(COLUMNS)
            raise ValueError(
                f"the column {name!r} is unknown: delete it, or name it one of {known}"
            )
        if names.count(name) > 1:
            raise ValueError(f"the column {name} is there twice")
    if "question" not in names:
        raise ValueError("there is no column question")
    return names


def _by_column(header: list[str], cells: list[str]) -> dict[str, str]:
    for extra in (cell for name, cell in _pairs(header, cells) if cell and not name):
        raise ValueError(
            f"{extra!r} has no column: put a cell that holds what stands between cells in quotes"
        )
    return dict.fromkeys(COLUMNS, "") | dict(_pairs(header, cells))


def _pairs(header: list[str], cells: list[str]) -> list[tuple[str, str]]:
    names = header + [""] * (len(cells) - len(header))
    return list(zip(names, cells, strict=False))


def _question(row: dict[str, str], number: int) -> Question:
    if not row["question"]:
        raise ValueError("the question is empty")
    if row["quote"] and not row["article"]:
        raise ValueError("there is a quote and no article: name the article that it is from")
    history = _history(row["history_question"], row["history_answer"])
    judged = bool(row["answer"])
    answers = _alternatives(row["answer"])
    id = row["id"] or f"row-{number}"
    return Question(
        id=id,
        question=row["question"],
        history=history,
        type=_type(row["type"].casefold(), answers, judged=judged, follows=bool(history)),
        group=row["group"] or id,
        answers=answers,
        article_ids=(row["article"],) if row["article"] else (),
        quotes=(row["quote"],) if row["quote"] else (),
        judged=judged,
    )


def _alternatives(answer: str) -> Alternatives | None:
    if not answer or answer.casefold() in NO_ANSWER:
        return None
    alternatives = tuple(
        tuple(string.strip() for string in alternative.split(AND))
        for alternative in answer.split(OR)
    )
    if not all(string for strings in alternatives for string in strings):
        raise ValueError(f"an answer is empty between the {OR} or {AND} of {answer!r}")
    return alternatives


def _history(question: str, answer: str) -> tuple[Message, ...]:
    if not question and not answer:
        return ()
    if not question or not answer:
        raise ValueError("history_question and history_answer go together: fill in both, or none")
    return ({"role": "user", "content": question}, {"role": "assistant", "content": answer})


def _type(given: str, answers: Alternatives | None, *, judged: bool, follows: bool) -> str:
    if not judged:
        fitting: tuple[str, ...] = (RETRIEVAL,)
        kind = "without an answer"
    elif answers is None:
        fitting = UNANSWERABLE
        kind = "that is unanswerable"
    else:
        fitting = tuple(name for name in TYPES if name not in UNANSWERABLE)
        kind = "with an answer"
    if given and given not in fitting:
        choices = " or ".join(fitting)
        raise ValueError(f"the type {given!r} of a question {kind} can only be empty or {choices}")
    return given or ("followup" if follows and "followup" in fitting else fitting[0])
