"""All plots of a run; those of accuracy by type and of the times of answers are made here."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from ipqa.evaluation.metrics import bootstrap, percentile
from ipqa.evaluation.page.curves import recall_curves, refusal_curve
from ipqa.evaluation.page.geometry import (
    BOTTOM,
    FIFTHS,
    RIGHT,
    TOP,
    WIDTH,
    Bar,
    Dot,
    Plot,
    Tick,
    horizontal,
    mark,
    percent,
    step_for,
    ticks,
    vertical,
)
from ipqa.evaluation.page.rows import Row, is_answerable, is_good, is_judged

_TYPE_LEFT, _TYPE_HEIGHT, _LONGEST_TYPE = 132, 34, 13
_BARS = 24


def all_plots(report: Mapping[str, Any]) -> list[Plot]:
    """The plots for which the report has data."""
    rows: Sequence[Row] = report["rows"]
    plots = (
        accuracy_by_type(rows),
        refusal_curve(rows, report.get("threshold")),
        recall_curves(rows),
        answer_times(rows),
    )
    return [plot for plot in plots if plot is not None]


def accuracy_by_type(rows: Sequence[Row]) -> Plot | None:
    """The share of good outcomes of each type, with its 95 % bootstrap interval.

    Good is a right answer where the articles hold one, and a refusal where they do not.
    """
    outcomes: defaultdict[tuple[bool, str], list[float]] = defaultdict(list)
    for row in filter(is_judged, rows):
        outcomes[not is_answerable(row), row["type"]].append(float(is_good(row)))
    if not outcomes:
        return None
    ordered = sorted(outcomes.items(), key=lambda item: item[0][0])  # answerable first
    height = TOP + BOTTOM + _TYPE_HEIGHT * len(outcomes)
    x = horizontal(0, 1, _TYPE_LEFT)
    names: list[Tick] = []
    dots: list[Dot] = []
    body: list[tuple[str, ...]] = []
    for place, ((unanswerable, kind), values) in enumerate(ordered):
        share = bootstrap(values)
        if share is None:
            continue
        y = TOP + _TYPE_HEIGHT * (place + 0.5)
        wanted = "refused" if unanswerable else "right"
        interval = f"{percent(share.low)} to {percent(share.high)}"
        note = f"{kind}: {percent(share.value)} {wanted} ({interval}), {share.n} questions"
        ends = x.at(share.low), x.at(share.high)
        dots.append(Dot(x.at(share.value), y, *ends, 2 if unanswerable else 1, note))
        names.append(Tick(y, f"{_short(kind)} ({share.n})"))
        body.append((kind, wanted, percent(share.value), interval, str(share.n)))
    legend = [(1, "answerable: right")] if any(dot.style == 1 for dot in dots) else []
    legend += [(2, "unanswerable: refused")] if any(dot.style == 2 for dot in dots) else []
    return Plot(
        "types",
        "Accuracy by type of question",
        "A right answer where the articles hold one, a refusal where they do not. "
        "The whiskers are 95 % bootstrap intervals.",
        "share of the questions of the type",
        "",
        ticks(x, FIFTHS, "%"),
        tuple(names),
        ("Type", "Good is", "Share", "95 % interval", "Questions"),
        tuple(body),
        dots=tuple(dots),
        legend=tuple(legend),
        left=_TYPE_LEFT,
        height=height,
    )


def answer_times(rows: Sequence[Row]) -> Plot | None:
    """How many answers took how long, in seconds; rare long ones share the last bar."""
    seconds = np.array([row["ms"]["total"] / 1000 for row in rows])
    if not len(seconds):
        return None
    median, late = percentile(seconds.tolist(), 50), percentile(seconds.tolist(), 95)
    longest = float(seconds.max())
    step = step_for(max(min(longest, 1.6 * late), 1e-3), _BARS)
    end = step * (int(min(longest, 1.6 * late) / step) + 1)
    edges = np.arange(0, end + step / 2, step)
    counts, _ = np.histogram(seconds[seconds < edges[-1]], edges)
    heights = [*counts.tolist(), int(np.sum(seconds >= edges[-1]))]
    spans = [f"{low:g} to {low + step:g} s" for low in edges[:-1].round(6).tolist()]
    spans.append(f"{edges[-1]:g} s and more")
    if not heights[-1]:
        del heights[-1], spans[-1]
    x = horizontal(0, step * len(heights))
    rise = math.ceil(step_for(max(heights), 5))
    y = vertical(0, rise * math.ceil(max(heights) / rise))
    width = (WIDTH - RIGHT - x.start) / len(heights)
    bars = tuple(
        Bar(
            x.at(step * place) + 1,
            y.at(count),
            round(width - 1.5, 1),
            round(y.start - y.at(count), 1),
            f"{span}: {count}",
        )
        for place, (span, count) in enumerate(zip(spans, heights, strict=True))
        if count
    )
    tick_step = step_for(end, 6)
    return Plot(
        "times",
        "Times of answers",
        f"Half of the {len(seconds)} answers took less than {median:.2f} s, 95 % less than "
        f"{late:.2f} s, and the longest {longest:.2f} s."
        + (f" The last bar holds all from {edges[-1]:g} s." if spans[-1].endswith("more") else ""),
        "seconds",
        "answers",
        ticks(x, np.arange(0, end + step / 2, tick_step).tolist()),
        ticks(y, np.arange(0, y.high + rise / 2, rise).tolist()),
        ("Time", "Answers"),
        tuple((span, str(count)) for span, count in zip(spans, heights, strict=True)),
        bars=bars,
        marks=(
            mark(x, median, f"median {median:.2f} s", TOP),
            mark(x, min(late, x.high), f"95 % {late:.2f} s", TOP + 14),
        ),
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_TYPE else name[: _LONGEST_TYPE - 1] + "…"
