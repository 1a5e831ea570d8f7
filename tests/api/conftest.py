"""One server for the tests that need no settings of their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .served import Served, serving


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    with serving(rate=0) as served:
        yield served
