"""The command line as a process of its own: light to start, quiet when nobody listens."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ipqa.cli import main


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("ipqa ")


@pytest.mark.parametrize("argv", [["--help"], ["ask", "--help"], ["models", "list"]])
def test_starting_is_light(argv: list[str]) -> None:
    heavy = ("torch", "chromadb", "gradio", "llama_cpp", "transformers", "numpy", "httpx")
    code = f"""
import sys
from ipqa.cli import main
code = main({argv!r})
print([name for name in {heavy!r} if name in sys.modules], file=sys.stderr)
sys.exit(code)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr == "[]\n"


def test_a_reader_that_goes_away_is_no_problem() -> None:
    code = "import sys; from ipqa.cli import main; sys.exit(main(['models', 'list']))"
    running = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.wait()
    running.stderr.close()


WATCHED = """
import signal, sys, time
from types import ModuleType
from ipqa.cli import main
from ipqa.index.report import SyncReport

class Assistant:
    def __init__(self, settings): pass
    def close(self): print("closed", file=sys.stderr)
    def index(self, paths, progress, notice, rebuild):
        if (paths[0] / "slow.md").exists():
            print("slow", file=sys.__stdout__, flush=True)
            time.sleep(30)
        return SyncReport(1, 0, 0, 0, 1)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs ignore it
sys.modules["ipqa.assistant"] = ModuleType("ipqa.assistant")
sys.modules["ipqa.assistant"].Assistant = Assistant
sys.exit(main(["index", "--watch", sys.argv[1], "--store", sys.argv[1] + "/store"]))
"""


@pytest.mark.parametrize("amid", [False, True])
def test_ctrl_c_ends_a_watch_at_once(amid: bool, tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WATCHED, str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        assert f"{tmp_path.name}: 1 added" in running.stdout.readline()
        if amid:
            (tmp_path / "slow.md").write_text("x", encoding="utf-8")
            assert running.stdout.readline() == "slow\n"
        running.send_signal(signal.SIGINT)
        assert running.wait(10) == 130
        said = ["ipqa: stopped in the middle"] if amid else []
        assert [line[:27] for line in running.stderr.read().splitlines()] == [*said, "closed"]
