from __future__ import annotations

from dataclasses import replace

from ipqa.evaluation.datasets import TYPES, UNANSWERABLE, half

from ..builders import question


def test_halves_are_stable_and_both_used() -> None:
    assert half("we-01") == half("we-01")
    assert {half(f"group {number}") for number in range(20)} == {"A", "B"}
    # Pinned, so that no change of code moves a question: SHA-256 of "b" is odd, of "c" even.
    assert (half("b"), half("c")) == ("B", "A")


def test_the_half_of_a_question_is_that_of_its_group() -> None:
    asked = question("q-1")
    assert (replace(asked, group="b").half, replace(asked, group="c").half) == ("B", "A")


def test_a_question_is_judged_unless_it_says_otherwise() -> None:
    assert question("q").judged
    assert question("q", None).judged
    assert not question("q", None).answerable


def test_the_unanswerable_types_are_types() -> None:
    assert set(UNANSWERABLE) < set(TYPES)
    # A row of a table that names no type gets the first of its kind.
    assert (TYPES[0], UNANSWERABLE[0]) == ("factual", "near")
