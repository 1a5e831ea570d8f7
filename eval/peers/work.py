"""The work that every peer is given, and how it hands in what came of it.

A peer runs in an environment of its own, without ipqa, so this needs the standard library alone:
``python PEER.py JOB.json REPLIES.jsonl``. The first line of the replies says how the indexing went,
the last how much memory it took, and each line between them is a question's reply.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

TOP = 3
"""Passages that a model reads: what txtai and the citation engine of LlamaIndex take by default."""
LONGEST = 96
"""Tokens of an answer, at most."""
ENDS = {"line": ["\n"], "paragraph": ["\n\n", "Question:", "Query:", "Context:"]}
"""Where a base model's answer ends, which would go on for ever: both are in use, and which serves
a peer better depends on its prompt. An instructed model ends by itself."""


@dataclass(frozen=True)
class Job:
    """What a peer is to do: the same for each.

    ``order`` is ``"context-first"`` or ``"question-first"``: what stands first in the prompt.
    ``end`` is one of ``ENDS``.
    ``more`` are passages to time the indexing with, after the questions.
    """

    model: str
    instruct: bool
    embedder: str
    context: int
    threads: int
    order: str
    end: str
    corpus: str
    passages: list[str]
    questions: list[dict[str, str]]
    more: list[str]
    started: float

    @property
    def stops(self) -> list[str]:
        """The strings that end an answer."""
        return [] if self.instruct else ENDS[self.end]


@dataclass(frozen=True)
class Reply:
    """An answer, and the passages that the model read for it."""

    answer: str
    contexts: list[str]


class Peer(Protocol):
    """A pipeline under its own settings; made with its models loaded and nothing indexed."""

    def index(self, passages: Sequence[str]) -> int:
        """Index the passages, in place of what was indexed before; returns how many there are."""
        ...

    def ask(self, question: str) -> Reply:
        """Answer a question from what is indexed."""
        ...


def read_job() -> Job:
    """The job that the command line names."""
    return Job(**json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))


def run(peer: Peer, job: Job) -> None:
    """Do the whole job, and write each reply as soon as it is there."""
    with Path(sys.argv[2]).open("w", encoding="utf-8") as out:

        def write(**fields: object) -> None:
            out.write(json.dumps(fields, ensure_ascii=False) + "\n")
            out.flush()

        write(passages=peer.index(job.passages))
        for place, question in enumerate(job.questions):
            began = time.perf_counter()
            reply = peer.ask(question["question"])
            seconds = time.perf_counter() - began
            if place == 0:
                write(cold_s=time.time() - job.started)
            write(id=question["id"], answer=reply.answer, contexts=reply.contexts, seconds=seconds)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        rate = None
        if job.more:
            began = time.perf_counter()
            rate = peer.index(job.more) / (time.perf_counter() - began)
        write(peak_mb=peak / (2**20 if sys.platform == "darwin" else 2**10), passages_s=rate)
