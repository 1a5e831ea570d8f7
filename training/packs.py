"""Packs: a few sentences as a reader gets them, and every question that is asked of them.

The questions of a pack share its sentences, so that these are evaluated once for all of them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ipqa.generation import prompts
from ipqa.generation.base import Source
from ipqa.sentences import split_sentences
from ipqa.words import fold

MOST_SENTENCES = 9
"""Sentences of one text in a pack: more than the six or so that a reader is given."""
LEFT_OUT = (0, 1, 1, 2)
"""How many sentences of a text are left out, drawn at random: who asks for what they told gets no
answer, as when retrieval misses a sentence."""
STRANGERS = (0, 1, 1, 2)
"""How many other texts lend a sentence or two, drawn at random."""
UNTOLD_SHARE = 0.7
"""Share of the questions on a sentence that was left out that are kept."""
KIN_SHARE = 0.6
"""Share of the texts that belong to a group whose strangers come from this group."""
BESIDE_SHARE = 0.08
"""Share of the questions that get another one in front that they don't lean on."""
STATED_SHARE = 0.4
"""Share of the answers with a sentence around them in the data that are put into it."""
LEADING = frozenset("the a an in on by at of to for from with its their his her".split())


class Row(NamedTuple):
    """A question, its answer if there is one, where this begins, what the question leans on, and
    the answer in a sentence."""

    question: str
    answer: str | None = None
    start: int = -1
    context: str = ""
    stated: str = ""


class Task(NamedTuple):
    """A question as it stands behind what is read, what follows, and the answer in a sentence."""

    question: str
    reply: str
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the sentence that answers it and the answer: ``None`` where none does.

    ``context`` is the question before it that it leans on, if any; ``stated`` the answer in one
    plain sentence, if the data have it.
    """

    question: str
    sentence: int | None
    answer: str | None
    context: str = ""
    stated: str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A text in sentences with the questions on it.

    Strangers come from the same ``origin``, or the same ``group``: texts that are easily mixed up.
    """

    title: str
    sentences: Sequence[str]
    asked: Sequence[Asked]
    origin: str
    group: str = ""


@dataclass(frozen=True, slots=True)
class Pack:
    """What is read, and what is asked of it with the answers as they follow the prompt."""

    sources: str
    tasks: Sequence[Task]


def own_texts(path: Path) -> list[Text]:
    """The texts of a file like ``texts.jsonl``."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [
        _text(
            row["title"],
            row["text"],
            (
                Row(
                    asked["question"],
                    asked["answer"] or None,
                    row["text"].find(asked["answer"]),
                    asked.get("context", ""),
                    asked.get("sentence", ""),
                )
                for asked in row["questions"]
            ),
            origin="own",
            group=row.get("group", ""),
        )
        for row in rows
    ]


def squad_texts(path: Path, titles: Iterable[str]) -> list[Text]:
    """The paragraphs of some titles of a file in the format of SQuAD 2.0."""
    wanted = set(titles)
    found = []
    for document in json.loads(path.read_text(encoding="utf-8"))["data"]:
        if document["title"] not in wanted:
            continue
        for paragraph in document["paragraphs"]:
            questions: list[Row] = []
            for row in paragraph["qas"]:
                told = min(row["answers"], key=lambda answer: len(answer["text"]), default=None)
                if row["is_impossible"] or told is None:
                    questions.append(Row(row["question"]))
                else:
                    questions.append(Row(row["question"], told["text"], told["answer_start"]))
            title = document["title"].replace("_", " ")
            found.append(_text(title, paragraph["context"], questions, origin="squad"))
    return found


def draw(texts: Sequence[Text], index: int, rng: random.Random) -> Pack:
    """A pack from one text: some of its sentences in order, with strangers before or behind."""
    text = texts[index]
    kept = list(range(len(text.sentences)))
    if len(kept) > 3:
        for _ in range(rng.choice(LEFT_OUT)):
            kept.remove(rng.choice(kept))
    if len(kept) > MOST_SENTENCES:
        first = rng.randrange(len(kept) - MOST_SENTENCES + 1)
        kept = kept[first : first + MOST_SENTENCES]
    groups = [[Source(text.sentences[place], text.title) for place in kept]]
    others = [other for other in texts if other.origin == text.origin and other is not text]
    if text.group and rng.random() < KIN_SHARE:
        others = [other for other in others if other.group == text.group]
    for other in rng.sample(others, min(rng.choice(STRANGERS), len(others))):
        first = rng.randrange(len(other.sentences))
        lent = other.sentences[first : first + rng.choice((1, 1, 2))]
        groups.append([Source(sentence, other.title) for sentence in lent])
    rng.shuffle(groups)
    sources = [source for group in groups for source in group]
    tasks = []
    for asked in text.asked:
        stated = ""
        if asked.answer is None or asked.sentence is None:
            reply = prompts.UNTOLD
        elif asked.sentence in kept:
            reply = f" {bare(asked.answer)}"
            if asked.stated and rng.random() < STATED_SHARE:
                stated = f"{prompts.STATED} {asked.stated}\n"
        elif any(bare(asked.answer) in source.text for source in sources):
            continue  # perhaps it is told after all
        elif rng.random() < UNTOLD_SHARE:
            reply = prompts.UNTOLD
        else:
            continue
        context = asked.context
        if not context and rng.random() < BESIDE_SHARE:
            context = rng.choice(text.asked).question
        question = f"{context} {asked.question}".strip()
        tasks.append(Task(prompts.reading_task(question), f"{reply}\n", stated))
    rng.shuffle(tasks)
    return Pack(prompts.reading_sources(sources), tasks)


def bare(answer: str) -> str:
    """An answer without the function words in front, as candidates begin (``candidates``)."""
    words = answer.split()
    while len(words) > 1 and fold(words[0]) in LEADING:
        words = words[1:]
    return " ".join(words)


def _text(title: str, text: str, questions: Iterable[Row], origin: str, group: str = "") -> Text:
    spans = [(span.start, span.end) for span in split_sentences(text, "en", 0)]
    asked = []
    for question, answer, start, context, stated in questions:
        if answer is None:
            asked.append(Asked(question, None, None, context))
            continue
        end = start + len(answer)
        places = [n for n, (begin, stop) in enumerate(spans) if begin <= start and end <= stop]
        if places:
            asked.append(Asked(question, places[0], answer, context, stated))
    return Text(title, [text[begin:stop] for begin, stop in spans], asked, origin, group)
