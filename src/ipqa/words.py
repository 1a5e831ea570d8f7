"""Words as search sees them: lower-cased, stemmed, without function words.

Latin and other spaced scripts are split at word bounds and stemmed with Snowball's English stemmer;
runs of Chinese, Japanese and Korean characters, which have no spaces, become overlapping bigrams,
the usual unit for BM25 there (Manning et al., Introduction to Information Retrieval, 2.2.1).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

FUNCTION_WORDS = frozenset(
    """a about above after again all also am an and any are as at be because been before being
    between both but by can could did do does doing done down during each either else ever few for
    from further had has have having he her here hers him his how however i if in into is it its
    just let many may me might more most much must my no nor not now of off on once only or other
    our out over own per quite rather same shall she should so some such than that the their theirs
    them then there these they this those through thus to too under until up upon us very was we
    were what when where whether which while who whom whose why will with within without would yet
    you your tell please know give say said says""".split()
)
"""English words that carry grammar rather than content; chosen by hand, not tuned."""

_BEGINNINGS = frozenset(
    """according approximately compared concerning exactly following going hello hey hi list name
    need ok okay regarding roughly since sorry thanks today yesterday""".split()
)
"""Other words that begin a sentence with a capital and are no names."""

CJK = r"\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
"""The characters of scripts that are searched in pairs, as the inside of a regular expression."""
_WORD = re.compile(rf"[{CJK}]+|\d+(?:[.,]\d+)*|[^\W\d_{CJK}]+(?:['’][^\W\d_{CJK}]+)?|[^\W_]+")
_IS_CJK = re.compile(rf"[{CJK}]")
_ACCENTS = re.compile(r"[\u0300-\u036f]")
_CAPITAL = "".join(
    letter for letter in map(chr, (*range(0xC0, 0x250), *range(0x386, 0x530))) if letter.isupper()
)
"""Capitals of Latin, Greek and Cyrillic beyond A to Z."""
_NAME = re.compile(rf"[A-Z{_CAPITAL}][\w&.'’-]*|\b\w*[a-z][A-Z]\w*")
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|[\"“(]\s*)$")
_BEFORE = 40
"""Characters before a word that tell whether it begins a sentence."""
_POSSESSIVE = re.compile(r"['’]s?$")


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a lower-cased word (``copyrights`` and ``copyright`` become one)."""
    return str(_stemmer().stemWord(word))


def fold(text: str) -> str:
    """``text`` in NFKC, lower-cased, without accents, with straight apostrophes.

    For comparing, never for quoting.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    # Only the accents of Latin, Greek and Cyrillic: elsewhere such marks make another letter.
    kept = _ACCENTS.sub("", decomposed)
    return unicodedata.normalize("NFC", kept).lower().replace("’", "'")


def words(text: str) -> list[str]:
    """The folded words of ``text`` in order, numbers without thousands separators, CJK as bigrams.

    ``"9,127.5 billion yuan"`` gives ``["9127.5", "billion", "yuan"]``.
    """
    found: list[str] = []
    for match in _WORD.finditer(fold(text)):
        word = match.group()
        if word[0].isdigit():
            found.append(re.sub(r",(?=\d{3}(?!\d))", "", word).replace(",", "."))
        elif _IS_CJK.match(word):
            found.extend(word[i : i + 2] for i in range(max(1, len(word) - 1)))
        else:
            found.append(_POSSESSIVE.sub("", word))
    return found


def content_words(text: str) -> list[str]:
    """The folded words that carry content, in order, unstemmed."""
    return [word for word in words(text) if word not in FUNCTION_WORDS]


def terms(text: str) -> list[str]:
    """The stems that BM25 indexes and counts."""
    return [stem(word) for word in content_words(text)]


def names(text: str) -> list[str]:
    """The words of ``text`` that are written as names: capitals, save a sentence's first word."""
    found: list[str] = []
    for match in _NAME.finditer(text):
        word = re.sub(r"['’]s$", "", match.group().rstrip(".'’"))
        if word == "I" or not word:
            continue
        start = match.start()
        first = bool(_SENTENCE_START.search(text, max(0, start - _BEFORE), start))
        if first and fold(word) in FUNCTION_WORDS | _BEGINNINGS:
            continue
        found.append(word)
    return found
