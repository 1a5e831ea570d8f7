"""How other pipelines did on the same questions: one table, by the same rules for each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from ipqa.evaluation.datasets import Question
from ipqa.evaluation.judge.accuracy import is_right
from ipqa.evaluation.judge.numbers import unsupported_numbers
from ipqa.evaluation.judge.sentences import markers_in, without_markers
from ipqa.evaluation.metrics import Estimate, bootstrap, percentile

_DECLINES = re.compile(
    r"\b(don't|do not|doesn't|does not|didn't|did not|isn't|is not|aren't|are not|wasn't|was not"
    r"|cannot|can't|couldn't|could not|unable to|no)\b[^.]{0,40}\b(know|say|state|stated|mention"
    r"|mentioned|contain|contained|provide|provided|specify|specified|include|included|find|found"
    r"|determine|answer|information|mentions|sources?|available|helpful|given)\b",
    re.IGNORECASE,
)

_ORDER = re.compile(
    r"^\s*\d+[.)](?=\s|$)|\bsource \d+\b|(?<=\s)\d+\.(?=\s+[A-Z])|^\d+$", re.I | re.M
)
"""Numbers that count the items of a list or name a source, and state nothing."""
_SHARES = {
    "right": "right",
    "unsupported": "number from nowhere",
    "refused": "refused, rightly",
    "refused_wrongly": "refused, wrongly",
    "cited": "cited",
}
_REST = {
    "median_s": "s a question",
    "cold_s": "s to the first answer",
    "passages_s": "passages/s",
    "peak_mb": "peak MB",
}
"""The figures of a peer in the order of the table, with their headers."""


@dataclass(frozen=True, slots=True)
class Reply:
    """What a peer said to a question, after ``seconds``, and the texts that it rests on."""

    answer: str
    contexts: tuple[str, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class PeerRun:
    """A peer's replies by question id; rates are passages a second, times seconds."""

    replies: Mapping[str, Reply]
    cold_s: float | None
    peak_mb: float | None
    passages_s: float | None


@dataclass(frozen=True, slots=True)
class PeerFigures:
    """What came of a run. Shares are of the answerable, the unanswerable, or all replies given.

    ``right`` holds an accepted answer; ``unsupported`` states a number that neither its contexts
    nor the question hold; ``refused`` and ``refused_wrongly`` decline to answer; ``cited`` names
    one of its numbered contexts, of those that do not decline.
    """

    right: Estimate | None
    unsupported: Estimate | None
    refused: Estimate | None
    refused_wrongly: Estimate | None
    cited: Estimate | None
    median_s: float
    cold_s: float | None
    peak_mb: float | None
    passages_s: float | None

    def to_dict(self) -> dict[str, Any]:
        """For the JSON of the comparison."""
        found: dict[str, Any] = {}
        for name in _SHARES:
            share: Estimate | None = getattr(self, name)
            found[name] = share.to_dict() if share else None
        for name in _REST:
            value: float | None = getattr(self, name)
            found[name] = None if value is None else round(value, 2)
        return found


def read_run(path: Path) -> PeerRun:
    """The run that a peer wrote to ``path``, as ``eval/peers/work.py`` says."""
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    rest: dict[str, Any] = {}
    for line in lines:
        if "id" not in line:
            rest |= line
    return PeerRun(
        replies={
            line["id"]: Reply(line["answer"], tuple(line["contexts"]), line["seconds"])
            for line in lines
            if "id" in line
        },
        cold_s=rest.get("cold_s"),
        peak_mb=rest.get("peak_mb"),
        passages_s=rest.get("passages_s"),
    )


def declines(answer: str) -> bool:
    """Whether an answer says that it can't tell, in whatever words; an empty one does."""
    return not answer.strip() or bool(_DECLINES.search(answer.replace("’", "'")))


def figures_of(run: PeerRun, questions: Iterable[Question]) -> PeerFigures:
    """The figures of a run over ``questions``; those without a reply are left out.

    An answer that holds the right words beside "I don't know" counts as right and as declined:
    both in the peer's favour on the questions where either is wanted.
    """
    asked = [(question, run.replies[question.id]) for question in questions
             if question.id in run.replies]  # fmt: skip
    answerable = [(question, reply) for question, reply in asked if question.answers is not None]
    given = [reply for _, reply in asked if not declines(reply.answer)]
    return PeerFigures(
        right=_share(
            is_right(reply.answer, question.answers or ()) for question, reply in answerable
        ),
        unsupported=_share(
            bool(
                unsupported_numbers(
                    _ORDER.sub(" ", without_markers(reply.answer)),
                    [*reply.contexts, question.question],
                )
            )
            for question, reply in asked
        ),
        refused=_share(
            declines(reply.answer) for question, reply in asked if question.answers is None
        ),
        refused_wrongly=_share(declines(reply.answer) for _, reply in answerable),
        cited=_share(_cites(reply) for reply in given),
        median_s=percentile([reply.seconds for _, reply in asked], 50),
        cold_s=run.cold_s,
        peak_mb=run.peak_mb,
        passages_s=run.passages_s,
    )


def print_peers(figures: Mapping[str, PeerFigures], console: Console, title: str) -> None:
    """A row a peer and model; shares in percent, with 95 % intervals."""
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD)
    table.add_column("")
    for header in (*_SHARES.values(), *_REST.values()):
        table.add_column(header, justify="right")
    for name, found in figures.items():
        shares = [_percent(getattr(found, share)) for share in _SHARES]
        table.add_row(name, *shares, *(_number(getattr(found, rest)) for rest in _REST))
    console.print(table)


def _cites(reply: Reply) -> bool:
    markers = markers_in(reply.answer)
    return bool(markers) and all(1 <= marker <= len(reply.contexts) for marker in markers)


def _share(outcomes: Iterable[bool]) -> Estimate | None:
    values: Sequence[float] = [float(outcome) for outcome in outcomes]
    return bootstrap(values)


def _percent(share: Estimate | None) -> str:
    if share is None:
        return "-"
    return f"{100 * share.value:.0f} ({100 * share.low:.0f}-{100 * share.high:.0f})"


def _number(value: float | None) -> str:
    if value is None:
        return "-"
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"
