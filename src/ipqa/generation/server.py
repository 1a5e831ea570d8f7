"""A model behind an OpenAI-compatible server, in place of the one in this process."""

from __future__ import annotations

import contextlib
import re
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ipqa.errors import ServerError
from ipqa.generation import prompts
from ipqa.generation.base import Choice, PromptTooLongError, Source
from ipqa.settings import Settings
from ipqa.stopping import Stop, current
from ipqa.words import CJK, fold

if TYPE_CHECKING:
    import httpx

TIMEOUT_S = 120.0
_TOO_LONG = ("context_length_exceeded", "exceed_context_size_error")
"""How OpenAI and llama-cpp-python, and how llama.cpp's own server, call a prompt that is too
long."""


@dataclass(frozen=True, slots=True)
class Served:
    """What answers behind a server: the model, and the server's host and port."""

    model: str
    address: str


def served(settings: Settings) -> Served | None:
    """The model that the settings' server has; ``None`` where they name no server.

    Where they leave the model's name open and the server lists one model, it is that one's. Raises
    ``ServerError`` where nobody answers.
    """
    if not settings.llm_url:
        return None
    import httpx

    model = settings.llm_model
    url = settings.llm_url.rstrip("/")
    try:
        reply = httpx.get(
            f"{url}/models",
            headers=_headers(settings.llm_api_key),
            timeout=TIMEOUT_S,
            trust_env=not _is_here(url),
        )
        listed = [str(item["id"]) for item in reply.raise_for_status().json()["data"]]
    except (httpx.HTTPStatusError, KeyError, TypeError, ValueError):
        # A server need not list its models.
        listed = []
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ServerError(url, _reason(error)) from error
    if model == Settings.model_fields["llm_model"].default and len(listed) == 1:
        # llama-cpp-python's server calls a model by its path unless told otherwise.
        path = PurePath(listed[0])
        model = path.stem if path.suffix == ".gguf" else listed[0]
    # Without the user and the password that an address may hold.
    return Served(model, urlsplit(url).netloc.rpartition("@")[2])


class ServerWriter:
    """Asks the server for a draft; it is worth something only where the evidence holds it."""

    def __init__(self, url: str, model: str, api_key: str | None) -> None:
        self.name = model
        self.calibrated = False
        self.trained = False
        self.evaluated = None
        self._url = url.rstrip("/")
        self._model = model
        self._headers = _headers(api_key)

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        """The longest candidate in the first line of the server's draft that names one, if any.

        Raises ``PromptTooLongError`` where the server says so.
        """
        # Before the answer there may be a greeting; after it, a model without a chat template goes
        # on with questions of its own.
        for line in self._chat(prompts.answer_messages(question, sources), 48).splitlines():
            draft = fold(line)
            within = [text for text in candidates if _named(fold(text), draft)]
            if within:
                return [Choice(max(within, key=len))]
        return []

    def untold(self, question: str, sources: Sequence[Source]) -> None:
        """A server tells no likelihoods."""

    def state(self, question: str, short: str, source: Source) -> str:
        """One plain sentence that answers the question with ``short``."""
        try:
            draft = self._chat(prompts.state_messages(question, short), 64)
            return prompts.one_line(draft.strip().partition("\n")[0])
        except PromptTooLongError as error:
            # There is no evidence in it that could be left out.
            raise ServerError(self._url, str(error)) from error

    def warm(self) -> None:
        """Nothing to load here."""

    def close(self) -> None:
        """Nothing to free here."""

    def _chat(self, messages: list[dict[str, str]], max_tokens: int) -> str:
        import httpx

        stop = current()
        stop.check()
        line = _Line(stop)
        body: dict[str, Any] = {
            "model": self._model,
            "messages": messages,
            "max_tokens": max_tokens,
            "temperature": 0,
        }
        try:
            with (
                stop.calling(line.cut),
                httpx.Client(timeout=TIMEOUT_S, trust_env=not _is_here(self._url)) as client,
            ):
                reply = client.post(
                    f"{self._url}/chat/completions",
                    json=body,
                    headers=self._headers,
                    extensions={"trace": line.note},
                )
            if reply.status_code == 400 and _is_too_long(reply):
                raise PromptTooLongError
            reply.raise_for_status()
            return str(reply.json()["choices"][0]["message"]["content"] or "")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            stop.check()  # the line was cut here
            raise ServerError(self._url, _reason(error)) from error
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise ServerError(self._url, "its reply is not a chat completion") from error


class _Line:
    """The connection of one request. Cut, it ends the wait here and the work at the server."""

    def __init__(self, stop: Stop) -> None:
        self._stop = stop
        self._socket: socket.socket | None = None

    def note(self, event: str, info: dict[str, Any]) -> None:
        """Takes note of the socket, of which the request's trace tells."""
        if event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            self._socket = info["return_value"].get_extra_info("socket")
            self._stop.check()

    def cut(self) -> None:
        """Hangs up. A socket that is merely closed would let its reader wait on."""
        if self._socket:
            with contextlib.suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


def _is_here(url: str) -> bool:
    """Whether a server is on this machine: what goes there must not go through a proxy."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        # httpx says what is wrong with the address.
        return False
    return host in ("localhost", "::1") or host.startswith("127.")


def _headers(api_key: str | None) -> dict[str, str]:
    return {"Authorization": f"Bearer {api_key}"} if api_key else {}


def _reason(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _is_too_long(reply: httpx.Response) -> bool:
    try:
        problem = reply.json()["error"]
        return problem.get("code") in _TOO_LONG or problem.get("type") in _TOO_LONG
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def _named(folded: str, draft: str) -> bool:
    """Whether the draft holds the words, and not merely inside of other words."""
    edge = rf"[^\W{CJK}]"
    return re.search(rf"(?<!{edge}){re.escape(folded)}(?!{edge})", draft) is not None
