"""The line in which questions wait for the model: first come, first served, and not too long."""

from __future__ import annotations

import math
import threading
import time

from ipqa.errors import QueueFullError

_PACE_SECONDS = 2.0
"""What a question takes, until some were measured."""


class Line:
    """At most ``limit`` places, of which the first ``at_once`` are served; for many threads."""

    def __init__(self, limit: int, at_once: int = 1) -> None:
        self.limit = limit
        self.at_once = at_once
        self.pace = _PACE_SECONDS
        self.moved = threading.Condition()
        self.places: list[Place] = []

    def enter(self) -> Place:
        """A place at the end. Raises ``QueueFullError``."""
        with self.moved:
            if len(self.places) >= self.limit:
                wait = math.ceil(self.pace * len(self.places) / self.at_once)
                raise QueueFullError(self.limit, max(1, wait))
            place = Place(self)
            self.places.append(place)
            return place


class Place:
    """One's own place in a line; leaving the ``with`` block gives it up."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._served: float | None = None

    @property
    def ahead(self) -> int:
        """How many leave before it is one's own turn; 0 when it is."""
        with self._line.moved:
            return max(0, self._line.places.index(self) + 1 - self._line.at_once)

    def wait(self, seconds: float) -> bool:
        """Whether it is one's turn now, or became so within ``seconds``."""
        with self._line.moved:
            turn = self._line.moved.wait_for(lambda: self.ahead == 0, seconds)
            if turn and self._served is None:
                self._served = time.monotonic()
            return turn

    def leave(self) -> None:
        """Makes room; a second time changes nothing."""
        line = self._line
        with line.moved:
            if self not in line.places:
                return
            line.places.remove(self)
            if self._served is not None:
                line.pace += 0.2 * (time.monotonic() - self._served - line.pace)
            line.moved.notify_all()

    def __enter__(self) -> Place:
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()
