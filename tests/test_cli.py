"""The command line keeps its contract: output, exit codes, one-line reasons, light to start."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from ipqa import console
from ipqa.article import Answer, Article, Citation, Hit, Message, Passage, Scores
from ipqa.cli import main
from ipqa.errors import EmptyIndexError, EmptyQuestionError, StoreBusyError
from ipqa.events import Event, Final, Sentence, Status
from ipqa.filters import Filters
from ipqa.index.report import ArticleStatus, Skipped, StoreStatus, SyncReport
from ipqa.settings import Settings
from ipqa.watching import Outcome

TEXT = "A first line.\nThe Emirates' patent office signed with WeChat in 2020. \x1b[31mRed."
QUOTE = "The Emirates' patent office signed with WeChat in 2020."
START = TEXT.index(QUOTE)
ARTICLE = Article("corpus/a.md", "On WeChat", TEXT, source="IP News", date="2020-12", path="a.md")
PASSAGE = Passage(ARTICLE.id, 0, len(TEXT), TEXT)
HIT = Hit(PASSAGE, ARTICLE, Scores(0.5, 3.25, 0.75))


def answer(question: str) -> Answer:
    if question == "Who won?":
        return Answer(question, "The articles do not say.", "refused", passages=(HIT, HIT))
    citation = Citation(1, QUOTE, START, START + len(QUOTE), PASSAGE, ARTICLE)
    if question == "Who else?":
        citation = replace(citation, also=(replace(ARTICLE, title="Twice", id="corpus/b.md"),))
    found = Answer(question, "The patent office é did [1].", "generated", (citation,), (HIT,))
    return replace(found, notice="They differ:") if question == "Who differs?" else found


asked: list[Filters | None] = []
"""The filters of each question to the assistant, so that tests can look."""


class FakeAssistant:
    """Stands in for the real one, which needs models; prints as libraries do."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings

    def ask(
        self,
        question: str,
        history: list[Message] | None = None,
        filters: Filters | None = None,
    ) -> Answer:
        asked.append(filters)
        print("a library says something")
        assert not history
        if not question.strip():
            raise EmptyQuestionError
        if question == "break":
            raise ZeroDivisionError("a\nbug")
        if question == "interrupt":
            raise KeyboardInterrupt
        return answer(question)

    def stream(
        self,
        question: str,
        history: list[Message] | None = None,
        filters: Filters | None = None,
    ) -> Iterator[Event]:
        yield Status("searching", "searching")
        final = self.ask(question, history, filters)
        yield Sentence(final.text, final.citations)
        yield Final(final)

    def warm(self) -> None:
        if self.settings.store.name == "empty":
            raise EmptyIndexError(self.settings.store)

    def search(self, query: str, k: int | None = None, filters: Filters | None = None) -> list[Hit]:
        asked.append(filters)
        if query == "twice":
            return [replace(HIT, also=(replace(ARTICLE, title="Twice", id="corpus/b.md"),))]
        return [HIT] * (k or 2) if query != "nothing" else []

    def index(
        self, paths: list[Path] | None, progress: Any, notice: Any, *, rebuild: bool
    ) -> SyncReport:
        progress("embedding", 1, 2)
        if paths and paths[0].name == "interrupt":
            raise KeyboardInterrupt
        if rebuild:
            notice("catalog.sqlite can't be read: moved to x")
        missing = (f"no root {paths[0]}",) if paths else ()
        return SyncReport(1, 0, 0, 4, 55, (Skipped("b.pdf", "no text"),), missing)

    def remove(self, names: list[str]) -> list[str]:
        return [name for name in names if name != "nobody"]

    def status(self) -> StoreStatus:
        article = ArticleStatus("corpus/a.md", "On WeChat", "IP News", None, "a.md", 11, "2024")
        return StoreStatus(self.settings.store, (article,), 11, "emb", "ab12", 1, ("/c",), None, ())

    def close(self) -> None:
        pass


@pytest.fixture(autouse=True)
def _fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    module = ModuleType("ipqa.assistant")
    module.Assistant = FakeAssistant  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ipqa.assistant", module)
    monkeypatch.setattr("platformdirs.user_log_path", lambda *_a, **_k: tmp_path)
    monkeypatch.chdir(tmp_path)


def run_json(capsys: pytest.CaptureFixture[str], *argv: str) -> Any:
    assert main([*argv, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_ask_prints_the_answer_then_the_quotes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who signed?"]) == 0
    assert capsys.readouterr().out == (
        f'The patent office é did [1].\n\n[1] On WeChat — IP News, 2020-12\n    "{QUOTE}"\n'
    )


def test_a_notice_stands_above_the_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who differs?"]) == 0
    assert capsys.readouterr().out.startswith("They differ:\nThe patent office é did [1].\n")
    assert run_json(capsys, "ask", "Who differs?")["notice"] == "They differ:"


def test_other_articles_with_the_same_words_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who else?"]) == 0
    out = capsys.readouterr().out
    assert out.endswith(f'"{QUOTE}"\n    also in: Twice — IP News, 2020-12\n')
    (other,) = run_json(capsys, "ask", "Who else?")["citations"][0]["also"]
    assert other["id"] == "corpus/b.md"


FILTERED = ["--source", "IP News", "--source", "Xinhua", "--language", "zh", "--folder", "corpus/x"]


@pytest.mark.parametrize("command", ["ask", "search"])
def test_filters_are_handed_on(command: str) -> None:
    assert main([command, "Who?"]) == 0
    assert asked[-1] is None
    assert main([command, "Who?", *FILTERED, "--since", "2019", "--until", "2020-06"]) == 0
    names = ["IP News", "Xinhua"]
    assert asked[-1] == Filters(names, "2019", "2020-06", "zh", "corpus/x")
    assert main([command, "Who?", "--only", "2020"]) == 0
    assert asked[-1] == Filters.only("2020")


@pytest.mark.parametrize("command", ["ask", "search"])
@pytest.mark.parametrize(
    ("options", "reason"),
    [
        (["--only", "soon"], "no date like"),
        (["--since", "2021", "--until", "2020"], "comes after"),
        (["--only", "2020", "--since", "2020"], "--only sets both ends"),
    ],
)
def test_filters_that_make_no_sense_are_wrong_usage(
    command: str, options: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "Who?", *options]) == 2
    assert reason in " ".join(capsys.readouterr().err.replace("│", " ").split())


def test_a_line_of_a_batch_may_have_filters_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        {"id": 1, "question": "Who?"},
        {"id": 2, "question": "Who?", "filters": {"since": "2019"}},
        {"id": 3, "question": "Who?", "filters": {"since": "soon"}},
        {"id": 4, "question": "Who?", "filters": "2019"},
        {"id": 5, "question": "Who?", "filters": {}},
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    asked.clear()
    assert main(["ask", "--batch", str(batch), "--json", "--only", "2020"]) == 1
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert asked == [Filters.only("2020"), Filters(since="2019"), Filters()]
    assert "soon" in found[2]["error"]
    assert "no object" in found[3]["error"]
    assert "error" not in found[4]


def test_a_refusal_is_an_answer(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Who won?"]) == 0
    assert capsys.readouterr().out == (
        "The articles do not say.\n\nThe nearest passages are in:\n"
        "    On WeChat — IP News, 2020-12\n"
    )


def test_ask_json_is_the_contract_and_nothing_else(capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "ask", "Who signed?")
    assert found == answer("Who signed?").to_dict()
    assert "text" not in found["citations"][0]["article"]
    found = run_json(capsys, "ask", "Who signed?", "--with-text")
    assert found["citations"][0]["article"]["text"] == TEXT


def test_nothing_of_an_article_steers_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    text = "a\x1b[31m\x9b2J\x7f\u202eb\u2066\u2028\n\tc"
    console.show(text)
    assert capsys.readouterr().out == "a�[31m�2J��b��\n\tc\n"
    for line in (False, True):
        console.show_json({text: [text, "中文é"]}, line=line)
        out = capsys.readouterr().out
        assert json.loads(out) == {text: [text, "中文é"]}
        assert "中文é" in out
        assert not set(out) & set("\x1b\x9b\x7f\u202e\u2066\u2028")
    console.complain(text)
    assert capsys.readouterr().err == "ipqa: a�[31m�2J��b� c\n"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_question_does_not_steer_the_terminal_while_it_is_answered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with console.working("who\x1b]0;evil\x07\n[bold]signed\u202e"):
        pass
    shown = terminal.getvalue()
    assert "who�]0;evil� [bold]signed�" in shown
    assert not set(shown) & set("\x07\u202e")


def test_json_survives_half_a_character(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "ask", "What is \ud83d?")["question"] == "What is \ud83d?"


def test_batch_keeps_order_and_goes_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines: list[tuple[bytes, str | None]] = [
        (b'\xef\xbb\xbf{"id": "a", "question": "Who signed?"}', None),
        (b"{not json", "not JSON"),
        (b'{"id": "\xff"}', "not JSON"),
        (b"[]", "no object"),
        (b'{"id": "b"}', "no question"),
        (b'{"id": "c", "question": 3}', "no question"),
        (b'{"id": [1], "question": "Who signed?"}', "id"),
        (b'{"id": "d", "question": " "}', "empty"),
        (b'{"id": "e", "question": "Who?", "history": "x"}', "history"),
        (b'{"id": "f", "question": "break"}', "unexpected problem"),
        (b"[" * 100_000, "not JSON"),
        (b'{"id": 7, "question": "Who won?", "history": []}', None),
    ]
    batch = tmp_path / "questions.jsonl"
    batch.write_bytes(b"\n\n".join(raw for raw, _ in lines))
    assert main(["ask", "--batch", str(batch), "--json"]) == 1
    out, err = capsys.readouterr()
    answers = [json.loads(line) for line in out.splitlines()]
    for (raw, wrong), found in zip(lines, answers, strict=True):
        assert (wrong is None) == ("error" not in found), raw
        if wrong:
            assert set(found) == {"id", "error"}
            assert wrong in found["error"]
    ids = ["a", None, None, None, "b", "c", None, "d", "e", "f", None, 7]
    assert [found["id"] for found in answers] == ids
    assert "ZeroDivisionError" in (tmp_path / "ipqa.log").read_text(encoding="utf-8")
    assert "ipqa: some lines" in err


def test_batch_tells_what_is_wrong_with_the_store_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": "a", "question": "Who?"}\n', encoding="utf-8")
    assert main(["ask", "--batch", str(batch), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] == "a"
    assert main(["ask", "--batch", str(batch), "--json", "--store", "empty"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("ipqa: nothing is indexed in ")


@pytest.mark.parametrize(
    "argv",
    [
        ["ask"],
        ["ask", "Who?", "--batch", "f"],
        ["ask", "--batch", "f"],
        ["ask", "Who?", "--with-text"],
        ["ask", "Who?", "--nonsense"],
        ["search", "x", "-k", "0"],
        ["chat", "--port", "70000"],
        ["nonsense"],
        [],
    ],
)
def test_wrong_usage_ends_with_2(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(argv) == 2
    assert capsys.readouterr().err or not argv


@pytest.mark.parametrize(
    ("argv", "reason"),
    [
        (["ask", ""], "the question is empty"),
        (["ask", "--batch", "nowhere.jsonl", "--json"], "there is no file"),
        (["remove", "nobody"], "no indexed article has the id or the path nobody"),
        (["models", "pull", "nobody"], "there is no model"),
        (["models", "verify", "nobody"], "there is no model"),
    ],
)
def test_failures_are_one_line(
    argv: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(argv) == 1
    out, err = capsys.readouterr()
    assert out == ""
    line = err.splitlines()[-1]
    assert line.startswith(f"ipqa: {reason}")
    assert "Traceback" not in err


def test_wrong_settings_are_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("IPQA_PORT", "many")
    assert main(["status"]) == 1
    assert capsys.readouterr().err.startswith("ipqa: a setting is wrong (port")


@pytest.mark.parametrize("made", [True, False])
def test_bugs_go_to_a_log(made: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    store = tmp_path / "store"
    if made:
        store.mkdir()
    assert main(["ask", "break", "--store", "store"]) == 1
    log = (store if made else tmp_path) / "ipqa.log"
    line = capsys.readouterr().err.splitlines()[-1]
    assert line == (f"ipqa: unexpected problem: ZeroDivisionError: a bug; the details are in {log}")
    assert "Traceback" in log.read_text(encoding="utf-8")


def test_interrupt_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "interrupt"]) == 130
    assert capsys.readouterr().err == "a library says something\n"


def test_search(capsys: pytest.CaptureFixture[str]) -> None:
    found = run_json(capsys, "search", "WeChat", "-k", "3")
    assert found["query"] == "WeChat"
    assert found["passages"] == [{**HIT.to_dict(), "article": ARTICLE.to_dict()}] * 3
    assert main(["search", "WeChat"]) == 0
    out = capsys.readouterr().out
    assert "1. On WeChat — IP News, 2020-12" in out
    assert "\x1b" not in out  # an article can't colour the terminal
    (twice,) = run_json(capsys, "search", "twice")["passages"]
    assert [article["id"] for article in twice["also"]] == ["corpus/b.md"]
    assert main(["search", "twice"]) == 0
    assert capsys.readouterr().out.endswith("\n    also in: Twice — IP News, 2020-12\n")
    assert main(["search", "nothing"]) == 0
    assert capsys.readouterr().out == "nothing found\n"


def test_an_interrupted_sync_says_that_nothing_is_lost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["index", "interrupt"]) == 130
    err = capsys.readouterr().err
    assert err.startswith("ipqa: stopped in the middle: the index is as the last complete sync")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("as_json", [False, True])
def test_index_watch_tells_each_sync(
    as_json: bool,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    at = datetime(2026, 11, 22, 9, 5, 7, tzinfo=UTC)
    followed: list[list[Path]] = []

    def follow(roots: list[Path], sync: Callable[[Path], SyncReport], store: Path) -> Any:
        assert store == tmp_path / ".ipqa"
        followed.append(roots)
        yield Outcome(roots[0], sync(roots[0]), at=at)
        yield Outcome(roots[0], sync(roots[0]), at=at)
        yield Outcome(roots[0], error=StoreBusyError(store), at=at)
        yield Outcome(roots[0], error=ZeroDivisionError("a bug"), at=at)
        yield Outcome(roots[0], missing=True, at=at)
        raise KeyboardInterrupt

    monkeypatch.setattr("ipqa.watching.follow", follow)
    assert main(["index", "--watch", *(["--json"] if as_json else [])]) == 130
    assert main(["index", "--watch", "there"]) == 130
    assert followed == [[Path("/c")], [Path("there")]]
    out, err = capsys.readouterr()
    if as_json:
        lines = [json.loads(line) for line in out.splitlines()[:5]]
        assert {line["at"] for line in lines} == {"2026-11-22T09:05:07+00:00"}
        assert [line.get("added") for line in lines] == [1, 1, None, None, None]
        assert "another ipqa is indexing" in lines[2]["error"]
        assert lines[4]["error"].startswith("/c is missing")
        return
    report = "1 added, 4 unchanged: 5 article(s) up to date, 55 passages in the index"
    assert out.splitlines()[:4] == [
        f"09:05:07 c: {report}",
        "warning: no root /c",
        "skipped b.pdf: no text",
        f"09:05:07 c: {report}",  # what was told once is not told again
    ]
    assert "ipqa: 09:05:07 another ipqa is indexing" in err
    assert "ipqa: 09:05:07 unexpected problem: ZeroDivisionError: a bug; the details are in" in err
    assert "ipqa: 09:05:07 /c is missing: its articles stay in the index" in err


def test_index(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "index")["skipped"] == [{"path": "b.pdf", "reason": "no text"}]
    assert main(["index", "gone"]) == 0
    out = capsys.readouterr().out
    assert "1 added" in out
    assert "warning: no root gone" in out
    assert "skipped b.pdf: no text" in out


def test_what_happens_to_a_store_unasked_is_told_on_standard_error(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["index", "--rebuild", "--json"]) == 0
    told = capsys.readouterr()
    assert told.err == "ipqa: catalog.sqlite can't be read: moved to x\n"
    assert json.loads(told.out)["added"] == 1


def test_status_and_remove(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_json(capsys, "status")["articles"][0]["id"] == "corpus/a.md"
    assert main(["status"]) == 0
    assert "corpus/a.md  On WeChat — IP News (11 passages)" in capsys.readouterr().out
    assert run_json(capsys, "remove", "a", "b") == {"removed": ["a", "b"]}
    assert main(["remove", "a"]) == 0
    assert capsys.readouterr().out == "removed a\n"


def test_chat_hands_over_the_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    calls: list[tuple[Settings, bool, bool]] = []
    module = ModuleType("ipqa.web.app")
    module.launch = lambda settings, *, open_browser, index: calls.append(  # type: ignore[attr-defined]
        (settings, open_browser, index)
    )
    monkeypatch.setitem(sys.modules, "ipqa.web.app", module)
    argv = ["chat", "--host", "::1", "--port", "8000", "--store", "s", "--no-browser"]
    assert main(argv) == 0
    settings, opened, indexed = calls[0]
    assert (settings.host, settings.port, opened, indexed) == ("::1", 8000, False, False)
    assert settings.store == tmp_path / "s"
    assert main(["chat", "--index"]) == 0
    assert calls[1][1:] == (True, True)


@pytest.mark.parametrize("code", [0, 1])
def test_eval_passes_everything_on(code: int, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    module = ModuleType("ipqa.evaluation.command")

    def run(argv: list[str]) -> int:
        seen.append(argv)
        return code

    module.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "ipqa.evaluation.command", module)
    argv = ["--half", "A", "file.jsonl", "--help", "-x", "--json"]
    assert main(["eval", *argv]) == code
    assert seen == [argv]


def test_models_list(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    found = run_json(capsys, "models", "list")
    assert "gemma-3-270m" in [model["name"] for model in found["models"]]
    (tmp_path / "ipqa.toml").write_text('models_dir = "none"\n', encoding="utf-8")
    assert main(["models", "list"]) == 0
    out = capsys.readouterr().out
    assert "all-MiniLM-L6-v2       not here" in out
    assert main(["models", "verify"]) == 1
    assert "ipqa models pull gemma-3-270m" in capsys.readouterr().err
