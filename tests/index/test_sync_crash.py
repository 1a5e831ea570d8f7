"""A sync that is broken off leaves the store as it was, and the next one completes it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock
from stores import Store, open_store

from ipqa.errors import StoreBusyError
from ipqa.index import sync as room
from ipqa.index.vectors import VectorStore

TESTS = Path(__file__).resolve().parent.parent
KILLED = """
import os, sys
from pathlib import Path
sys.path.insert(0, {tests!r})
from stores import open_store
from ipqa.index import sync as room
from ipqa.index.vectors import VectorStore

put = VectorStore.put
def put_and_die(self, ids, vectors):
    put(self, ids, vectors)
    os._exit(9)
def die(*_):
    os._exit(9)

where = {where!r}
if where == "vectors":
    VectorStore.put = put_and_die
elif where == "index":
    VectorStore.write = die
elif where == "sweep":
    room._sweep = die
else:
    room._publish = die
open_store(Path({folder!r})).sync()
"""


def test_an_error_in_the_middle_leaves_the_store_as_it_was(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    store.write("piracy.md", "Other text.")
    (store.corpus / "wechat.md").unlink()
    store.write("new.md", "New text.")
    with monkeypatch.context() as patch:
        patch.setattr(VectorStore, "put", lambda *_: (_ for _ in ()).throw(MemoryError))
        with pytest.raises(MemoryError):
            store.sync()
    assert store.ids() == ["corpus/piracy.md", "corpus/wechat.md"]
    assert "CBBC signed an agreement with WeChat in London." in store.found("agreement")
    report = store.sync()
    assert (report.added, report.changed, report.removed) == (1, 1, 1)
    assert store.vectors.count() == 2


@pytest.mark.parametrize("where", ["vectors", "index", "catalog", "sweep"])
def test_a_killed_sync_leaves_a_store_that_answers_and_completes(
    where: str, store: Store, tmp_path: Path
) -> None:
    store.sync()
    store.write("piracy.md", "Other text.")
    store.write("new.md", "New text.")
    store.close()
    code = KILLED.format(tests=str(TESTS), where=where, folder=str(tmp_path))
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9

    again = open_store(tmp_path)
    committed = where == "sweep"
    old = "The police seized 1.2 million pirated books."
    assert (old in again.found("police seized books")) is not committed
    report = again.sync()
    assert report.nothing_changed is committed
    assert again.ids() == ["corpus/new.md", "corpus/piracy.md", "corpus/wechat.md"]
    assert again.whole()
    assert again.found("Other text")[0] == "Other text."
    again.close()


def test_a_second_writer_is_told_to_wait(store: Store) -> None:
    store.sync()
    with FileLock(store.folder / room.LOCK):
        with pytest.raises(StoreBusyError, match="wait"):
            store.sync()
        with pytest.raises(StoreBusyError, match="wait"):
            store.remove("corpus/piracy.md")
    assert len(store.ids()) == 2
    assert store.sync().nothing_changed


def test_a_sync_within_a_sync_is_told_to_wait(store: Store, tmp_path: Path) -> None:
    other = open_store(tmp_path)
    caught: list[BaseException] = []

    def intrude(*_: object) -> None:
        with pytest.raises(StoreBusyError) as error:
            other.sync()
        caught.append(error.value)

    assert store.sync(progress=intrude).added == 2
    assert caught
    other.close()
