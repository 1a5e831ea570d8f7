"""What a plot is made of, in the units of its drawing; the template turns it into SVG."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

WIDTH = 380
LEFT, RIGHT, TOP, BOTTOM = 44, 20, 14, 42
HEIGHT = 250
FIFTHS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_STEPS = (1, 2, 2.5, 5, 10)
_FAR = 0.7
"""From this share of an axis on, a label has more room on the left of its line."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Maps the values ``low`` to ``high`` onto the places ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The place of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Series:
    """A line through ``points``, marked at each where ``dotted``; ``style`` is 1 to 4."""

    name: str
    style: int
    points: tuple[tuple[float, float], ...]
    dotted: bool

    @property
    def path(self) -> str:
        """The points as an SVG polyline takes them."""
        return " ".join(f"{x:g},{y:g}" for x, y in self.points)


@dataclass(frozen=True, slots=True)
class Dot:
    """A value with a horizontal interval."""

    x: float
    y: float
    low: float
    high: float
    style: int
    note: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar that stands on the axis."""

    x: float
    y: float
    width: float
    height: float
    note: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A labelled vertical line; its label is ``y`` high, and on its ``left`` or its right."""

    x: float
    y: float
    label: str
    left: bool


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawing with its words and the same data as a table."""

    key: str
    title: str
    text: str
    x_label: str
    y_label: str
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]
    header: tuple[str, ...]
    body: tuple[tuple[str, ...], ...]
    series: tuple[Series, ...] = ()
    dots: tuple[Dot, ...] = ()
    bars: tuple[Bar, ...] = ()
    marks: tuple[Mark, ...] = ()
    legend: tuple[tuple[int, str], ...] = ()
    left: float = LEFT
    height: float = HEIGHT

    @property
    def width(self) -> float:
        """The width of the drawing."""
        return WIDTH

    @property
    def right(self) -> float:
        """Where the axes end."""
        return WIDTH - RIGHT

    @property
    def top(self) -> float:
        """Where the axes begin, from above."""
        return TOP

    @property
    def bottom(self) -> float:
        """Where the horizontal axis is."""
        return self.height - BOTTOM


def horizontal(low: float, high: float, left: float = LEFT) -> Axis:
    """The axis along the bottom of a plot."""
    return Axis(low, high, left, WIDTH - RIGHT)


def vertical(low: float, high: float, height: float = HEIGHT) -> Axis:
    """The axis up the side of a plot."""
    return Axis(low, high, height - BOTTOM, TOP)


def step_for(span: float, most: int) -> float:
    """The smallest round step that divides ``span`` into at most ``most`` parts."""
    power = 10.0 ** math.floor(math.log10(span / most))
    return power * next(step for step in _STEPS if power * step * most >= span * (1 - 1e-9))


def ticks(axis: Axis, values: Iterable[float], unit: str = "") -> tuple[Tick, ...]:
    """Ticks at ``values``; with the unit ``%`` they are shares."""
    factor = 100 if unit == "%" else 1
    return tuple(Tick(axis.at(value), f"{round(factor * value, 6):g}{unit}") for value in values)


def mark(axis: Axis, value: float, label: str, y: float) -> Mark:
    """A vertical line at ``value``."""
    x = axis.at(value)
    return Mark(x, y, label, left=x > axis.at(axis.low + _FAR * (axis.high - axis.low)))


def line(
    name: str, style: int, x: Axis, y: Axis, values: Sequence[tuple[float, float]], *, dotted: bool
) -> Series:
    """A line through pairs of values."""
    points = tuple((x.at(first), y.at(second)) for first, second in values)
    return Series(name, style, points, dotted)


def percent(share: float) -> str:
    """A share as text."""
    return f"{100 * share:.1f} %"
