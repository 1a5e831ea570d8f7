"""A run on the way: how far it is, how long it will take, and how it stops."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from typing import TypeVar

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from ipqa.evaluation.cache import RowCache, for_question
from ipqa.evaluation.datasets import Question
from ipqa.evaluation.runner import Row

EVERY = 20
"""Questions between two lines where there is no terminal to draw a bar in."""
_WINDOW_S = 300.0
"""Seconds over which the rate is measured: questions differ, so a short while says little."""

T = TypeVar("T")


def asked(
    questions: Sequence[T], console: Console | None = None, done: int = 0
) -> Generator[T, None, None]:
    """Gives the questions one by one and shows how far it is, with rate and time left.

    ``done`` more count as already there. ``console`` is standard error unless given; where it is
    no terminal, there is one plain line every ``EVERY`` questions. Close the generator (as with
    ``contextlib.closing``) where the loop may end early, so that the bar ends too.
    """
    if not questions:
        return
    shown = console or Console(stderr=True)
    stream = _with_bar if shown.is_interactive else _with_lines
    yield from stream(questions, shown, done)


def run_all(
    questions: Sequence[Question],
    ask_one: Callable[[Question], Row],
    cache: RowCache | None = None,
    keys: Sequence[str] = (),
    console: Console | None = None,
) -> tuple[list[Row], bool]:
    """The rows of the questions in their order, and whether Ctrl-C ended the run early.

    Rows that ``cache`` holds under the questions' ``keys`` (one each, in the same order) are not
    asked again; each new one is put there at once, so that whatever ends the run, what was computed
    stays. After Ctrl-C the rows so far are returned; any other exception of ``ask_one`` goes
    through. Raises ``ValueError`` where questions and keys differ in number.
    """
    if cache is not None and len(keys) != len(questions):
        raise ValueError(f"{len(questions)} questions and {len(keys)} keys: give each its own")
    rows: dict[int, Row] = {}
    try:
        for place, question in enumerate(questions):
            row = cache.get(keys[place]) if cache is not None else None
            if row is not None:
                rows[place] = for_question(row, question)
        # What is there comes first: mixed in, it would make the rest look faster than it is.
        left = [place for place in range(len(questions)) if place not in rows]
        with closing(asked(left, console, done=len(rows))) as places:
            for place in places:
                rows[place] = ask_one(questions[place])
                if cache is not None:
                    cache.put(keys[place], rows[place])
        interrupted = False
    except KeyboardInterrupt:
        interrupted = True
    return [rows[place] for place in sorted(rows)], interrupted


class _Rate(ProgressColumn):
    """Seconds that a question takes."""

    def render(self, task: Task) -> Text:
        speed = task.finished_speed or task.speed
        return Text(f"{1 / speed:.1f} s each" if speed else "", style="progress.data.speed")


def _with_bar(questions: Sequence[T], console: Console, done: int) -> Generator[T, None, None]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(),
    )
    # Standard output may be a file: what is printed meanwhile is not to be drawn over the bar.
    with Progress(
        *columns, console=console, redirect_stdout=False, speed_estimate_period=_WINDOW_S
    ) as progress:
        task = progress.add_task("asking", total=done + len(questions), completed=done)
        for question in questions:
            yield question
            progress.advance(task)


def _with_lines(questions: Sequence[T], console: Console, done: int) -> Generator[T, None, None]:
    started = time.monotonic()
    for count, question in enumerate(questions, start=1):
        yield question
        if count % EVERY:
            continue
        each = (time.monotonic() - started) / count
        console.print(
            f"asked {done + count} of {done + len(questions)} questions, {each:.1f} s each, "
            f"{_clock(each * count)} so far, {_clock(each * (len(questions) - count))} left",
            markup=False,
            highlight=False,
            soft_wrap=True,
        )


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"
