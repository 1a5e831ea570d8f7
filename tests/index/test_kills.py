"""Syncs that are killed at random moments lose nothing, double nothing and embed nothing twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.kills import run


def test_a_few_kills(tmp_path: Path) -> None:
    tally = run(tmp_path, 8)
    assert tally.kills == 8
    assert tally.embedded_twice == 0


@pytest.mark.long
def test_two_hundred_kills(tmp_path: Path) -> None:
    tally = run(tmp_path, 200, seed=2)
    print(tally)
    assert tally.kills == 200
    assert tally.embedded_twice == 0
