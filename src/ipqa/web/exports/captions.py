"""What a file says about a conversation and its answers, whatever its format."""

from __future__ import annotations

from datetime import UTC, datetime

from ipqa.web import texts
from ipqa.web.badges import badge_text
from ipqa.web.sources import date_text, shortened
from ipqa.web.turns import Talk, Turn

TITLE = 80
"""Characters of a question that serve as a title."""


def heading_of(talk: Talk, title: str = "") -> str:
    """The title that a person gave, else the first question, on one line."""
    if own := " ".join(title.split()):
        return own
    return shortened(talk.turns[0].question, TITLE) if talk.turns else texts.PAGE_TITLE


def outcome_of(turn: Turn) -> str:
    """How an answer came about, or why there is none."""
    if turn.state == "answered":
        return badge_text(turn)
    if turn.state == "failed":
        return f"{texts.FAILED}: {turn.reason}"
    return texts.STOPPED if turn.state == "stopped" else texts.EXPORT_WORKING


def circumstances_of(turn: Turn) -> str:
    """When a question was asked, and of which articles where not of all."""
    parts = [texts.EXPORT_ASKED.format(when=_time_text(turn.asked))]
    if turn.scope:
        parts.append(texts.SCOPE.format(filters=turn.scope))
    return " · ".join(parts)


def _time_text(asked: str) -> str:
    try:
        # What a browser kept may hold any words in place of a time.
        time = datetime.fromisoformat(asked).astimezone(UTC)
    except (ValueError, OverflowError):
        return asked
    return f"{date_text(time.date().isoformat())}, {time:%H:%M} UTC"
