"""Names for files that come from elsewhere: safe in a folder of any system, and never taken."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Final

LONGEST: Final = 150
"""Bytes of a name in UTF-8: file systems take 255, and a number may come after it."""
_ENDING: Final = 20
_FALLBACK: Final = "file"
# What Windows takes for a device, whatever ending it has.
_RESERVED: Final = frozenset(
    ("con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in "123456789¹²³"))
)
# A "#" parts an article's id from its row, and the others mean something to a system or a shell.
_SIGNS: Final = re.compile(r'[<>:"|?*#%$`!&;{}]')


def safe_name(name: str) -> str:
    """A file's name without a path, without what hides it or can't be seen, and not too long.

    Its ending stays, in small letters.
    """
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    name = "".join(
        sign for sign in name if unicodedata.category(sign)[0] not in "CZ" or sign == " "
    )
    name = " ".join(_SIGNS.sub("-", name).split()).strip(" .")
    stem, dot, ending = name.rpartition(".")
    if not dot or not ending.isascii() or len(ending) > _ENDING or " " in ending:
        stem, ending = name, ""
    if ending.lower() == "json":
        # "a.pdf.json" would say things of another file, "a.pdf".
        stem = stem.replace(".", "-")
    # Hidden files begin with a dot, what is being written by other programs with "~".
    stem = _cut(stem.strip(" .~") or _FALLBACK, LONGEST - len(ending) - 1).rstrip(" .")
    if stem.partition(".")[0].strip().casefold() in _RESERVED:
        stem = f"_{stem}"
    return f"{stem}.{ending.lower()}" if ending else stem


def numbered(path: Path) -> Iterator[Path]:
    """The path itself, then with a number: ``name (2).ext``, ``name (3).ext`` and so on."""
    yield path
    for number in itertools.count(2):
        yield path.with_name(f"{path.stem} ({number}){path.suffix}")


def _cut(text: str, most: int) -> str:
    """The beginning of a text that has so many bytes at most."""
    return text.encode()[:most].decode(errors="ignore")
