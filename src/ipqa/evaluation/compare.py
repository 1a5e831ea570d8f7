"""Two runs held against each other, question by question."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ipqa.errors import QuestionsError
from ipqa.evaluation.baseline import HIGHER_IS_BETTER, Outcomes, outcomes_of_one
from ipqa.evaluation.datasets import RETRIEVAL
from ipqa.evaluation.metrics import Estimate, paired_bootstrap

KEPT = "promises kept"
"""The share of answers with which the checker finds nothing wrong."""
_BY_TYPE = "accuracy, "


@dataclass(frozen=True, slots=True)
class Change:
    """A figure of both runs over the questions that both have, shares from 0 to 1.

    ``difference`` is that of ``after`` to ``before``, paired, with its 95 % interval.
    """

    figure: str
    before: float
    after: float
    difference: Estimate

    @property
    def real(self) -> bool:
        """Whether the interval excludes 0."""
        return is_real(self.difference)

    def to_dict(self) -> dict[str, Any]:
        """For the JSON of a run."""
        return {
            "figure": self.figure,
            "before": round(self.before, 4),
            "after": round(self.after, 4),
            "low": round(self.difference.low, 4),
            "high": round(self.difference.high, 4),
            "real": self.real,
        }


@dataclass(frozen=True, slots=True)
class Flip:
    """A question whose outcome, 0 or 1, is another one now."""

    id: str
    figure: str
    before: int
    after: int

    @property
    def worse(self) -> bool:
        """Whether the flip is for the worse."""
        return (self.after < self.before) == _higher_is_better(self.figure)

    def to_dict(self) -> dict[str, Any]:
        """For the JSON of a run."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class RunComparison:
    """What changed since the run ``name``; questions of one run alone are only named."""

    name: str
    changes: tuple[Change, ...]
    flipped: tuple[Flip, ...]
    only_new: tuple[str, ...]
    only_old: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """For the JSON of a run."""
        return {
            "name": self.name,
            "changes": [change.to_dict() for change in self.changes],
            "flipped": [flip.to_dict() for flip in self.flipped],
        }


def load_run(path: Path) -> dict[str, Any]:
    """A run that ``ipqa eval --json`` wrote, fit for ``compare_runs``.

    Raises ``QuestionsError`` when the file can't be read or is no run.
    """
    try:
        run = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise QuestionsError(path, None, f"can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        raise QuestionsError(path, None, f"not UTF-8 ({error.reason})") from error
    except json.JSONDecodeError as error:
        raise QuestionsError(path, error.lineno, f"not valid JSON ({error.msg})") from error
    try:
        _outcomes(run)
    except ValueError as error:
        reason = f"{error}: give a file that 'ipqa eval --json' wrote"
        raise QuestionsError(path, None, reason) from error
    return dict(run)


def compare_runs(
    new: Mapping[str, Any], old: Mapping[str, Any], name: str = "the other run"
) -> RunComparison:
    """Holds a run against an older one, ``name``; both as ``ipqa eval --json`` writes them.

    The figures are the gated ones, the accuracy of each type of question, and the share of answers
    that keep their promises; each over the questions for which both runs have it, by a paired
    bootstrap (``metrics.paired_bootstrap``). Raises ``ValueError`` for what is no run.
    """
    after, before = _outcomes(new), _outcomes(old)
    changes: list[Change] = []
    flipped: list[Flip] = []
    for figure in _figures(after, before):
        now, then = _of(after, figure), _of(before, figure)
        difference = paired_difference(now, then)
        if difference is None:
            continue
        common = [id for id in now if id in then]
        share, share_then = (sum(run[id] for id in common) / len(common) for run in (now, then))
        changes.append(Change(figure, share_then, share, difference))
        # A flip within a type is the same flip as among all questions.
        if not figure.startswith(_BY_TYPE):
            flipped += [Flip(id, figure, then[id], now[id]) for id in common if now[id] != then[id]]
    return RunComparison(
        name,
        tuple(changes),
        tuple(flipped),
        only_new=tuple(id for id in after if id not in before),
        only_old=tuple(id for id in before if id not in after),
    )


def paired_difference(new: Mapping[str, float], old: Mapping[str, float]) -> Estimate | None:
    """The mean of ``new - old`` over the ids of both with its interval; ``None`` without any."""
    common = [id for id in new if id in old]
    return paired_bootstrap([new[id] for id in common], [old[id] for id in common])


def is_real(difference: Estimate | None) -> bool:
    """Whether the 95 % interval of a difference excludes 0."""
    return difference is not None and (difference.low > 0 or difference.high < 0)


def print_comparison(comparison: RunComparison, console: Console) -> None:
    """The changed figures with their intervals, and the questions that flipped."""
    table = Table(
        title=escape(f"against {comparison.name}"),
        title_justify="left",
        caption="shares in percent; * where the 95 % interval of the paired difference excludes 0",
        caption_justify="left",
        box=SIMPLE_HEAD,
    )
    table.add_column("")
    for column in ("before", "after", "difference", "questions"):
        table.add_column(column, justify="right")
    for change in comparison.changes:
        table.add_row(
            escape(change.figure),
            f"{100 * change.before:.1f}",
            f"{100 * change.after:.1f}",
            _difference(change),
            str(change.difference.n),
        )
    if comparison.changes:
        console.print(table)
    else:
        _line(console, f"no question in common with {comparison.name}")
    for figure in dict.fromkeys(flip.figure for flip in comparison.flipped):
        for title, worse in (("worse", True), ("better", False)):
            _ids(
                console,
                f"{figure}, {title}",
                [
                    flip.id
                    for flip in comparison.flipped
                    if flip.figure == figure and flip.worse == worse
                ],
            )
    _ids(console, "only in this run, not compared", comparison.only_new)
    _ids(console, f"only in {comparison.name}, not compared", comparison.only_old)


def _difference(change: Change) -> str:
    value, low, high = (
        f"{100 * share:+.1f}"
        for share in (change.difference.value, change.difference.low, change.difference.high)
    )
    return f"{value} ({low} to {high}){'*' if change.real else ' '}"


def _ids(console: Console, title: str, ids: Sequence[str]) -> None:
    if ids:
        _line(console, f"{title} ({len(ids)}): {', '.join(ids)}")


def _line(console: Console, text: str) -> None:
    console.print(text, markup=False, highlight=False)


def _higher_is_better(figure: str) -> bool:
    return HIGHER_IS_BETTER.get(figure, True)


def _figures(*runs: Outcomes) -> list[str]:
    """Every figure that a run has, each type's accuracy after that of all."""
    held = dict.fromkeys(figure for run in runs for one in run.values() for figure in one)
    by_type = [figure for figure in held if figure.startswith(_BY_TYPE)]
    order = ["accuracy", *by_type, *HIGHER_IS_BETTER, KEPT]
    return [figure for figure in dict.fromkeys(order) if figure in held]


def _of(outcomes: Outcomes, figure: str) -> dict[str, int]:
    return {id: one[figure] for id, one in outcomes.items() if figure in one}


def _outcomes(run: Any) -> Outcomes:
    """The outcomes of each question of a run. Raises ``ValueError`` for what is no run."""
    try:
        outcomes = {row["id"]: _of_row(row) for row in run["rows"]}
        counts = Counter(row["id"] for row in run["rows"])
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(f"no run of an evaluation ({type(error).__name__}: {error})") from error
    double = [str(id) for id, count in counts.items() if count > 1]
    if double:
        raise ValueError(f"a run with double ids ({', '.join(double)})")
    return outcomes


def _of_row(row: Mapping[str, Any]) -> dict[str, int]:
    kept = {KEPT: int(not row["problems"])}
    if row["type"] == RETRIEVAL:  # nothing says what a right answer would be
        return kept
    right = row["right"]
    gated = outcomes_of_one(
        answerable=right is not None,
        right=right,
        refused=bool(row["answer"]["refused"]),
        rank=row["rank"],
    )
    by_type = {f"{_BY_TYPE}{row['type']}": int(right)} if right is not None else {}
    return gated | by_type | kept
