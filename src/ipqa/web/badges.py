"""The lines that tell how an answer came, or what happens on the way to it."""

from __future__ import annotations

from ipqa.errors import capitalised
from ipqa.events import Stage, Status
from ipqa.web import texts
from ipqa.web.markup import text_html
from ipqa.web.turns import Turn

_STEPS: dict[Stage, int] = {"searching": 1, "reading": 2, "writing": 3, "checking": 4}


def badge_text(turn: Turn) -> str:
    """How a complete answer came, and why so, where that is known."""
    if turn.why is None:
        return texts.BADGES[turn.method or "refused"]
    return texts.WHY[turn.why].format(marks=_marks(turn))


def badge_html(turn: Turn) -> str:
    """How a complete answer came and what it took."""
    took = f" · {texts.SECONDS.format(seconds=turn.seconds)}" if turn.seconds else ""
    return f'<p class="ipqa-badge">{text_html(badge_text(turn))}{took}</p>'


def missing_text(turn: Turn) -> str:
    """The parts of a question that stay open; empty where there are none."""
    return texts.MISSING.format(parts=", ".join(turn.missing)) if turn.missing else ""


def missing_html(turn: Turn) -> str:
    """The parts of a question that stay open; nothing where there are none."""
    missing = missing_text(turn)
    if not missing:
        return ""
    words = missing if turn.refused else f"{texts.PARTLY} {missing}"
    return f'<p class="ipqa-missing">{text_html(words)}</p>'


def status_text(status: Status | None) -> str:
    """What is happening, for people; a stage's own detail wins over the general words."""
    if status is None:
        return f"{texts.STARTING}…"
    words = status.detail.strip() or texts.STAGES[status.stage]
    return f"{capitalised(words).rstrip('.…')}…"


def working_html(turn: Turn) -> str:
    """What is happening, and beside it how far it is."""
    done = _STEPS.get(turn.status.stage, 0) if turn.status else 0
    if done == _STEPS["writing"] and turn.text:
        # What is written is checked at once: a first sentence has been.
        done = _STEPS["checking"]
    steps = "".join(
        f'<span class="ipqa-step{" ipqa-done" if step <= done else ""}"></span>'
        for step in _STEPS.values()
    )
    return (
        f'<p class="ipqa-working"><span class="ipqa-dot"></span>'
        f'{text_html(status_text(turn.status))}<span class="ipqa-steps">{steps}</span></p>'
    )


def _marks(turn: Turn) -> str:
    """The markers of an answer, for people: ``[1], [2] and [3]``."""
    marks = [f"[{number}]" for number in sorted({source.number for source in turn.sources})]
    if len(marks) < 2:
        return "".join(marks)
    return texts.MARKS_AND.format(first=", ".join(marks[:-1]), last=marks[-1])
