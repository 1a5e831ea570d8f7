from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ipqa.article import Answer, Article, Citation, Hit, Message, Passage, Scores
from ipqa.evaluation import command
from ipqa.evaluation.material import load_articles
from ipqa.index.catalog import Catalog
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
        self.articles: list[Article] = load_articles(paths[0])
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

    def run(
        self,
        *options: str,
        refuses: Callable[[str], bool] = lambda q: "far" in q,
        cached: bool = False,
    ) -> int:
        def opening(settings: Settings) -> Quoting:
            self.opened.append(Quoting(settings, refuses))
            return self.opened[-1]

        given = [
            "--questions",
            str(self.folder / "questions.jsonl"),
            "--corpus",
            str(self.folder / "corpus"),
            "--cache",
            str(self.folder / "cache"),
            *(() if cached else ("--no-cache",)),
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
    assert bench.run("--dataset", str(path), "--titles", "T") == 0
    printed = capsys.readouterr().out
    assert "F1, answerable" in printed
    assert "gate" not in printed


@pytest.mark.parametrize(
    "options",
    [
        ["--accept", "why", "--half", "A"],
        ["--accept", "why", "--limit", "3"],
        ["--accept", "why", "--quick"],
        ["--accept", "why", "--ablate"],
        ["--quick", "--half", "A"],
        ["--quick", "--full", "x"],
        ["--full", "x", "--ablate"],
        ["--ablate", "--json", "run.json"],
        ["--ablate", "--report", "run.html"],
        ["--accept", " "],
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
    assert bench.run("--titles", "T") == 1
    assert bench.run("--compare", str(bench.folder / "none.json")) == 1
    assert bench.run("--full", str(bench.folder / "nowhere")) == 1
    assert bench.run("--json", str(bench.folder / "nowhere" / "run.json")) == 1
    assert bench.run("--questions", str(bench.folder / "none.jsonl")) == 1
    only_b = write_lines(bench.folder / "b.jsonl", line(group="b"))
    assert bench.run("--questions", str(only_b), "--half", "A") == 1
    errors = capsys.readouterr().err.splitlines()
    assert len(errors) == 7
    assert all(error.startswith("error: ") for error in errors)


def test_a_second_run_asks_nothing_that_the_cache_holds(
    bench: Bench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bench.run("--no-gate", cached=True) == 0
    monkeypatch.setattr(Quoting, "ask", lambda *_: pytest.fail("asked again"))
    assert bench.run("--no-gate", cached=True) == 0
    assert "30 of 30 answers are from the cache" in capsys.readouterr().out


def test_another_article_makes_the_cache_stale(bench: Bench) -> None:
    asked = []
    refuses = lambda question: bool(asked.append(question)) or "far" in question  # noqa: E731
    bench.run("--no-gate", cached=True, refuses=refuses)
    (bench.folder / "corpus" / "more.md").write_text("CBBC has moved.\n", encoding="utf-8")
    bench.run("--no-gate", cached=True, refuses=refuses)
    assert len(asked) == 60


def test_what_was_asked_before_ctrl_c_is_kept(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    count = iter(range(100))

    def tired(question: str) -> bool:
        if next(count) == 7:
            raise KeyboardInterrupt
        return "far" in question

    path = bench.folder / "run.json"
    assert bench.run("--json", str(path), cached=True, refuses=tired) == 1
    printed = capsys.readouterr().out
    assert "the next run goes on from there" in printed
    assert "gate" not in printed
    assert len(json.loads(path.read_text())["rows"]) == 7
    assert bench.run("--no-gate", cached=True) == 0
    assert "7 of 30 answers are from the cache" in capsys.readouterr().out


def test_ctrl_c_in_an_external_set_ends_the_run(bench: Bench) -> None:
    (bench.folder / "external").mkdir()
    for name in ("a", "b"):
        qas = [{"id": name, "question": f"{name}?", "answers": [], "is_impossible": True}]
        data = {"data": [{"title": "T", "paragraphs": [{"context": SIGNED, "qas": qas}]}]}
        (bench.folder / "external" / f"{name}.json").write_text(json.dumps(data))
    asked: list[str] = []

    def tired(question: str) -> bool:
        asked.append(question)
        if question == "a?":
            raise KeyboardInterrupt
        return "far" in question

    assert bench.run("--full", str(bench.folder / "external"), "--no-gate", refuses=tired) == 1
    assert asked[-1] == "a?"


def test_another_model_file_makes_the_cache_stale(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = bench.folder / "mine.gguf"
    monkeypatch.setenv("IPQA_MODEL", str(model))
    asked: list[str] = []
    for content in ("one", "another"):
        model.write_text(content)
        bench.run("--no-gate", cached=True, refuses=lambda q: bool(asked.append(q)) or "far" in q)
    assert len(asked) == 60


def test_quick_asks_a_few_of_half_a(bench: Bench) -> None:
    path = bench.folder / "run.json"
    assert bench.run("--quick", "--no-gate", "--json", str(path)) == 0
    rows = json.loads(path.read_text())["rows"]
    assert 0 < len(rows) <= 25
    assert {row["half"] for row in rows} == {"A"}


def test_full_asks_the_external_sets_too(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    answers = [{"text": "23 August", "answer_start": SIGNED.index("23")}]
    qas = [{"id": "1", "question": "When?", "answers": answers, "is_impossible": False}]
    data = {"data": [{"title": "T", "paragraphs": [{"context": SIGNED, "qas": qas}]}]}
    (bench.folder / "external").mkdir()
    (bench.folder / "external" / "tiny.json").write_text(json.dumps(data))
    assert bench.run("--full", str(bench.folder / "external"), "--no-gate") == 0
    printed = capsys.readouterr().out
    assert "tiny" in printed
    assert "F1, answerable" in printed


def test_a_run_is_compared_with_an_older_one(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    path = bench.folder / "run.json"
    assert bench.run("--no-gate", "--json", str(path)) == 0
    second = bench.folder / "second.json"
    refusing = lambda _: True  # noqa: E731
    options = ("--no-gate", "--compare", str(path), "--json", str(second))
    assert bench.run(*options, refuses=refusing) == 0
    assert "accuracy, worse (20): q-0" in capsys.readouterr().out
    changes = json.loads(second.read_text())["comparison"]["changes"]
    assert {change["figure"]: change["real"] for change in changes}["accuracy"]


def test_the_page_is_written(bench: Bench) -> None:
    page = bench.folder / "run.html"
    assert bench.run("--no-gate", "--report", str(page)) == 0
    text = page.read_text(encoding="utf-8")
    assert "When 3?" in text
    assert SIGNED in text


def test_the_template_is_written_and_nothing_asked(bench: Bench) -> None:
    template = bench.folder / "mine.csv"
    assert bench.run("--template", str(template)) == 0
    assert template.read_text(encoding="utf-8-sig").startswith("question")
    assert not bench.opened
    assert bench.run("--template", str(template)) == 1


def test_a_table_of_questions_is_measured_without_a_gate(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    table = bench.folder / "mine.csv"
    table.write_text("question,answer,article\nWhen?,23 August,news.md\nfar?,none,\n")
    assert bench.run("--dataset", str(table)) == 0
    printed = capsys.readouterr().out
    assert "gate" not in printed
    assert "refusal recall" in printed


def test_an_unknown_ablation_is_wrong_usage(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert bench.run("--ablate", "no coffee") == 2
    assert "dense only" in capsys.readouterr().err


def test_ablations_are_a_table(bench: Bench, capsys: pytest.CaptureFixture[str]) -> None:
    assert bench.run("--ablate", "no grounding,no refusal score") == 0
    printed = capsys.readouterr().out
    assert "full pipeline" in printed
    assert "no refusal score" in printed


def test_a_store_is_asked_as_it_is(bench: Bench) -> None:
    store = bench.folder / "store"
    catalog = Catalog(store)
    with catalog.transaction():
        catalog.put_article(NEWS, "corpus/news.md", "corpus", [])
    catalog.close()
    before = (store / "catalog.sqlite").read_bytes()
    options = ["--questions", str(bench.folder / "questions.jsonl"), "--against", str(store)]

    class Stored(Quoting):
        def index(self, paths: list[Path] | None) -> object:
            raise AssertionError("a store that is given is not indexed into")

    def opening(settings: Settings) -> Quoting:
        assert settings.store == store
        bench.opened.append(Stored(settings, lambda q: "far" in q))
        bench.opened[-1].articles = [NEWS]
        return bench.opened[-1]

    assert command.run([*options, "--no-cache"], opening) == 0
    assert (store / "catalog.sqlite").read_bytes() == before


def test_a_store_that_is_not_there_is_told(
    bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    questions = str(bench.folder / "questions.jsonl")
    assert command.run(["--questions", questions, "--against", str(bench.folder / "no")]) == 1
    assert "nothing is indexed" in capsys.readouterr().err


@pytest.mark.parametrize("other", ["--store", "--corpus", "--full"])
def test_a_store_given_as_it_is_goes_without_another(bench: Bench, other: str) -> None:
    assert command.run(["--against", str(bench.folder), other, str(bench.folder)]) == 2
