"""Taking uploaded files in: checked, kept and indexed, whether or not anybody still looks on."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import logging
import threading
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from ipqa.errors import IpqaError, NoArticlesError, UnreadableFileError
from ipqa.index.report import StoreStatus, SyncReport
from ipqa.progress import Stages
from ipqa.uploads import Uploads
from ipqa.web import texts
from ipqa.web.sources import title_of

if TYPE_CHECKING:
    from ipqa.index.standing import Standing
    from ipqa.index.writing import Progress

Fate = Literal["indexed", "there", "refused", "unreadable", "kept"]
"""``kept`` is a file in its folder that could not be indexed yet."""

REMEMBERED = 1000
"""Files of which it is known what became of them, for whoever sends the same one meanwhile."""
_POLL_SECONDS = 0.15
_log = logging.getLogger(__name__)


class Indexing(Protocol):
    """What taking files in needs of an assistant."""

    def index(
        self, paths: Sequence[Path] | None = None, progress: Progress | None = None
    ) -> SyncReport:
        """Brings the store up to date."""

    def status(self) -> StoreStatus:
        """What the store holds."""

    def standings(self, article_ids: Sequence[str]) -> dict[str, Standing]:
        """How a few articles stand to their files and to each other."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as the page tells of it: where it arrived, or why it did not."""

    name: str
    arrived: Path | None = None
    size: int = 0
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file. ``path`` is where it is kept, ``reason`` why it is not indexed.

    ``twins`` are the titles of articles that tell the same.
    """

    name: str
    fate: Fate
    path: Path | None = None
    articles: int = 0
    passages: int = 0
    twins: tuple[str, ...] = ()
    reason: str = ""
    left_out: tuple[str, ...] = ()


@dataclass(slots=True)
class Job:
    """Files that are being taken in: how far that is, and what became of each."""

    number: int
    text: str
    stage: str = ""
    done: int = 0
    total: int = 0
    outcomes: list[Outcome] = field(default_factory=list)
    ended: bool = False

    async def watch(self) -> AsyncGenerator[Job, None]:
        """The job now and whenever it has moved, until it has ended."""
        seen = ""
        while not self.ended:
            now = f"{self.text} {self.done} {self.total}"
            if now != seen:
                seen = now
                yield self
            await asyncio.sleep(_POLL_SECONDS)
        yield self


class Intake:
    """Takes in one batch of files after the other, each in a thread that outlives its page."""

    def __init__(self, assistant: Indexing, uploads: Uploads) -> None:
        self._assistant = assistant
        self._uploads = uploads
        self._turn = threading.Lock()
        self._count = itertools.count(1)
        self._became: dict[Path, Outcome] = {}
        self.current: Job | None = None

    def start(self, files: Sequence[Sent], then: Callable[[], None] = lambda: None) -> Job:
        """Begins to take files in; ``then`` is called when that has ended."""
        job = Job(next(self._count), texts.INTAKE_WAITS, total=len(files))
        self.current = job
        work = threading.Thread(
            target=self._run, args=(job, files, then), name="ipqa-intake", daemon=True
        )
        work.start()
        return job

    def _run(self, job: Job, files: Sequence[Sent], then: Callable[[], None]) -> None:
        try:
            with self._turn:
                for number, sent in enumerate(files, start=1):
                    job.stage = job.text = texts.INTAKE_CHECKS
                    job.done, job.total = number - 1, len(files)
                    job.outcomes.append(self._remembered(sent) or self._received(sent))
                if any(outcome.path for outcome in job.outcomes):
                    self._index(job)
        except Exception:
            _log.exception("uploaded files could not be taken in")
            job.outcomes.append(Outcome("", "refused", reason=texts.INTAKE_UNEXPECTED))
        finally:
            for sent in files:
                _discard(sent.arrived)
            then()
            job.ended = True

    def _remembered(self, sent: Sent) -> Outcome | None:
        """What became of the same file, where somebody else's claim has taken it in just now."""
        outcome = self._became.get(sent.arrived) if sent.arrived else None
        if outcome is None or sent.arrived is None or sent.arrived.exists():
            return None
        if outcome.path and not outcome.path.exists():
            return None
        return replace(outcome, name=sent.name, fate="there" if outcome.path else outcome.fate)

    def _received(self, sent: Sent) -> Outcome:
        outcome = self._taken(sent)
        if sent.arrived is not None:
            self._became[sent.arrived] = outcome
            while len(self._became) > REMEMBERED:
                del self._became[next(iter(self._became))]
        return outcome

    def _taken(self, sent: Sent) -> Outcome:
        try:
            self._uploads.check(sent.name, sent.size)
            if sent.arrived is None:
                return Outcome(sent.name, "refused", reason=sent.failure or texts.INTAKE_LOST)
            with self._uploads.staged(sent.arrived, sent.name) as staged:
                left_out = _examined(staged)
                kept = self._uploads.keep(staged)
        except UnreadableFileError as error:
            return Outcome(sent.name, "unreadable", reason=error.reason)
        except IpqaError as error:
            return Outcome(sent.name, "refused", reason=str(error))
        return Outcome(sent.name, "indexed" if kept.new else "there", kept.path, left_out=left_out)

    def _index(self, job: Job) -> None:
        stages = Stages()

        def progress(name: str, done: int, total: int) -> None:
            stage = stages.note(name, done, total)
            job.stage, job.text = name, stages.text([name])
            job.done, job.total = stage.done, 0 if stages.within(stage) else stage.total

        failure = ""
        job.stage = job.text = texts.INTAKE_INDEXES
        job.done = job.total = 0
        try:
            self._assistant.index([self._uploads.folder], progress)
            # What was taken out of the index by hand is taken in when its file is named.
            out = [o.path for o in self._told(job.outcomes) if o.path and not o.articles]
            if out:
                self._assistant.index(out, progress)
        except NoArticlesError:
            failure = texts.INTAKE_NOTHING
        except IpqaError as error:
            failure = str(error)
        told = self._told(job.outcomes)
        job.outcomes = [
            replace(o, fate="kept", reason=failure or texts.INTAKE_NOTHING)
            if o.path and not o.articles
            else o
            for o in told
        ]

    def _told(self, outcomes: Sequence[Outcome]) -> list[Outcome]:
        """The outcomes with what the index holds of each file."""
        try:
            articles = self._assistant.status().articles
        except IpqaError:
            articles = ()
        told = []
        for outcome in outcomes:
            own = [one for one in articles if outcome.path and one.path == str(outcome.path)]
            twins: list[str] = []
            if len(own) == 1:
                standing = self._assistant.standings([own[0].id]).get(own[0].id)
                twins = [title_of(twin) for twin in standing.twins] if standing else []
            told.append(
                replace(
                    outcome,
                    articles=len(own),
                    passages=sum(one.passages for one in own),
                    twins=tuple(twins),
                )
            )
        return told


def _discard(arrived: Path | None) -> None:
    """Deletes what is left of a file that arrived, and the folder that the server made for it."""
    if arrived is not None:
        with contextlib.suppress(OSError):
            arrived.unlink(missing_ok=True)
            arrived.parent.rmdir()


def _examined(staged: Path) -> tuple[str, ...]:
    """Reads a file as a sync will; the reasons for what of it is left out.

    Raises ``UnreadableFileError``.
    """
    from ipqa.loaders import can_load, load_articles

    reasons: list[str] = []
    count = sum(1 for _ in load_articles(staged, staged.name, reasons.append))
    if not count or not can_load(staged):
        raise UnreadableFileError(staged, reasons[0] if reasons else texts.INTAKE_NOTHING)
    return tuple(reasons)
