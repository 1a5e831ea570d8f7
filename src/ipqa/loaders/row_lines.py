"""The lines of a file of rows, decoded one at a time, whatever encoding each is in."""

from __future__ import annotations

import io
from collections.abc import Iterator

from ipqa.loaders.text import WESTERN_SHARE

MAX_ROW = 10_000_000
"""Characters of a row at most; a longer one is skipped with a reason."""


class Lines:
    """The lines of a file, decoded, each with its end; some can be put back."""

    def __init__(self, file: io.BufferedReader, sample: bytes) -> None:
        file.seek(0)
        self._file = file
        self._back: list[str] = []
        self._fallback = _old_encoding(sample)
        self._text: io.TextIOWrapper | None = None
        encoding = _wide_encoding(sample)
        if encoding or b"\n" not in sample:
            encoding = encoding or ("utf-8-sig" if _is_utf8(sample) else self._fallback)
            self._text = io.TextIOWrapper(file, encoding, errors="replace")

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if self._back:
            return self._back.pop()
        line = self._read()
        if not line:
            raise StopIteration
        return line

    def put_back(self, lines: list[str]) -> None:
        """Gives ``lines`` again before what comes next."""
        self._back.extend(reversed(lines))

    def _read(self) -> str:
        if self._text:
            return self._text.readline(MAX_ROW + 1).removeprefix("\ufeff")
        raw = self._file.readline(MAX_ROW + 1)
        try:
            return raw.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:
            return raw.decode(self._fallback, "replace")


def decoded(sample: bytes) -> str:
    """The beginning of a file, or all of it, as text."""
    encoding = _wide_encoding(sample)
    if encoding:
        return sample.decode(encoding, "ignore")
    return sample.decode("utf-8" if _is_utf8(sample) else _old_encoding(sample), "ignore")


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16, by its mark or by the zero in every other byte."""
    if sample[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    zeros = [sample[:2000:2].count(0), sample[1:2000:2].count(0)]
    if max(zeros) * 4 > len(sample[:2000]) and max(zeros) > 1:
        return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return None


def _is_utf8(sample: bytes) -> bool:
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start > len(sample) - 4 and error.reason == "unexpected end of data"
    return True


def _old_encoding(sample: bytes) -> str:
    """What lines that are not UTF-8 are in: Windows-1252, unless much of it is beyond ASCII."""
    beyond = len(sample.translate(None, bytes(range(128))))
    if _is_utf8(sample) or beyond <= len(sample) * WESTERN_SHARE:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:50_000]).best()
    return best.encoding if best else "cp1252"
