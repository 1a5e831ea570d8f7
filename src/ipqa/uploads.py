"""The folder of uploaded files: what comes in, under which name, and what may be deleted.

Whatever a browser says of a file, its name, its size and its kind, is checked here.
"""

from __future__ import annotations

import contextlib
import errno
import filecmp
import hashlib
import json
import os
import shutil
import tempfile
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from ipqa.errors import (
    FileKindError,
    FileTooLargeError,
    TooManyFilesError,
    UnwritableUploadsError,
    UploadDiskFullError,
    UploadLostError,
    UploadsFullError,
    is_disk_full,
)
from ipqa.filenames import numbered, safe_name
from ipqa.index.places import plain_path
from ipqa.loaders.formats import ENDINGS, KINDS
from ipqa.settings import Settings

ENVELOPE = 64 * 1024
"""Bytes of a request beside the file that it brings, at most."""
KEPT_S = 3600.0
"""Seconds for which the server keeps a file that arrived and that nobody claims."""
_ARRIVING = ".arriving-"
_STALE_S = 24 * 3600.0
_RECORD = ".uploaded.json"
_LOCK = ".lock"


@dataclass(frozen=True, slots=True)
class Kept:
    """An uploaded file in its folder; ``new`` unless the same one was there already."""

    path: Path
    new: bool


@dataclass(frozen=True, slots=True)
class Admission:
    """A request that was let in: when, by ``time.monotonic()``, and its size in bytes."""

    time: float
    size: int


class Uploads:
    """The folder of uploads and its limits; safe to share between threads and processes.

    Sizes are in bytes. Only what was uploaded here is ever deleted: a record beside the files
    tells their names and their hashes.
    """

    def __init__(self, settings: Settings) -> None:
        # The index knows its files by this path; by another none would be one of these.
        self.folder = plain_path(settings.uploads)
        self.most_files = settings.upload_files
        self.most_bytes = settings.upload_mb * 1_000_000
        self.most_in_all = settings.uploads_mb * 1_000_000
        wanted = [kind.strip().lower() for kind in settings.upload_kinds.split(",")]
        kinds = {f".{kind.lstrip('.')}" for kind in wanted if kind}
        self.endings = tuple(end for end in ENDINGS if not kinds or end in kinds)
        self.kinds = " ".join(self.endings) if kinds else KINDS
        self.arriving: Path | None = None
        """Where the server writes what comes, if that folder is its own."""
        self._admitted: deque[Admission] = deque()
        self._admitting = threading.Lock()

    # -- what may come

    def check_count(self, count: int) -> None:
        """Raises ``TooManyFilesError``."""
        if count > self.most_files:
            raise TooManyFilesError(count, self.most_files)

    def check(self, name: str, size: int) -> None:
        """Raises ``FileKindError`` or ``FileTooLargeError``."""
        if Path(safe_name(name)).suffix.lower() not in self.endings:
            raise FileKindError(self.kinds)
        if size > self.most_bytes:
            raise FileTooLargeError(self.most_bytes)

    def admit(self, length: int | None) -> Admission:
        """Lets a request of so many bytes in, before any of it is read.

        What arrives and is never claimed is deleted after an hour; within that hour no more may
        come than the folder may hold. Raises ``UploadLostError`` where no length is told,
        ``FileTooLargeError`` or ``UploadsFullError``.
        """
        if length is None:
            raise UploadLostError
        if length > self.most_bytes + ENVELOPE:
            raise FileTooLargeError(self.most_bytes)
        admission = Admission(time.monotonic(), length)
        with self._admitting:
            while self._admitted and admission.time - self._admitted[0].time > KEPT_S:
                self._admitted.popleft()
            lately = sum(one.size for one in self._admitted)
            if max(lately, self.held()) + length > self.most_in_all + ENVELOPE:
                raise UploadsFullError(self.most_in_all)
            self._admitted.append(admission)
        self._sweep_arrivals()
        return admission

    def dismiss(self, admission: Admission) -> None:
        """Takes an admission back of which nothing was read, so that it costs nobody room."""
        with self._admitting:
            self._admitted = deque(one for one in self._admitted if one is not admission)

    def held(self) -> int:
        """The bytes that the folder holds."""
        if not self.folder.is_dir():
            return 0
        with os.scandir(self.folder) as entries:
            return sum(e.stat(follow_symlinks=False).st_size for e in entries if e.is_file())

    # -- what comes

    @contextlib.contextmanager
    def staged(self, arrived: Path, name: str) -> Iterator[Path]:
        """Moves a file that arrived here, under its safe name but out of sight of any sync.

        Unless it is kept by then, it is deleted at the end. Raises ``UploadLostError``,
        ``FileKindError``, ``FileTooLargeError``, ``UploadDiskFullError`` or
        ``UnwritableUploadsError``.
        """
        if arrived.is_symlink() or not arrived.is_file():
            raise UploadLostError
        self.check(name, arrived.stat().st_size)
        with self._explained():
            self.folder.mkdir(parents=True, exist_ok=True)
            self._sweep()
            place = Path(tempfile.mkdtemp(prefix=_ARRIVING, dir=self.folder))
        try:
            with self._explained():
                staged = place / safe_name(name)
                shutil.move(arrived, staged)
                staged.chmod(0o644)
            yield staged
        finally:
            shutil.rmtree(place, ignore_errors=True)

    def keep(self, staged: Path) -> Kept:
        """Gives a staged file its place, under its own name or one with a number after it.

        Never writes over a file: the same bytes are kept once. Raises ``UploadsFullError``,
        ``UploadDiskFullError`` or ``UnwritableUploadsError``.
        """
        with self._explained(), FileLock(self.folder / _LOCK):
            for path in numbered(self.folder / staged.name):
                if path.is_file() and filecmp.cmp(path, staged, shallow=False):
                    return Kept(path, new=False)
                if os.path.lexists(path):
                    continue
                if self.held() + staged.stat().st_size > self.most_in_all:
                    raise UploadsFullError(self.most_in_all)
                # Noted first: a file without its note would never be deleted again.
                self._write({**self._read(), path.name: _hash(staged)})
                if _placed(staged, path):
                    return Kept(path, new=True)
        raise AssertionError("there is always another number")

    # -- what was uploaded

    def owned(self, paths: Iterable[Path]) -> set[Path]:
        """Those of the files that were uploaded, and that nobody put into the folder by hand."""
        record = self._read()
        return {path for path in paths if path.parent == self.folder and path.name in record}

    def may_delete(self, path: Path) -> bool:
        """Whether ``delete`` would: an uploaded file that is as it came, or gone already."""
        known = self._read().get(path.name) if path.parent == self.folder else None
        if known is None or path.is_symlink():
            return False
        with self._explained():
            return not path.exists() or _hash(path) == known

    def delete(self, path: Path) -> bool:
        """Deletes an uploaded file, unless somebody changed it since; whether it is gone.

        Raises ``UnwritableUploadsError``.
        """
        with self._explained(), FileLock(self.folder / _LOCK):
            if not self.may_delete(path):
                return False
            path.unlink(missing_ok=True)
            record = self._read()
            del record[path.name]
            self._write(record)
            return True

    def _read(self) -> dict[str, str]:
        try:
            found = json.loads((self.folder / _RECORD).read_text("utf-8"))
        except (OSError, ValueError, RecursionError):
            return {}
        return found if isinstance(found, dict) else {}

    def _write(self, record: dict[str, str]) -> None:
        beside = self.folder / f"{_RECORD}.new"
        beside.write_text(json.dumps(record, ensure_ascii=False, indent=0), "utf-8")
        beside.replace(self.folder / _RECORD)

    def _sweep(self) -> None:
        """Deletes what was left where the power went out in the middle of an upload."""
        for place in self.folder.glob(f"{_ARRIVING}*"):
            if time.time() - place.stat().st_mtime > _STALE_S:
                shutil.rmtree(place, ignore_errors=True)

    def _sweep_arrivals(self) -> None:
        """Deletes what Gradio left of uploads that were broken off, which it does not note."""
        for file in self.arriving.glob("tmp*") if self.arriving else ():
            with contextlib.suppress(OSError):
                if file.is_file() and time.time() - file.stat().st_mtime > KEPT_S:
                    file.unlink()

    @contextlib.contextmanager
    def _explained(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            if is_disk_full(error):
                raise UploadDiskFullError(self.folder) from error
            if error.errno == errno.ENOENT and self.folder.is_dir():
                raise UploadLostError from error
            reason = (error.strerror or type(error).__name__).lower()
            raise UnwritableUploadsError(self.folder, reason) from error


def _placed(staged: Path, path: Path) -> bool:
    """Gives a file its name in one step; False where another program took it just now."""
    try:
        os.link(staged, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        staged.rename(path)
    return True


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
