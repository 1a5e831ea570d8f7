"""The REST API as a program meets it, over HTTP."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from pydantic import create_model
from web.scripted import TREATY, Scripted, signed

from ipqa.api import schemas
from ipqa.errors import EmptyIndexError
from ipqa.filters import Filters

from .served import Served, serving


def test_an_answer_is_the_contract_without_local_paths(served: Served) -> None:
    reply = served.post("/api/ask", {"question": "When was it signed?", "id": "7"})
    assert reply.status_code == 200
    answer = reply.json()
    assert answer["id"] == "7"
    assert answer["text"] == signed().text
    assert answer["citations"][0]["quote"] == signed().citations[0].quote
    assert "/home/someone" not in reply.text
    assert "text" not in answer["citations"][0]["article"]


@pytest.mark.parametrize("question", ["When was it signed?", "twice?", "refuse"])
def test_answers_have_the_documented_shape(question: str, served: Served) -> None:
    answer = served.post("/api/ask", {"question": question, "with_text": True}).json()
    strict = create_model("Strict", __base__=schemas.AnswerOut, __cls_kwargs__={"extra": "forbid"})
    strict.model_validate(answer)


def test_texts_come_on_request(served: Served) -> None:
    answer = served.post("/api/ask", {"question": "When?", "with_text": True}).json()
    for citation in answer["citations"]:
        text = citation["article"]["text"]
        assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_history_and_filters_reach_the_assistant(served: Served) -> None:
    history = [{"role": "user", "content": "Which?"}, {"role": "assistant", "content": "This."}]
    filters = {"sources": ["Xinhua"], "since": "2020"}
    served.post("/api/ask", {"question": "And when?", "history": history, "filters": filters})
    assert served.assistant.asked[-1] == ("And when?", history)
    assert served.assistant.filters[-1] == Filters("Xinhua", "2020")


@pytest.mark.parametrize(
    ("body", "status", "type", "words"),
    [
        ({"question": "broken index?"}, 503, "empty_index", "run 'ipqa index'"),
        ({"question": "a bug?"}, 500, "unexpected", "terminal"),
        ({"question": "When?", "filters": {"since": "soon"}}, 400, "filter", "no date like"),
        ({"question": "When?", "filters": {"folders": "/home"}}, 400, "filter", "no folder"),
        ({"question": 7}, 422, "invalid_request", "question: "),
        ({"question": "When?", "histroy": []}, 422, "invalid_request", "histroy: "),
        ({"question": "When?", "history": [{"role": "boss", "content": ""}]}, 422, None, "role"),
        ({}, 422, "invalid_request", "question: "),
    ],
)
def test_mistakes_are_one_line(
    body: object, status: int, type: str | None, words: str, served: Served
) -> None:
    reply = served.post("/api/ask", body)
    error = reply.json()["error"]
    assert reply.status_code == status
    assert type in (None, error["type"])
    assert words in error["message"]
    assert "\n" not in error["message"]
    assert "a detail" not in reply.text


def test_a_body_that_is_no_json_is_told(served: Served) -> None:
    reply = httpx.post(
        f"{served.url}/api/ask", content=b"{oh", headers={"content-type": "application/json"}
    )
    assert reply.status_code == 422
    assert reply.json()["error"]["message"] == "The body is no JSON"


def test_half_a_character_breaks_nothing(served: Served) -> None:
    reply = httpx.post(
        f"{served.url}/api/ask",
        content=b'{"question": "When \\ud800?", "id": "\\ud800"}',
        headers={"content-type": "application/json"},
    )
    assert reply.status_code in (200, 422)


def test_too_large_a_body_is_refused(served: Served) -> None:
    reply = served.post("/api/ask", {"question": "x" * 2_000_000})
    assert reply.status_code == 413
    assert reply.json()["error"]["type"] == "too_large"


def test_search_gives_passages_with_their_articles(served: Served) -> None:
    reply = served.post("/api/search", {"question": "treaty", "k": 1})
    (passage,) = reply.json()["passages"]
    assert passage["article"]["title"] == TREATY.title
    assert passage["also"]
    assert "/home/someone" not in reply.text
    schemas.SearchOut.model_validate(reply.json())


def test_articles_are_listed_a_page_at_a_time(served: Served) -> None:
    page = served.get("/api/articles?offset=1&limit=1").json()
    assert page["total"] == 3
    assert [article["id"] for article in page["articles"]] == ["corpus/twin.md"]
    assert "/home/someone" not in served.get("/api/articles").text
    assert served.get("/api/articles?limit=0").status_code == 422


def test_an_article_is_read_by_its_id(served: Served) -> None:
    article = served.get(f"/api/articles/{TREATY.id}").json()
    assert article["text"] == TREATY.text
    assert "path" not in article
    missing = served.get("/api/articles/corpus/none.md")
    assert missing.status_code == 404
    assert missing.json()["error"]["type"] == "unknown_article"


def test_health_tells_the_state() -> None:
    assistant = Scripted()
    assistant.ready.clear()
    with serving(assistant) as served:
        served.desk.start()
        health = served.get("/healthz").json()
        assert (health["status"], health["models_loaded"]) == ("starting", False)
        assert health["articles"] == 3
        assistant.ready.set()
        served.desk.warm()
        assert served.get("/healthz").json()["status"] == "ready"


def test_health_tells_a_failure_and_the_next_question_tries_again() -> None:
    assistant = Scripted(failing=EmptyIndexError(Path("/store")))
    with serving(assistant) as served:
        with pytest.raises(EmptyIndexError):
            served.desk.warm()
        assert served.get("/healthz").json()["status"] == "failed"
        assert served.post("/api/ask", {"question": "When?"}).status_code == 503
        assistant.failing = None
        assert served.post("/api/ask", {"question": "When?"}).status_code == 200
        assert served.get("/healthz").json()["status"] == "ready"


def test_hanging_up_ends_the_work(served: Served) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{served.url}/api/ask", json={"question": "forever one"}, timeout=0.5)
    assert served.closed("forever one")


def test_questions_stand_in_line_and_too_many_are_told_to_come_again() -> None:
    with serving(waiting=2) as served, ThreadPoolExecutor(2) as others:

        def hold(question: str, seconds: float) -> None:
            with pytest.raises(httpx.ReadTimeout):
                httpx.post(f"{served.url}/api/ask", json={"question": question}, timeout=seconds)

        first = others.submit(hold, "forever a", 3)
        assert served.within(lambda: bool(served.assistant.asked))
        second = others.submit(hold, "forever b", 1)
        assert served.within(lambda: len(served.desk._line.places) == 2)
        reply = served.post("/api/ask", {"question": "When?"})
        assert int(reply.headers["retry-after"]) >= 1
        assert reply.json()["error"]["type"] == "queue_full"
        second.result()
        first.result()
        assert served.closed("forever a")
        # Who leaves while waiting is never asked for, and holds no place.
        assert [question for question, _ in served.assistant.asked] == ["forever a"]
        assert served.post("/api/ask", {"question": "When?"}).status_code == 200


def test_one_address_may_not_ask_without_end() -> None:
    with serving(rate=2) as served:
        codes = [served.post("/api/ask", {"question": "When?"}) for _ in range(3)]
        assert [reply.status_code for reply in codes] == [200, 200, 429]
        assert codes[-1].json()["error"]["type"] == "too_many_requests"
        assert 1 <= int(codes[-1].headers["retry-after"]) <= 60
        assert served.get("/api/articles").status_code == 200


def test_the_schema_lists_these_routes_only(served: Served) -> None:
    assert list(served.get("/openapi.json").json()["paths"]) == [
        "/api/ask",
        "/api/search",
        "/api/articles",
        "/api/articles/{article_id}",
        "/healthz",
        "/v1/models",
        "/v1/chat/completions",
    ]


def test_the_page_about_the_api_needs_no_other_host(served: Served) -> None:
    page = served.get("/docs")
    assert page.status_code == 200
    assert "/v1/chat/completions" in page.text
    assert not re.findall(r"https?://|<script|<link|@import", page.text)
    assert "default-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/api/none", "/v1/embeddings", "/api/ask"])
def test_what_there_is_not_is_told_as_json(path: str, served: Served) -> None:
    reply = served.get(path)
    assert reply.status_code in (404, 405)
    assert reply.json()["error"]["message"]
