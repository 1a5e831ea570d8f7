"""The measuring itself, of a chat whose assistant is scripted."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from ipqa.evaluation.chat.command import load_questions, run
from ipqa.evaluation.chat.process import ChatError, prepare, serving

SERVE = f"{sys.executable} {Path(__file__).with_name('serve.py')}"


@pytest.fixture
def questions(tmp_path: Path) -> Path:
    path = tmp_path / "questions.txt"
    path.write_text("When?\nWho?\nquote me\n", encoding="utf-8")
    return path


def test_users_ask_at_once_and_nobody_is_starved(
    questions: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = tmp_path / "figures.json"
    given = ["--chat", SERVE, "--questions", str(questions), "--only", "users", "--users", "3"]
    assert run([*given, "--seconds", "2", "--timeout", "60", "--json", str(told)]) == 0
    assert "a user alone" in capsys.readouterr().out
    crowd = json.loads(told.read_text(encoding="utf-8"))["served"][0]["crowd"]
    assert crowd["errors"] == []
    assert min(crowd["answers"]) >= 1
    assert crowd["told_their_place"] >= 1


@pytest.mark.browser
def test_one_person_in_a_browser(
    questions: Path, chromium_path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    given = ["--chat", SERVE, "--questions", str(questions), "--only", "page", "--warm", "1"]
    assert run([*given, "--timeout", "60"]) == 0
    assert "first words of the first answer" in capsys.readouterr().out


def test_failed_answers_are_errors(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "questions.txt"
    path.write_text("broken index 1\nbroken index 2\n", encoding="utf-8")
    given = ["--chat", SERVE, "--questions", str(path), "--only", "users", "--users", "2"]
    assert run([*given, "--seconds", "1", "--timeout", "60"]) == 1
    assert "the answer is failed: No answer: Nothing is indexed" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("import sys; sys.exit('no such port')", "ended with 1\nno such port"),
        ("import time; time.sleep(60)", "did not say its address"),
    ],
)
def test_a_chat_that_does_not_start_is_one_clear_error(script: str, words: str) -> None:
    with (
        pytest.raises(ChatError, match=words),
        serving([sys.executable, "-c", script], {}, 3),
    ):
        pass


def test_what_comes_first_has_to_work() -> None:
    command = [sys.executable, "-c", "raise SystemExit('no model')"]
    with pytest.raises(ChatError, match="no model"):
        prepare([command], {}, 10)


def test_questions_without_follow_ups(tmp_path: Path) -> None:
    path = tmp_path / "questions.jsonl"
    rows = [{"question": "A?"}, {"question": "B?", "history": [{}]}, {"question": "C?"}]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert load_questions(path) == ["A?", "C?"]
    with pytest.raises(ChatError, match="can't be read"):
        load_questions(tmp_path / "none")
