"""What a sentence is made of and its quotes don't hold: figures, names, phrases, words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipqa.figures import figures
from ipqa.grounding.implied import derived, frame_words
from ipqa.grounding.lexicon import ADVERBS, PREPOSITIONS, TELLING_ADVERBS
from ipqa.grounding.problem import Problem
from ipqa.grounding.tokens import Token
from ipqa.grounding.verbs import neutral
from ipqa.words import FUNCTION_WORDS, content_words, fold, names, stem

_PHRASE = re.compile(r"[\"“]([^\"”]+)[\"”]")
_FIRST = re.compile(r"^\w+")


def missing_figures(said: Sequence[Token], there: Sequence[Sequence[Token]]) -> list[Problem]:
    """Figures of another value, kind, currency or bound."""
    held = [token for quote in there for token in quote if token.amount]
    return [
        Problem("figure", token.text)
        for token in said
        if token.amount and not any(other.holds(token) for other in held)
    ]


def missing_names(sentence: str, source: str) -> list[Problem]:
    """Words written as names that stand nowhere."""
    held = {fold(name) for name in names(source)}
    any_case = set(fold(source).split()) | set(content_words(source))
    stems = {stem(word) for word in content_words(source)}
    first = _FIRST.match(sentence)
    problems = []
    for name in names(sentence):
        folded = fold(name)
        # A sentence's first word may be an ordinary one, which is looked for as such.
        if first and name == first.group() and _opens(folded):
            continue
        if folded not in held and folded not in any_case and stem(folded) not in stems:
            problems.append(Problem("name", name))
    return problems


def _opens(word: str) -> bool:
    """Whether a first word is no name: "around", "according", a number."""
    return word in PREPOSITIONS | ADVERBS | {"according"} or bool(figures(word))


def missing_phrases(sentence: str, source: str) -> list[Problem]:
    """Phrases in quotation marks that are not so in the quotes."""
    flat = " ".join(fold(source).split())
    return [
        Problem("phrase", phrase)
        for phrase in _PHRASE.findall(sentence)
        if " ".join(fold(phrase).split()).rstrip(".,") not in flat
    ]


def missing_words(said: Sequence[Token], there: Sequence[Sequence[Token]]) -> list[Problem]:
    """Content words whose stem stands nowhere; a title counts as one word.

    Adverbs that tell how often or when count too ("already", "always").
    """
    held = {neutral(token.key) for quote in there for token in quote}
    frame = frame_words(said)
    written = {token.text.lower() for quote in there for token in quote}
    added = [
        Problem("word", token.text)
        for token in said
        if token.kind == "adverb" and token.key in TELLING_ADVERBS - written
    ]
    return added + [
        Problem("word", token.text)
        for token in said
        if token.kind == "word"
        and neutral(token.key) not in held
        and token.key not in frame
        and token.text.lower() not in FUNCTION_WORDS
        and not (derived(token.key) & held and len(token.key.split()) == 1)
    ]
