"""The language of a text: what a file says of it, or what the text itself shows."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

_TAG = re.compile(r"^([a-z]{2,3})(?:[-_][a-z0-9]+)*$", re.IGNORECASE | re.ASCII)
_SHORTER = {
    "eng": "en",
    "deu": "de",
    "ger": "de",
    "fra": "fr",
    "fre": "fr",
    "zho": "zh",
    "chi": "zh",
    "yue": "zh",
    "wuu": "zh",
}
_NAMES = {
    "english": "en",
    "german": "de",
    "deutsch": "de",
    "french": "fr",
    "français": "fr",
    "chinese": "zh",
    "中文": "zh",
    "japanese": "ja",
    "日本語": "ja",
    "spanish": "es",
    "español": "es",
}
_UNKNOWN = ("und", "mul", "zxx", "mis", "xx")
_SCRIPTS = (
    re.compile(r"[\u3400-\u9fff\uf900-\ufaff]"),
    re.compile(r"[\u3040-\u30ff]"),
    re.compile(r"[\uac00-\ud7af]"),
    re.compile(r"[\u0e01-\u0e5b]"),
)
_FEWEST = 20
SHORTEST = 300
"""Bytes of UTF-8 below which nothing is detected: a few lines in Latin letters, 100 characters of
Chinese. Chosen by hand."""
LONGEST = 2000
"""Characters that are looked at: more tell no more, and take a millisecond for each thousand."""
CONFIDENT = 0.9
"""The probability from which a detected language is believed; chosen by hand."""


def language_tag(text: str | None) -> str | None:
    """The primary subtag of a language as files name it: ``en`` for ``en-GB`` or ``English``."""
    text = (text or "").strip()
    if name := _NAMES.get(text.lower()):
        return name
    match = _TAG.match(text)
    primary = match[1].lower() if match else ""
    return None if not match or primary in _UNKNOWN else _SHORTER.get(primary, primary)


def detect_language(text: str) -> str | None:
    """The two letters of the language that ``text`` is in, or ``None`` where that isn't clear."""
    if script := _by_script(text[:LONGEST]):
        return script
    sample = text[:LONGEST].encode()
    if len(sample) < SHORTEST:
        return None
    language, probability = _identifier().classify(sample.decode())
    return language_tag(str(language)) if probability >= CONFIDENT else None


def _by_script(text: str) -> str | None:
    """The language of a script that only one language is written in, or nearly so."""
    letters = sum(map(str.isalpha, text))
    han, kana, hangul, thai = (len(pattern.findall(text)) for pattern in _SCRIPTS)
    least = max(_FEWEST, letters / 2)
    if han + kana >= least:
        return "ja" if kana >= (han + kana) * 0.1 else "zh"
    return "ko" if hangul >= least else "th" if thai >= least else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
