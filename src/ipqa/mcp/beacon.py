"""How programs of this machine find the chat that serves a store: a small file in the store."""

from __future__ import annotations

import contextlib
import json
import logging
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

import httpx

from ipqa.api.desk import Desk

FILE: Final = "chat.json"

_LOOK_SECONDS: Final = 3.0
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Beacon:
    """A chat that serves a store: where it is, and the key that lets programs in."""

    url: str
    pid: int
    instance: str
    key: str

    def lit(self) -> bool:
        """Whether that chat is there: a crash leaves the file, and the port to others."""
        try:
            # Not by a proxy of the environment: this is the same machine.
            with httpx.Client(trust_env=False, timeout=_LOOK_SECONDS) as client:
                found = client.get(f"{self.url}/healthz").json()
        except (httpx.HTTPError, ValueError):
            return False
        return isinstance(found, dict) and found.get("instance") == self.instance


def find(store: Path) -> Beacon | None:
    """The running chat that serves a store, if any."""
    try:
        beacon = Beacon(**json.loads((store / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return beacon if beacon.lit() else None


@contextlib.contextmanager
def shining(store: Path, url: str, desk: Desk) -> Iterator[None]:
    """Within it, the chat at ``url`` can be found."""
    beacon = Beacon(_from_here(url), os.getpid(), desk.instance, desk.key)
    path = store / FILE
    try:
        _write(path, json.dumps(asdict(beacon)))
    except OSError as error:
        _log.warning("programs of this machine will not find the chat by itself: %s", error)
    try:
        yield
    finally:
        with contextlib.suppress(OSError, ValueError):
            # Another chat may have taken its place.
            if json.loads(path.read_text(encoding="utf-8"))["instance"] == desk.instance:
                path.unlink()


def _from_here(url: str) -> str:
    """The address for programs of this machine: a server on all addresses is on this one too."""
    port = url.rstrip("/").rpartition(":")[2]
    host = url.removeprefix("http://").rstrip("/").removesuffix(f":{port}").strip("[]")
    if host in ("0.0.0.0", "::"):
        host = "127.0.0.1" if host == "0.0.0.0" else "::1"
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _write(path: Path, text: str) -> None:
    """Writes a file that only its owner can read, as a whole."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}")
    new.unlink(missing_ok=True)
    with open(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:  # noqa: PTH123
        file.write(text)
    new.replace(path)
