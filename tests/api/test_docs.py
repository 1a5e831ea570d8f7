"""What docs/api.md shows is run as it stands there, at another address."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner
from web.scripted import signed

from ipqa.cli import app
from ipqa.settings import load_settings

from .served import Served, serving

DOCS = (Path(__file__).resolve().parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
ADDRESS = "http://127.0.0.1:7860"
TOKEN = "a-token-of-tests"
CALLS = [
    call
    for block in re.findall(r"(?:^    .*\n|^\n(?=    ))+", DOCS, re.MULTILINE)
    for call in re.split(r"\n\n", re.sub(r"^    ", "", block, flags=re.MULTILINE).strip())
    if call.startswith("curl ")
]
PROGRAMS = re.findall(r"```python\n(.*?)```", DOCS, re.DOTALL)
CONFIGURATIONS = re.findall(r"```json\n(.*?)```", DOCS, re.DOTALL)


@pytest.fixture(scope="module")
def guarded() -> Iterator[Served]:
    with serving(token=TOKEN) as served:
        yield served


@pytest.mark.skipif(not shutil.which("curl"), reason="no curl")
@pytest.mark.parametrize("call", CALLS)
def test_calls(call: str, served: Served, guarded: Served) -> None:
    url = guarded.url if "TOKEN" in call else served.url
    done = subprocess.run(
        ["bash", "-c", call.replace(ADDRESS, url)],
        env={"IPQA_TOKEN": TOKEN, "PATH": "/usr/bin:/bin", "no_proxy": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    reply = json.loads(done.stdout)
    assert "error" not in reply, reply


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs(program: str, served: Served, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(program.replace(ADDRESS, served.url), "docs/api.md", "exec"), {})
    shown = capsys.readouterr().out
    assert signed().text in shown


def test_there_are_as_many_examples_as_ways_in() -> None:
    assert (len(CALLS), len(PROGRAMS), len(CONFIGURATIONS)) == (7, 3, 2)


def test_configurations_name_what_there_is() -> None:
    started, connected = (json.loads(text)["mcpServers"]["ipqa"] for text in CONFIGURATIONS)
    assert started["command"] == "ipqa"
    shown = CliRunner().invoke(app, [started["args"][0], "--help"]).output
    assert started["args"][1] in shown
    assert connected["url"] == f"{ADDRESS}/mcp"


def test_the_defaults_are_those_of_the_settings() -> None:
    settings = load_settings()
    rows = re.findall(r"^\| `IPQA_(\w+)` \| (\d+) \|", DOCS, re.MULTILINE)
    assert {name: int(value) for name, value in rows} == {
        name: getattr(settings, name.lower())
        for name in ("WAITING", "AT_ONCE", "RATE", "MAX_QUESTION")
    }
