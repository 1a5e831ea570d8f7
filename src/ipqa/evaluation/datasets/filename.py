"""File names made of titles and ids."""

from __future__ import annotations

import hashlib
import re
from itertools import chain, count

_UNSAFE = re.compile(r"[^\w.-]")
_MAX_BYTES = 150
"""Of a name's stem: file systems allow 255 in all, and a digest and an ending may follow."""


class FileNames:
    """Gives each text a file name of its own, also where upper and lower case are one."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def name(self, text: str) -> str:
        """A ``.txt`` name that reads like ``text``, is safe in any folder, and was not given yet.

        No name begins with a dot: hidden files are no articles. Where two texts would have the
        same name, the later one carries a part of its SHA-256.
        """
        stem = _UNSAFE.sub("_", text).lstrip(".").encode("utf-8")[:_MAX_BYTES]
        readable = stem.decode("utf-8", "ignore") or "_"
        digest = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:8]
        endings = (f"-{digest}-{number}" for number in count(2))
        for ending in chain(("", f"-{digest}"), endings):
            name = f"{readable}{ending}.txt"
            if name.casefold() not in self._taken:
                break
        self._taken.add(name.casefold())
        return name
