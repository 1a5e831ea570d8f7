from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipqa.article import Answer, Article, Citation, Hit, Message, Passage, Scores
from ipqa.evaluation import command
from ipqa.settings import Settings

from .builders import NEWS, SIGNED, line, write_lines


class Quoting:
    """An assistant that answers each question with one fixed sentence, or refuses."""

    def __init__(self, settings: Settings, refuses: Callable[[str], bool]) -> None:
        self.settings = settings
        self.refuses = refuses
        self.closed = False

    def index(self, paths: list[Path] | None) -> object:
        assert paths is not None
        self.articles: list[Article] = command.load_articles(paths[0])
        return None

    def ask(self, question: str, history: list[Message] | None = None) -> Answer:
        if self.refuses(question):
            return Answer(question, "The articles do not say.", "refused")
        (article,) = self.articles[:1]
        end = article.text.index(".") + 1
        place = Passage(article.id, 0, end, article.text[:end])
        citation = Citation(1, place.text, 0, end, place, article)
        return Answer(question, f"{place.text} [1]", "quoted", (citation,))

    def search(self, question: str, k: int | None = None) -> list[Hit]:
        article = self.articles[0]
        return [Hit(Passage(article.id, 0, 10, article.text[:10]), article, Scores(1, 1, 1))][:k]

    def nominate(self, question: str, k: int) -> list[Hit]:
        return self.search(question, k)

    def close(self) -> None:
        self.closed = True


class Bench:
    """A folder with a corpus and questions, and the command on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "corpus").mkdir()
        (folder / "corpus" / "news.md").write_text(f"{NEWS.text}\n", encoding="utf-8")
        self.baseline = folder / "baseline.json"
        far: dict[str, Any] = {"answers": None, "type": "far", "article_ids": [], "quotes": []}
        write_lines(
            folder / "questions.jsonl",
            *(line(id=f"q-{n}", question=f"When {n}?", group=f"q-{n}") for n in range(20)),
            *(line(id=f"f-{n}", question=f"far {n}?", group=f"f-{n}", **far) for n in range(10)),
        )
        self.opened: list[Quoting] = []

    def run(self, *options: str, refuses: Callable[[str], bool] = lambda q: "far" in q) -> int:
        def opening(settings: Settings) -> Quoting:
            self.opened.append(Quoting(settings, refuses))
            return self.opened[-1]

        given = [
            "--questions",
            str(self.folder / "questions.jsonl"),
            "--corpus",
            str(self.folder / "corpus"),
            *options,
        ]
        return command.run(given, opening)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


def test_without_a_baseline_the_gate_fails_and_says_how_to_make_one(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.run() == 1
    assert "make one with --accept" in capsys.readouterr().out.replace("\n", " ")
    assert bench.run("--no-gate") == 0


def test_accepting_makes_a_baseline_that_the_same_run_passes(bench: Bench) -> None:
    assert bench.run("--accept", "the first") == 0
    assert json.loads(bench.baseline.read_text())["why"] == "the first"
    assert bench.run() == 0


def test_a_drop_fails(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run("--accept", "the first") == 0
    assert bench.run(refuses=lambda _: True) == 1
    assert "FAILED: accuracy fell" in capsys.readouterr().out
    assert bench.run(refuses=lambda _: False) == 1
    assert "FAILED: refusal recall fell" in capsys.readouterr().out


def test_a_broken_promise_is_never_accepted(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering = Quoting.ask

    def lying(self: Quoting, question: str, history: list[Message] | None = None) -> Answer:
        good = answering(self, question, history)
        return Answer(question, good.text.replace("23", "24"), good.method, good.citations)

    monkeypatch.setattr(Quoting, "ask", lying)
    assert bench.run("--accept", "it looks fine") == 1
    assert not bench.baseline.exists()
    assert "a broken promise is never a baseline" in capsys.readouterr().out


def test_the_store_is_temporary_unless_named(bench: Bench) -> None:
    bench.run("--no-gate")
    bench.run("--no-gate", "--store", str(bench.folder / "kept"))
    first, second = (assistant.settings.store for assistant in bench.opened)
    assert "ipqa-eval-" in str(first)
    assert not first.parent.exists()
    assert second == bench.folder / "kept"
    assert all(assistant.closed for assistant in bench.opened)


def test_the_json_holds_all_rows(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    path = bench.folder / "run.json"
    assert bench.run("--json", str(path), "--no-gate", "--failures") == 0
    report = json.loads(path.read_text())
    assert set(report["summary"]) == {"A", "B", "both"}
    assert len(report["rows"]) == 30
    assert report["rows"][0]["answer"]["text"] == f"{SIGNED} [1]"
    assert "0 of 30 questions failed" in capsys.readouterr().out


def test_a_part_of_the_questions(bench: Bench) -> None:
    path = bench.folder / "run.json"

    def asked(*options: str) -> list[dict[str, str]]:
        bench.run("--json", str(path), "--no-gate", *options)
        rows: list[dict[str, str]] = json.loads(path.read_text())["rows"]
        return rows

    assert [row["id"] for row in asked("--limit", "2")] == ["q-0", "q-1"]
    assert {row["half"] for row in asked("--half", "A")} == {"A"}
    assert len(asked("--sample", "7")) == 7
    assert asked("--sample", "7")[3]["id"] == asked("--sample", "7")[3]["id"]


def test_a_part_passes_the_gate_of_the_whole(bench: Bench) -> None:
    assert bench.run("--accept", "the first") == 0
    assert bench.run("--half", "B") == 0


def test_squad_is_measured_without_a_gate(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    qas = [
        {"id": "1", "question": "When?", "answers": [{"text": "23 August", "answer_start": 29}]},
        {"id": "2", "question": "far?", "answers": [], "is_impossible": True},
    ]
    data = {"data": [{"title": "T", "paragraphs": [{"context": SIGNED, "qas": qas}]}]}
    path = bench.folder / "squad.json"
    path.write_text(json.dumps(data))
    assert bench.run("--squad", str(path), "--titles", "T") == 0
    printed = capsys.readouterr().out
    assert "F1, answerable" in printed
    assert "gate" not in printed


@pytest.mark.parametrize(
    "options",
    [
        ["--accept", "why", "--half", "A"],
        ["--accept", "why", "--limit", "3"],
        ["--accept", "why", "--squad", "x"],
        ["--accept", " "],
        ["--titles", "T"],
        ["--limit", "0"],
        ["--half", "C"],
        ["--unknown"],
    ],
)
def test_wrong_usage_is_2(bench: Bench, options: list[str]) -> None:
    assert bench.run(*options) == 2
    assert not bench.opened


def test_help_is_0(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.run(["--help"]) == 0
    assert "--accept WHY" in capsys.readouterr().out


def test_failures_are_one_line_on_standard_error(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.run("--corpus", str(bench.folder / "nowhere")) == 1
    assert bench.run("--questions", str(bench.folder / "none.jsonl")) == 1
    only_b = write_lines(bench.folder / "b.jsonl", line(group="b"))
    assert bench.run("--questions", str(only_b), "--half", "A") == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 3
    assert all(error.startswith("error: ") for error in errors)
