"""A sync brings the index up to what the article files say, and touches nothing else."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from ipqa.article import Article
from ipqa.embedding import Embedder
from ipqa.errors import NoArticlesError, PathNotFoundError, StoreBusyError, UnreadableFileError
from ipqa.index.catalog import Catalog, FileState, PassageRow, now
from ipqa.index.report import Skipped, SyncReport
from ipqa.index.vectors import VectorStore
from ipqa.loaders import load_file, walk_files
from ipqa.passages import Section, split_article
from ipqa.words import terms

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done and how much there is."""

EMBED_AT_ONCE = 64
LOCK = "writer.lock"


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    article_id: str
    root: str


def sync(
    catalog: Catalog,
    vectors: VectorStore,
    embedder: Embedder,
    paths: Sequence[Path],
    progress: Progress | None = None,
) -> SyncReport:
    """Adds new articles under ``paths``, replaces changed ones, drops those whose file is gone.

    ``paths`` are files or folders; articles elsewhere stay as they are, and so do the articles of a
    folder that is missing. Raises ``PathNotFoundError``, ``NoArticlesError`` or ``StoreBusyError``,
    and in each case the index stays as it was.
    """
    try:
        with FileLock(catalog.store / LOCK, timeout=0):
            return _Sync(catalog, vectors, embedder, progress or (lambda *_: None)).run(paths)
    except Timeout as error:
        raise StoreBusyError(catalog.store) from error


def remove(catalog: Catalog, vectors: VectorStore, names: Sequence[str]) -> list[str]:
    """Takes articles out by id or path and remembers it; returns their ids. Files stay."""
    statuses = catalog.article_statuses()
    wanted = {name for given in names for name in (given, str(Path(given).absolute()))}
    ids = [status.id for status in statuses if status.id in wanted or status.path in wanted]
    try:
        with FileLock(catalog.store / LOCK, timeout=0):
            with catalog.transaction():
                for article_id in ids:
                    catalog.drop_article(article_id)
                    catalog.set_removed(article_id, True)
            _sweep(catalog, vectors)
    except Timeout as error:
        raise StoreBusyError(catalog.store) from error
    return ids


class _Sync:
    def __init__(
        self, catalog: Catalog, vectors: VectorStore, embedder: Embedder, progress: Progress
    ) -> None:
        self.catalog = catalog
        self.vectors = vectors
        self.embedder = embedder
        self.progress = progress
        self.added = self.changed = self.unchanged = self.dropped = 0
        self.skipped: list[Skipped] = []
        self.warnings: list[str] = []
        self.queue: dict[str, str] = {}

    def run(self, paths: Sequence[Path]) -> SyncReport:
        with self.catalog.transaction():
            self._restore_vectors()
            for path in paths:
                self._sync_path(path.absolute())
            self._embed(0)
            if self.added or self.changed or self.dropped:
                self.catalog.set_meta("updated_at", now())
        _sweep(self.catalog, self.vectors)
        return SyncReport(
            added=self.added,
            changed=self.changed,
            removed=self.dropped,
            unchanged=self.unchanged,
            passages=self.catalog.passage_count(),
            skipped=tuple(self.skipped),
            warnings=tuple(self.warnings),
        )

    def _sync_path(self, path: Path) -> None:
        roots = self.catalog.roots()
        if not path.exists():
            if path not in roots.values():
                raise PathNotFoundError(path)
            self.warnings.append(f"the folder {path} is missing: its articles stay in the index")
            return
        files = list(self._files(path, roots))
        known = self.catalog.files(files[0].root) if files else {}
        read: set[str] = set()
        skipped: list[Skipped] = []
        removed = self.catalog.removed()
        if path.is_file():
            removed.discard(files[0].article_id)
            self.catalog.set_removed(files[0].article_id, False)
        for number, file in enumerate(files, start=1):
            read.add(file.article_id)
            if file.article_id not in removed:
                try:
                    self._sync_file(file, known.get(file.article_id))
                except UnreadableFileError as error:
                    skipped.append(Skipped(str(file.path), error.reason))
            self.progress("reading articles", number, len(files))
        self.skipped += skipped
        if not files or (len(skipped) == len(files) and not known):
            raise NoArticlesError([path], len(skipped))
        if path.is_dir():
            self.catalog.set_skipped(files[0].root, skipped)
            for gone in known.keys() - read:
                self.catalog.drop_article(gone)
                self.dropped += 1

    def _files(self, path: Path, roots: dict[str, Path]) -> Iterator[_File]:
        """The files under a path with their ids: the root's name and the path below it."""
        folder = path if path.is_dir() else path.parent
        name = next((n for n, root in roots.items() if path == root or root in path.parents), None)
        if name is None:
            name, number = folder.name or "root", 2
            while name in roots:
                name, number = f"{folder.name}~{number}", number + 1
            self.catalog.add_root(name, folder)
            base = folder
        else:
            base = roots[name]
        for file in walk_files(path):
            yield _File(file, f"{name}/{file.relative_to(base).as_posix()}", name)

    def _sync_file(self, file: _File, known: FileState | None) -> None:
        try:
            stat = file.path.stat()
            if known and (known.size, known.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
                self.unchanged += 1
                return
            digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
        except OSError as error:
            raise UnreadableFileError(file.path, error.strerror or str(error)) from error
        state = FileState(digest, stat.st_size, stat.st_mtime_ns)
        if known and known.sha256 == digest:
            self.catalog.touch(file.article_id, state)
            self.unchanged += 1
            return
        article = load_file(file.path, file.article_id)
        sections = split_article(article, self.embedder.count_tokens)
        rows = [self._row(article, section) for section in sections]
        self.catalog.put_article(article, file.root, state, rows)
        if known:
            self.changed += 1
        else:
            self.added += 1

    def _row(self, article: Article, section: Section) -> PassageRow:
        text = section.searched_text(article)
        vector_id = hashlib.sha256(text.encode()).hexdigest()[:32]
        self.queue[vector_id] = text
        if len(self.queue) >= EMBED_AT_ONCE * 8:
            self._embed(EMBED_AT_ONCE)
        about = [article.source or "", _spoken_date(article.date), text]
        return PassageRow(section.passage, section.heading, vector_id, terms("\n".join(about)))

    def _embed(self, keep_below: int) -> None:
        """Embeds what is queued and not stored yet, until fewer than ``keep_below`` are left."""
        stored = self.vectors.present(list(self.queue))
        waiting = [(id, text) for id, text in self.queue.items() if id not in stored]
        done = 0
        while waiting[done:] and len(waiting) - done >= keep_below:
            batch = waiting[done : done + EMBED_AT_ONCE]
            self.vectors.put(
                [id for id, _ in batch], self.embedder.encode_passages([text for _, text in batch])
            )
            done += len(batch)
            self.progress("embedding passages", done, len(waiting))
        self.queue = dict(waiting[done:])

    def _restore_vectors(self) -> None:
        """Queues the passages whose vector is missing, as after a sync that was killed."""
        named = self.catalog.vector_ids()
        if self.vectors.count() >= len(named):
            return
        missing = named - set(self.vectors.ids())
        for vector_id, number, heading in self.catalog.passages_of_vectors(missing):
            passage, article, _ = self.catalog.passages([number])[number]
            self.queue[vector_id] = Section(passage, heading).searched_text(article)


def _sweep(catalog: Catalog, vectors: VectorStore) -> None:
    """Deletes vectors that no passage names any more; until then they are merely invisible."""
    named = catalog.vector_ids()
    if vectors.count() > len(named):
        vectors.delete([id for id in vectors.ids() if id not in named])


def _spoken_date(date: str | None) -> str:
    """A date as people search for it: ``2016-04-27`` gives ``2016-04-27 27 April 2016``."""
    if not date:
        return ""
    if len(date) == 4:
        return date
    day = datetime.date.fromisoformat(date if len(date) == 10 else f"{date}-01")
    spoken = f"{day:%B %Y}" if len(date) == 7 else f"{day.day} {day:%B %Y}"
    return f"{date} {spoken}"
