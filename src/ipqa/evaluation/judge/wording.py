"""The words of a text as the judge of entailment reads them.

Deliberately its own reading: nothing here is shared with the code that writes and grounds answers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from ipqa.evaluation.judge.names import unsupported_names
from ipqa.evaluation.judge.numbers import MONTHS
from ipqa.evaluation.judge.sentences import claims_of

Mood = Literal["stated", "modal", "open"]
"""Said to be so; said under "will", "may", "must"; or open: an infinitive, a function word."""

_SCOPE = 3
"""How many content words a negation reaches, within its clause."""
_PIECE = re.compile(r"[^\W_]+(?P<possessive>'s?(?!\w))?|(?P<pause>[,;:()\u2013\u2014])")
_DEMONYM = re.compile(r"(?:ese|ish|ian|ean|ican)$")
_NEGATIONS = frozenset("no not never none nobody nothing neither nor without cannot hardly".split())
_REFUSALS = frozenset(
    """deny denies denied fail fails failed lack lacks lacked refuse refuses refused""".split()
)
_MODALS = frozenset("will would shall may might could can cannot should must".split())
BE = frozenset("is are was were be been being".split())
REPORTING = frozenset(
    """according add adds added note notes noted report reports reported reveal reveals revealed
    say says said state states stated tell tells told""".split()
)
_LIGHT = REPORTING | frozenset(
    """become becomes became belong call calls called come comes came describe describes described
    get gets got give gives gave go goes went happen happens happened hold holds held include
    includes included make makes made name names named place put puts show shows showed take takes
    took taken work works worked""".split()
)
_FUNCTION = (BE | _MODALS | _NEGATIONS) | frozenset(
    """a about across against all almost along also although among an and another around as at
    because between both but by close did do does down during each every few fewer for from had has
    have he hence her here him his how however i if in into it its less me more moreover my nearly
    of off on onto or other our out over per roughly same she since so some such than that the their
    them then there therefore these they this those though through thus to too under unless until up
    us via we well what when where which while who whom whose why with yet you your
    approximately""".split()
)
_EMPTY = _FUNCTION | _LIGHT


@dataclass(frozen=True, slots=True)
class Word:
    """One word: ``stem`` is what it is compared by, ``clause`` counts the pauses before it.

    ``content`` is false for function words, for verbs that carry little ("take place", "said") and
    for numbers and dates, which have rules of their own. ``denied`` tells whether a negation
    reaches it, ``denial`` whether it is the first word reached. A demonym ("Chinese") is no
    ``name``.
    """

    text: str
    stem: str
    sentence: int
    clause: int
    content: bool
    name: bool
    possessive: bool
    denied: bool
    denial: bool
    mood: Mood


def words_of(text: str, vocabulary: frozenset[str] = frozenset()) -> list[Word]:
    """The words of ``text`` in order; ``vocabulary`` holds names that may open a sentence."""
    words: list[Word] = []
    for number, claim in enumerate(claims_of(text)):
        named = {name.casefold() for name in unsupported_names(claim.text, [], vocabulary)}
        words += _sentence(claim.text, number, named)
    return words


def lower(words: Iterable[Word]) -> set[str]:
    """The words as written, in lower case."""
    return {word.text.casefold() for word in words}


def is_acronym(word: str) -> bool:
    """Whether the word is letters in capitals, two at least: "US" is no "us"."""
    return len(word) > 1 and word.isalpha() and word.isupper()


def is_demonym(word: str) -> bool:
    """Whether the word looks like an adjective of a country, such as "Chinese" or "Australian"."""
    return word[:1].isupper() and _DEMONYM.search(word) is not None


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """The word by which others of its family are found: Porter's English stemmer.

    https://snowballstem.org/algorithms/english/stemmer.html
    """
    stemmed: str = _stemmer().stemWord(word.casefold())
    return stemmed


def _sentence(text: str, number: int, named: set[str]) -> list[Word]:
    words: list[Word] = []
    clause = left = 0  # pauses so far; words that the last negation still reaches
    heads = False
    mood: Mood = "stated"
    text = text.replace("\u2019", "'").replace("can't", "cannot").replace("n't", " not")
    for match in _PIECE.finditer(text):
        if match["pause"]:
            clause, left, mood = clause + 1, 0, "stated"
            continue
        written = re.sub(r"'s?$", "", match[0])
        word = written.casefold()
        is_name = is_acronym(written) or (
            word in named and written != word and not is_demonym(written)
        )
        counted = written in MONTHS or any(letter.isdigit() for letter in word)
        content = (is_name or word not in _EMPTY) and not counted
        denied = left > 0 and content
        words.append(
            Word(
                text=written,
                stem=stem(word),
                sentence=number,
                clause=clause,
                content=content,
                name=is_name,
                possessive=bool(match["possessive"]),
                denied=denied,
                denial=denied and heads,
                mood=mood if content or word in _LIGHT else "open",
            )
        )
        if content or word in _LIGHT:
            # A mood is that of the next verb or noun alone.
            mood = "stated"
        if denied:
            left, heads = left - 1, False
        if word in _NEGATIONS or word in _REFUSALS:
            left, heads = _SCOPE, True
        if word in _MODALS:
            mood = "modal"
        elif word == "to":
            mood = "open"
    return words


@cache
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("english")
