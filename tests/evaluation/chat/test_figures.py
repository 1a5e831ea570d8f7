"""The figures of the chat as tables and as JSON."""

from __future__ import annotations

import json

import pytest

from ipqa.evaluation.chat.crowd import Asked, Run
from ipqa.evaluation.chat.figures import Figures, Served, Shown, Weight, percentile


def served() -> Served:
    alone = Run(1, 60.0, [Asked(0, 1.0, 2.0)] * 30)
    crowd = Run(2, 60.0, [Asked(0, 1.0, 2.0, (1,))] * 16 + [Asked(1, 1.0, 3.0, (2, 1))] * 14)
    crowd.asked.append(Asked(1, None, 9.0, (), "the answer is failed: no"))
    return Served(1, alone, crowd)


def test_a_run_tells_who_was_starved_and_what_went_wrong() -> None:
    crowd = served().crowd
    assert crowd.answers == [16, 14]
    assert crowd.errors == ["the answer is failed: no"]
    assert crowd.per_minute == pytest.approx(30)
    assert served().gain == pytest.approx(1)
    assert Run(3, 10.0).answers == [0, 0, 0]


def test_the_tables_have_every_figure() -> None:
    figures = Figures(
        prepared=2.0,
        shown=Shown(1.0, 1.5, 4.0, 5.0, 6.5),
        warm=[(1.0, 2.0), (1.0, 4.0)],
        weights=[Weight(65, 65, 326_500), Weight(65, 6, 22_700)],
        memory_mb={"at the end": 512.4},
        served=[served()],
    )
    table = figures.markdown()
    assert "| first answer complete, s from `ipqa chat` | 6.5 (8.5 with those) |" in table
    assert "| second visit, KB over the wire (requests) | 22.7 (6 of 65) |" in table
    assert "| memory at the end, MB | 512 |" in table
    assert "| 14 to 16 | 1.00 / 1.00 | 2.00 / 3.00 | 30 of 31 | 1 |" in table
    assert "- 1 × the answer is failed: no" in table
    crowd = json.loads(json.dumps(figures.to_dict()))["served"][0]["crowd"]
    assert crowd["answers"] == [16, 14]
    assert crowd["farthest_place"] == 2


def test_what_was_not_measured_is_left_out() -> None:
    assert Figures().markdown().count("\n") == 1


def test_percentiles() -> None:
    assert percentile([3, 1, 2], 0.5) == 2
    assert percentile([3, 1, 2], 0.95) == 3
