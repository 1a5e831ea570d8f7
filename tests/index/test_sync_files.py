"""When a file is read again, and when it is not even opened."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from stores import Store

from ipqa.index import places
from ipqa.index import sync as room


def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    load = room.load_articles
    monkeypatch.setattr(
        room, "load_articles", lambda path, *rest: seen.append(path.name) or load(path, *rest)
    )
    return seen


def test_unchanged_files_are_not_opened(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.sync()
    monkeypatch.setattr(places, "_hashed", lambda _: pytest.fail("a file was opened"))
    assert store.sync().nothing_changed


def test_a_sidecar_belongs_to_its_file(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.sync()
    seen = reads(monkeypatch)
    sidecar = store.write("piracy.md.yaml", "source: Xinhua")
    store.sync()
    assert seen == ["piracy.md"]
    store.sync()
    assert seen == ["piracy.md"]
    os.utime(sidecar, ns=(1, 1))
    store.sync()
    assert seen == ["piracy.md"]
    store.write("piracy.md.yaml", "source: Reuters")
    store.sync()
    sidecar.unlink()
    store.sync()
    assert seen == ["piracy.md"] * 3


def test_new_loaders_read_all_files_and_embed_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    seen = reads(monkeypatch)
    monkeypatch.setattr(places, "LOADERS_VERSION", places.LOADERS_VERSION + 1)
    monkeypatch.setattr(
        type(store.embedder), "encode_passages", lambda *_: pytest.fail("embedded anew")
    )
    assert store.sync().nothing_changed
    assert seen == ["piracy.md", "wechat.md"]
    assert store.sync().nothing_changed
    assert len(seen) == 2


def test_a_file_that_cannot_be_read_is_not_tried_again_until_it_changes(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.write("broken.md", "")
    first = store.sync().skipped
    assert len(first) == 1
    seen = reads(monkeypatch)
    assert store.sync().skipped == first
    assert seen == []
    path.write_text("It is whole now.")
    assert store.sync().added == 1
    assert store.sync().skipped == ()


def test_the_reason_of_a_file_that_is_gone_is_forgotten(store: Store) -> None:
    path = store.write("broken.md", "")
    store.sync()
    path.unlink()
    assert store.sync().skipped == store.catalog.skipped() == ()


def test_each_sync_that_changes_something_raises_the_state(store: Store) -> None:
    states = [store.catalog.state()]
    store.sync()
    states.append(store.catalog.state())
    store.sync()
    states.append(store.catalog.state())
    store.remove("corpus/piracy.md")
    states.append(store.catalog.state())
    assert states == [0, 1, 1, 2]
    assert Path(store.folder / "catalog.sqlite").exists()
