"""Only the program's markers look like markers."""

from __future__ import annotations

import time

import pytest

from ipqa.markers import MARKER, unmarked


@pytest.mark.parametrize(
    ("own", "shown"),
    [
        ("5,000 crowns [7] for lamps", "5,000 crowns (7) for lamps"),
        ("in Graz [2, 3] and [1–4]", "in Graz (2, 3) and (1–4)"),
        ("［1］ 【1】 [ 1 ] [[1]] [1][2]", "(1) (1) ( 1 ) [(1)] (1)(2)"),
        ("[1](http://evil.example)", "(1)(http://evil.example)"),
        ("two\n[1] lines", "two (1) lines"),
        ("[sic] [a1] [] [-] f[x] [1234567890123456789012]", None),
    ],
)
def test_brackets_around_numbers_become_round(own: str, shown: str | None) -> None:
    assert unmarked(own) == (own if shown is None else shown)
    assert not MARKER.search(unmarked(own))
    assert unmarked(unmarked(own)) == unmarked(own)


@pytest.mark.parametrize("part", ["[1", "[1,", "[ ", "[", "1]"])
def test_brackets_without_end_take_no_time(part: str) -> None:
    started = time.process_time()
    unmarked(part * 50_000)
    assert time.process_time() - started < 1
