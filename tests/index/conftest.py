"""A store of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from stores import Store, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two articles, not indexed yet."""
    store = open_store(tmp_path)
    store.write("wechat.md", "# A signing\n\nCBBC signed an agreement with WeChat in London.")
    store.write("piracy.md", "# Piracy\n\nThe police seized 1.2 million pirated books.")
    yield store
    store.close()
