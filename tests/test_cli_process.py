"""The command line as a process of its own: light to start, quiet when nobody listens."""

from __future__ import annotations

import subprocess
import sys

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
