from __future__ import annotations

import io
import signal
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from ipqa.evaluation import progress
from ipqa.evaluation.cache import RowCache
from ipqa.evaluation.datasets import Question
from ipqa.evaluation.progress import asked, run_all
from ipqa.evaluation.runner import Row

from .builders import question, row

QUESTIONS = [question(f"q{number}") for number in range(5)]
KEYS = [f"key{number}" for number in range(5)]


def plain() -> Console:
    return Console(file=io.StringIO(), width=200)


def terminal() -> Console:
    return Console(
        file=io.StringIO(),
        width=120,
        force_terminal=True,
        force_interactive=True,
        color_system=None,
    )


def printed(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


class Asker:
    """Gives a row for each question, and notes what it was asked; raises at one of them."""

    def __init__(self, stop_at: str = "", how: Callable[[], None] | None = None) -> None:
        self.asked: list[str] = []
        self._stop_at, self._how = stop_at, how

    def __call__(self, question: Question) -> Row:
        if question.id == self._stop_at and self._how:
            self._how()
        self.asked.append(question.id)
        return row(question.id)


@pytest.fixture(autouse=True)
def _ctrl_c_counts() -> Iterator[None]:
    # A shell starts its background jobs, and so maybe these tests, with SIGINT ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def interrupt() -> None:
    signal.raise_signal(signal.SIGINT)


def fail() -> None:
    raise RuntimeError("out of memory")


def ids(rows: list[Row]) -> list[str]:
    return [each.question.id for each in rows]


def test_where_there_is_no_terminal_there_is_a_line_every_twenty_questions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    console = plain()
    clock = iter([0.0, 30.0, 90.0])
    monkeypatch.setattr(progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    assert list(asked(range(45), console, done=5)) == list(range(45))
    assert printed(console).splitlines() == [
        "asked 25 of 50 questions, 1.5 s each, 0:30 so far, 0:38 left",
        "asked 45 of 50 questions, 2.2 s each, 1:30 so far, 0:11 left",
    ]


def test_few_questions_without_a_terminal_are_silent() -> None:
    console = plain()
    assert list(asked(range(19), console)) == list(range(19))
    assert printed(console) == ""


def test_a_terminal_gets_a_bar_with_count_rate_and_times() -> None:
    console = terminal()
    assert list(asked(range(3), console, done=2)) == [0, 1, 2]
    shown = printed(console)
    assert "2/5" in shown
    last = shown.splitlines()[-2]
    assert "5/5" in last
    assert "s each" in last
    assert "0:00:00 left 0:00:00" in last


def test_a_bar_that_is_left_early_gives_the_cursor_back() -> None:
    console = terminal()
    with closing(asked(range(3), console)) as numbers:
        next(numbers)
        hidden, shown = "\x1b[?25l", "\x1b[?25h"
        assert printed(console).rfind(hidden) > printed(console).rfind(shown)
    assert printed(console).rfind(shown) > printed(console).rfind(hidden)


def test_nothing_to_ask_shows_nothing() -> None:
    console = terminal()
    assert list(asked([], console, done=5)) == []
    assert printed(console) == ""


def test_progress_goes_to_standard_error(capfd: pytest.CaptureFixture[str]) -> None:
    list(asked(range(20)))
    captured = capfd.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("asked 20 of 20 questions")


def test_every_question_is_asked_once_in_order() -> None:
    asker = Asker()
    rows, interrupted = run_all(QUESTIONS, asker, console=plain())
    assert asker.asked == ids(rows) == [each.id for each in QUESTIONS]
    assert not interrupted


def test_what_is_cached_is_not_asked_again(tmp_path: Path) -> None:
    first = RowCache(tmp_path)
    run_all(QUESTIONS[1:3], Asker(), first, KEYS[1:3], plain())
    assert first.found == 0
    cache, asker, console = RowCache(tmp_path), Asker(), terminal()
    rows, interrupted = run_all(QUESTIONS, asker, cache, KEYS, console)
    assert asker.asked == ["q0", "q3", "q4"]
    assert ids(rows) == [each.id for each in QUESTIONS]
    assert not interrupted
    assert cache.found == 2
    assert "2/5" in printed(console)
    asker = Asker()
    assert run_all(QUESTIONS, asker, RowCache(tmp_path), KEYS, plain()) == (rows, False)
    assert asker.asked == []


def test_a_cached_row_belongs_to_the_question_that_was_asked(tmp_path: Path) -> None:
    cache = RowCache(tmp_path)
    run_all([question("old")], Asker(), cache, ["key"], plain())
    renamed = question("new")
    rows, _ = run_all([renamed], Asker("new", fail), cache, ["key"], plain())
    assert [each.question for each in rows] == [renamed]
    assert rows[0].answer["id"] == "new"


@pytest.mark.parametrize("console", [plain, terminal])
def test_ctrl_c_keeps_what_was_computed(console: Callable[[], Console], tmp_path: Path) -> None:
    cache = RowCache(tmp_path)
    run_all(QUESTIONS[4:], Asker(), cache, KEYS[4:], plain())
    rows, interrupted = run_all(QUESTIONS, Asker("q2", interrupt), cache, KEYS, console())
    assert interrupted
    assert ids(rows) == ["q0", "q1", "q4"]
    asker = Asker()
    rows, interrupted = run_all(QUESTIONS, asker, cache, KEYS, console())
    assert asker.asked == ["q2", "q3"]
    assert ids(rows) == [each.id for each in QUESTIONS]
    assert not interrupted


def test_ctrl_c_without_a_cache_keeps_the_rows_too() -> None:
    rows, interrupted = run_all(QUESTIONS, Asker("q3", interrupt), console=plain())
    assert (ids(rows), interrupted) == (["q0", "q1", "q2"], True)


def test_another_error_goes_through_and_what_was_computed_stays(tmp_path: Path) -> None:
    cache = RowCache(tmp_path)
    with pytest.raises(RuntimeError, match="out of memory"):
        run_all(QUESTIONS, Asker("q2", fail), cache, KEYS, plain())
    asker = Asker()
    run_all(QUESTIONS, asker, cache, KEYS, plain())
    assert asker.asked == ["q2", "q3", "q4"]


def test_each_question_needs_a_key(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="5 questions and 4 keys"):
        run_all(QUESTIONS, Asker(), RowCache(tmp_path), KEYS[:4], plain())
