"""JSON Lines files that only ever grow; what was written stays, whatever happens."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ipqa.errors import UnwritableFileError

_writing = threading.Lock()


def append(path: Path, objects: Iterable[Mapping[str, Any]]) -> None:
    """Adds a line for each object, on disk when this returns; safe for many threads.

    All lines are written at once, so that two processes do not mix theirs. Raises
    ``UnwritableFileError``.
    """
    lines = "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in objects)
    # Half of a pair of code units, as some keyboards send it, has no UTF-8.
    raw = lines.encode("utf-8", "replace")
    if not raw:
        return
    try:
        with _writing, path.open("ab+", buffering=0) as file:
            if _is_torn(file.fileno()):
                # A full disk or a power cut may have left half a line; this one begins anew.
                raw = b"\n" + raw
            if file.write(raw) != len(raw):
                raise UnwritableFileError(path, "the disk is full")
            os.fsync(file.fileno())
    except OSError as error:
        raise UnwritableFileError(path, (error.strerror or str(error)).lower()) from error


def entries(path: Path) -> Iterator[dict[str, Any] | None]:
    """The objects of a file, ``None`` for a line that is none, as a power cut may leave one.

    Raises ``OSError``.
    """
    with path.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            if not line.strip():
                continue
            try:
                value = json.loads(line)
            except (ValueError, RecursionError):  # the latter for thousands of brackets
                value = None
            yield value if isinstance(value, dict) else None


def _is_torn(descriptor: int) -> bool:
    size = os.fstat(descriptor).st_size
    return size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
