"""Where articles come from: remembered roots, and files with their ids and their states."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ipqa.errors import UnreadableFileError
from ipqa.index.files import FileState
from ipqa.index.notes import Notes
from ipqa.loaders import LOADERS_VERSION, walk_files
from ipqa.loaders.sidecar import sidecar_of


@dataclass(frozen=True, slots=True)
class File:
    """A file to index: its id is a root's name and the path below it."""

    path: Path
    id: str
    root: str


def files_below(notes: Notes, path: Path) -> Iterator[File]:
    """The files at or below a path with their ids; the path becomes a root unless it is in one.

    The innermost root counts, so that a file keeps its id when a folder around it is indexed.
    """
    _remember(notes, path)
    roots = notes.roots()
    for file in walk_files(path):
        around = [(root, name) for name, root in roots.items() if _holds(root, file)]
        root, name = max(around, key=lambda item: len(item[0].parts))
        below = "" if root == file else f"/{file.relative_to(root).as_posix()}"
        yield File(file, name + below, name)


def plain_path(path: Path) -> Path:
    """A path by which the same file is always known; links are followed only around ``..``."""
    path = path.expanduser()
    return path.resolve() if ".." in path.parts else path.absolute()


def printable(path: Path) -> str:
    """A path's text; bytes of a name that are no text become escapes."""
    return str(path).encode("utf-8", "backslashreplace").decode("utf-8")


def state_of(path: Path, known: FileState | None) -> FileState:
    """What a file is like now; it is read only if its time or size is not as it was known.

    Raises ``UnreadableFileError``.
    """
    try:
        stat = path.stat()
        sidecar = sidecar_of(path)
        beside = ""
        if sidecar is not None:
            its = sidecar.stat()
            beside = f"{sidecar.name} {its.st_size} {its.st_mtime_ns}"
        same = known and (known.size, known.mtime_ns, known.sidecar) == (
            stat.st_size, stat.st_mtime_ns, beside,
        )  # fmt: skip
        if known and same:
            sha256 = known.sha256
        else:
            sha256 = _hashed([path] if sidecar is None else [path, sidecar])
    except OSError as error:
        raise UnreadableFileError.from_os(path, error) from error
    return FileState(sha256, stat.st_size, stat.st_mtime_ns, beside, LOADERS_VERSION)


def _remember(notes: Notes, path: Path) -> None:
    """Makes a path a root unless it is in one; a file's root has its folder's name before it.

    Two folders never share a name, and the files of one folder always do.
    """
    roots = notes.roots()
    if any(_holds(root, path) for root in roots.values()):
        return
    folder = path if path.is_dir() else path.parent
    owners = {
        name.partition("/")[0]: root.parent if "/" in name else root for name, root in roots.items()
    }
    base = folder.name or "root"
    label, number = base, 2
    while owners.get(label, folder) != folder:
        label, number = f"{base}~{number}", number + 1
    notes.add_root(label if path.is_dir() else f"{label}/{path.name}", path)


def _holds(root: Path, path: Path) -> bool:
    return root == path or root in path.parents


def _hashed(paths: Sequence[Path]) -> str:
    """One SHA-256 for files, read block by block."""
    whole = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()
