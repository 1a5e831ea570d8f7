"""What each stage of the pipeline is worth, as a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from ipqa.evaluation.ablation import FULL
from ipqa.evaluation.compare import is_real, paired_difference
from ipqa.evaluation.metrics import Estimate, percentile
from ipqa.evaluation.runner import Row

Unit = Literal["percent", "count", "ms"]
Outcome = Callable[[Row], float | None]
"""What a figure is made of, for one row; ``None`` where it does not apply."""


def _of_answerable(outcome: Callable[[Row], object]) -> Outcome:
    return lambda row: float(bool(outcome(row))) if row.question.answerable else None


def _refused_rightly(row: Row) -> float | None:
    return float(row.refused) if row.question.judged and not row.question.answerable else None


def _unsupported(row: Row) -> float:
    return float(any(problem.kind in ("number", "name") for problem in row.problems))


_FIGURES: dict[str, tuple[Unit, Outcome]] = {
    "accuracy": ("percent", _of_answerable(lambda row: row.right)),
    "accuracy to first citation": ("percent", _of_answerable(lambda row: row.right_early)),
    "refusal recall": ("percent", _refused_rightly),
    "false refusals": ("percent", _of_answerable(lambda row: row.refused)),
    "unsupported": ("count", _unsupported),
    "answer, median ms": ("ms", lambda row: row.total_ms),
}
_HEADERS = {"accuracy to first citation": "to first citation", "answer, median ms": "median ms"}


@dataclass(frozen=True, slots=True)
class Ablated:
    """A figure of a variant: a share, a number of answers, or milliseconds, as ``unit`` says.

    ``difference`` is the mean paired difference to the full pipeline, per question and in the same
    unit (for a count a share); ``None`` for the full pipeline itself.
    """

    unit: Unit
    value: float | None
    difference: Estimate | None

    @property
    def real(self) -> bool:
        """Whether the 95 % interval of the difference excludes 0."""
        return is_real(self.difference)

    def to_dict(self) -> dict[str, Any]:
        """For the JSON of a run."""
        return {
            "unit": self.unit,
            "value": None if self.value is None else round(self.value, 4),
            "difference": self.difference.to_dict() if self.difference else None,
            "real": self.real,
        }


def ablated_figures(results: Mapping[str, Sequence[Row]]) -> dict[str, dict[str, Ablated]]:
    """The figures of each variant by name, held against the full pipeline question by question."""
    reference = results.get(FULL, ())
    figures: dict[str, dict[str, Ablated]] = {}
    for name, rows in results.items():
        figures[name] = {}
        for figure, (unit, outcome) in _FIGURES.items():
            now = _outcomes(rows, outcome)
            difference = None
            if name != FULL:
                difference = paired_difference(now, _outcomes(reference, outcome))
            figures[name][figure] = Ablated(unit, _total(unit, list(now.values())), difference)
    return figures


def print_ablations(results: Mapping[str, Sequence[Row]], console: Console) -> None:
    """One line a variant, each figure with its difference to the full pipeline."""
    table = Table(
        caption="in percent, unsupported figures and names in answers; behind it the paired "
        "difference to the full\npipeline (of times the mean one), * where its 95 % interval "
        "excludes 0",
        caption_justify="left",
        box=SIMPLE_HEAD,
    )
    table.add_column("")
    for figure in _FIGURES:
        table.add_column(_HEADERS.get(figure, figure), justify="right")
    for name, figures in ablated_figures(results).items():
        table.add_row(name, *(_cell(figure) for figure in figures.values()))
    console.print(table)


def _outcomes(rows: Sequence[Row], outcome: Outcome) -> dict[str, float]:
    found = {row.question.id: outcome(row) for row in rows}
    return {id: value for id, value in found.items() if value is not None}


def _total(unit: Unit, values: list[float]) -> float | None:
    if not values:
        return None
    if unit == "ms":
        return percentile(values, 50)
    return sum(values) if unit == "count" else sum(values) / len(values)


def _cell(figure: Ablated) -> str:
    if figure.value is None:
        return "-"
    percent = figure.unit == "percent"
    text = f"{100 * figure.value:.1f}" if percent else f"{figure.value:,.0f}"
    if figure.difference is None:
        return text
    scale = {"percent": 100.0, "count": figure.difference.n, "ms": 1.0}[figure.unit]
    change = scale * figure.difference.value
    return f"{text} {change:{'+.1f' if percent else '+,.0f'}}{'*' if figure.real else ' '}"
