from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.evaluation.page.geometry import Axis, line, mark, step_for, ticks


@pytest.mark.parametrize(
    ("span", "most", "step"), [(10, 5, 2), (1, 5, 0.2), (1, 4, 0.25), (44, 5, 10), (0.1, 5, 0.02)]
)
def test_steps_are_round(span: float, most: int, step: float) -> None:
    assert step_for(span, most) == pytest.approx(step)


@given(st.floats(1e-6, 1e9), st.integers(1, 30))
def test_a_step_divides_into_no_more_parts_than_asked(span: float, most: int) -> None:
    assert span / most * (1 - 1e-6) <= step_for(span, most) <= 10.001 * span / most


def test_an_axis_maps_its_ends_onto_its_ends() -> None:
    axis = Axis(2, 4, 100, 0)
    assert [axis.at(value) for value in (2, 3, 4)] == [100, 50, 0]


def test_ticks_read_without_rounding_errors() -> None:
    axis = Axis(0, 1, 0, 100)
    assert [tick.label for tick in ticks(axis, [0.1 + 0.2, 0.7], "%")] == ["30%", "70%"]
    assert [tick.label for tick in ticks(axis, [0.1 + 0.2, 1.0])] == ["0.3", "1"]


def test_a_label_far_right_is_on_the_left_of_its_line() -> None:
    axis = Axis(0, 10, 40, 340)
    assert not mark(axis, 1, "x", 0).left
    assert mark(axis, 9, "x", 0).left


def test_a_line_is_a_path_of_its_points() -> None:
    axis = Axis(0, 1, 0, 10)
    assert line("x", 1, axis, axis, [(0, 0.5), (1, 1)], dotted=True).path == "0,5 10,10"
