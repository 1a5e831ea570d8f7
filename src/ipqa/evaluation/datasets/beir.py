"""BEIR folders: a corpus, queries, and which documents are relevant to which query.

Thakur et al., BEIR (NeurIPS 2021); the format is that of https://github.com/beir-cellar/beir.
"""

from __future__ import annotations

import math
from collections.abc import Container, Mapping
from pathlib import Path
from typing import Any

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.filename import FileNames
from ipqa.evaluation.datasets.question import RETRIEVAL, Question
from ipqa.evaluation.datasets.textfile import clean, json_lines, read_text

FOLDER = "beir"
"""The folder that the articles must be written to for their ids to be those of the questions."""
CORPUS = "corpus.jsonl"
QUERIES = "queries.jsonl"
QRELS = ("qrels/test.tsv", "qrels.tsv")
"""Where the relevance may stand; the first that is there counts."""

_HEADER = ["query-id", "corpus-id", "score"]


def load_beir(folder: Path) -> tuple[dict[str, str], list[Question]]:
    """The articles (file name to text) and questions of a BEIR folder.

    A document becomes one article ``beir/<id>.txt``, its title on the first line. Only queries
    with a relevant document (score over 0) become questions; they know no answer, so they are
    not ``judged``.

    Raises ``QuestionsError`` with file and line for what is missing, malformed or double, and
    for relevance that names a query or document that is not there.
    """
    names = FileNames()
    ids: dict[str, str] = {}
    texts: dict[str, str] = {}
    for document, fields in _by_id(folder / CORPUS).items():
        name = names.name(document)
        ids[document] = f"{FOLDER}/{name}"
        text = _article(str(fields.get("title") or ""), fields["text"])
        # Some sets hold documents without a word: they stay what no search can find.
        if text:
            texts[name] = text
    queries = {id: clean(fields["text"]) for id, fields in _by_id(folder / QUERIES).items()}
    questions = [
        Question(
            id=query,
            question=queries[query],
            history=(),
            type=RETRIEVAL,
            group=query,
            answers=None,
            article_ids=tuple(ids[document] for document in documents),
            quotes=(),
            judged=False,
        )
        for query, documents in _relevance(_qrels(folder), queries, ids).items()
    ]
    return texts, questions


def _by_id(path: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    first_seen: dict[str, int] = {}
    for number, fields in json_lines(path):
        if not isinstance(fields.get("_id"), str | int) or not str(fields["_id"]).strip():
            raise QuestionsError(path, number, "_id is missing, or neither text nor number")
        id = str(fields["_id"])
        if not isinstance(fields.get("text"), str):
            raise QuestionsError(path, number, "text is missing, or not a text")
        if path.name == QUERIES and not clean(fields["text"]):
            raise QuestionsError(path, number, f"the query {id} is empty")
        if id in first_seen:
            raise QuestionsError(path, number, f"the _id {id} is already on line {first_seen[id]}")
        first_seen[id] = number
        found[id] = fields
    if not found:
        raise QuestionsError(path, None, "there is nothing in it")
    return found


def _article(title: str, text: str) -> str:
    title, text = " ".join(clean(title).split()), clean(text)
    if not title:
        return f"{text}\n" if text else ""
    # A title is no text to ipqa, so that a document of nothing else would have none.
    return f"{title}\n\n{text or title}\n"


def _qrels(folder: Path) -> Path:
    for name in QRELS:
        if (folder / name).is_file():
            return folder / name
    raise QuestionsError(folder, None, f"there is neither {' nor '.join(QRELS)} in it")


def _relevance(
    path: Path, queries: Mapping[str, str], documents: Container[str]
) -> dict[str, list[str]]:
    """The relevant documents of each query that has one, in the order of the file."""
    lines = read_text(path).split("\n")
    if [cell.strip() for cell in lines[0].split("\t")] != _HEADER:
        reason = f"the header is not {', '.join(_HEADER)} with tabs between"
        raise QuestionsError(path, 1, reason)
    # A dict keeps the order and drops what is there twice.
    relevant: dict[str, dict[str, None]] = {}
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) != len(_HEADER):
            raise QuestionsError(path, number, f"{len(cells)} cells instead of {len(_HEADER)}")
        query, document, score = cells
        if query not in queries:
            raise QuestionsError(path, number, f"the query {query} is not in {QUERIES}")
        if document not in documents:
            raise QuestionsError(path, number, f"the document {document} is not in {CORPUS}")
        if _number(score, path, number) > 0:
            relevant.setdefault(query, {})[document] = None
    if not relevant:
        raise QuestionsError(path, None, "no query has a relevant document (a score over 0)")
    return {query: list(found) for query, found in relevant.items()}


def _number(score: str, path: Path, line: int) -> float:
    try:
        number = float(score)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise QuestionsError(path, line, f"the score {score!r} is not a number")
    return number
