"""The whole pipeline on llama-cpp-python's own server with the default model."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ipqa.answerability import REFUSAL
from ipqa.article import Answer
from ipqa.assistant import Assistant
from ipqa.cli import main
from ipqa.errors import ServerError
from ipqa.evaluation.judge.checker import Checker
from ipqa.evaluation.material import load_articles
from ipqa.generation.base import PromptTooLongError, Source
from ipqa.generation.server import ServerWriter
from ipqa.models import find_gguf
from ipqa.settings import Settings, load_settings

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
STARTS_S = 120.0
CHAIRMAN = "Who is the chairman of the IPCC?"
UNSAID = "How much did Tencent pay CBBC for the agreement?"
NAME = "gemma-3-270m-q4_k_m"
"""The default model's file, by which the server calls it."""


class LlamaServer:
    """``python -m llama_cpp.server`` on a free port of this machine."""

    def __init__(self, model: Path, log: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.address = f"127.0.0.1:{free.getsockname()[1]}"
        self.url = f"http://{self.address}/v1"
        self._model = model
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def asked(self) -> int:
        """How many drafts it was asked for."""
        return self._log.read_text(encoding="utf-8").count("POST /v1/chat/completions")

    def start(self) -> None:
        host, _, port = self.address.partition(":")
        options = {
            "model": self._model,
            "host": host,
            "port": port,
            "n_ctx": 2048,
            # Two of them wait for each other where something else keeps a core busy.
            "n_threads": 1,
            "n_threads_batch": 1,
            "logits_all": False,
            "verbose": False,
        }
        # These win over the options.
        unset = ("HOST", "PORT", "CONFIG_FILE")
        environment = {name: value for name, value in os.environ.items() if name not in unset}
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "llama_cpp.server"),
                    *(f"--{name}={value}" for name, value in options.items()),
                ],
                stdout=log,
                stderr=log,
                env={**environment, "HF_HUB_OFFLINE": "1", "PYTHONUNBUFFERED": "1"},
            )
        until = time.monotonic() + STARTS_S
        while not self._listens():
            if self._process.poll() is not None or time.monotonic() > until:
                pytest.fail(f"the server does not start:\n{self._log.read_text()[-2000:]}")
            time.sleep(0.2)

    def stop(self) -> None:
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _listens(self) -> bool:
        try:
            return httpx.get(f"{self.url}/models", timeout=5).is_success
        except httpx.HTTPError:
            return False


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LlamaServer]:
    log = tmp_path_factory.mktemp("llama") / "log"
    running = LlamaServer(find_gguf(load_settings()).path, log)
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def through(server: LlamaServer, settings: Settings, assistant: Assistant) -> Iterator[Assistant]:
    """An assistant that asks the server, over the articles that are indexed."""
    assert assistant.status().passages
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("IPQA_LLM_URL", server.url)
        found = load_settings(store=settings.store, corpus=settings.corpus)
    with Assistant(found) as asking:
        yield asking


@pytest.fixture(scope="module")
def checker(settings: Settings) -> Checker:
    return Checker(load_articles(settings.corpus))


def assert_answered(answer: Answer, words: str, checker: Checker) -> None:
    """The answer holds the words, cites every sentence, and quotes exactly."""
    assert words in answer.text
    assert answer.citations
    assert checker.check(answer) == ()


def test_an_answer_of_the_server_goes_through_the_gate(
    through: Assistant, server: LlamaServer, checker: Checker
) -> None:
    before = server.asked
    answer = through.ask(CHAIRMAN)
    assert_answered(answer, "Hugo Zhang", checker)
    assert (answer.method, answer.short) == ("generated", "Hugo Zhang")
    assert server.asked == before + 2


def test_a_follow_up_is_answered(through: Assistant, checker: Checker) -> None:
    history = [
        {"role": "user", "content": "Who signed with WeChat?"},
        {"role": "assistant", "content": "CBBC signed with WeChat. [1]"},
    ]
    assert_answered(through.ask("When did they sign it?", history), "23 August", checker)


@pytest.mark.parametrize(("question", "drafts"), [(UNSAID, 1), ("Who won the 2018 World Cup?", 0)])
def test_what_the_articles_do_not_say_is_refused(
    question: str, drafts: int, through: Assistant, server: LlamaServer, checker: Checker
) -> None:
    before = server.asked
    answer = through.ask(question)
    assert answer.refused
    assert answer.text == REFUSAL
    assert checker.check(answer) == ()
    assert server.asked == before + drafts


def test_too_many_sources_are_told(server: LlamaServer) -> None:
    writer = ServerWriter(server.url, "default", None)
    with pytest.raises(PromptTooLongError):
        writer.choose(
            "Who signed?", [Source("The council signed an agreement in London.")] * 300, ["x"]
        )


def test_while_the_server_is_down_one_line_says_so_and_nothing_is_lost(
    through: Assistant,
    server: LlamaServer,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("IPQA_LLM_URL", server.url)
    server.stop()
    try:
        with pytest.raises(ServerError, match="check that it runs") as caught:
            through.ask(CHAIRMAN)
        assert "\n" not in str(caught.value)
        assert main(["ask", CHAIRMAN, "--store", str(settings.store)]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.splitlines() == [f"ipqa: {caught.value}"]
        assert through.search(CHAIRMAN)
    finally:
        server.start()
    before = server.asked
    assert through.ask(UNSAID).refused
    assert server.asked == before + 1


def test_the_evaluation_names_the_server_and_goes_on_after_it_was_down(
    server: LlamaServer,
    settings: Settings,
    assistant: Assistant,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert assistant.status().passages
    monkeypatch.setenv("IPQA_LLM_URL", server.url)
    options = {
        "dataset": ROOT / "eval" / "questions.jsonl",
        "against": settings.store,
        "cache": tmp_path / "cache",
        "json": tmp_path / "run.json",
        "limit": 2,
    }
    command = ["eval", *(f"--{name}={value}" for name, value in options.items())]
    assert main(command) == 0
    assert f"{NAME} on the server {server.address}" in capsys.readouterr().out
    record = json.loads((tmp_path / "run.json").read_text(encoding="utf-8"))
    assert record["title"] == f"Evaluation on questions, {NAME} on a server"
    assert (record["model"], record["server"]) == (NAME, server.address)
    assert len(record["rows"]) == 2
    assert not any(row["problems"] for row in record["rows"])
    server.stop()
    try:
        assert main(command) == 1
        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith(f"error: the server {server.url} failed")
    finally:
        server.start()
    assert main(command) == 0
    assert "2 of 2 answers are from the cache" in capsys.readouterr().out
