"""Rows kept on disk by what they depend on, so that a run asks only what has changed."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, replace
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

import ipqa
from ipqa.evaluation.datasets import Question
from ipqa.evaluation.runner import Row

PACKAGES = (
    "chromadb",
    "llama-cpp-python",
    "sentence-transformers",
    "sentencex",
    "snowballstemmer",
    "tokenizers",
    "torch",
    "transformers",
)
"""The installed packages whose versions decide what is found and written."""
_LEFT_OUT = ("evaluation/page", "web")
"""Parts of the code that show results and have no part in them."""
_ENDINGS = (".py", ".gguf")
"""The files that answer: code and adapters."""
_LABELS = ("id", "type", "group")
"""What a question is filed under; it changes neither its answer nor what is right."""
_LEFT_BEHIND_S = 3600.0


def question_key(
    question: Question, index: str, settings: Mapping[str, Any], code: str | None = None
) -> str:
    """SHA-256, in hex, of all that a question's row depends on.

    ``index`` is a fingerprint of every article's text and of how it was indexed, ``settings`` holds
    the settings that matter (an ablation in force among them: ``ablation.active()``), ``code`` is
    ``code_version()`` unless given. Of the question all counts but its id, type and group.
    """
    asked = {name: value for name, value in asdict(question).items() if name not in _LABELS}
    parts = [asked, index, dict(settings), _running_code() if code is None else code]
    text = json.dumps(parts, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def code_version(package: Path | None = None) -> str:
    """SHA-256, in hex, of the code that answers and judges, and of the packages under it.

    Every ``.py`` file and adapter of ``package`` (ipqa's own folder by default) counts, by its path
    and its bytes, except for the web chat and the evaluation's page.
    """
    root = package or Path(ipqa.__file__).parent
    digest = hashlib.sha256()
    files = (path for ending in _ENDINGS for path in root.rglob(f"*{ending}"))
    for name in sorted(path.relative_to(root).as_posix() for path in files):
        stem = name.removesuffix(".py")
        if any(stem == part or stem.startswith(f"{part}/") for part in _LEFT_OUT):
            continue
        # The length keeps the end of one file and the start of the next apart.
        content = (root / name).read_bytes()
        digest.update(f"{name} {len(content)}\n".encode() + content)
    for name in PACKAGES:
        digest.update(f"{name} {_installed(name)}\n".encode())
    return digest.hexdigest()


class RowCache:
    """Rows in a folder, one JSON file each.

    A file that is damaged counts as not there and is written anew; a folder that can't be written
    to, or a row that JSON can't hold (half a surrogate pair), only costs asking again. The times of
    a row are those of the run that asked.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._found = 0

    @property
    def found(self) -> int:
        """How many rows were read from the folder so far."""
        return self._found

    def get(self, key: str) -> Row | None:
        """The row under a key, exactly as it was put there; ``None`` where there is none."""
        path = self._path(key)
        try:
            row = _rows().validate_json(path.read_bytes(), strict=True)
        except (OSError, ValidationError):
            return None
        # What was read last is pruned last.
        with suppress(OSError):
            os.utime(path)
        self._found += 1
        return row

    def put(self, key: str, row: Row) -> None:
        """Keeps a row, in one step: a reader sees the whole file or none."""
        with suppress(OSError, PydanticSerializationError):
            content = _rows().dump_json(row)
            self._folder.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix=f"{key[:8]}-", suffix=".tmp", dir=self._folder)
            temporary = Path(name)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(content)
                temporary.replace(self._path(key))
            finally:
                temporary.unlink(missing_ok=True)

    def prune(self, keep: int) -> int:
        """Leaves the ``keep`` rows that were written or read last; returns how many went.

        Raises ``ValueError`` for a number below 0.
        """
        if keep < 0:
            raise ValueError(f"can't keep {keep} rows: give 0 or more")
        rows = sorted(self._folder.glob("*.json"), key=_modified, reverse=True)
        for path in rows[keep:]:
            path.unlink(missing_ok=True)
        # A process that was killed while it wrote leaves its file behind.
        for path in self._folder.glob("*.tmp"):
            if _modified(path) < time.time() - _LEFT_BEHIND_S:
                path.unlink(missing_ok=True)
        return len(rows[keep:])

    def _path(self, key: str) -> Path:
        return self._folder / f"{key}.json"


def for_question(row: Row, question: Question) -> Row:
    """A cached row for a question that says the same, perhaps under another id, type or group."""
    return replace(row, question=question, answer={**row.answer, "id": question.id})


@cache
def _running_code() -> str:
    # What runs was read when it started: a file that is edited meanwhile changes nothing.
    return code_version()


@cache
def _rows() -> TypeAdapter[Row]:
    return TypeAdapter(Row)


def _installed(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "none"


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process pruned it
        return 0.0
