"""Bytes become text: encodings, newlines, Unicode form."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ipqa.errors import UnreadableFileError

_NOT_TEXT = "it is a binary file, not text: leave it out, or save its text as .txt"
_BINARY = re.compile(rb"\x00")
_BLANK = r"[ \t\u00a0\u3000]"
# Each run is looked at once, however long it is.
_BLANKS = re.compile(rf"(?<!{_BLANK}){_BLANK}++(?=\n|$)")
_GAPS = re.compile(r"\n{3,}")
_CONTROLS = [*range(9), *range(14, 32), *range(127, 160)]
_JOINERS = [*map(ord, "\u00ad\u034f\u180e\ufeff"), *range(0x200B, 0x200E), *range(0x2060, 0x2066)]
_DIRECTIONS = [0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x2070)]
"""Marks that turn the text behind them round, an answer's own words and markers included."""
_HIDDEN = [*range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE0080)]
"""Notes between the lines, and tags: letters that a model reads and nobody sees."""
_INVISIBLE = dict.fromkeys([*_CONTROLS, *_JOINERS, *_DIRECTIONS, *_HIDDEN])
_NEWLINES = re.compile(r"\r\n?|[\v\x85\u2028]")
_PARAGRAPHS = re.compile(r"[\f\u2029]")
_WESTERN = re.compile(r"[^\W_]|[‘’“”„‚…–—•€£§©®™«»°·\s]")
WESTERN_SHARE = 0.08
"""Texts with at most this share of bytes beyond ASCII, all of them letters or typographic marks in
Windows-1252, are taken for that: on short texts a detector guesses wrongly. Chosen by hand; French
has about 0.04, Czech, where it would be wrong, about 0.15."""


def read_text(path: Path, max_bytes: int) -> str:
    """A file's text, decoded and normalised; see ``decode``. Raises ``UnreadableFileError``."""
    return normalise(decode(read_bytes(path, max_bytes), path))


def read_bytes(path: Path, max_bytes: int) -> bytes:
    """A file that is neither empty nor larger than ``max_bytes``; a larger one is not read.

    Raises ``UnreadableFileError``.
    """
    try:
        size = path.stat().st_size
        if size > max_bytes:
            limit = max_bytes // 1_000_000
            raise UnreadableFileError(path, f"larger than {limit} MB: split it into articles")
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableFileError.from_os(path, error) from error
    if not raw.strip():
        raise UnreadableFileError(path, "the file is empty: put an article in it, or delete it")
    return raw


def normalise(text: str) -> str:
    r"""Newlines as ``\n``, NFC, no invisible characters, no trailing blanks, no wide gaps.

    Half a surrogate pair, which no file or database takes, becomes a question mark.
    """
    text = text.encode("utf-8", "replace").decode("utf-8")
    text = _PARAGRAPHS.sub("\n\n", _NEWLINES.sub("\n", text)).translate(_INVISIBLE)
    text = unicodedata.normalize("NFC", text)
    return _GAPS.sub("\n\n", _BLANKS.sub("", text)).strip()


def one_line(text: str) -> str:
    """A title's or a question's text, normalised, on one line."""
    return " ".join(normalise(text).split())


def decode(raw: bytes, path: Path, declared: str | None = None) -> str:
    """Bytes as text, not yet normalised. ``declared`` is the encoding that a page names for itself.

    UTF-16 by its mark or its look, then UTF-8, then what was declared, then Windows-1252 (of which
    Latin-1 is a part) for mostly ASCII text, then what charset-normalizer finds. Raises
    ``UnreadableFileError``.
    """
    if wide := utf_16(raw):
        try:
            text = raw.decode(wide).removeprefix("\ufeff")
        except UnicodeDecodeError as error:
            reason = "it looks like UTF-16 but is damaged: save it as UTF-8"
            raise UnreadableFileError(path, reason) from error
    elif _BINARY.search(raw[:65536]):
        raise UnreadableFileError(path, _NOT_TEXT)
    else:
        try:
            shifting = (declared or "").lower().startswith("iso-2022")
            text = raw.decode(declared if declared and shifting else "utf-8-sig")
        except (UnicodeDecodeError, LookupError):
            text = _decode_declared(raw, declared) or _decode_old(raw, path)
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text[:65536])
    if controls > len(text[:65536]) * 0.01:
        raise UnreadableFileError(path, _NOT_TEXT)
    return text


def utf_16(raw: bytes) -> str | None:
    """The name of the kind of UTF-16 that ``raw`` begins in, with or without a byte order mark."""
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf-16"
    head = raw[:1024]
    if len(head) < 8 or head.count(0) < len(head) * 0.3:
        return None
    # Western text: every other byte is nought.
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) * 0.3 and not even:
        return "utf-16-le"
    return "utf-16-be" if even > len(head) * 0.3 and not odd else None


def _decode_declared(raw: bytes, declared: str | None) -> str | None:
    """Text in the encoding it names, read as browsers do: the larger set of the same family."""
    if not declared:
        return None
    name = declared.strip().lower()
    name = {"gb2312": "gb18030", "gbk": "gb18030", "shift_jis": "cp932"}.get(name, name)
    if name in ("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"):
        name = "cp1252"
    try:
        return raw.decode(name)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _decode_old(raw: bytes, path: Path) -> str:
    """Text in an encoding from before Unicode."""
    beyond = [byte for byte in raw if byte > 127]
    if len(beyond) <= len(raw) * WESTERN_SHARE:
        western = bytes(beyond).decode("cp1252", "replace")
        if all(_WESTERN.match(char) for char in western):
            return raw.decode("cp1252")
    from charset_normalizer import from_bytes

    best = from_bytes(raw).best()
    if best is None:
        raise UnreadableFileError(path, "its encoding can't be told: save it as UTF-8")
    return str(best)
