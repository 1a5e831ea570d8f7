"""The chat in a process of its own: its start, its memory and its end."""

from __future__ import annotations

import os
import re
import shlex
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from typing import Final

import httpx

_ADDRESS: Final = re.compile(r"https?://\S+?(?=/?[\s(]|/?$)")
_TAIL: Final = 15
_END_SECONDS: Final = 30


class ChatError(RuntimeError):
    """The chat did not do what is measured; one line says what, with the last of what it said."""


@dataclass(frozen=True, slots=True)
class Chat:
    """A running chat: its address, its process, and when its command was started."""

    url: str
    pid: int
    started: float

    def memory_mb(self) -> float | None:
        """Memory in use now, as the system counts it; nothing where ``ps`` is not there."""
        try:
            told = subprocess.check_output(["ps", "-o", "rss=", "-p", str(self.pid)], text=True)
            return int(told) / 1024
        except (OSError, ValueError, subprocess.CalledProcessError):
            return None

    def wait_ready(self, seconds: float) -> float:
        """Waits for the models; gives the seconds since the command. Raises ``ChatError``."""
        deadline = time.time() + seconds
        with httpx.Client(trust_env=False, timeout=10) as client:
            while time.time() < deadline:
                with suppress(httpx.HTTPError, ValueError):
                    state = client.get(f"{self.url}/healthz").json().get("status")
                    if state == "ready":
                        return time.time() - self.started
                    if state == "failed":
                        raise ChatError("the models could not be loaded: try 'ipqa chat' by hand")
                time.sleep(0.1)
        raise ChatError(f"the models were not ready after {seconds:.0f} seconds")


def ipqa(*arguments: str) -> list[str]:
    """The command line of an ``ipqa`` command, with this Python."""
    script = "import sys; from ipqa.cli import main; sys.exit(main())"
    return [sys.executable, "-c", script, *arguments]


def prepare(commands: Sequence[Sequence[str]], env: Mapping[str, str], seconds: float) -> float:
    """Runs what ``make chat`` runs first; gives the seconds it took. Raises ``ChatError``."""
    began = time.time()
    for command in commands:
        name = " ".join(command[-2:])
        try:
            done = subprocess.run(
                command, env=environment(env), capture_output=True, text=True, timeout=seconds
            )
        except subprocess.TimeoutExpired as error:
            raise ChatError(f"'{name}' took longer than {seconds:.0f} seconds") from error
        if done.returncode:
            last = (done.stderr or done.stdout).strip().splitlines()[-1:]
            raise ChatError(f"'{name}' ended with {done.returncode}: {' '.join(last)}")
    return time.time() - began


@contextmanager
def serving(command: Sequence[str], env: Mapping[str, str], seconds: float) -> Iterator[Chat]:
    """A chat that ``command`` starts and that says its address, until the end of the block.

    Raises ``ChatError`` when it ends before, or says no address within ``seconds``.
    """
    with tempfile.TemporaryDirectory(prefix="ipqa-page-") as folder:
        log = Path(folder) / "stderr"
        started = time.time()
        with log.open("wb") as errors:
            process = subprocess.Popen(
                command, env=environment(env), stdout=subprocess.PIPE, stderr=errors, text=True
            )
        try:
            url = _address(process, seconds)
            if url is None:
                end = _ended(process)
                how = "did not say its address" if end is None else f"ended with {end}"
                told = "\n".join(log.read_text("utf-8", "replace").splitlines()[-_TAIL:])
                raise ChatError(f"{shlex.join(command[-3:])} {how}\n{told}".rstrip())
            yield Chat(url, process.pid, started)
        finally:
            _end(process)


def _ended(process: subprocess.Popen[str]) -> int | None:
    """How a process ended; ``None`` for one that goes on."""
    try:
        # One that just closed its output may take a moment to be gone.
        return process.wait(1)
    except subprocess.TimeoutExpired:
        return None


def environment(changes: Mapping[str, str]) -> dict[str, str]:
    """This process's environment with some variables changed."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", **changes}


def _address(process: subprocess.Popen[str], seconds: float) -> str | None:
    """The address in the first line that has one."""
    found: Queue[str | None] = Queue()

    def read() -> None:
        for line in process.stdout or ():
            if match := _ADDRESS.search(line):
                found.put(match[0].rstrip("/"))
        found.put(None)

    # It is read to its end, or the process would stand still on a full pipe.
    threading.Thread(target=read, name="ipqa-page-output", daemon=True).start()
    with suppress(Empty):
        return found.get(timeout=seconds)
    return None


def _end(process: subprocess.Popen[str]) -> None:
    """Ends it as Ctrl-C does; by force when that takes too long."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
