"""Bytes become text: encodings, newlines, Unicode form."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ipqa.errors import UnreadableFileError

_BINARY = re.compile(rb"\x00")
_BLANKS = re.compile(r"[ \t\u00a0\u3000]+(?=\n|$)")
_GAPS = re.compile(r"\n{3,}")
_INVISIBLE = dict.fromkeys(map(ord, "\ufeff\u200b\u200c\u200d\u2060\u00ad"))


def read_text(path: Path, max_bytes: int) -> str:
    """A file's text, decoded and normalised.

    UTF-8 first, then UTF-16 with a byte order mark, then what charset-normalizer finds. Raises
    ``UnreadableFileError``.
    """
    try:
        size = path.stat().st_size
        if size > max_bytes:
            limit = max_bytes // 1_000_000
            raise UnreadableFileError(path, f"larger than {limit} MB: split it into articles")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path, error.strerror or str(error)) from error
    if not raw.strip():
        raise UnreadableFileError(path, "the file is empty")
    return normalise(_decode(raw, path))


def normalise(text: str) -> str:
    r"""Newlines as ``\n``, NFC, no invisible characters, no trailing blanks, no wide gaps."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_INVISIBLE)
    text = unicodedata.normalize("NFC", text)
    return _GAPS.sub("\n\n", _BLANKS.sub("", text)).strip()


def _decode(raw: bytes, path: Path) -> str:
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError as error:
            raise UnreadableFileError(path, "it looks like UTF-16 but is damaged") from error
    if _BINARY.search(raw[:65536]):
        raise UnreadableFileError(path, "it is a binary file, not text")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        from charset_normalizer import from_bytes

        best = from_bytes(raw).best()
        if best is None:
            raise UnreadableFileError(
                path, "its encoding can't be told: save it as UTF-8"
            ) from None
        text = str(best)
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text[:65536])
    if controls > len(text[:65536]) * 0.01:
        raise UnreadableFileError(path, "it is a binary file, not text")
    return text
