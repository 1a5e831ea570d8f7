"""Acronyms that quotes give with what they stand for."""

from __future__ import annotations

import re
from collections.abc import Sequence

_IN_BRACKETS = re.compile(r"\(([A-Z][A-Z&-]+[a-z]?)\)")
_BEFORE_BRACKETS = re.compile(r"\b([A-Z]{2,})\s\(([A-Z][^()\d]+)\)")
_WORD = re.compile(r"[\w&’'-]+")
_SMALL = frozenset("of the and for in on to".split())
_MEANS = re.compile(
    r"^(?:the )?(?:(?:abbreviation|acronym) )?(.+?)"
    r"(?:: | (?:stands for|means|is short for|is)(?: the (?:abbreviation|acronym) (?:of|for))? )"
    r"(?:the )?(.+?)\W*$",
    re.I,
)
_SHORTENED = re.compile(
    r"^(?:the )?(.+?) is (?:abbreviated|shortened|also called|also known)(?: as| to)? "
    r"(?:the )?(.+?)\W*$",
    re.I,
)


def aliases(quotes: Sequence[str]) -> dict[str, str]:
    """What stands for what: each expansion with its acronym."""
    found: dict[str, str] = {}
    for quote in quotes:
        for match in _IN_BRACKETS.finditer(quote):
            expansion = _expansion(quote[: match.start()].rstrip(), match[1])
            if expansion:
                found[expansion] = match[1]
        for match in _BEFORE_BRACKETS.finditer(quote):
            found[match[2]] = match[1]
    return found


def shortened(text: str, known: dict[str, str]) -> str:
    """``text`` with every expansion put as its acronym."""
    for expansion, acronym in sorted(known.items(), key=lambda pair: -len(pair[0])):
        bracketed = rf"{re.escape(expansion)}\s\({acronym}\)|{acronym}\s\({re.escape(expansion)}\)"
        text = re.sub(rf"{bracketed}|\b{re.escape(expansion)}\b", acronym, text, flags=re.I)
    return text


def explains(sentence: str, known: dict[str, str]) -> bool:
    """Whether a sentence says no more than what an acronym stands for, rightly."""
    expansions = {full.casefold(): acronym for full, acronym in known.items()}
    told = [(match[1], match[2]) for match in [_MEANS.match(sentence)] if match]
    told += [(match[2], match[1]) for match in [_SHORTENED.match(sentence)] if match]
    return any(expansions.get(full.casefold()) == acronym for acronym, full in told)


def _expansion(before: str, acronym: str) -> str | None:
    """The words at the end of ``before`` that begin with the acronym's letters, or, failing that,
    the run of capitalized words there (some acronyms come from another language)."""
    found = list(_WORD.finditer(before))
    letters = [letter for letter in acronym if letter.isupper()]
    at = len(found)
    while at and letters:
        at -= 1
        word = found[at].group()
        if word[0].upper() == letters[-1]:
            letters.pop()
        elif word.lower() not in _SMALL:
            break
    if not letters:
        return before[found[at].start() :]
    at = len(found)
    while at and (found[at - 1].group()[0].isupper() or found[at - 1].group() in _SMALL):
        at -= 1
    while at < len(found) and found[at].group().lower() in _SMALL:
        at += 1
    return before[found[at].start() :] if len(found) - at > 1 else None
