"""The real assistant and the real program, as programs meet them."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from mcp import Client, StdioServerParameters

from ipqa.api.schemas import AnswerOut
from ipqa.assistant import Assistant
from ipqa.mcp import beacon
from ipqa.models import models_folder
from ipqa.settings import Settings
from ipqa.web.server import free_port

from .served import Served, serving

pytestmark = pytest.mark.slow
QUESTION = "Who signed with WeChat?"
# A shell's background jobs, such as these tests may be, ignore Ctrl-C.
CODE = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
from ipqa.cli import main
sys.exit(main())
"""
IPQA = (sys.executable, "-c", CODE)


@pytest.fixture(scope="module")
def real(assistant: Assistant, settings: Settings) -> Iterator[Served]:
    with serving(assistant, store=settings.store) as served:
        yield served


def check(fields: dict[str, Any]) -> None:
    answer = AnswerOut.model_validate(fields)
    assert not answer.refused
    for citation in answer.citations:
        text = citation.article.text
        assert text is not None
        assert text[citation.start : citation.end] == citation.quote


def test_answers_by_rest_have_exact_quotes(real: Served) -> None:
    check(real.post("/api/ask", {"question": QUESTION, "with_text": True}).json())
    refusal = real.post("/api/ask", {"question": "Who won the 2018 World Cup?"}).json()
    assert refusal["refused"]
    assert refusal["passages"]


def test_a_stream_says_what_an_answer_says(real: Served) -> None:
    messages: list[Any] = [{"role": "user", "content": QUESTION}]
    with openai.OpenAI(base_url=f"{real.url}/v1", api_key="none") as client:
        whole = client.chat.completions.create(model="ipqa", messages=messages)
        stream = client.chat.completions.create(model="ipqa", messages=messages, stream=True)
        said = "".join(chunk.choices[0].delta.content or "" for chunk in stream)
    assert said == whole.choices[0].message.content
    assert whole.usage
    assert whole.usage.total_tokens > 0


def test_many_at_once_are_all_answered(real: Served) -> None:
    async def ask() -> list[int]:
        async with httpx.AsyncClient(base_url=real.url, timeout=120) as client:
            posts = [client.post("/api/ask", json={"question": QUESTION}) for _ in range(5)]
            return [reply.status_code for reply in await asyncio.gather(*posts)]

    assert asyncio.run(ask()) == [200] * 5


def over_stdio(store: Path, environment: dict[str, str]) -> Any:
    command = StdioServerParameters(
        command=IPQA[0], args=[*IPQA[1:], "mcp", "--store", str(store)], env=environment
    )

    async def run() -> Any:
        async with Client(command) as client:
            return await client.call_tool("ask", {"question": QUESTION})

    return asyncio.run(run())


def test_the_program_is_found_by_mcp_and_leaves_no_trace(real: Served, settings: Settings) -> None:
    environment = {**os.environ, "IPQA_MODELS_DIR": str(models_folder(settings))}
    store = settings.store
    alone = over_stdio(store, environment)
    chat = subprocess.Popen(
        [*IPQA, "chat", "--no-browser", "--port", str(free_port("127.0.0.1")), "--store", store],
        env={**environment, "IPQA_TOKEN": "a-token-of-tests"},
        start_new_session=True,
    )
    try:
        deadline = time.monotonic() + 120
        while (found := beacon.find(store)) is None:
            assert time.monotonic() < deadline
            time.sleep(0.2)
        assert httpx.get(f"{found.url}/v1/models").status_code == 401
        passed_on = over_stdio(store, environment)
        assert httpx.get(f"{found.url}/healthz").json()["articles"] == 5
    finally:
        chat.send_signal(signal.SIGINT)
        chat.wait(20)
    assert not (store / beacon.FILE).exists()
    for result in (alone, passed_on):
        assert not result.is_error
        assert result.structured_content["citations"]
