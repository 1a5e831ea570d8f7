"""Answers, hits and questions made by hand, for the tests of the evaluation."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ipqa.article import (
    Answer,
    Article,
    Citation,
    Hit,
    Message,
    Method,
    Passage,
    Scores,
    Timings,
)
from ipqa.evaluation.datasets import Alternatives, Question
from ipqa.evaluation.runner import Row

SIGNED = "CBBC signed the agreement on 23 August with Tencent Holdings, the owner of WeChat."
SONGS = "Music websites removed 2.2 million illegal songs within two months."
SEIZED = "Across China, 14 million pirated publications were destroyed."
ASTLE = "Jeff Astle is the government director of CBBC."
ZHANG = "Hugo Zhang is the chairman of the IPCC."
NEWS = Article("corpus/news.md", "News", " ".join([SIGNED, SONGS, SEIZED, ASTLE, ZHANG]))


def passage(quote: str, article: Article = NEWS) -> Passage:
    start = article.text.index(quote)
    return Passage(article.id, start, start + len(quote), quote)


def hit(quote: str, article: Article = NEWS) -> Hit:
    return Hit(passage(quote, article), article, Scores(0.5, 1.0, 0.5))


def cite(marker: int, quote: str, article: Article = NEWS) -> Citation:
    place = passage(quote, article)
    return Citation(marker, quote, place.start, place.end, place, article)


def answer(
    text: str,
    *quotes: str,
    short: str | None = None,
    question: str = "?",
    method: Method = "generated",
    passages: tuple[Hit, ...] = (),
) -> Answer:
    """An answer whose citations are ``quotes``, with the markers 1, 2, …"""
    citations = tuple(cite(marker, quote) for marker, quote in enumerate(quotes, start=1))
    timings = Timings(5, 20, 30, 40)
    return Answer(question, text, method, citations, passages, short, model="tiny", timings=timings)


def refusal(question: str = "?") -> Answer:
    return Answer(question, "The articles do not answer this.", "refused")


def question(
    id: str,
    answers: Alternatives | None = (("23 August",),),
    quote: str = SIGNED,
    type: str = "factual",
    history: tuple[Message, ...] = (),
) -> Question:
    if answers is None:
        return Question(id, f"{id}?", history, "near", id, None, (), ())
    return Question(id, f"{id}?", history, type, id, answers, (NEWS.id,), (quote,))


def line(**changes: Any) -> str:
    """A valid line of a question file, with ``changes``; a field set to ``...`` is left out."""
    fields: dict[str, Any] = {
        "id": "q-1",
        "question": "When did CBBC sign?",
        "history": [],
        "type": "factual",
        "group": "q-1",
        "answers": [["23 August"], ["August 23"]],
        "article_ids": [NEWS.id],
        "quotes": [SIGNED],
    }
    fields |= changes
    return json.dumps({name: value for name, value in fields.items() if value is not ...})


def write_lines(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def row(id: str, *, answerable: bool = True, refused: bool = False, **changes: Any) -> Row:
    given = refusal() if refused else answer(f"{SIGNED} [1]", SIGNED)
    fields: dict[str, Any] = {
        "question": question(id) if answerable else question(id, None),
        "answer": given.to_dict(id=id),
        "problems": (),
        "rank": 1 if answerable else None,
        "ranks": {},
        "confidence": None,
        "right": not refused if answerable else None,
        "right_early": not refused if answerable else None,
        "cites_gold": not refused if answerable else None,
        "exact": 0.0,
        "f1": 0.0,
        "words": 5,
        "search_ms": 1.0,
        "first_ms": 2.0,
        "total_ms": 3.0,
    }
    return Row(**(fields | changes))


def run(wrong: int = 0, refused: int = 0, lost: int = 0, answered: int = 0) -> list[Row]:
    """100 answerable and 30 unanswerable questions, some of which go wrong."""
    answerable = [row(f"a{number}") for number in range(100)]
    answerable[:wrong] = [row(f"a{number}", right=False) for number in range(wrong)]
    answerable[50 : 50 + refused] = [
        row(f"a{number}", refused=True) for number in range(50, 50 + refused)
    ]
    answerable[80 : 80 + lost] = [row(f"a{number}", rank=6) for number in range(80, 80 + lost)]
    unanswerable = [
        row(f"u{number}", answerable=False, refused=number >= answered) for number in range(30)
    ]
    return answerable + unanswerable
