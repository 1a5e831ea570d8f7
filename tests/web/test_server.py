"""The server offers the chat's own doors, on a port that is free, and nothing else."""

from __future__ import annotations

import asyncio
import errno
import os
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ipqa.api.app import Doors
from ipqa.api.desk import Desk
from ipqa.errors import PortInUseError
from ipqa.filters import Filters
from ipqa.settings import Settings, load_settings
from ipqa.uploads import Uploads
from ipqa.web import look, texts
from ipqa.web.app import build, launch
from ipqa.web.frame import privacy
from ipqa.web.gate import BODY, Gate
from ipqa.web.server import check_port, serve

from .scripted import Scripted, signed

ASSISTANT = Scripted()


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    settings = load_settings(port=0)
    page = build(ASSISTANT, settings)
    yield serve(page, settings).rstrip("/")
    page.close(verbose=False)


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_said_before_anything_is_loaded(taken: int) -> None:
    with pytest.raises(PortInUseError, match=f"port {taken} .* is in use"):
        launch(load_settings(port=taken), open_browser=False)


def test_a_free_port_is_no_mistake() -> None:
    check_port("127.0.0.1", 0)


def test_analytics_are_off() -> None:
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_the_only_named_endpoint_is_ask(address: str) -> None:
    info = httpx.get(f"{address}/gradio_api/info").json()
    assert list(info["named_endpoints"]) == ["/ask"]
    assert info["unnamed_endpoints"] == {}


def test_ask_answers_as_json_without_paths_of_the_machine(address: str) -> None:
    asked = {"data": ["When was it signed?", []]}
    event = httpx.post(f"{address}/gradio_api/call/ask", json=asked).json()["event_id"]
    reply = httpx.get(f"{address}/gradio_api/call/ask/{event}", timeout=30).text
    assert "event: complete" in reply
    assert signed().citations[0].quote in reply
    assert "/home/someone" not in reply


def reply(address: str, *given: object) -> str:
    """What the endpoint answers to these values."""
    event = httpx.post(f"{address}/gradio_api/call/ask", json={"data": given}).json()["event_id"]
    return httpx.get(f"{address}/gradio_api/call/ask/{event}", timeout=30).text


def test_ask_takes_filters_and_needs_none(address: str) -> None:
    assert "event: complete" in reply(address, "When?")
    assert not ASSISTANT.filters[-1]
    given = {"sources": "Xinhua", "since": "2020", "folders": ["corpus/2020"]}
    assert "event: complete" in reply(address, "When?", None, given)
    assert ASSISTANT.filters[-1] == Filters("Xinhua", "2020", folders="corpus/2020")


@pytest.mark.parametrize(
    ("filters", "reason"),
    [
        ({"since": "soon"}, "no date like"),
        ({"source": "Xinhua"}, "is none of"),
        ({"folders": "/home/someone"}, "no folder of the index"),
        ({"folders": "corpus/../.."}, "no folder of the index"),
        ({"folders": "~"}, "no folder of the index"),
    ],
)
def test_filters_that_make_no_sense_are_said(
    filters: dict[str, str], reason: str, address: str
) -> None:
    found = reply(address, "When?", [], filters)
    assert "event: error" in found
    assert reason in found


def test_other_sources_tell_no_paths_of_the_machine(address: str) -> None:
    found = reply(address, "twice?")
    assert '"also"' in found
    assert "/home/someone" not in found


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/gradio_api/upload_progress"),
        ("GET", "/gradio_api/file=/etc/hostname"),
        ("GET", "/gradio_api/proxy=http://example.org"),
        ("GET", "/gradio_api/runs"),
        ("POST", "/gradio_api/vibe-edit"),
        ("GET", "/monitoring"),
        ("POST", "/login"),
        ("GET", "/docs"),
    ],
)
def test_other_doors_of_gradio_are_shut(address: str, method: str, path: str) -> None:
    assert httpx.request(method, f"{address}{path}").status_code == 404


def test_what_is_too_large_is_not_read(address: str) -> None:
    large = httpx.post(f"{address}/gradio_api/upload", content=b"x" * 20_100_000)
    assert large.status_code == 413
    assert "larger than the 20 MB" in large.text
    endless = httpx.post(f"{address}/gradio_api/upload", content=iter([b"x"]))
    assert endless.status_code == 413
    assert "did not arrive" in endless.text


def test_uploads_are_for_those_who_are_logged_in() -> None:
    page = build(ASSISTANT, settings := load_settings(port=0, password="long enough"))
    address = serve(page, settings).rstrip("/")
    try:
        files = {"files": ("a.txt", b"Words.")}
        assert httpx.post(f"{address}/gradio_api/upload", files=files).status_code == 401
        with httpx.Client() as person:
            person.post(f"{address}/login", data={"username": "me", "password": "long enough"})
            assert person.post(f"{address}/gradio_api/upload", files=files).status_code == 200
    finally:
        page.close(verbose=False)


def test_who_is_not_logged_in_takes_no_room_from_others(tmp_path: Path) -> None:
    settings = load_settings(
        port=0, password="long enough", upload_mb=1, uploads_mb=1, uploads=tmp_path / "uploads"
    )
    page = build(ASSISTANT, settings)
    address = serve(page, settings).rstrip("/")
    files = {"files": ("a.txt", b"x" * 600_000)}
    try:
        for _ in range(3):
            assert httpx.post(f"{address}/gradio_api/upload", files=files).status_code == 401
        with httpx.Client() as person:
            person.post(f"{address}/login", data={"username": "me", "password": "long enough"})
            assert person.post(f"{address}/gradio_api/upload", files=files).status_code == 200
            full = person.post(f"{address}/gradio_api/upload", files=files)
            assert full.status_code == 413
    finally:
        page.close(verbose=False)


def test_nothing_is_left_of_an_upload_that_was_broken_off(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = build(ASSISTANT, settings := load_settings(port=0, uploads=tmp_path / "uploads"))
    address = serve(page, settings).rstrip("/")
    folder = Path(page.app.uploaded_file_dir)
    try:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as person:
            person.sendall(
                b"POST /gradio_api/upload HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000\r\n"
                b"Content-Type: multipart/form-data; boundary=x\r\n\r\n--x\r\nContent-Disposition: "
                b'form-data; name="files"; filename="a.txt"\r\n\r\nWords'
            )
            deadline = time.monotonic() + 5
            while not list(folder.glob("tmp*")) and time.monotonic() < deadline:
                time.sleep(0.02)
        (left,) = folder.glob("tmp*")
        while not left.stat().st_size and time.monotonic() < deadline:
            time.sleep(0.02)
        os.utime(left, (0, 0))
        files = {"files": ("b.txt", b"Words.")}
        sent = httpx.post(f"{address}/gradio_api/upload", files=files)
        assert Path(sent.json()[0]).is_relative_to(folder)
        assert not left.exists()
    finally:
        page.close(verbose=False)
    assert not folder.exists()
    assert "Traceback" not in "".join(capfd.readouterr())


def test_a_disk_that_is_full_while_a_file_comes_is_one_line(tmp_path: Path) -> None:
    async def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    uploads = Uploads(load_settings(uploads=tmp_path / "uploads"))
    gate = Gate(full, "127.0.0.1", uploads=uploads)

    async def send() -> httpx.Response:
        transport = httpx.ASGITransport(gate)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as person:
            return await person.post("/gradio_api/upload", content=b"Words.")

    told = asyncio.run(send())
    assert told.status_code == 507
    assert "disk is full" in told.text


def test_no_body_is_endless(address: str) -> None:
    join = f"{address}/gradio_api/queue/join"
    declared = httpx.post(join, content=b" " * (BODY + 1))
    assert declared.status_code == 413
    assert declared.text == texts.TOO_LARGE
    chunked = httpx.post(join, content=(b" " * 1_000_000 for _ in range(18)))
    assert chunked.status_code == 400


def test_the_browser_is_told_to_fetch_from_here_only(address: str) -> None:
    page = httpx.get(address)
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("host", ["evil.example", "evil.example:7860", "127.0.0.1.evil.example"])
def test_names_that_others_point_here_are_turned_away(address: str, host: str) -> None:
    assert httpx.get(address, headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:7860", "127.0.0.1", "[::1]:7860"])
def test_the_names_of_this_machine_are_let_in(address: str, host: str) -> None:
    assert httpx.get(f"{address}/config", headers={"host": host}).status_code == 200


def test_own_styles_and_script_name_no_other_host() -> None:
    assert not re.findall(r"https?://|//\w+\.|@import", look.head())


def test_the_theme_loads_no_fonts() -> None:
    assert look.theme()._stylesheets == []


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, texts.LOCAL),
        ({"llm_url": "http://127.0.0.1:8080/v1"}, texts.LOCAL),
        ({"llm_url": "http://user:word@10.0.0.5:8080/v1"}, "10.0.0.5:8080"),
        ({"chroma_url": "https://vectors.example.org"}, "vectors.example.org"),
    ],
)
def test_the_page_says_what_leaves_the_machine(changes: dict[str, str], words: str) -> None:
    settings: Settings = load_settings(**changes)
    assert words in privacy(settings)
    assert "word@" not in privacy(settings)


def test_assets_are_kept_and_the_page_is_not(address: str) -> None:
    page = httpx.get(address)
    assert page.headers["content-encoding"] == "gzip"
    assert "cache-control" not in page.headers
    asset = re.findall(r"assets/[\w.-]+\.js", page.text)[0]
    assert "immutable" in httpx.get(f"{address}/{asset}").headers["cache-control"]
    missing = httpx.get(f"{address}/assets/none.js")
    assert missing.status_code == 404
    assert "cache-control" not in missing.headers


def test_events_are_handed_on_as_they_happen(address: str) -> None:
    begun = httpx.post(f"{address}/gradio_api/call/ask", json={"data": ["When?"]}).json()
    with httpx.stream("GET", f"{address}/gradio_api/call/ask/{begun['event_id']}") as stream:
        assert "content-encoding" not in stream.headers


def test_too_many_questions_are_refused_wherever_they_come_from() -> None:
    settings = load_settings(port=0, rate=2)
    desk = Desk(ASSISTANT, settings)
    doors = Doors(desk)
    page = build(desk, settings, doors.rate)
    try:
        address = serve(page, settings, doors).rstrip("/")
        assert "event: complete" in reply(address, "When?")
        assert httpx.post(f"{address}/api/ask", json={"question": "When?"}).status_code == 200
        refused = reply(address, "When?")
        assert "event: error" in refused
        assert "more than 2 request(s) in a minute" in refused
        assert httpx.post(f"{address}/api/ask", json={"question": "When?"}).status_code == 429
    finally:
        page.close(verbose=False)
