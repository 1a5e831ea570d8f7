"""A follower syncs what changes, and only that, and nothing ends it but being told to."""

from __future__ import annotations

import queue
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from stores import Store, open_store

from ipqa.errors import NoArticlesError, PathNotFoundError, StoreBusyError
from ipqa.index.report import SyncReport
from ipqa.index.sync import LOCK
from ipqa.watching import Outcome, Pace, Sync, follow

PACE = Pace(quiet=0.1, look=0.05, retry=0.05)
SOON_S = 10.0
"""More than anything takes: only a failure waits so long."""


class Following:
    """A follower in a thread of its own; ``next`` waits for what comes of the next sync."""

    def __init__(self, roots: list[Path], sync: Sync, store: Path) -> None:
        self._stop = threading.Event()
        self._came: queue.Queue[Outcome | Exception] = queue.Queue()
        self._thread = threading.Thread(target=self._run, args=(roots, sync, store))
        self._thread.start()

    def _run(self, roots: list[Path], sync: Sync, store: Path) -> None:
        try:
            for outcome in follow(roots, sync, store, PACE, self._stop):
                self._came.put(outcome)
        except Exception as error:
            self._came.put(error)

    def next(self) -> Outcome:
        came = self._came.get(timeout=SOON_S)
        if isinstance(came, Exception):
            raise came
        return came

    def report(self) -> SyncReport:
        report = self.next().report
        assert report is not None
        return report

    def end(self) -> list[Outcome | Exception]:
        """Stops it; gives what nobody waited for."""
        self._stop.set()
        self._thread.join(SOON_S)
        assert not self._thread.is_alive()
        return list(self._came.queue)


Start = Callable[..., Following]


@pytest.fixture
def start() -> Iterator[Start]:
    running: list[Following] = []

    def begin(roots: list[Path], sync: Sync, store: Path = Path("/nowhere")) -> Following:
        running.append(Following(roots, sync, store))
        return running[-1]

    yield begin
    for following in running:
        following.end()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    store = open_store(tmp_path)
    store.write("a.md", "Tencent signed.")
    yield store
    store.close()


def done(_root: Path) -> SyncReport:
    return SyncReport(0, 0, 0, 1, 1)


def replace(path: Path, text: str) -> None:
    """Writes a file as careful editors do: beside it, and then in its place."""
    other = path.with_name(f".{path.name}.tmp")
    other.write_text(text, encoding="utf-8")
    other.replace(path)


def test_new_changed_and_removed_articles_are_followed(store: Store, start: Start) -> None:
    following = start([store.corpus], store.sync, store.folder)
    assert following.report().added == 1
    store.write("b.md", "Alibaba paid.")
    store.write("deep/er/c.md", "It rained.")
    assert following.report().added == 2
    replace(store.corpus / "b.md", "Alibaba paid again.")
    assert following.report().changed == 1
    (store.corpus / "a.md").unlink()
    shutil.rmtree(store.corpus / "deep")
    assert following.report().removed == 2
    assert following.end() == []
    assert store.ids() == ["corpus/b.md"]
    assert store.found("Who paid?")[0] == "Alibaba paid again."


def test_what_changes_during_a_sync_is_not_missed(store: Store, start: Start) -> None:
    def sync(root: Path) -> SyncReport:
        report = store.sync(root)
        if len(store.ids()) < 4:
            store.write(f"new{len(store.ids())}.md", "It rained.")
        return report

    following = start([store.corpus], sync)
    assert [following.report().added for _ in range(4)] == [1, 1, 1, 1]
    assert following.end() == []


def test_hidden_and_temporary_files_and_the_store_are_no_change(
    tmp_path: Path, start: Start
) -> None:
    corpus = tmp_path / "corpus"
    inside = corpus / "index"
    inside.mkdir(parents=True)
    (corpus / ".git").mkdir()
    following = start([corpus], done, inside)
    following.report()
    for name in (
        ".hidden.md", ".git/HEAD.md", "a.md~", "a.md.swp", "4913", "#a.md#", "~$a.docx",
        "a.md.tmp", "b.pdf.crdownload", "a.md___jb_tmp___", "index/catalog.sqlite",
    ):  # fmt: skip
        (corpus / name).write_text("x", encoding="utf-8")
    # What comes of a true change afterwards is the first that comes.
    threading.Event().wait(3 * PACE.quiet)
    (corpus / "a.md").write_text("x", encoding="utf-8")
    following.report()
    assert following.end() == []


def test_only_the_root_in_which_something_changed_is_synced(tmp_path: Path, start: Start) -> None:
    one, two = tmp_path / "one", tmp_path / ".hidden" / "two"
    for folder in (one, two):
        folder.mkdir(parents=True)
    following = start([one, two, one], done)
    assert [following.next().root for _ in range(2)] == [one, two]
    (two / "a.md").write_text("x", encoding="utf-8")
    assert following.next().root == two
    assert following.end() == []


def test_many_changes_in_a_row_are_one_sync(tmp_path: Path, start: Start) -> None:
    following = start([tmp_path], done)
    following.report()
    for number in range(20):
        (tmp_path / f"{number}.md").write_text("x", encoding="utf-8")
    following.report()
    assert following.end() == []


def test_a_root_that_vanishes_is_waited_for(store: Store, start: Start, tmp_path: Path) -> None:
    following = start([store.corpus], store.sync, store.folder)
    following.report()
    away = tmp_path / "away"
    store.corpus.rename(away)
    gone = following.next()
    assert (gone.missing, gone.report, gone.error) == (True, None, None)
    assert store.ids() == ["corpus/a.md"]
    (away / "b.md").write_text("Alibaba paid.", encoding="utf-8")
    away.rename(store.corpus)
    assert following.report().added == 1
    store.write("c.md", "It rained.")
    assert following.report().added == 1
    assert following.end() == []


def test_a_file_is_followed_through_editors_that_replace_it(store: Store, start: Start) -> None:
    path = store.corpus / "a.md"
    following = start([path], store.sync, store.folder)
    assert following.report().added == 1
    replace(path, "Tencent paid.")
    assert following.report().changed == 1
    path.write_text("Tencent paid twice.", encoding="utf-8")
    while not following.report().changed:
        pass  # the replaced file may be looked at twice
    assert store.found("Tencent")[0] == "Tencent paid twice."


def test_another_writer_is_told_once_and_waited_for(store: Store, start: Start) -> None:
    with FileLock(store.folder / LOCK):
        following = start([store.corpus], store.sync, store.folder)
        assert isinstance(following.next().error, StoreBusyError)
        threading.Event().wait(4 * PACE.retry)
    assert following.report().added == 1
    assert following.end() == []


def test_a_folder_without_articles_may_get_some(store: Store, start: Start) -> None:
    (store.corpus / "a.md").unlink()
    following = start([store.corpus], store.sync, store.folder)
    assert isinstance(following.next().error, NoArticlesError)
    store.write("b.md", "Alibaba paid.")
    assert following.report().added == 1
    assert following.end() == []


def test_a_file_that_can_not_be_read_is_skipped(store: Store, start: Start) -> None:
    following = start([store.corpus], store.sync, store.folder)
    following.report()
    store.write("b.md", "---\ntitle: [\n---\nNot YAML.")
    assert [item.path for item in following.report().skipped] == [str(store.corpus / "b.md")]


def test_an_error_of_any_kind_does_not_end_it(tmp_path: Path, start: Start) -> None:
    tries = iter([None, ZeroDivisionError("a bug"), ZeroDivisionError("a bug"), None])

    def sync(root: Path) -> SyncReport:
        error = next(tries)
        if error:
            raise error
        return done(root)

    following = start([tmp_path], sync)
    following.report()
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    assert str(following.next().error) == "a bug"
    following.report()
    assert following.end() == []


def test_a_path_that_never_was_is_an_error(store: Store, start: Start) -> None:
    with pytest.raises(PathNotFoundError):
        start([store.corpus / "nowhere"], store.sync, store.folder).next()


def test_without_notifications_it_looks_for_itself(
    tmp_path: Path, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    import watchfiles

    real, opened = watchfiles.watch, []

    def watch(*paths: Path, **options: Any) -> Iterator[Any]:
        opened.append(options["force_polling"])
        if not options["force_polling"]:
            raise OSError("OS file watch limit reached.")
        yield from real(*paths, **options)

    monkeypatch.setattr(watchfiles, "watch", watch)
    following = start([tmp_path], done)
    following.report()
    (tmp_path / "a.md").write_text("x", encoding="utf-8")
    following.report()
    assert opened == [None, True]
