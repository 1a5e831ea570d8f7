"""A model behind an OpenAI-compatible server, in place of the one in this process."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ipqa.errors import ServerError
from ipqa.generation import prompts
from ipqa.generation.base import Choice
from ipqa.words import CJK, fold

TIMEOUT_S = 120.0


class ServerWriter:
    """Asks the server for a draft; it is worth something only where the evidence holds it."""

    def __init__(self, url: str, model: str, api_key: str | None) -> None:
        self.name = model
        self.calibrated = False
        self.evaluated = None
        self._url = url.rstrip("/")
        self._model = model
        self._headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}

    def choose(
        self, question: str, sources: Sequence[str], candidates: Sequence[str]
    ) -> list[Choice]:
        """The candidate that the server's draft names, if it names one word for word."""
        draft = fold(self._chat(prompts.answer_messages(question, sources), 48)).strip(" .\"'")
        within = [text for text in candidates if _named(fold(text), draft)]
        best = max(within, key=len, default=None)
        return [Choice(best)] if best else []

    def state(self, question: str, short: str) -> str:
        """One plain sentence that answers the question with ``short``."""
        return prompts.one_line(self._chat(prompts.state_messages(question, short), 64))

    def warm(self) -> None:
        """Nothing to load here."""

    def close(self) -> None:
        """Nothing to free here."""

    def _chat(self, messages: list[dict[str, str]], max_tokens: int) -> str:
        import httpx

        body: dict[str, Any] = {
            "model": self._model,
            "messages": messages,
            "max_tokens": max_tokens,
            "temperature": 0,
        }
        try:
            reply = httpx.post(
                f"{self._url}/chat/completions",
                json=body,
                headers=self._headers,
                timeout=TIMEOUT_S,
            )
            reply.raise_for_status()
            return str(reply.json()["choices"][0]["message"]["content"] or "")
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            reason = (str(error).splitlines() or [type(error).__name__])[0]
            raise ServerError(self._url, reason) from error
        except (KeyError, IndexError, TypeError, ValueError) as error:
            raise ServerError(self._url, "its reply is not a chat completion") from error


def _named(folded: str, draft: str) -> bool:
    """Whether the draft holds the words, and not merely inside of other words."""
    edge = rf"[^\W{CJK}]"
    return re.search(rf"(?<!{edge}){re.escape(folded)}(?!{edge})", draft) is not None
