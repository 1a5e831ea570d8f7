"""``ipqa eval import-feedback``: what people thought of answers becomes questions to measure by."""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ipqa import journal
from ipqa.errors import IpqaError
from ipqa.evaluation.datasets import Alternatives
from ipqa.evaluation.datasets.textfile import json_lines
from ipqa.evaluation.judge.accuracy import is_right
from ipqa.feedback import FILE, Feedback, latest
from ipqa.settings import load_settings
from ipqa.words import content_words, names, terms, words

COMMAND = "import-feedback"
OUT = Path("questions.jsonl")
KEY_WORDS = 3
"""Names and numbers of a quote that an answer has to hold; more would ask for the same sentence."""
_WORD = re.compile(
    r"\d(?:[\d.,]*\d)?(?: (?:hundred|thousand|million|billion|trillion)\b)?|[^\W\d_][\w'’-]*"
)


@dataclass(frozen=True, slots=True)
class Sorted:
    """Feedback by what becomes of it: ``items`` of a question set, and what a person looks at."""

    items: list[dict[str, Any]]
    review: list[dict[str, Any]]
    withdrawn: set[str]


def run(argv: Sequence[str]) -> int:
    """The command; returns the exit code: 0 done, 1 failed, 2 wrong usage."""
    try:
        options = parser().parse_args(argv)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        file = options.file or load_settings().store / FILE
        for line in import_feedback(file, options.out):
            print(line)
    except IpqaError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


def parser() -> argparse.ArgumentParser:
    """The parser of the command."""
    found = argparse.ArgumentParser(
        prog=f"ipqa eval {COMMAND}",
        description="Makes questions for ipqa eval of the thumbs that people gave in the chat. A "
        "thumb up on an answer makes its citations the right ones, one on a refusal makes the "
        "question unanswerable. A thumb down is no truth: it goes to a file to look at, and so "
        "does an answer that was asked of a part of the articles only. What was imported before "
        "is not imported again, and nothing is overwritten.",
        epilog=f"Then: ipqa eval --dataset {OUT} --against .ipqa",
    )
    found.add_argument(
        "file", nargs="?", type=Path, metavar="FILE", help=f"default: {FILE} of the store"
    )
    found.add_argument(
        "--out",
        type=Path,
        default=OUT,
        metavar="FILE",
        help="questions are added there, what to look at beside it in NAME-review.jsonl "
        "(default: %(default)s)",
    )
    return found


def import_feedback(file: Path, out: Path) -> list[str]:
    """Adds what is new in a feedback file to a question set; says in a few lines what was done.

    Raises ``FeedbackError``, ``QuestionsError`` and ``UnwritableFileError``.
    """
    feedback, unread = latest(file)
    found = sort(feedback)
    review = out.with_name(f"{out.stem}-review.jsonl")
    known = _entries(out)
    ids = {entry.get("id") for entry in known}
    same = {_content(entry) for entry in known}
    new: list[dict[str, Any]] = []
    for item in found.items:
        if item["id"] not in ids and _content(item) not in same:
            same.add(_content(item))
            new.append(item)
    seen = {(entry.get("id"), entry.get("time")) for entry in _entries(review)}
    doubtful = [entry for entry in found.review if (entry["id"], entry["time"]) not in seen]
    journal.append(out, new)
    journal.append(review, doubtful)
    answerable = sum(item["answers"] is not None for item in new)
    said = [
        f"{out}: {len(new)} new question(s), {answerable} answered and {len(new) - answerable} "
        f"refused; {len(found.items) - len(new)} were there; "
        f"{review}: {len(doubtful)} new to look at"
    ]
    if unread:
        said.append(f"{unread} line(s) of {file} can't be read and were left out")
    if stale := sorted(found.withdrawn & ids):
        said.append(f"no longer a thumb up, delete by hand from {out}: {', '.join(stale)}")
    return said


def sort(feedback: Iterable[Feedback]) -> Sorted:
    """What becomes of the last opinion of each answer."""
    items, review, withdrawn = [], [], set()
    for one in feedback:
        item, doubt = _item(one), _doubt(one)
        if one.verdict == "up" and item and not doubt:
            items.append(item)
            continue
        withdrawn.add(_id(one))
        if one.verdict:
            reason = doubt or "the answer cites nothing to hold it against"
            review.append({**asdict(one), "id": _id(one), "why": reason})
    return Sorted(items, review, withdrawn)


def key_words(quote: str, question: str, text: str) -> tuple[str, ...]:
    """The names and numbers of a quote that tell the answer, as far as ``text`` holds them.

    Where the question has them all, other words; the whole quote where there are none.
    """
    asked = set(terms(question))
    said = dict.fromkeys(_WORD.findall(quote))
    new = [
        word
        for word in said
        if content_words(word) and not set(terms(word)) <= asked and is_right(text, ((word,),))
    ]
    named = set(names(quote))
    telling = [word for word in new if word in named or word[0].isdigit()]
    return tuple((telling or new or [quote])[:KEY_WORDS])


def _item(one: Feedback) -> dict[str, Any] | None:
    """A question of the format of ``eval/questions.jsonl``; ``None`` without a citation."""
    answer = one.answer
    refused = answer.method == "refused"
    answers = None if refused else _answers(one)
    if not refused and not answers:
        return None
    return {
        "id": _id(one),
        "question": one.question,
        "history": list(one.history),
        "type": "near" if refused else "followup" if one.history else "factual",
        # By its words, so that the same question is in one half however often it is asked.
        "group": f"feedback-{_digest(' '.join(words(one.question)) or one.question)}",
        "answers": answers,
        "article_ids": list(dict.fromkeys(cited.article_id for cited in answer.citations)),
        "quotes": list(dict.fromkeys(cited.quote for cited in answer.citations)),
        "remark": one.remark,
        "time": one.time,
    }


def _answers(one: Feedback) -> list[list[str]]:
    answer = one.answer
    if not answer.citations:
        return []
    short: Alternatives = ((answer.short,),) if answer.short else ()
    if short and is_right(answer.text, short):
        return [list(strings) for strings in short]
    found = (key_words(cited.quote, one.question, answer.text) for cited in answer.citations)
    return [list(strings) for strings in dict.fromkeys(found)]


def _doubt(one: Feedback) -> str:
    """Why a person should look at it; empty where it can be taken for truth."""
    if one.verdict == "down":
        return "a thumb down"
    if one.scope:
        return f"it was asked of a part of the articles: {one.scope}"
    return ""


def _id(one: Feedback) -> str:
    return f"feedback-{one.id}"


def _content(item: dict[str, Any]) -> str:
    """What makes two questions of a set the same."""
    return repr([item.get(name) for name in ("question", "history", "answers", "quotes")])


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def _entries(path: Path) -> list[dict[str, Any]]:
    return [fields for _, fields in json_lines(path)] if path.exists() else []
