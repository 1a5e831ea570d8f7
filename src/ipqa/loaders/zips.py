"""ZIP files that may be hostile, as DOCX and EPUB are."""

from __future__ import annotations

import struct
import zipfile
import zlib
from pathlib import Path

from ipqa.errors import UnreadableFileError

MAX_BYTES = 100_000_000
"""A larger file is a collection rather than an article; it is skipped with a reason."""
MAX_MEMBERS = 10_000
"""Files inside at most."""
MAX_MEMBER_BYTES = 50_000_000
"""Bytes of one file inside that are read at most; text of that size is no article."""
MAX_TOTAL_BYTES = 500_000_000
"""Bytes of all files inside at most, pictures too, as the directory states them."""
MAX_RATIO = 200
"""How many times larger than the archive its contents may be, once they pass ``BOMB_BYTES``.

Word's XML shrinks to a tenth or, repetitive as some is, to a fiftieth; a bomb to a thousandth.
"""
BOMB_BYTES = 10_000_000

_BOMB = "it unpacks to far more than it holds, as a zip bomb does: leave it out"
_DAMAGED = "it is damaged: save or download it again"
_LOCKED = "it is locked with a password: save a copy without one"


def open_zip(path: Path) -> zipfile.ZipFile:
    """The archive at ``path``, for the caller to close; nothing is unpacked yet.

    Raises ``UnreadableFileError`` where it is damaged, encrypted, or states that it unpacks to more
    than the limits above.
    """
    try:
        size = path.stat().st_size
        if size > MAX_BYTES:
            limit = MAX_BYTES // 1_000_000
            raise UnreadableFileError(path, f"larger than {limit} MB: split it into articles")
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error) as error:
        raise UnreadableFileError(path, _DAMAGED) from error
    except OSError as error:
        raise UnreadableFileError.from_os(path, error) from error
    members = archive.infolist()
    total = sum(member.file_size for member in members)
    most = max(BOMB_BYTES, size * MAX_RATIO)
    reason = None
    if any(member.flag_bits & 1 for member in members):
        reason = _LOCKED
    elif len(members) > MAX_MEMBERS or total > min(MAX_TOTAL_BYTES, most):
        reason = _BOMB
    if reason:
        archive.close()
        raise UnreadableFileError(path, reason)
    return archive


def read_member(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    """The bytes of one file inside, of which at most ``MAX_MEMBER_BYTES`` are ever unpacked.

    Raises ``UnreadableFileError`` for ``path`` where it is not there, damaged or larger.
    """
    try:
        with archive.open(name) as member:
            raw = member.read(MAX_MEMBER_BYTES + 1)
    except KeyError as error:
        raise UnreadableFileError(path, f"{_DAMAGED} ({name} is not in it)") from error
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
        OSError,
        struct.error,
    ) as error:
        raise UnreadableFileError(path, _DAMAGED) from error
    if len(raw) > MAX_MEMBER_BYTES:
        limit = MAX_MEMBER_BYTES // 1_000_000
        raise UnreadableFileError(path, f"it holds more than {limit} MB of text: split it")
    return raw
