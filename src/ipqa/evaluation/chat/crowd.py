"""Users who ask at once, each as the page does: over Gradio's queue, one question after another."""

from __future__ import annotations

import json
import re
import threading
import time
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any, Final

import httpx

from ipqa.evaluation.chat.process import ChatError

_KIND: Final = re.compile(r"ipqa-turn ipqa-(\w+)")
_PLACE: Final = re.compile(r"(\d+) questions? before yours")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a user: seconds to the first words and to the whole, or what went wrong."""

    user: int
    words: float | None
    whole: float
    places: tuple[int, ...] = ()
    error: str | None = None


@dataclass(slots=True)
class Run:
    """What came of ``users`` who asked for a time; ``seconds`` until the last answer was there."""

    users: int
    seconds: float
    asked: list[Asked] = field(default_factory=list)

    @property
    def errors(self) -> list[str]:
        """What went wrong, in order."""
        return [one.error for one in self.asked if one.error]

    @property
    def answers(self) -> list[int]:
        """Complete answers of each user."""
        return [
            sum(1 for one in self.asked if one.user == user and not one.error)
            for user in range(self.users)
        ]

    @property
    def per_minute(self) -> float:
        """Complete answers a minute, of all users together."""
        return 60 * sum(self.answers) / self.seconds if self.seconds else 0.0


class Door:
    """Gradio's queue of a chat, found in the page's own description of itself."""

    def __init__(self, url: str, seconds: float) -> None:
        self.url = url
        self.seconds = seconds
        try:
            config = httpx.get(f"{url}/config", timeout=seconds, trust_env=False).json()
            parts = {part["props"].get("elem_id"): part["id"] for part in config["components"]}
            self._box = parts["ipqa-box"]
            steps = [
                step
                for step in config["dependencies"]
                if [self._box, "submit"] in [list(target) for target in step["targets"]]
            ]
            self._step, self._inputs = steps[0]["id"], steps[0]["inputs"]
        except (httpx.HTTPError, ValueError, KeyError, IndexError) as error:
            raise ChatError(f"the page at {url} has no question box: {error!r}") from error

    def ask(self, user: int, question: str) -> Asked:
        """Asks in a new conversation, and follows the answer to its end."""
        began = time.monotonic()
        words: float | None = None
        places: list[int] = []
        session = uuid.uuid4().hex
        data = [question if one == self._box else None for one in self._inputs]
        body = {
            "data": data,
            "fn_index": self._step,
            "session_hash": session,
            "trigger_id": self._box,
            "event_data": None,
        }
        try:
            with httpx.Client(base_url=self.url, timeout=self.seconds, trust_env=False) as client:
                client.post("/gradio_api/queue/join", json=body).raise_for_status()
                given = {"session_hash": session}
                with client.stream("GET", "/gradio_api/queue/data", params=given) as stream:
                    for line in stream.iter_lines():
                        now = time.monotonic() - began
                        if now > self.seconds:
                            return Asked(user, words, now, tuple(places), "no end in time")
                        if not line.startswith("data:"):
                            continue
                        if words is None and "ipqa-text" in line:
                            words = now
                        places += map(int, _PLACE.findall(line)[:1])
                        message = json.loads(line.removeprefix("data:"))
                        if message["msg"] == "process_completed":
                            return Asked(user, words, now, tuple(places), _wrong(message))
            error = "the stream ended before the answer"
        except (httpx.HTTPError, ValueError, KeyError) as failure:
            error = f"{type(failure).__name__}: {failure}"
        return Asked(user, words, time.monotonic() - began, tuple(places), error)


def _wrong(message: dict[str, Any]) -> str | None:
    """What is wrong with the end of an answer; nothing if it is answered or refused."""
    if not message.get("success"):
        return f"the step failed: {message.get('output')}"
    kind = _KIND.search(json.dumps(message["output"]["data"]))
    if kind is None:
        return "there is no answer"
    if kind[1] in ("generated", "quoted", "refused"):
        return None
    return f"the answer is {kind[1]}: {message['output']['data'][3]}"


def run(door: Door, questions: Sequence[str], users: int, seconds: float) -> Run:
    """``users`` ask for ``seconds``, each other questions; what was begun is waited for."""
    began = time.monotonic()
    asked: list[Asked] = []
    lock = threading.Lock()

    def use(user: int) -> None:
        turn = 0
        while time.monotonic() - began < seconds:
            one = door.ask(user, questions[(user + turn * users) % len(questions)])
            turn += 1
            with lock:
                asked.append(one)
            if one.error:
                time.sleep(0.5)  # or a server that is gone would be asked without end

    with ThreadPoolExecutor(users) as pool:
        list(pool.map(use, range(users)))
    return Run(users, time.monotonic() - began, asked)
