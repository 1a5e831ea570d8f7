"""Progress tells how far a sync is, how fast it goes and how long it will take."""

from __future__ import annotations

import io
import sys

import pytest
from rich.console import Console
from rich.progress import Progress

from ipqa.progress import Bars, Lines, Stage, counting, duration


class Clock:
    """A clock that stands still until it is set on."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_a_log_gets_a_line_every_ten_seconds(clock: Clock) -> None:
    said: list[str] = []
    lines = Lines(said.append, clock)
    for done in range(1, 1201):
        lines("reading articles", done, 10_000)
        clock.now += 1 / 40
    assert said[0] == "ipqa: 401 of 10,000 articles, 40/s, about 4 min left\n"
    assert len(said) == 2


def test_a_sync_of_a_few_seconds_is_silent(clock: Clock) -> None:
    said: list[str] = []
    lines = Lines(said.append, clock)
    for done in range(5):
        lines("reading articles", done, 5)
        clock.now += 1.9
    assert said == []


def test_what_is_embedded_meanwhile_is_counted_over_all_its_rounds(clock: Clock) -> None:
    said: list[str] = []
    lines = Lines(said.append, clock)
    lines("reading articles", 1, 50)
    lines("reading articles", 20, 50)
    for done in (64, 128, 64, 128, 192):
        clock.now += 2.5
        lines("embedding passages", done, 200)
    lines("reading articles", 50, 50)
    clock.now += 2.5
    lines("embedding passages", 64, 128)
    clock.now += 5.0
    lines("embedding passages", 128, 192)
    # Twenty articles were read at once, and that nothing more is read meanwhile counts.
    assert said == [
        "ipqa: 20 of 50 articles, 1.9/s, about 16 s left; 256 passages, 26/s\n",
        "ipqa: 50 of 50 articles, 3.9/s; 448 of 512 passages, 22/s, about 3 s left\n",
    ]


def test_a_total_that_nobody_knows_is_left_out(clock: Clock) -> None:
    stage = Stage("reading rows")
    stage.note(10, 0, 0.0)
    assert stage.text(5.0) == "10 rows"
    stage.note(40, 0, 10.0)
    assert stage.text(99.0) == "40 rows, 3.0/s"


def test_the_rate_is_of_the_last_minute() -> None:
    stage = Stage("reading articles")
    for second in range(600):
        stage.note(1000 * second if second < 10 else 9000 + second, 20_000, float(second))
    assert stage.rate(599.0) == pytest.approx(1.0)
    assert len(stage._samples) < 130


def test_one_folder_after_the_other_counts_as_one_stage() -> None:
    stage = Stage("reading articles")
    for done, total in ((1, 2), (2, 2), (1, 1), (1, 1), (1, 3)):
        stage.note(done, total, 0.0)
    assert (stage.done, stage.total) == (5, 7)


def test_a_terminal_gets_a_bar_for_each_stage(clock: Clock) -> None:
    shown = io.StringIO()
    console = Console(file=shown, width=120, force_terminal=True, color_system=None)
    with Progress(console=console) as progress:
        bars = Bars(progress, clock)
        for done in (1, 11, 12, 12):
            bars("reading articles", done, 20)
            clock.now += 0.06
        bars("embedding passages", 64, 512)
        reading, embedding = progress.tasks
    assert (reading.completed, reading.total) == (12, 20)
    assert reading.fields["text"].startswith("12 of 20 articles, ")
    assert embedding.total is None  # there will be more: not all is read
    assert embedding.fields["text"] == "64 passages"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_counting_draws_on_standard_error_only(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with counting() as progress:
        print("a library says something")
        progress("reading articles", 1, 2)
    out, err = capsys.readouterr()
    assert (out, err) == ("", "a library says something\n")
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with counting() as progress:
        progress("reading articles", 1, 2)
    assert "1 of 2 articles" in terminal.getvalue()


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "1 s"), (59.4, "59 s"), (59.6, "1 min"), (150, "2 min"), (3600, "1 h 0 min"),
     (7500, "2 h 5 min")],
)  # fmt: skip
def test_a_span_is_told_as_people_say_it(seconds: float, said: str) -> None:
    assert duration(seconds) == said
