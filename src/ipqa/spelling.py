"""Misspelt words of a question, read as words that the articles or the language know."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable

from ipqa.words import FUNCTION_WORDS, fold, stem

SHORTEST = 3
"""Letters of a word that may be misspelt; so short a one may only have two letters transposed."""
TWO_SLIPS = 8
"""Letters from which a word may have two slips; others have one. Damerau (1964) found one slip (a
letter wrong, missing, extra, or two transposed) in 80 % of misspellings."""
JOINED = 4
"""Letters of each half of a compound; with three, "mil" and "ion" would make a word."""
NEAREST = 8
"""Stems of the index whose words are compared with a misspelt one."""
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = "|e|s|d|r|ed|er|es|ing|ion|ation|ment|al|y|ly|ness".split("|")
_CONTRACTIONS = frozenset(
    "wont dont cant isnt arent wasnt werent doesnt didnt hasnt havent couldnt wouldnt whats".split()
)
LAW_WORDS = frozenset(
    """appellant appellee assignee assignor cafc claimant copyrightable declaratory disgorgement
    easement enjoin enjoined enjoining estoppel frand gdpr geoblocking indemnify infringer
    injunctive interlocutory lessee lessor licensee licensor mandamus novation patentee plaintiff
    pleadings remand remanded remuneration rescind rescission revocation subpoena sublicense
    sublicensee tort tortious trademark trademarks uspto wipo""".split()
)
"""Words of the law that the embedder has not as a whole, and that are none misspelt."""
_PREFIXES = ("un", "non", "re", "dis", "mis", "over", "under", "pre", "co", "e")


class Speller:
    """Corrects against the index's words and the words that the embedder has as a whole.

    ``terms`` gives the index's stems of a length between two bounds, ``words_of`` the words of the
    articles with that stem, ``language`` the words of the language, as the embedder has them.
    """

    def __init__(
        self,
        terms: Callable[[int, int], Iterable[str]],
        words_of: Callable[[str], Collection[str]],
        language: Callable[[], Collection[str]],
    ) -> None:
        self._terms = terms
        self._words_of = words_of
        self._language = language

    def correct(self, question: str) -> str:
        """The question with its misspelt words replaced; one without any comes back as it is.

        A word that the index or the language knows, in whatever form, is never touched, nor is an
        acronym. A name is only read as a word of the articles: no list has all names there are.
        """
        return _WORD.sub(
            lambda match: self._corrected(match.group(), first=not match.start()), question
        )

    def _corrected(self, word: str, *, first: bool) -> str:
        folded, name = fold(word), word[0].isupper() and not first
        if len(word) < SHORTEST or not word.isascii() or not (word[1:].islower()):
            return word
        if folded in FUNCTION_WORDS or folded in _CONTRACTIONS or self._is_english(folded):
            return word
        root = stem(folded)
        british = root.replace("is", "iz")
        # A word of the articles is found at once; only what is unknown costs a look at all words.
        if self._words_of(root) or (british != root and self._words_of(british)):
            return word
        slips = 2 if len(word) >= TWO_SLIPS else 1
        near = list(self._terms(len(root) - slips, len(root) + slips))
        if {root, british} & set(near):
            return word
        known = [] if name else sorted(FUNCTION_WORDS)
        if len(word) > SHORTEST:
            # Stemming may take more from a misspelt word than from the right one.
            whole = self._terms(len(word) - slips, len(word) + slips)
            stems = [*_closest(root, near, slips), *_closest(folded, whole, slips)]
            for term in stems:
                words = self._words_of(term)
                known += [
                    held
                    for held in sorted(words, key=str.swapcase)
                    if not name or _only_a_name(held, words)
                ]
        if word.islower():
            known += sorted(self._language())
        found = _closest(folded, {fold(other): None for other in known}, slips)
        fitting = [other for other in found if _starts_alike(folded, other)]
        if len(word) == SHORTEST:
            fitting = [other for other in fitting if sorted(other) == sorted(folded)]
        if not fitting:
            return word
        written = next(other for other in known if fold(other) == fitting[0])
        return written[0].upper() + written[1:] if word[0].isupper() else written

    def _is_english(self, word: str) -> bool:
        """Whether the language knows a word, a form of it, or what it is put together from."""
        language = self._language()
        if word in language:
            return True
        if any(stem(word) + ending in language for ending in _ENDINGS):
            return True
        for prefix in _PREFIXES:
            if word.startswith(prefix) and word[len(prefix) :] in language:
                return True
        cuts = range(JOINED, len(word) - JOINED + 1)
        return any(word[:at] in language and word[at:] in language for at in cuts)


def _only_a_name(held: str, words: Collection[str]) -> bool:
    """Whether the articles have a word as a name and not in small letters as well."""
    small = held.lower()
    return held[0].isupper() and small not in words and fold(small) not in FUNCTION_WORDS


def _starts_alike(word: str, other: str) -> bool:
    """A slip is rarely in the first letter, unless it changed places with the second."""
    return word[0] == other[0] or word[:2] == other[1::-1]


def _closest(word: str, known: Iterable[str], slips: int) -> list[str]:
    """The known words with the fewest slips between, the fewest first, no more than ``slips``.

    Slips are edits of a letter and transpositions of two (optimal string alignment).
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    words = list(known)
    found = process.extract(
        word, words, scorer=OSA.distance, score_cutoff=slips, limit=NEAREST, processor=None
    )
    return [text for text, _, _ in sorted(found, key=lambda match: (match[1], match[2]))]
