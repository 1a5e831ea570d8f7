"""An OpenAI-compatible server, as a small one of our own plays it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from ipqa.errors import ServerError
from ipqa.generation.base import PromptTooLongError, Source
from ipqa.generation.server import Served, ServerWriter, served
from ipqa.settings import load_settings
from ipqa.stopping import Stop, StoppedError, under


class Double(ThreadingHTTPServer):
    """Says what it was told to say and remembers what it was asked."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.status = 200
        self.reply: Any = None
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []
        self.slow: Stop | None = None
        self.hung_up = threading.Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def says(self, content: str | None) -> None:
        self.reply = {"choices": [{"message": {"role": "assistant", "content": content}}]}


class Handler(BaseHTTPRequestHandler):
    server: Double

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self._answer(body)

    def do_GET(self) -> None:
        self._answer({})

    def _answer(self, body: dict[str, Any]) -> None:
        self.server.asked.append((self.path, dict(self.headers), body))
        if self.server.slow:
            self.server.slow.say()
            # Nothing more is sent, so that what can be read is the end.
            self.connection.settimeout(5)
            if self.rfile.read(1) == b"":
                self.server.hung_up.set()
            return
        reply = self.server.reply
        raw = reply if isinstance(reply, bytes) else json.dumps(reply).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def double() -> Iterator[Double]:
    server = Double()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


def chosen(double: Double, draft: str | None, *candidates: str) -> list[str]:
    double.says(draft)
    writer = ServerWriter(double.url, "big", None)
    return [choice.text for choice in writer.choose("Who?", [Source("CBBC signed.")], candidates)]


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ("CBBC", ["CBBC"]),
        ("It was CBBC and Tencent Holdings.", ["Tencent Holdings"]),
        ("cbbc!", ["CBBC"]),
        ("Nobody knows.", []),
        ("", []),
        (None, []),
        ("The Tencentish", []),
        ("\nAnswer: CBBC.\nQuestion: Who else?\nAnswer: Tencent Holdings.", ["CBBC"]),
        ("Here is the answer:\n\nCBBC", ["CBBC"]),
    ],
)
def test_the_longest_candidate_of_the_first_line_that_names_any_is_chosen(
    draft: str | None, expected: list[str], double: Double
) -> None:
    assert chosen(double, draft, "CBBC", "Tencent", "Tencent Holdings") == expected


def test_a_candidate_inside_another_word_or_number_is_not_named(double: Double) -> None:
    assert chosen(double, "Iran in 2011", "ran", "1", "20", "in") == ["in"]


def test_a_chinese_candidate_is_named(double: Double) -> None:
    assert chosen(double, "是腾讯公司签署的。", "腾讯公司") == ["腾讯公司"]


def test_the_request_is_that_of_the_protocol(double: Double) -> None:
    double.says("\nIt was signed  in London.\nQuestion: By whom?")
    writer = ServerWriter(f"{double.url}/", "big", "secret")
    assert writer.state("Where?", "London", Source("")) == "It was signed in London."
    [(path, headers, body)] = double.asked
    assert path == "/v1/chat/completions"
    assert headers["Authorization"] == "Bearer secret"
    assert (body["model"], body["temperature"]) == ("big", 0)
    assert [message["role"] for message in body["messages"]] == ["system", "user"]
    assert "Short answer: London" in body["messages"][1]["content"]


def test_without_a_key_none_is_sent(double: Double) -> None:
    double.says("x")
    ServerWriter(double.url, "big", None).state("Where?", "London", Source(""))
    assert "Authorization" not in double.asked[0][1]


@pytest.mark.parametrize(
    ("status", "reply"),
    [
        (500, {"error": "out of memory"}),
        (401, {"error": "no key"}),
        (200, {"choices": []}),
        (200, {"choices": [{"text": "an old completion"}]}),
        (200, ["a list"]),
        (200, b"<html>not json</html>"),
        (200, b"\xff\xfe"),
    ],
)
def test_another_reply_is_told_in_one_line(status: int, reply: Any, double: Double) -> None:
    double.status, double.reply = status, reply
    with pytest.raises(ServerError) as caught:
        ServerWriter(double.url, "big", None).state("Where?", "London", Source(""))
    assert "\n" not in str(caught.value)
    assert double.url in str(caught.value)


@pytest.mark.parametrize(
    "problem", [{"code": "context_length_exceeded"}, {"type": "exceed_context_size_error"}]
)
def test_a_prompt_that_is_too_long_is_told(problem: dict[str, str], double: Double) -> None:
    double.status, double.reply = 400, {"error": {"message": "too many tokens", **problem}}
    writer = ServerWriter(double.url, "big", None)
    with pytest.raises(PromptTooLongError):
        writer.choose("Who?", [Source("CBBC signed.")], ["CBBC"])
    with pytest.raises(ServerError, match="does not fit"):
        writer.state("Where?", "London", Source(""))


@pytest.mark.parametrize("reply", [{"error": {"code": 7}}, {"error": "no"}, ["x"], b"<html>"])
def test_another_bad_request_is_a_failure_of_the_server(reply: Any, double: Double) -> None:
    double.status, double.reply = 400, reply
    with pytest.raises(ServerError, match="400"):
        ServerWriter(double.url, "big", None).choose("Who?", [Source("CBBC signed.")], ["CBBC"])


@pytest.mark.parametrize(
    ("status", "ids", "asked_for", "expected"),
    [
        (200, ["gemma"], None, "gemma"),
        (200, ["/models/gemma-3.Q4_1.gguf"], None, "gemma-3.Q4_1"),
        (200, ["org/Llama-3.1"], None, "org/Llama-3.1"),
        (200, ["gemma", "llama"], None, "default"),
        (200, ["gemma"], "llama", "llama"),
        (200, [], None, "default"),
        (404, ["gemma"], None, "default"),
    ],
)
def test_a_server_tells_which_model_it_has(
    status: int, ids: list[str], asked_for: str | None, expected: str, double: Double
) -> None:
    double.status, double.reply = status, {"data": [{"id": id} for id in ids]}
    settings = load_settings(llm_url=double.url, llm_model=asked_for, llm_api_key="secret")
    assert served(settings) == Served(expected, f"127.0.0.1:{double.server_port}")
    [(path, headers, _)] = double.asked
    assert path == "/v1/models"
    assert headers["Authorization"] == "Bearer secret"


@pytest.mark.parametrize("reply", [["a list"], {"data": 1}, {"data": [1]}, b"<html>", b"\xff"])
def test_a_server_need_not_tell(reply: Any, double: Double) -> None:
    double.reply = reply
    found = served(load_settings(llm_url=double.url))
    assert found is not None
    assert found.model == "default"


def test_an_address_is_shown_without_its_password(double: Double) -> None:
    double.reply = {"data": []}
    address = f"127.0.0.1:{double.server_port}"
    found = served(load_settings(llm_url=f"http://user:word@{address}/v1"))
    assert found == Served("default", address)


def test_without_a_server_nothing_is_served() -> None:
    assert served(load_settings()) is None


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:9/v1", "http://127.0.0.1:99999/v1", "http://[x/v1"]
)
def test_a_server_that_cannot_be_reached_is_told(url: str) -> None:
    with pytest.raises(ServerError, match="check that it runs"):
        ServerWriter(url, "big", None).state("Where?", "London", Source(""))
    with pytest.raises(ServerError, match="check that it runs"):
        served(load_settings(llm_url=url))


def test_a_server_on_this_machine_is_asked_past_any_proxy(
    double: Double, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    double.says("Tencent")
    chosen = ServerWriter(double.url, "m", None).choose("Who?", [Source("Tencent.")], ["Tencent"])
    assert [choice.text for choice in chosen] == ["Tencent"]


def test_warming_and_closing_ask_nothing(double: Double) -> None:
    writer = ServerWriter(double.url, "big", None)
    writer.warm()
    writer.close()
    assert double.asked == []


def test_a_stop_hangs_up_while_the_server_thinks(double: Double) -> None:
    double.slow = stop = Stop()
    started = time.monotonic()
    with under(stop), pytest.raises(StoppedError):
        ServerWriter(double.url, "big", None).state("Where?", "London", Source(""))
    assert time.monotonic() - started < 2
    assert double.hung_up.wait(2)


def test_a_stop_that_was_said_before_asks_nothing(double: Double) -> None:
    double.says("x")
    stop = Stop()
    stop.say()
    with under(stop), pytest.raises(StoppedError):
        ServerWriter(double.url, "big", None).state("Where?", "London", Source(""))
    assert double.asked == []
