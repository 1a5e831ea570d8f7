"""Dates as articles state them, in ISO 8601 and never guessed."""

from __future__ import annotations

import datetime
import re

_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2}))?$", re.ASCII)


def iso_date(text: str) -> str | None:
    """``text`` if it is a year, a month or a day in ISO 8601 that exists; a time is cut off."""
    partial = _PARTIAL.match(text)
    try:
        if partial:
            datetime.date(int(partial[1]), int(partial[2] or 1), 1)
            return text
        return datetime.datetime.fromisoformat(text).date().isoformat()
    except ValueError:
        return None
