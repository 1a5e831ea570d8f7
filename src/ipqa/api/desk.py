"""The desk at which everybody asks: the assistant, behind one line, for the page and programs."""

from __future__ import annotations

import logging
import math
import secrets
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from ipqa.api.line import Line
from ipqa.article import Answer, Article, Hit, Message
from ipqa.errors import IpqaError, StoreBusyError, UnknownArticleError
from ipqa.events import Event, Final, Status
from ipqa.filters import Filters
from ipqa.index.filtering import Choices
from ipqa.index.report import StoreStatus, SyncReport
from ipqa.settings import Settings
from ipqa.stopping import current

if TYPE_CHECKING:  # both come with NumPy
    from ipqa.index.standing import Standing
    from ipqa.index.writing import Progress

State = Literal["starting", "ready", "failed"]

PREPARING = "bringing the index up to date"

_LOOK_SECONDS = 0.5
"""How often somebody who waits is looked after: whether it is their turn, or they have left."""
_TELL_SECONDS = 2.0
"""How often they are told their place, by which a page that is gone is noticed as well. Told twice
a second, ten users took a fifth from the one who was served (``eval/page.py``)."""
_BUSY_SECONDS = 20.0
"""For how long somebody who removes an article waits: they hold one of the server's threads."""

_log = logging.getLogger(__name__)


class Answers(Protocol):
    """What the desk needs of an assistant."""

    def warm(self) -> None:
        """Loads the models."""

    def choices(self) -> Choices:
        """What filters can be chosen from."""

    def stream(
        self, question: str, history: Sequence[Message] = (), filters: Filters | None = None
    ) -> Iterator[Event]:
        """The events of one answer, the last one ``Final``."""

    def search(
        self, question: str, k: int | None = None, filters: Filters | None = None
    ) -> list[Hit]:
        """The best passages."""

    def status(self) -> StoreStatus:
        """What the store holds."""

    def article(self, article_id: str) -> Article | None:
        """An article with its text."""

    def standings(self, article_ids: Sequence[str]) -> dict[str, Standing]:
        """How a few articles stand to their files and to each other."""

    def index(
        self, paths: Sequence[Path] | None = None, progress: Progress | None = None
    ) -> SyncReport:
        """Brings the store up to date."""

    def remove(self, names: Sequence[str], *, remembered: bool = True) -> list[str]:
        """Takes articles out of the store."""


class Desk:
    """An assistant whose questions stand in line; safe to share between threads.

    ``instance`` tells this desk from any other, ``key`` lets programs of this machine in that can
    read the store. ``first`` is done once, before the models are loaded. Every method raises
    ``IpqaError`` for what a person can mend.
    """

    def __init__(
        self, assistant: Answers, settings: Settings, first: Callable[[], object] | None = None
    ) -> None:
        self.settings = settings
        self.instance = secrets.token_hex(8)
        self.key = secrets.token_urlsafe(24)
        self.state: State = "starting"
        self._assistant = assistant
        self._first = first
        self._line = Line(settings.waiting, settings.at_once)
        self._searches = Line(settings.waiting)
        self._warming = threading.Lock()
        self._writing = threading.Lock()

    # -- what the page needs of an assistant

    def warm(self) -> None:
        """Loads the models, once; whoever comes meanwhile waits for it, unless they leave."""
        with current().holding(self._warming):
            if self.state == "ready":
                return
            self.state = "starting"
            try:
                if self._first:
                    self._first()
                    self._first = None
                self._assistant.warm()
            except BaseException:
                self.state = "failed"
                raise
            self.state = "ready"

    def start(self) -> None:
        """Loads the models in the background; ``state`` tells how far it is."""
        threading.Thread(target=self._start, name="ipqa-start", daemon=True).start()

    def choices(self) -> Choices:
        """What filters can be chosen from."""
        return self._assistant.choices()

    def stream(
        self, question: str, history: Sequence[Message] = (), filters: Filters | None = None
    ) -> Iterator[Event]:
        """The events of one answer, those of waiting first. Raises ``QueueFullError`` at once."""
        with self._line.enter() as place:
            told = -math.inf
            while not place.wait(_LOOK_SECONDS):
                current().check()
                if time.monotonic() - told > _TELL_SECONDS:
                    told = time.monotonic()
                    yield Status("waiting", waiting_text(place.ahead))
            if self._first:
                yield Status("loading", PREPARING)
            if self._first or self.state == "failed":
                self.warm()  # what was missing may be there by now
            yield from self._assistant.stream(question, history, filters)

    def ask(
        self, question: str, history: Sequence[Message] = (), filters: Filters | None = None
    ) -> Answer:
        """The answer at once."""
        for event in self.stream(question, history, filters):
            if isinstance(event, Final):
                return event.answer
        raise AssertionError("a stream ends with its answer")

    # -- what programs need besides

    def search(
        self, question: str, k: int | None = None, filters: Filters | None = None
    ) -> list[Hit]:
        """The best passages, when it is this search's turn."""
        with self._searches.enter() as place:
            while not place.wait(_LOOK_SECONDS):
                pass
            return self._assistant.search(question, k, filters)

    def status(self) -> StoreStatus:
        """What the store holds."""
        return self._assistant.status()

    def article(self, article_id: str) -> Article:
        """An article with its text. Raises ``UnknownArticleError``."""
        found = self._assistant.article(article_id)
        if found is None:
            raise UnknownArticleError(article_id)
        return found

    def standings(self, article_ids: Sequence[str]) -> dict[str, Standing]:
        """How a few articles stand to their files and to each other."""
        return self._assistant.standings(article_ids)

    def health(self) -> dict[str, Any]:
        """The state for those who watch over it; what failed is in the terminal."""
        try:
            articles = len(self.status().articles)
        except IpqaError:
            articles = 0
        return {
            "status": self.state,
            "models_loaded": self.state == "ready",
            "articles": articles,
            "service": "ipqa",
            "instance": self.instance,
        }

    # -- what changes the index

    def index(
        self, paths: Sequence[Path] | None = None, progress: Progress | None = None
    ) -> SyncReport:
        """Brings the store up to date, one caller at a time; questions go on meanwhile."""
        with self._writing:
            return self._assistant.index(paths, progress)

    def remove(self, names: Sequence[str], *, remembered: bool = True) -> list[str]:
        """Takes articles out of the store; their ids. One caller at a time.

        Raises ``StoreBusyError`` where the index is being made and that takes long.
        """
        if not self._writing.acquire(timeout=_BUSY_SECONDS):
            raise StoreBusyError(self.settings.store)
        try:
            return self._assistant.remove(names, remembered=remembered)
        finally:
            self._writing.release()

    def _start(self) -> None:
        try:
            self.warm()
        except IpqaError as error:
            _log.warning("%s", error)
        except Exception:
            _log.exception("the models could not be loaded")


def waiting_text(ahead: int) -> str:
    """The place in line, for people."""
    return f"waiting: {ahead} question{'s' if ahead > 1 else ''} before yours"
