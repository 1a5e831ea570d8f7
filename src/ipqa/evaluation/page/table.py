"""The summary table: figures as text, and their changes against another run."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Trend = Literal["better", "worse", "same", "other"]
Unit = Literal["percent", "score", "plain"]

NOTHING = "–"
_HEADLINES = (
    ("accuracy", "Right answers"),
    ("refusal recall", "Unanswerable, refused"),
    ("false refusals", "Answerable, refused"),
    ("recall@5", "Source among the first 5"),
    ("citations valid", "Citations valid"),
    ("answer, median ms", "Time of an answer, median"),
)
_SCORES = ("MRR", "nDCG", "F1")
_LESS_IS_BETTER = ("false refusals", "unsupported", "peak memory")
_NEITHER = ("questions", "answerable", "generated", "quoted", "words, median")


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as text: its value, its 95 % interval and what it is of, both perhaps empty."""

    value: str
    interval: str = ""
    of: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference as text; ``real`` where its 95 % interval excludes 0."""

    value: str
    interval: str
    trend: Trend
    real: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One figure: a cell for each column, and its change where there is one."""

    name: str
    cells: tuple[Cell, ...]
    change: Change | None


def columns_of(summary: Mapping[str, Any]) -> list[str]:
    """The titles of the columns."""
    return [f"Half {name}" if name in ("A", "B") else name.capitalize() for name in summary]


def lines_of(summary: Mapping[str, Any], comparison: Mapping[str, Any]) -> list[Line]:
    """The lines of the table, in the order of the summary; figures that only changed come last."""
    changes = {change["figure"]: change for change in comparison.get("changes") or ()}
    names = dict.fromkeys([*(name for column in summary.values() for name in column), *changes])
    lines: list[Line] = []
    for name in names:
        figures = [column.get(name) for column in summary.values()]
        unit = _unit(name, figures)
        if figures and not any(name in column for column in summary.values()):
            figures[-1] = changes[name].get("after")
        change = _change(changes[name], unit) if name in changes else None
        lines.append(Line(name, tuple(cell(figure, unit) for figure in figures), change))
    return lines


def headlines_of(summary: Mapping[str, Any]) -> list[tuple[str, Cell]]:
    """The few figures to see first, of all questions where they are summed up."""
    column: Mapping[str, Any] = summary.get("both") or next(iter(summary.values()), {})
    return [
        (
            title,
            Cell(f"{column[name] / 1000:.1f} s")
            if name.endswith(" ms")
            else cell(column[name], _unit(name, [column[name]])),
        )
        for name, title in _HEADLINES
        if column.get(name) is not None
    ]


def cell(figure: Any, unit: Unit) -> Cell:
    """A figure of a summary: an estimate, a number, or ``None`` where nothing was measured."""
    if figure is None:
        return Cell(NOTHING)
    if not isinstance(figure, Mapping):
        return Cell(_text(figure, unit))
    low, high = _text(figure["low"], unit, whole=True), _text(figure["high"], unit, whole=True)
    return Cell(_text(figure["value"], unit), f"{low}–{high}", f"of {figure['n']:,}")


def trend(name: str, difference: float) -> Trend:
    """Whether a difference of the figure is welcome; ``other`` where it is neither."""
    if difference == 0:
        return "same"
    if name in _NEITHER:
        return "other"
    less = name.startswith(_LESS_IS_BETTER) or name.endswith(" ms")
    return "better" if (difference < 0) == less else "worse"


def _unit(name: str, figures: list[Any]) -> Unit:
    if name.startswith(_SCORES) or "area" in name:
        return "score"
    shares = [
        isinstance(figure, Mapping) and figure["high"] <= 1
        for figure in figures
        if figure is not None
    ]
    return "plain" if name.endswith(" ms") or not all(shares) else "percent"


def _text(value: float, unit: Unit, *, whole: bool = False) -> str:
    if unit == "score":
        return f"{value:.3f}"
    if unit == "plain":
        return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:,.1f}"
    return f"{100 * value:.{0 if whole else 1}f}"


def _change(fields: Mapping[str, Any], unit: Unit) -> Change | None:
    before, after = fields.get("before"), fields.get("after")
    if before is None or after is None:
        return None
    low, high = fields.get("low"), fields.get("high")
    interval = ""
    if low is not None and high is not None:
        interval = f"{_signed(low, unit)} to {_signed(high, unit)}"
    return Change(
        _signed(after - before, unit),
        interval,
        trend(fields["figure"], after - before),
        bool(fields.get("real")),
    )


def _signed(value: float, unit: Unit) -> str:
    text = _text(abs(value), unit)
    if not any(digit in text for digit in "123456789"):
        return text
    return ("+" if value > 0 else "−") + text
