"""Following folders: a sync whenever something in one has changed and a moment was quiet."""

from __future__ import annotations

import os
import re
import threading
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from ipqa.errors import NoArticlesError, StoreBusyError
from ipqa.index.report import SyncReport

Sync = Callable[[Path], SyncReport]
"""Brings the index up to date with one root."""

_STEPS = 5
"""Looks for changes in the time that must be quiet."""
_PATIENCE = 10
"""Times the quiet, after which a sync begins although files are still changing."""
_LONGEST_WAIT_S = 60.0
_TEMPORARY = re.compile(
    r"^\.|~$|^~\$|^#.*#$|^4913$|___jb_(?:tmp|old)___$"
    r"|\.(?:sw[a-z]|kate-swp|te?mp|bak|part|partial|crdownload|download)$",
    re.IGNORECASE,
)
"""Names of hidden files, and of what editors, office programs and browsers put beside a file while
they write it. 4913 is how Vim tries whether it may write."""


@dataclass(frozen=True, slots=True)
class Pace:
    """How long a follower waits, in seconds.

    ``quiet``: without a change until a sync begins, as editors write a file in several steps.
    ``look``: between two looks at the roots themselves, which may vanish and return.
    ``retry``: until a sync that failed is tried again; twice as long each time, a minute at most.
    """

    quiet: float = 1.0
    look: float = 2.0
    retry: float = 5.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one sync of ``root``: a report or an error. ``missing``: the root is not there,
    so that there was no sync; its articles stay."""

    root: Path
    report: SyncReport | None = None
    error: Exception | None = None
    missing: bool = False
    at: datetime = field(default_factory=lambda: datetime.now().astimezone())


def follow(
    roots: Sequence[Path],
    sync: Sync,
    store: Path,
    pace: Pace | None = None,
    stop: threading.Event | None = None,
) -> Iterator[Outcome]:
    """Syncs each root once and then, until ``stop`` is set, whenever something in it has changed.

    Gives what came of each sync. Hidden and temporary files and those in the folder ``store`` count
    as no change. A root that vanishes is waited for; one that returns, or takes another's place, is
    synced. A sync that fails is tried again, and its error given once for as long as it is the
    same. Only the first sync of a root raises, and not ``StoreBusyError`` or ``NoArticlesError``,
    which time may mend.
    """
    return _Follower(roots, sync, store, pace or Pace(), stop or threading.Event()).run()


class _Root:
    """A root, what it was when last looked at, and whether it waits for a sync."""

    def __init__(self, path: Path, retry: float) -> None:
        self.path = path
        self.identity = _identity(path)
        self.synced = False
        self.waiting = True
        self._first = self._last = -float("inf")
        self._retry = self._delay = retry
        self._not_before = -float("inf")
        self._error = ""

    def change(self, now: float) -> None:
        """Notes that something in it changed."""
        if not self.waiting:
            self._first = now
        self.waiting, self._last = True, now

    def is_due(self, now: float, quiet: float) -> bool:
        """Whether it is time for a sync."""
        rested = now - self._last >= quiet or now - self._first >= _PATIENCE * quiet
        return self.waiting and rested and now >= self._not_before

    def succeed(self) -> None:
        """Notes that it is in the index as it is."""
        self.synced, self.waiting = True, False
        self._delay, self._not_before, self._error = self._retry, -float("inf"), ""

    def fail(self, error: Exception, now: float) -> bool:
        """Notes that a sync failed; gives whether that is news."""
        self._not_before = now + self._delay
        self._delay = min(2 * self._delay, _LONGEST_WAIT_S)
        before, self._error = self._error, f"{type(error).__name__}: {error}"
        return self._error != before


class _Follower:
    def __init__(
        self, roots: Sequence[Path], sync: Sync, store: Path, pace: Pace, stop: threading.Event
    ) -> None:
        paths = dict.fromkeys(root.expanduser().absolute() for root in roots)
        self.roots = [_Root(path, pace.retry) for path in paths]
        self.sync = sync
        self.stores = {store, _real(store)}
        self.pace = pace
        self.stop = stop
        self.polling = False

    def run(self) -> Iterator[Outcome]:
        while not self.stop.is_set():
            # Nothing is missed: the watcher is open before the sync begins, what changes during a
            # sync waits in it, and while there was none anything may have changed.
            for root in self.roots:
                root.waiting = True
            yield from self._follow_those_there()

    def _follow_those_there(self) -> Iterator[Outcome]:
        """Follows the roots until one of them appears, vanishes or is another one."""
        yield from self._look()
        looked = time.monotonic()
        with closing(self._changes([root.path for root in self.roots if root.identity])) as batches:
            for changed in batches:
                now = time.monotonic()
                for root in self.roots:
                    if changed and self._is_touched(root.path, changed):
                        root.change(now)
                    if root.is_due(now, self.pace.quiet) and (root.identity or not root.synced):
                        yield from self._attempt(root)
                if now - looked >= self.pace.look:
                    looked = now
                    if any(_identity(root.path) != root.identity for root in self.roots):
                        return

    def _look(self) -> Iterator[Outcome]:
        """Notes which roots are there, and gives those that are so no more."""
        for root in self.roots:
            before, root.identity = root.identity, _identity(root.path)
            if before and not root.identity:
                yield Outcome(root.path, missing=True)

    def _attempt(self, root: _Root) -> Iterator[Outcome]:
        root.waiting = False
        try:
            report = self.sync(root.path)
        except Exception as error:
            if not (root.synced or isinstance(error, StoreBusyError | NoArticlesError)):
                raise
            root.waiting = True
            if root.fail(error, time.monotonic()):
                yield Outcome(root.path, error=error)
        else:
            root.succeed()
            yield Outcome(root.path, report)

    def _changes(self, paths: Sequence[Path]) -> Generator[set[str], None, None]:
        """The paths that changed since the last batch, several times in the time of quiet.

        It ends when it can't go on as it is, and after ``stop``.
        """
        from watchfiles import watch

        step = self.pace.quiet / _STEPS
        while not paths:
            if self.stop.wait(step):
                return
            yield set()
        watcher = watch(
            *paths,
            watch_filter=None,
            step=_ms(step),
            rust_timeout=1,  # none beyond a step
            yield_on_timeout=True,
            stop_event=self.stop,
            force_polling=self.polling or None,
            poll_delay_ms=_ms(self.pace.look),
            ignore_permission_denied=True,
        )
        with closing(watcher):
            while True:
                try:
                    changes = next(watcher, None)
                except FileNotFoundError:  # a root that vanished just now
                    return
                except (OSError, RuntimeError):
                    if self.polling:
                        raise
                    self.polling = True  # the system has no more to follow folders with
                    return
                if changes is None:
                    return
                yield {path for _, path in changes}

    def _is_touched(self, root: Path, paths: set[str]) -> bool:
        """Whether one of the changed paths may be that of an article below a root."""
        places = {root, _real(root)}  # some systems tell the real path
        return any(self._counts(Path(path), places) for path in paths)

    def _counts(self, path: Path, places: set[Path]) -> bool:
        if not self.stores.isdisjoint((path, *path.parents)):
            return False
        if path in places:
            return True
        around = places.intersection(path.parents)
        return any(
            not any(_TEMPORARY.search(part) for part in path.relative_to(place).parts)
            for place in around
        )


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file or folder from another that is put in its place; ``None`` if missing."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_dev, stat.st_ino


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _ms(seconds: float) -> int:
    return max(1, round(1000 * seconds))
