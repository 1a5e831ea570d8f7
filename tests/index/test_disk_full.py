"""A disk without room: one line that says so, and nothing is lost."""

from __future__ import annotations

import multiprocessing
import resource
import sqlite3
from pathlib import Path

import pytest
from stores import HashEmbedder, Store, open_store

from ipqa.errors import DiskFullError, is_disk_full
from ipqa.index.chroma import Collection
from ipqa.index.vectors import VectorStore


def _sync_within(folder: Path, limit: int, told: Path) -> None:
    # Python ignores SIGXFSZ: a write past the limit fails as one to a full disk does.
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    store = open_store(folder)
    try:
        store.sync()
        reason = "done"
    except BaseException as error:
        reason = f"{type(error).__name__}: {error}"
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    told.write_text(reason)


@pytest.mark.parametrize("kilobytes", [120, 250, 600])
def test_a_sync_without_room_says_so_and_the_next_one_completes(
    kilobytes: int, store: Store, tmp_path: Path
) -> None:
    store.sync()
    for number in range(120):
        words = " ".join(f"word{number * 100 + place}" for place in range(100))
        store.write(f"{number}.md", f"Report {number}. {words}.")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb", "datasketch", "stores"])
    told = tmp_path / "told"
    child = context.Process(target=_sync_within, args=(tmp_path, kilobytes * 1024, told))
    child.start()
    child.join(60)
    assert told.read_text().startswith("DiskFullError: the disk is full: make room")
    assert "\n" not in told.read_text()
    again = open_store(tmp_path)
    assert again.ids() == ["corpus/piracy.md", "corpus/wechat.md"]
    assert "The police seized 1.2 million pirated books." in again.found("police")
    assert again.sync().added == 120
    assert again.whole()
    again.close()


@pytest.mark.parametrize("broken", [(VectorStore, "write"), (Collection, "put")])
def test_what_was_embedded_is_not_embedded_again(
    broken: tuple[type, str], store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFullError(store.folder)

    with monkeypatch.context() as patch:
        patch.setattr(*broken, full)
        with pytest.raises(DiskFullError):
            store.sync()
    assert store.ids() == []
    monkeypatch.setattr(HashEmbedder, "encode_passages", lambda *_: pytest.fail("embedded twice"))
    assert store.sync().added == 2


@pytest.mark.parametrize(
    ("error", "full"),
    [
        (OSError(28, "No space left on device"), True),
        (OSError(27, "File too large"), True),
        (OSError(13, "Permission denied"), False),
        (sqlite3.OperationalError("database or disk is full"), True),
        (ValueError("a bug"), False),
    ],
)
def test_a_full_disk_is_known_by_its_number_or_its_words(error: Exception, full: bool) -> None:
    assert is_disk_full(error) is full
