"""The words, figures and signs of a text in order, in a form that can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from ipqa.grounding.amounts import Amount, amounts
from ipqa.grounding.lexicon import (
    ADVERBS,
    ARTICLES,
    BE,
    CONJUNCTIONS,
    DETERMINERS,
    DO,
    HAVE,
    IRREGULAR,
    MOODS,
    NEGATIONS,
    PARTS,
    PREPOSITIONS,
    RELATIVES,
    ROLE_WORDS,
    SUBORDINATORS,
    SYNONYMS,
)
from ipqa.words import fold, stem

TokenKind = Literal[
    "figure", "word", "determiner", "preposition", "conjunction", "relative", "subordinator",
    "auxiliary", "negation", "adverb", "that", "of", "sign",
]  # fmt: skip

_PART = re.compile(
    r"[^\W_]+(?:[-&][^\W_]+)*(?:['’](?:s|t|re|ve|ll|d)\b|['’](?=\s))?|[,;:()–—]|[.!?](?=\s|$)"
)
_NEGATED = re.compile(r"^(.+)n['’]t$")
_SHORT = {"ca": "can", "wo": "will"}
_OWN = {
    form: word
    for word, forms in {
        "authority": "authority authorities", "customs": "customs",
        "customer": "customer customers", "publication": "publication publications",
        "animation": "animation animations", "applicant": "applicant applicants",
        "defendant": "defendant defendants", "relative": "relative relatives",
    }.items()
    for form in forms.split()
}  # fmt: skip
"""Words whose stem is that of another word: authorities are no authors."""
_KINDS: tuple[tuple[TokenKind, frozenset[str]], ...] = (
    ("negation", NEGATIONS),
    ("auxiliary", BE | HAVE | DO | frozenset(MOODS)),
    ("relative", RELATIVES),
    ("conjunction", CONJUNCTIONS - SUBORDINATORS),
    ("subordinator", SUBORDINATORS),
    ("preposition", PREPOSITIONS),
    ("determiner", DETERMINERS - {"that"}),
    ("adverb", ADVERBS),
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word by its stem (a title by all of its words), a figure, or a sign.

    ``genitive`` marks the owner in "the jury's chairman"; ``capital`` what is written as a name.
    """

    kind: TokenKind
    key: str
    text: str
    capital: bool = False
    genitive: bool = False
    amount: Amount | None = None

    def holds(self, other: Token) -> bool:
        """Whether ``other`` says no more than this token does."""
        if self.amount and other.amount:
            return self.amount.holds(other.amount)
        return self.key == other.key and not (self.amount or other.amount)


def tokens(text: str) -> list[Token]:
    """The tokens of a text. Words of a title that follow each other are one token."""
    found: list[Token] = []
    at = 0
    for amount in amounts(text):
        found += _plain(text[at : amount.start])
        said = text[amount.start : amount.end]
        found.append(Token("figure", amount.figure.value, said, amount=amount))
        at = max(at, amount.end)
    return _titles(found + _plain(text[at:]))


def _plain(text: str) -> list[Token]:
    found: list[Token] = []
    for match in _PART.finditer(text):
        raw = match.group()
        word = fold(raw).replace("’", "'")
        negated = _NEGATED.match(word)
        if not raw[0].isalnum():
            found.append(Token("sign", raw, raw))
        elif word == "cannot" or negated:
            base = negated[1] if negated else "can"
            found += [_token(_SHORT.get(base, base), raw), Token("negation", "not", raw)]
        elif word == "longer" and found and found[-1].text.lower() == "no":
            found[-1] = Token("negation", "not", "no longer")
        elif word.startswith(("vice-", "ex-", "co-", "deputy-")):
            found += [_token(part, raw) for part in word.split("-")]
        elif raw == "May" and found and found[-1].kind == "preposition":
            found.append(Token("word", "may", raw, True))
        elif word == "that" and found and found[-1].kind == "preposition":
            found.append(Token("determiner", word, raw))
        else:
            found.append(_token(word, raw))
    return found


def _token(word: str, raw: str) -> Token:
    genitive = word.endswith(("'s", "'"))
    word = re.sub(r"'s?$", "", word)
    capital = raw[0].isupper() or any(letter.isupper() for letter in raw[1:])
    if word == "that":
        return Token("that", word, raw)
    # "May" and "Will" within a sentence may be names; the small word is the common case.
    for kind, members in _KINDS:
        if word in members:
            return Token("of" if word == "of" else kind, word, raw)
    key = (
        word
        if word in ROLE_WORDS
        else _OWN.get(word) or stem(SYNONYMS.get(word, IRREGULAR.get(word, word)))
    )
    return Token("word", key, raw, capital, genitive)


def _titles(found: list[Token]) -> list[Token]:
    joined: list[Token] = []
    for place, token in enumerate(found):
        last = joined[-1] if joined else None
        parts = [other.text.lower() for other in found[max(0, place - 2) : place]]
        # "Most of the members" are most members; the "out" of "point out" says nothing.
        if token.kind == "of" and parts[-1:] and parts[-1] in PARTS:
            continue
        if token.kind == "determiner" and parts[1:] == ["of"] and parts[0] in PARTS:
            continue
        if token.key == "out" and last and last.key == "point":
            continue
        is_title = token.kind == "word" and token.key in ROLE_WORDS
        if is_title and last and last.kind == "word" and set(last.key.split()) <= ROLE_WORDS:
            joined[-1] = Token(
                "word", f"{last.key} {token.key}", f"{last.text} {token.text}",
                token.capital, token.genitive,
            )  # fmt: skip
        else:
            joined.append(token)
    return joined


def is_article(token: Token) -> bool:
    """Whether a token is "a", "an" or "the"."""
    return token.key in ARTICLES and token.kind == "determiner"
