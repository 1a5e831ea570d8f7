"""Whether an answer holds one of the accepted answers."""

from __future__ import annotations

import re
import unicodedata

from ipqa.evaluation.datasets import Alternatives
from ipqa.evaluation.judge.sentences import before_first_marker, without_markers

_DOUBLE_QUOTES = "\u201c\u201d\u201e\u201f\u00ab\u00bb"
_SINGLE_QUOTES = "\u2018\u2019\u201a\u201b\u0060\u00b4"
_QUOTES = str.maketrans(dict.fromkeys(_DOUBLE_QUOTES, '"') | dict.fromkeys(_SINGLE_QUOTES, "'"))
_DASHES = re.compile(r"[\u2010-\u2015\u2212]")
_SEPARATOR = re.compile(r"(?<=\d)[,\u00a0\u202f\u2009](?=\d{3}(?!\d))")
_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}
_SHORT_SCALE = re.compile(r"(?<=\d)\s?(k|mn|m|bn|tn)\b", re.IGNORECASE)
_ENDS_AS_NUMBER = re.compile(r"\d[\d.]*[a-z]{0,2}$")
_NEXT_SCALE = r"(?![\s-]?(?:hundred|thousand|million|billion|trillion)\b)"


def is_right(text: str, alternatives: Alternatives) -> bool:
    """Whether all strings of any alternative stand in ``text`` (markers do not count).

    Case, kinds of quotation mark and dash, spaces and thousands separators make no difference. A
    string begins where a word begins, so that ``national`` is not found in ``international``; it
    may end within one (``video`` in ``videos``). A number is only found as a whole number: ``29``
    is in none of ``129``, ``2,900``, ``29.5`` and ``29 million``.
    """
    plain = _normalise(without_markers(text))
    return any(all(_holds(plain, string) for string in strings) for strings in alternatives)


def is_right_early(text: str, alternatives: Alternatives) -> bool:
    """Whether the words before the first marker already hold an accepted answer.

    An answer that quotes at length is right sooner or later; this asks for sooner.
    """
    return is_right(before_first_marker(text), alternatives)


def _normalise(text: str) -> str:
    # Separators go first: NFKC would turn the narrow spaces among them into plain ones.
    text = unicodedata.normalize("NFKC", _SEPARATOR.sub("", text)).translate(_QUOTES)
    text = _SHORT_SCALE.sub(lambda match: " " + _SCALES[match[1].lower()], text)
    return " ".join(_DASHES.sub("-", text).casefold().split())


def _holds(text: str, string: str) -> bool:
    wanted = _normalise(string)
    pattern = re.escape(wanted)
    # Only scripts with upper and lower case put spaces between words.
    if wanted[0].isdigit():
        pattern = r"(?<![a-z\d])(?<!\d[.,])" + pattern
    elif wanted[0].lower() != wanted[0].upper():
        pattern = r"(?<!\w)" + pattern
    if _ENDS_AS_NUMBER.search(wanted):
        pattern += r"(?:st|nd|rd|th)?(?![a-z\d])(?![.,]\d)" + _NEXT_SCALE
    return re.search(pattern, text) is not None
