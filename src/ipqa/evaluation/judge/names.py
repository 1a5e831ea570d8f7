"""The names that a text uses: capitalised words and acronyms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ipqa.evaluation.judge.numbers import MONTHS

_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019]s\b")
_WORD = re.compile(r"[^\W_]+")
# Behind these a capital says nothing: a sentence, a quotation or a list item begins. Within one
# sentence a full stop ends an abbreviation ("Dr. Smith"), and the capital does say something.
_BEFORE = r"[\s\"'\u201c\u2018\u00ab(\[*\u2022-]*"
_ATTACHED = r"[\"\u201c\u2018\u00ab(\[]$|(?:^|\s)['\u2019]$"
_OPENS_IN_SENTENCE = re.compile(rf"(?:^|[!?:;\u2026\n]){_BEFORE}$|{_ATTACHED}")
_OPENS_IN_TEXT = re.compile(rf"(?:^|[.!?:;\u2026\n][\"\u201d\u2019)]*){_BEFORE}$|{_ATTACHED}")
_FUNCTION_WORDS = """
    a an the this that these those it its he she they we you i his her their our your my him
    them us me who whom whose which what when where why how there here and or but nor so yet if
    because although though while as since until unless than then of in on at by for from to
    with without within into onto over under about after before between among through during
    against along across per via not no yes is are was were be been being has have had do does
    did will would can could may might shall should must also both each every all any some most
    more many much other another such only same one according
"""
_EXEMPT = {*_FUNCTION_WORDS.split(), *(month.casefold() for month in MONTHS)}


def names_vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """The words that stand capitalised in the middle of a sentence somewhere in ``texts``."""
    return frozenset(
        word.casefold()
        for text in texts
        for word, opens in _words(text, _OPENS_IN_TEXT)
        if not opens and _has_capital(word) and word.casefold() not in _EXEMPT
    )


def unsupported_names(
    claim: str, quotes: list[str], vocabulary: frozenset[str] = frozenset()
) -> list[str]:
    """The names of ``claim`` that stand in no quote, whatever their case.

    A capitalised word counts as a name in the middle of a sentence, as an acronym, or when it is
    in the vocabulary; at the head of a sentence any other word may be an ordinary one. Months are
    left to the dates, words with digits to the numbers.
    """
    known = {word.casefold() for quote in quotes for word, _ in _words(quote)}
    missing = [
        word
        for word, opens in _words(claim)
        if _is_name(word, opens, vocabulary) and word.casefold() not in known
    ]
    return list(dict.fromkeys(missing))


def _words(text: str, opening: re.Pattern[str] = _OPENS_IN_SENTENCE) -> list[tuple[str, bool]]:
    """Each word, and whether it stands where any word is capitalised."""
    text = _DOTTED.sub(lambda match: match[0].replace(".", ""), text)
    text = _POSSESSIVE.sub("", text)
    return [
        (match[0], opening.search(text[max(0, match.start() - 12) : match.start()]) is not None)
        for match in _WORD.finditer(text)
    ]


def _has_capital(word: str) -> bool:
    return any(letter.isupper() for letter in word) and not any(letter.isdigit() for letter in word)


def _is_name(word: str, opens: bool, vocabulary: frozenset[str]) -> bool:
    folded = word.casefold()
    if not _has_capital(word) or folded in _EXEMPT:
        return False
    inner = any(letter.isupper() for letter in word[1:])
    return inner or not opens or folded in vocabulary
