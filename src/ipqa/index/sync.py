"""A sync brings the index up to what the article files say, and touches nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from ipqa.article import Article
from ipqa.embedding import Embedder
from ipqa.errors import (
    DiskFullError,
    NoArticlesError,
    PathNotFoundError,
    StoreBusyError,
    UnreadableFileError,
    is_disk_full,
)
from ipqa.index.catalog import Catalog, now
from ipqa.index.files import FileState
from ipqa.index.places import File, files_below, plain_path, printable, state_of
from ipqa.index.report import Skipped, SyncReport
from ipqa.index.schema import digest
from ipqa.index.vectors import VectorStore
from ipqa.index.writing import Progress, Writer
from ipqa.loaders import load_articles
from ipqa.passages import SPLITTING_VERSION

LOCK = "writer.lock"
TOLD = 20
"""Rows of one file whose reason to be left out is kept; of the others only the number."""
Notice = Callable[[str], None]
"""Called with a sentence that people should read before the work goes on."""


def sync(
    catalog: Catalog,
    vectors: VectorStore,
    embedder: Embedder,
    paths: Sequence[Path],
    progress: Progress | None = None,
    notice: Notice | None = None,
) -> SyncReport:
    """Adds new articles under ``paths``, replaces changed ones, drops those whose file is gone.

    ``paths`` are files or folders; articles elsewhere stay as they are, and so do the articles of a
    folder that is missing. A store of another embedder is embedded again. ``notice`` is told what
    is about to happen that was not asked for; without it that is among the report's warnings.
    Raises ``PathNotFoundError``, ``NoArticlesError``, ``StoreBusyError`` or ``DiskFullError``, and
    in each case the index stays as it was.
    """
    with writing(catalog.store):
        return _Sync(catalog, vectors, embedder, progress, notice).run(paths)


def remove(
    catalog: Catalog, vectors: VectorStore, names: Sequence[str], *, remembered: bool = True
) -> list[str]:
    """Takes articles out by their id, their file's id or its path, and remembers it.

    Returns the articles' ids. Files stay as they are. Unless it is ``remembered``, the next sync
    reads a file that is still there as if it had never been: for files that are to be deleted.
    """
    gone: list[str] = []
    with writing(catalog.store):
        with catalog.transaction():
            for given in names:
                for name in dict.fromkeys((given, str(plain_path(Path(given))))):
                    gone += _take_out(catalog, name, remembered)
            dropped = catalog.unnamed()
            if gone:
                _publish(catalog, vectors)
                catalog.raise_state()
        if gone:
            _sweep(catalog, vectors, dropped)
    return gone


@contextlib.contextmanager
def writing(store: Path) -> Iterator[None]:
    """Keeps other writers out of a store. Raises ``StoreBusyError`` or ``DiskFullError``."""
    try:
        with FileLock(store / LOCK, timeout=0):
            yield
    except Timeout as error:
        raise StoreBusyError(store) from error
    except OSError as error:
        if is_disk_full(error):
            raise DiskFullError(store) from error
        raise


class _Sync:
    def __init__(
        self,
        catalog: Catalog,
        vectors: VectorStore,
        embedder: Embedder,
        progress: Progress | None,
        notice: Notice | None,
    ) -> None:
        self.catalog = catalog
        self.vectors = vectors
        self.embedder = embedder
        self.progress = progress or (lambda *_: None)
        self.warnings: list[str] = []
        self.notice = notice or self.warnings.append
        self.writer = Writer(vectors, embedder, self.progress)
        self.added = self.changed = self.unchanged = self.dropped = 0
        self.skipped: list[Skipped] = []
        self.known_skips: dict[str, list[str]] = {}

    def run(self, paths: Sequence[Path]) -> SyncReport:
        chosen = dict.fromkeys(plain_path(path) for path in paths)
        with self.catalog.transaction():
            others = self._take_over()
            if not others:
                self._mend()
                self._split_as_now()
            self.catalog.set_meta("splitting", str(SPLITTING_VERSION))
            for skip in self.catalog.skipped():
                self.known_skips.setdefault(skip.path, []).append(skip.reason)
            for path in chosen:
                inside = any(parent in chosen for parent in path.parents)
                if not (inside and path.exists()):
                    self._sync_path(path)
            self.writer.finish()
            dropped = self.catalog.unnamed()
            moved = _publish(self.catalog, self.vectors, self.progress)
            if moved or others or self.added or self.changed or self.dropped:
                self.catalog.raise_state()
                self.catalog.set_meta("updated_at", now())
        _sweep(self.catalog, self.vectors, dropped, others)
        return SyncReport(
            added=self.added,
            changed=self.changed,
            removed=self.dropped,
            unchanged=self.unchanged,
            passages=self.catalog.passage_count(),
            skipped=tuple(self.skipped),
            warnings=tuple(self.warnings),
        )

    def _take_over(self) -> list[str]:
        """Splits all articles anew for another embedder; the places that are given up."""
        found, wanted = self.catalog.embedder(), (self.embedder.name, self.embedder.revision)
        if found == wanted:
            return []
        self.catalog.set_embedder(*wanted)
        place = self.catalog.meta("place")
        if found is None or not self.catalog.passage_count():
            return []
        self.notice(
            f"embedding all {self.catalog.passage_count()} passages again with {wanted[0]}: "
            f"the index was made with {found[0]}"
            + (" of another revision" if found[0] == wanted[0] else "")
        )
        self._split_anew()
        self.catalog.clear_indexed()
        self.catalog.set_meta("place", "")
        return [place or ""]

    def _split_as_now(self) -> None:
        """Splits all articles anew where an earlier version would have split them otherwise."""
        before = self.catalog.meta("splitting")
        if before == str(SPLITTING_VERSION) or not self.catalog.passage_count():
            return
        self.notice(
            f"splitting all {self.catalog.article_count()} articles again: this version takes "
            "passages of another length"
        )
        self._split_anew()

    def _split_anew(self) -> None:
        total = self.catalog.article_count()
        for number, article in enumerate(self.catalog.each_article(), start=1):
            self.catalog.put_passages(article.id, self.writer.rows(article))
            self.progress("splitting articles", number, total)

    def _mend(self) -> None:
        """Makes anew what should be there and is not, from what the store has."""
        place = self.vectors.located(self.catalog.meta("place") or None)
        self.catalog.set_meta("place", place or "")
        count = self.catalog.indexed_count()
        missing = self.writer.missing(self.catalog)
        if missing and place is not None:
            missing = self.vectors.adopt(place, missing)
        if missing:
            self.notice(f"{len(missing)} vectors are missing: making them from the stored texts")
            self.writer.restore(self.catalog, missing)
        held = self.vectors.lacks(place, count)
        if held is not None:
            if count:
                self.notice("the search index is not as it was: making it from the stored vectors")
            self.catalog.clear_indexed()
            self.catalog.set_indexed(held, ())
            if not held:
                self.catalog.set_meta("place", "")

    def _sync_path(self, path: Path) -> None:
        if not path.exists():
            self._miss(path)
            return
        files = list(files_below(self.catalog, path))
        if path.is_file() and self.catalog.forget_removed(files[0].id):
            self.catalog.forget_state(files[0].id)
        known = self.catalog.files(path)
        removed = self.catalog.removed()
        before, failed = len(self.skipped), 0
        for number, file in enumerate(files, start=1):
            if file.id not in removed:
                try:
                    self._sync_file(file, known.get(file.id), removed)
                except UnreadableFileError as error:
                    failed += 1
                    self._skip(file, [error.reason])
            self.progress("reading articles", number, len(files))
        there = {file.id for file in files}
        for gone in known.keys() - there:
            self.dropped += self.catalog.drop_file(gone)
        told = {skip.path for skip in self.skipped[before:]}
        self.catalog.forget_skips(path, told)
        if not files or (failed == len(files) and not known):
            raise NoArticlesError([path], failed)

    def _miss(self, path: Path) -> None:
        """Keeps the articles of a remembered path that is missing, as a disk that is not there."""
        names = [name for name, root in self.catalog.roots().items() if root == path]
        if not names:
            raise PathNotFoundError(path)
        if self.catalog.articles_in(path):
            self.warnings.append(f"{path} is missing: its articles stay in the index")
        else:
            self.catalog.drop_root(names[0])
            self.warnings.append(f"{path} is missing and has no articles in the index: forgotten")

    def _sync_file(self, file: File, known: FileState | None, removed: set[str]) -> None:
        if printable(file.path) != str(file.path):
            raise UnreadableFileError(file.path, "its name is not valid Unicode: rename it")
        state = state_of(file.path, known)
        if known and (known.sha256, known.loaders) == (state.sha256, state.loaders):
            if state != known:
                self.catalog.put_file(file.id, file.root, str(file.path), state)
            self.unchanged += self.catalog.articles_of(file.id)
            told = self.known_skips.get(str(file.path), ())
            self.skipped += [Skipped(str(file.path), reason) for reason in told]
            return
        # Noted before it is read: what can't be read as an article is not tried again until it
        # changes, unless it was the system that did not hand it out.
        self.catalog.put_file(file.id, file.root, str(file.path), state)
        try:
            self._read(file, removed)
        except UnreadableFileError as error:
            if isinstance(error.__cause__, OSError):
                self.catalog.forget_state(file.id)
            raise

    def _read(self, file: File, removed: set[str]) -> None:
        reasons: list[str] = []
        left_out = 0

        def skip(reason: str) -> None:
            nonlocal left_out
            left_out += 1
            if left_out <= TOLD:
                reasons.append(reason)

        seen: set[str] = set()
        for article in load_articles(file.path, file.id, skip):
            if article.id in removed or article.id in seen:
                continue
            seen.add(article.id)
            self._sync_article(article, file)
        self.dropped += self.catalog.drop_articles(file.id, keep=seen.__contains__)
        if left_out > TOLD:
            reasons.append(f"{left_out - TOLD} more rows were left out")
        self._skip(file, reasons)

    def _sync_article(self, article: Article, file: File) -> None:
        held = self.catalog.digest(article.id)
        if held == digest(article):
            self.unchanged += 1
            return
        rows = self.writer.rows(article)
        self.catalog.put_article(article, file.id, file.root, rows)
        if held is None:
            self.added += 1
        else:
            self.changed += 1

    def _skip(self, file: File, reasons: Sequence[str]) -> None:
        path = printable(file.path)
        self.catalog.set_skipped(path, file.root, reasons)
        self.skipped += [Skipped(path, reason) for reason in reasons]


def _take_out(catalog: Catalog, name: str, remembered: bool) -> list[str]:
    """Drops the articles, or the whole file, that a name is about, and notes it if asked to."""
    gone: list[str] = []
    for file_id in catalog.files_named(name):
        gone += catalog.ids_of(file_id)
        catalog.drop_file(file_id)
        if remembered:
            catalog.set_removed(file_id)
        else:
            catalog.forget_removed(file_id)
        catalog.drop_root(file_id)  # there is one if the file was indexed by itself
    if not gone and catalog.digest(name) is not None:
        catalog.drop_article(name)
        if remembered:
            catalog.set_removed(name)
        gone = [name]
    return gone


def _publish(catalog: Catalog, vectors: VectorStore, progress: Progress = lambda *_: None) -> bool:
    """Makes the search index that belongs to the catalog's passages, in its transaction.

    Whether one was made.
    """
    added, dropped = catalog.unindexed(), catalog.unnamed()
    if not (added or dropped):
        return False

    def told(done: int, total: int) -> None:
        progress("adding vectors", done, total)

    place = catalog.meta("place") or None
    catalog.set_meta("place", vectors.write(place, added, dropped, told))
    catalog.set_indexed(added, dropped)
    return True


def _sweep(
    catalog: Catalog, vectors: VectorStore, dropped: Sequence[str], others: Sequence[str] = ()
) -> None:
    """Deletes vectors that no passage names any more; until then they are merely invisible."""
    vectors.sweep(catalog.meta("place") or None, dropped, others)
    vectors.keep_only(catalog.vector_ids())
