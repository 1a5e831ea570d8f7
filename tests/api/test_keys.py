"""Serving others: nobody comes in without what the settings ask for."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest
from gradio_client import Client
from web.scripted import Scripted, signed

from ipqa.api.keys import check_host, is_loopback, may_enter
from ipqa.cli import main
from ipqa.errors import OpenHostError, SettingsError
from ipqa.settings import load_settings
from ipqa.web.app import build
from ipqa.web.server import serve

from .served import Served, serving

TOKEN = "a-token-of-tests"
PASSWORD = "a password of tests"


@pytest.fixture(scope="module")
def guarded() -> Iterator[Served]:
    with serving(token=TOKEN, password=PASSWORD, rate=0) as served:
        yield served


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.0.0.2"])
def test_this_machine_needs_no_secret(host: str) -> None:
    assert is_loopback(host)
    check_host(load_settings(host=host))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.5", "news.example.org", ""])
def test_other_machines_are_let_in_only_with_a_secret(host: str) -> None:
    with pytest.raises(OpenHostError, match="IPQA_PASSWORD"):
        check_host(load_settings(host=host))
    check_host(load_settings(host=host, token=TOKEN))
    check_host(load_settings(host=host, password=PASSWORD))


def test_an_open_host_is_refused_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chat", "--host", "0.0.0.0", "--no-browser"]) == 1
    complaint = capsys.readouterr().err
    assert "set IPQA_PASSWORD" in complaint
    assert complaint.count("\n") == 1


def test_the_server_itself_refuses_an_open_host() -> None:
    settings = load_settings(host="0.0.0.0", port=0)
    with pytest.raises(OpenHostError):
        serve(build(Scripted(), settings), settings)


def test_a_short_secret_is_none() -> None:
    with pytest.raises(SettingsError, match="token"):
        load_settings(token="short")


def test_settings_do_not_show_their_secrets() -> None:
    assert TOKEN not in repr(load_settings(token=TOKEN))


def test_keys_are_compared_as_a_whole() -> None:
    assert may_enter("Bearer abc", "xyz", "abc")
    assert may_enter("bearer  abc ", "abc")
    for header in ("", "Bearer", "Bearer ", "Bearer ab", "Basic abc", "abc", "Bearer abcd é"):
        assert not may_enter(header, "abc")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/api/ask"),
        ("POST", "/api/search"),
        ("GET", "/api/articles"),
        ("GET", "/api/articles/corpus/treaty.md"),
        ("GET", "/v1/models"),
        ("POST", "/v1/chat/completions"),
        ("POST", "/mcp"),
        ("GET", "/mcp/"),
    ],
)
def test_programs_need_the_token(method: str, path: str, guarded: Served) -> None:
    for headers in ({}, {"authorization": "Bearer wrong"}, {"authorization": f"Bearer {PASSWORD}"}):
        reply = httpx.request(method, f"{guarded.url}{path}", headers=headers)
        assert reply.status_code == 401
        assert reply.headers["www-authenticate"] == "Bearer"
        assert reply.json()["error"]["message"]


def test_the_token_opens_the_api(guarded: Served) -> None:
    bearer = f"Bearer {TOKEN}"
    reply = guarded.post("/api/ask", {"question": "When?"}, authorization=bearer)
    assert reply.status_code == 200
    assert guarded.get("/v1/models", authorization=bearer).status_code == 200


def test_health_and_the_description_need_none(guarded: Served) -> None:
    for path in ("/healthz", "/docs", "/openapi.json"):
        assert guarded.get(path).status_code == 200


def test_the_page_asks_for_the_password(guarded: Served) -> None:
    with httpx.Client(base_url=guarded.url) as browser:
        assert browser.get("/config").status_code == 401
        assert "auth_required" in browser.get("/").text
        asked = {"data": ["When?"]}
        assert browser.post("/gradio_api/call/ask", json=asked).status_code == 401
        wrong = browser.post("/login", data={"username": "me", "password": TOKEN})
        assert wrong.status_code == 400
        right = browser.post("/login", data={"username": "me", "password": PASSWORD})
        assert right.status_code == 200
        assert browser.get("/config").status_code == 200


def test_gradio_s_own_client_logs_in(guarded: Served) -> None:
    client = Client(guarded.url, auth=("me", PASSWORD), verbose=False)
    assert client.predict("When was it signed?", api_name="/ask")["text"] == signed().text
    with pytest.raises(ValueError, match=r"[Cc]redentials|login"):
        Client(guarded.url, auth=("me", "wrong"), verbose=False)


def test_one_secret_alone_guards_every_door() -> None:
    with serving(password=PASSWORD) as served:
        assert served.get("/v1/models").status_code == 401
        bearer = {"authorization": f"Bearer {PASSWORD}"}
        assert served.get("/v1/models", **bearer).status_code == 200
    with serving(token=TOKEN) as served:
        assert served.get("/config").status_code == 401
        login = {"username": "me", "password": TOKEN}
        assert httpx.post(f"{served.url}/login", data=login).status_code == 200


def test_passwords_can_not_be_guessed_quickly() -> None:
    with serving(password=PASSWORD) as served:
        login = {"username": "me", "password": "wrong"}
        codes = [httpx.post(f"{served.url}/login", data=login).status_code for _ in range(12)]
    assert set(codes) == {400, 429}
    assert codes[-1] == 429


def test_other_machines_can_come_in_with_the_token() -> None:
    with serving(host="0.0.0.0", token=TOKEN) as served:
        bearer = {"authorization": f"Bearer {TOKEN}", "host": "news.example.org"}
        assert served.get("/v1/models", **bearer).status_code == 200
        assert served.get("/v1/models").status_code == 401
        # No website may read along: Gradio by itself would allow it here.
        asked = {
            "origin": "https://evil.example",
            "host": "news.example.org",
            "access-control-request-method": "POST",
        }
        preflight = httpx.options(f"{served.url}/api/ask", headers=asked)
        assert preflight.status_code == 403
        assert "access-control-allow-origin" not in preflight.headers


@pytest.mark.parametrize("path", ["/api/ask", "/v1/chat/completions", "/gradio_api/call/ask"])
@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_what_another_website_sends_is_refused(path: str, origin: str, served: Served) -> None:
    reply = served.post(path, {"question": "When?"}, origin=origin)
    assert reply.status_code == 403
    assert "access-control-allow-origin" not in reply.headers


def test_every_address_of_this_machine_goes_by_its_own_name_only() -> None:
    with serving(host="127.0.0.2") as served:
        assert served.get("/healthz").status_code == 200
        assert served.get("/healthz", host="evil.example").status_code == 421


def test_what_the_page_itself_sends_is_answered(served: Served) -> None:
    own = {"origin": served.url}
    assert served.post("/api/ask", {"question": "When?"}, **own).status_code == 200
    forwarded = {"origin": "https://news.example.org", "x-forwarded-host": "news.example.org"}
    assert served.post("/api/ask", {"question": "When?"}, **forwarded).status_code == 200


@pytest.mark.parametrize("root_path", ["/ipqa", "https://news.example.org/ipqa"])
def test_a_proxy_may_serve_it_under_a_prefix(root_path: str) -> None:
    with serving(root_path=root_path) as served:
        for path in ("/v1/models", "/ipqa/v1/models", "/ipqa/healthz", "/ipqa/", "/"):
            assert served.get(path).status_code == 200, path
        assert '/ipqa"' in served.get("/config").text
        assert served.get("/ipqa/assets/none.js").status_code == 404
        named = served.get("/v1/models", host="news.example.org", origin="https://news.example.org")
        assert named.status_code == (200 if "://" in root_path else 421)


def test_a_prefix_begins_with_a_slash() -> None:
    with pytest.raises(SettingsError, match="root_path"):
        load_settings(root_path="ipqa")
    assert load_settings(root_path="/ipqa/").root_path == "/ipqa"
    assert load_settings(root_path="/").root_path == ""
