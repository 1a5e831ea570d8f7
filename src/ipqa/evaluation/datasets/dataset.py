"""A question set of any kind, told by what is in it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.beir import CORPUS, load_beir
from ipqa.evaluation.datasets.own import load_questions
from ipqa.evaluation.datasets.question import Question
from ipqa.evaluation.datasets.squad import load_squad
from ipqa.evaluation.datasets.table import is_table, load_table
from ipqa.evaluation.datasets.textfile import read_text

Kind = Literal["own", "squad", "beir", "table"]

_KNOWN = (
    "give a folder with corpus.jsonl (BEIR), a JSON file with 'data' (SQuAD), a file with one "
    "question a line in JSON, or a CSV with a column question"
)


@dataclass(frozen=True, slots=True)
class Dataset:
    """Questions, and the articles that they are about where the set brings its own.

    ``texts`` are file names to texts, to be written into a folder named like ``kind``, so that
    the ids of the articles are those that the questions name. ``None``: the questions are about
    a corpus or a store that is given beside them.
    """

    name: str
    kind: Kind
    questions: list[Question]
    texts: dict[str, str] | None


def load_dataset(path: Path, titles: list[str] | None = None) -> Dataset:
    """The set in a file or folder: ipqa's own, SQuAD, BEIR, or a user's table.

    ``titles`` take only a part of a SQuAD file. Raises ``QuestionsError``, with the line where
    there is one, when it is of no kind that ipqa knows, or what its loader finds wrong.
    """
    kind = _kind(path)
    if titles and kind != "squad":
        raise QuestionsError(path, None, "only a SQuAD file has titles: leave them out")
    texts: dict[str, str] | None = None
    if kind == "squad":
        texts, questions = load_squad(path, titles)
    elif kind == "beir":
        texts, questions = load_beir(path)
    else:
        questions = load_questions(path) if kind == "own" else load_table(path)
    name = path.resolve().name if path.is_dir() else path.stem
    return Dataset(name, kind, questions, texts)


def _kind(path: Path) -> Kind:
    if path.is_dir():
        if (path / CORPUS).is_file():
            return "beir"
        raise QuestionsError(path, None, f"a folder without {CORPUS}: {_KNOWN}")
    text = read_text(path)
    if not text.strip():
        raise QuestionsError(path, None, "there is no question in it")
    if text.lstrip()[0] in "{[":
        return _kind_of_json(path, text)
    if is_table(text):
        return "table"
    raise QuestionsError(path, None, f"no question set that ipqa knows: {_KNOWN}")


def _kind_of_json(path: Path, text: str) -> Kind:
    start = len(text) - len(text.lstrip())
    try:
        first, end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        raise QuestionsError(path, error.lineno, f"not valid JSON ({error.msg})") from error
    if _has(first, "data"):
        return "squad"
    if _has(first, "_id"):
        reason = "one file of a BEIR set: give the folder that it is in"
        raise QuestionsError(path, None, reason)
    if not isinstance(first, dict) or "\n" in text[start:end]:
        raise QuestionsError(path, None, f"JSON that is no question set: {_KNOWN}")
    return "own"


def _has(value: Any, name: str) -> bool:
    return isinstance(value, dict) and name in value
