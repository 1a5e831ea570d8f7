"""Loading the models beside the page, so that the page shows at once."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import AsyncGenerator, Callable
from typing import Literal

from ipqa.errors import EmptyIndexError, IpqaError
from ipqa.web import texts

State = Literal["loading", "ready", "empty", "failed"]

_POLL_SECONDS = 0.1
_log = logging.getLogger(__name__)


class Warmup:
    """Runs ``warm`` once in the background and tells how far it is."""

    def __init__(self, warm: Callable[[], None]) -> None:
        self._warm = warm
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self.state: State = "loading"
        self.reason = texts.LOADING

    def start(self) -> None:
        """Begins loading; a second call changes nothing, unless the first try failed.

        To find no articles is to fail, too: there may be some by now.
        """
        with self._lock:
            if self._thread is not None and self.state not in ("empty", "failed"):
                return
            self.state, self.reason = "loading", texts.LOADING
            self._thread = threading.Thread(target=self._run, name="ipqa-warm", daemon=True)
            self._thread.start()

    async def watch(self) -> AsyncGenerator[tuple[State, str], None]:
        """The state now and whenever it changes, until the loading has ended."""
        while self.state == "loading":
            yield self.state, self.reason
            while self.state == "loading":
                await asyncio.sleep(_POLL_SECONDS)
        yield self.state, self.reason

    def _run(self) -> None:
        try:
            self._warm()
        except EmptyIndexError:
            self.reason, self.state = texts.EMPTY, "empty"
        except IpqaError as error:
            self.reason, self.state = str(error), "failed"
        except Exception:
            _log.exception("the models could not be loaded")
            self.reason, self.state = texts.WARM_UNEXPECTED, "failed"
        else:
            self.reason, self.state = texts.READY, "ready"
