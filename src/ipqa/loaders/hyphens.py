"""Words that were broken at the end of a line are mended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ipqa.loaders.pdf_pages import HYPHEN

_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_HYPHENS = ("-", "‐", HYPHEN)
_TAIL = re.compile(rf"(?<![^\W_])([^\W_]+(?:[-’'][^\W_]+)*)[-‐{HYPHEN}]$")
_LONGEST_WORD = 80
_UNSPACED = re.compile(r"[\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60]")
_FIRST = frozenset(
    """well self ex half high low long short mid all cross full first second third one two three
    four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety so ill
    non anti pro vice""".split()
)
_SECOND = frozenset(
    """based known old year years wide term level owned related style called backed funded driven
    speed profile in-law elect""".split()
)
"""Parts of words that are mostly written with a hyphen."""


class Hyphens:
    """Joins lines; what a broken word looks like is told by the words of the whole document."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            self._words.update(word.casefold() for word in _WORD.findall(line))

    def joined(self, lines: Sequence[str]) -> str:
        """Lines that follow one another as one text."""
        pieces = [lines[0]]
        for line in lines[1:]:
            pieces[-1], between = self._between(pieces[-1], line)
            pieces.extend([between, line])
        return "".join(pieces)

    def _between(self, above: str, line: str) -> tuple[str, str]:
        """The line above, without a hyphen that goes, and what stands between the two."""
        tail = _TAIL.search(above[-_LONGEST_WORD:]) if above.endswith(_HYPHENS) else None
        head = _WORD.match(line)
        if tail and head:
            return above[:-1], "-" if self._keeps(tail[1], head[0]) else ""
        if above.endswith(("—", HYPHEN)) or (_UNSPACED.match(line) and _UNSPACED.match(above[-1:])):
            return above, ""
        return above, " "

    def _keeps(self, tail: str, head: str) -> bool:
        """Whether a word has a hyphen: as elsewhere, else as such words mostly have."""
        joined = self._words[(tail + head).casefold()]
        hyphened = self._words[f"{tail}-{head}".casefold()]
        if joined != hyphened:
            return hyphened > joined
        if not head[0].islower() or tail[-1].isdecimal() or "-" in tail:
            return True
        return tail.casefold() in _FIRST or head.casefold() in _SECOND
