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
from ipqa.loaders import load_articles, walk_files
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
    wanted = {name for given in names for name in (given, str(_plain_path(Path(given))))}
    try:
        with FileLock(catalog.store / LOCK, timeout=0):
            statuses = catalog.article_statuses()
            ids = [item.id for item in statuses if item.id in wanted or item.path in wanted]
            with catalog.transaction():
                for article_id in ids:
                    catalog.drop_article(article_id)
                    catalog.set_removed(article_id, True)
                    catalog.drop_root(article_id)  # there is one if the file was indexed by itself
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
        chosen = dict.fromkeys(_plain_path(path) for path in paths)
        with self.catalog.transaction():
            self._restore_vectors()
            for path in chosen:
                inside = any(parent in chosen for parent in path.parents)
                if not (inside and path.exists()):
                    self._sync_path(path)
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
        if not path.exists():
            self._miss(path)
            return
        files = list(self._files(path))
        known = self.catalog.files(path)
        removed = self.catalog.removed()
        if path.is_file():
            removed.discard(files[0].article_id)
            self.catalog.set_removed(files[0].article_id, False)
        skipped: list[tuple[str, Skipped]] = []
        for number, file in enumerate(files, start=1):
            if file.article_id not in removed:
                try:
                    self._sync_file(file, known.get(file.article_id))
                except UnreadableFileError as error:
                    skipped.append((file.root, Skipped(_printable(file.path), error.reason)))
            self.progress("reading articles", number, len(files))
        self.skipped += [file for _, file in skipped]
        if not files or (len(skipped) == len(files) and not known):
            raise NoArticlesError([path], len(skipped))
        self.catalog.set_skipped(path, skipped)
        for gone in known.keys() - {file.article_id for file in files}:
            self.catalog.drop_article(gone)
            self.dropped += 1

    def _miss(self, path: Path) -> None:
        """Keeps the articles of a remembered path that is missing, as a disk that is not there."""
        names = [name for name, root in self.catalog.roots().items() if root == path]
        if not names:
            raise PathNotFoundError(path)
        if self.catalog.files(path):
            self.warnings.append(f"{path} is missing: its articles stay in the index")
        else:
            self.catalog.drop_root(names[0])
            self.warnings.append(f"{path} is missing and has no articles in the index: forgotten")

    def _files(self, path: Path) -> Iterator[_File]:
        """The files at or below a path with their ids: a root's name and the path below it.

        The innermost root counts, so that a file keeps its id when a folder around it is indexed.
        """
        self._remember(path)
        roots = self.catalog.roots()
        for file in walk_files(path):
            around = [(root, name) for name, root in roots.items() if _holds(root, file)]
            root, name = max(around, key=lambda item: len(item[0].parts))
            below = "" if root == file else f"/{file.relative_to(root).as_posix()}"
            yield _File(file, name + below, name)

    def _remember(self, path: Path) -> None:
        """Makes a path a root unless it is in one; a file's root has its folder's name before it.

        Two folders never share a name, and the files of one folder always do.
        """
        roots = self.catalog.roots()
        if any(_holds(root, path) for root in roots.values()):
            return
        folder = path if path.is_dir() else path.parent
        owners = {
            name.partition("/")[0]: root.parent if "/" in name else root
            for name, root in roots.items()
        }
        base = folder.name or "root"
        label, number = base, 2
        while owners.get(label, folder) != folder:
            label, number = f"{base}~{number}", number + 1
        self.catalog.add_root(label if path.is_dir() else f"{label}/{path.name}", path)

    def _sync_file(self, file: _File, known: FileState | None) -> None:
        if _printable(file.path) != str(file.path):
            raise UnreadableFileError(file.path, "its name is not valid Unicode: rename it")
        try:
            stat = file.path.stat()
            if known and (known.size, known.mtime_ns) == (stat.st_size, stat.st_mtime_ns):
                self.unchanged += 1
                return
            digest = hashlib.sha256(file.path.read_bytes()).hexdigest()
        except OSError as error:
            raise UnreadableFileError.from_os(file.path, error) from error
        state = FileState(digest, stat.st_size, stat.st_mtime_ns)
        if known and known.sha256 == digest:
            self.catalog.touch(file.article_id, state)
            self.unchanged += 1
            return
        article = next(load_articles(file.path, file.article_id))
        sections = split_article(article, self.embedder.count_tokens)
        rows = [self._row(article, section) for section in sections]
        self.catalog.put_article(article, file.root, state, rows)
        if known:
            self.changed += 1
        else:
            self.added += 1

    def _row(self, article: Article, section: Section) -> PassageRow:
        text = section.searched_text(article, self.embedder.count_tokens)
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
        if self.vectors.count() == len(named):
            return
        missing = named - set(self.vectors.ids())
        for vector_id, number, heading in self.catalog.passages_of_vectors(missing):
            passage, article, _ = self.catalog.passages([number])[number]
            section = Section(passage, heading)
            self.queue[vector_id] = section.searched_text(article, self.embedder.count_tokens)


def _sweep(catalog: Catalog, vectors: VectorStore) -> None:
    """Deletes vectors that no passage names any more; until then they are merely invisible."""
    named = catalog.vector_ids()
    if vectors.count() > len(named):
        vectors.delete([id for id in vectors.ids() if id not in named])


def _plain_path(path: Path) -> Path:
    """A path by which the same file is always known; links are followed only around ``..``."""
    path = path.expanduser()
    return path.resolve() if ".." in path.parts else path.absolute()


def _holds(root: Path, path: Path) -> bool:
    return root == path or root in path.parents


def _printable(path: Path) -> str:
    """A path's text; bytes of a name that are no text become escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def _spoken_date(date: str | None) -> str:
    """A date as people search for it: ``2016-04-27`` gives ``2016-04-27 27 April 2016``."""
    if not date:
        return ""
    if len(date) == 4:
        return date
    day = datetime.date.fromisoformat(date if len(date) == 10 else f"{date}-01")
    spoken = f"{day:%B %Y}" if len(date) == 7 else f"{day.day} {day:%B %Y}"
    return f"{date} {spoken}"
