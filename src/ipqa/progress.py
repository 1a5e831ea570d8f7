"""How far a sync is: a bar in a terminal, a line now and then in a log, with rate and time left."""

from __future__ import annotations

import contextlib
import sys
import time
from collections import deque
from collections.abc import Callable, Collection, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Count = Callable[[str, int, int], None]
"""Called with a stage such as ``"reading articles"``, how much is done and how much there is (0
where nobody knows)."""

EVERY_S = 10.0
"""Seconds between two lines where there is no terminal to draw a bar in."""
_WINDOW_S = 60.0
"""Seconds over which a rate is measured: what is unchanged flies by, what is new takes its time."""
_SAMPLE_S = 0.5
_DRAW_S = 0.1


@contextlib.contextmanager
def counting() -> Iterator[Count]:
    """Shows on standard error how far a sync is, while it runs.

    Anything that libraries print goes to standard error: standard output is for results.
    """
    with contextlib.redirect_stdout(sys.stderr):
        if sys.stderr.isatty():
            with _bars() as bars:
                yield bars
        else:
            yield Lines(sys.stderr.write)


class Stage:
    """One stage on its way: what is done of it, and how fast.

    A stage may come in rounds, as when passages are embedded by the hundred: each begins anew with
    a number of its own, and all of them count.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.done = 0
        self.total = 0
        self._before = 0
        self._last = (0, 0)
        self._samples: deque[tuple[float, int]] = deque()

    def note(self, done: int, total: int, now: float) -> None:
        """Takes in that so much of a round is done, at ``now`` seconds of some clock."""
        last, whole = self._last
        if done < last or (done == last == whole != 0):
            self._before += last
        self._last = (done, total)
        self.done = self._before + done
        self.total = self._before + total if total else 0
        if len(self._samples) > 1 and now - self._samples[-2][0] < _SAMPLE_S:
            self._samples.pop()  # thousands a second need not all be kept
        self._samples.append((now, self.done))
        while len(self._samples) > 2 and now - self._samples[1][0] >= _WINDOW_S:
            self._samples.popleft()

    @property
    def open(self) -> bool:
        """Whether it is known how much there is, and some of it is still to do."""
        return self.done < self.total

    def rate(self, now: float) -> float | None:
        """How much gets done a second, lately; ``None`` before that can be told."""
        (began, at_first), (last, at_last) = self._samples[0], self._samples[-1]
        # What waits for another stage is slower than it was when it last moved.
        ended = now if self.open else last
        return (at_last - at_first) / (ended - began) if ended > began else None

    def text(self, now: float, *, within: bool = False) -> str:
        """``1,200 of 10,000 articles, 41/s, about 3 min left``.

        ``within`` another stage that is not through, how much there will be is not known yet.
        """
        what = self.name.split()[-1]
        known = bool(self.total) and not within
        parts = [f"{self.done:,} of {self.total:,} {what}" if known else f"{self.done:,} {what}"]
        rate = self.rate(now)
        if rate:
            parts.append(f"{rate:,.0f}/s" if rate >= 10 else f"{rate:.1f}/s")
            if known and self.open:
                parts.append(f"about {duration((self.total - self.done) / rate)} left")
        return ", ".join(parts)


class Stages:
    """All stages of a sync, in the order in which they began."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._all: dict[str, Stage] = {}

    def note(self, name: str, done: int, total: int) -> Stage:
        """Takes in how far a stage is."""
        stage = self._all.setdefault(name, Stage(name))
        stage.note(done, total, self._clock())
        return stage

    def text(self, names: Collection[str]) -> str:
        """How far these are, in words."""
        stages = [stage for name, stage in self._all.items() if name in names]
        now = self._clock()
        return "; ".join(stage.text(now, within=self.within(stage)) for stage in stages)

    def within(self, stage: Stage) -> bool:
        """Whether an earlier stage is still to bring more work for this one."""
        for earlier in self._all.values():
            if earlier is stage:
                return False
            if earlier.open:
                return True
        return False


class Lines:
    """A line for people every ``EVERY_S`` seconds, on the stages that moved since the last one."""

    def __init__(
        self, write: Callable[[str], Any], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._write = write
        self._clock = clock
        self._stages = Stages(clock)
        self._moved: set[str] = set()
        self._told = clock()

    def __call__(self, name: str, done: int, total: int) -> None:
        """Notes how far a stage is, and tells it if it is time to."""
        self._stages.note(name, done, total)
        self._moved.add(name)
        now = self._clock()
        if now - self._told < EVERY_S:
            return
        self._write(f"ipqa: {self._stages.text(self._moved)}\n")
        self._moved.clear()
        self._told = now


@contextlib.contextmanager
def _bars() -> Iterator[Count]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[text]}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield Bars(progress)


class Bars:
    """A bar of rich for each stage."""

    def __init__(self, progress: Progress, clock: Callable[[], float] = time.monotonic) -> None:
        self._progress = progress
        self._clock = clock
        self._stages = Stages(clock)
        self._tasks: dict[str, TaskID] = {}
        self._drawn = -_DRAW_S

    def __call__(self, name: str, done: int, total: int) -> None:
        """Notes how far a stage is, and draws it."""
        stage = self._stages.note(name, done, total)
        now = self._clock()
        if name in self._tasks and done != total and now - self._drawn < _DRAW_S:
            return
        self._drawn = now
        if name not in self._tasks:
            self._tasks[name] = self._progress.add_task(name, total=None, text="")
        # Without a total, the bar shows that something goes on.
        known = stage.total and not self._stages.within(stage)
        self._progress.update(
            self._tasks[name],
            completed=stage.done,
            total=stage.total if known else None,
            text=self._stages.text([name]),
        )


def duration(seconds: float) -> str:
    """A span of time as people say it: ``45 s``, ``3 min``, ``2 h 5 min``."""
    if seconds < 59.5:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    if minutes < 60:
        return f"{minutes} min"
    return f"{minutes // 60} h {minutes % 60} min"
