"""Whether a line is prose: a sentence, not a heading, a label or a title."""

from __future__ import annotations

import re

_PROSE_WORDS = 6
SENTENCE_END = re.compile(r"\S[.!?。！？…][\"'”’)»」』]*$")
_CJK = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")


def is_prose(line: str) -> bool:
    """Whether a line holds a sentence: several words, and closed like one."""
    line = line.rstrip()
    long = len(line.split(maxsplit=_PROSE_WORDS)) >= _PROSE_WORDS or len(_CJK.findall(line)) >= 10
    return long and bool(SENTENCE_END.search(line[-12:]))
