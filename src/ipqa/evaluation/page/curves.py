"""The curves of a run: refusals by threshold, and recall by depth."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from ipqa.evaluation.metrics import recall_at
from ipqa.evaluation.page.geometry import (
    FIFTHS,
    TOP,
    Plot,
    Series,
    horizontal,
    line,
    mark,
    percent,
    step_for,
    ticks,
    vertical,
)
from ipqa.evaluation.page.rows import Row, has_source, is_answerable, is_judged
from ipqa.evaluation.runner import DEPTH

_RANKINGS = (("dense", "dense"), ("bm25", "BM25"), ("fused", "fused"))


def refusal_curve(rows: Sequence[Row], threshold: float | None) -> Plot | None:
    """The shares of unanswerable and answerable questions refused at every threshold.

    A question is refused where its confidence is below the threshold or where it has none. ``None``
    when the rows have no confidences.
    """
    scored = [row for row in rows if "confidence" in row and is_judged(row)]
    if not scored:
        return None
    x, y = horizontal(0, 1), vertical(0, 1)
    grid = np.linspace(0, 1, 201)
    stops = sorted(
        {*(tenth / 10 for tenth in range(11)), *([] if threshold is None else [threshold])}
    )
    series: list[Series] = []
    columns: list[tuple[str, list[float]]] = []
    said: list[str] = []
    for style, name, answerable in ((2, "unanswerable", False), (1, "answerable", True)):
        values = np.array(
            # Nothing is below a threshold of 0 but what has no confidence at all.
            [
                -1.0 if row["confidence"] is None else row["confidence"]
                for row in scored
                if is_answerable(row) == answerable
            ]
        )
        if not len(values):
            continue
        points = [(float(at), float(np.mean(values < at))) for at in grid]
        series.append(line(f"{name} refused", style, x, y, points, dotted=False))
        shares = [float(np.mean(values < at)) for at in stops]
        columns.append((f"{name.capitalize()} refused", shares))
        if threshold is not None:
            said.append(f"{percent(float(np.mean(values < threshold)))} of the {name}")
    text = "A question is refused when its confidence is below the threshold or it has none."
    if threshold is not None:
        text += f" At the threshold {threshold:.2f} that is {' and '.join(said)} questions."
    return Plot(
        "refusals",
        "Refusals by threshold",
        text,
        "threshold of the confidence",
        "share refused",
        ticks(x, FIFTHS),
        ticks(y, FIFTHS, "%"),
        ("Threshold", *(title for title, _ in columns)),
        tuple(
            (
                f"{at:.2f} (chosen)" if at == threshold else f"{at:.2f}",
                *(percent(shares[place]) for _, shares in columns),
            )
            for place, at in enumerate(stops)
        ),
        series=tuple(series),
        marks=() if threshold is None else (mark(x, threshold, f"chosen: {threshold:.2f}", TOP),),
        legend=tuple((each.style, each.name) for each in series),
    )


def recall_curves(rows: Sequence[Row]) -> Plot | None:
    """Recall@k, k = 1 to 10, of each score of retrieval alone and of the final ranking.

    All over the same questions: where scores were ranked, those that have such ranks.
    """
    sought = [row for row in rows if has_source(row)]
    ranked = [row for row in sought if row.get("ranks")]
    found = {
        title: [row["ranks"].get(name) for row in ranked]
        for name, title in _RANKINGS
        if any(name in row["ranks"] for row in ranked)
    }
    found["final"] = [row["rank"] for row in ranked or sought]
    if not found["final"]:
        return None
    depths = range(1, DEPTH + 1)
    recalls = {
        title: [float(np.mean(recall_at(ranks, k))) for k in depths]
        for title, ranks in found.items()
    }
    # Curves near 100 % lie on each other unless the axis begins nearer to them; it says where.
    span = 1 - min(0.9, *(values[0] for values in recalls.values()))
    step = step_for(span, 5)
    steps = math.ceil(round(span / step, 6))
    floor = max(0.0, 1 - steps * step)
    x, y = horizontal(1, DEPTH), vertical(floor, 1)
    styles = {"dense": 2, "BM25": 3, "fused": 4, "final": 1}
    series = tuple(
        line(title, styles[title], x, y, list(zip(depths, values, strict=True)), dotted=True)
        for title, values in recalls.items()
    )
    alone = " that stand alone" if len(ranked) not in (0, len(sought)) else ""
    return Plot(
        "recall",
        "Recall by depth",
        f"The share of {len(found['final'])} questions{alone} whose source is among the first k "
        "passages"
        + (", by each score of retrieval alone and as finally ranked." if ranked else "."),
        "k, passages",
        "recall@k",
        ticks(x, depths),
        ticks(y, np.linspace(floor, 1, steps + 1).tolist(), "%"),
        ("k", *recalls),
        tuple((str(k), *(percent(values[k - 1]) for values in recalls.values())) for k in depths),
        series=series,
        legend=tuple((each.style, each.name) for each in series),
    )
