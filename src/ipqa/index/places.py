"""Where articles come from: remembered roots, and the ids that files have by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ipqa.index.notes import Notes
from ipqa.loaders import walk_files


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
