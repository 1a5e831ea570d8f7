"""ipqa by the same rules, in its own environment: its passages are those that all are given."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

from work import Job, Reply, read_job, run

from ipqa import Assistant
from ipqa.evaluation.judge.dates import dated
from ipqa.settings import load_settings


class Ipqa:
    """An assistant with a store of its own in a temporary folder."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._folder = tempfile.TemporaryDirectory(prefix="ipqa-peers-")
        here = Path(self._folder.name)
        self._assistant = Assistant(load_settings(store=here / "store", model=job.model))
        self._more = here / "articles"
        self._passages = 0

    def index(self, passages: Sequence[str]) -> int:
        """The job's corpus where those are its passages; others as an article each, beside it."""
        root = Path(self._job.corpus)
        if list(passages) != self._job.passages:
            root = self._more
            root.mkdir()
            for n, text in enumerate(passages):
                (root / f"{n:05}.md").write_text(text, encoding="utf-8")
        before, self._passages = self._passages, self._assistant.index([root]).passages
        return self._passages - before

    def ask(self, question: str) -> Reply:
        answer = self._assistant.ask(question)
        # The answer says what "last year" means by the article's date, which it rests on too.
        contexts = [dated(cited.quote, cited.article.date) for cited in answer.citations]
        return Reply(answer.text, contexts or [hit.passage.text for hit in answer.passages])


if __name__ == "__main__":
    job = read_job()
    run(Ipqa(job), job)
