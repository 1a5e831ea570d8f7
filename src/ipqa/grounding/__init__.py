"""Is a drafted sentence supported by the quotes that it cites?

Pure functions over text. A sentence passes when nothing in it goes beyond the quotes; whatever does
is named, so that the caller can try the next draft or fall back to the quote itself. First what it
is made of is compared (figures, names, quoted phrases, words), then what it says: each of its
clauses has to follow from a clause of one quote, unless the whole is a piece of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ipqa.grounding.aliases import aliases, explains, shortened
from ipqa.grounding.asked import tells_kind
from ipqa.grounding.held import missing_figures, missing_names, missing_phrases, missing_words
from ipqa.grounding.problem import Problem, Reason
from ipqa.grounding.replies import belied
from ipqa.grounding.said import unsupported
from ipqa.grounding.tokens import tokens
from ipqa.kinds import question_kind
from ipqa.sentences import split_sentences
from ipqa.words import content_words, stem

_REPLY = re.compile(r"^(?:yes|no),\s+", re.I)
_YES_NO = re.compile(
    r"^(?:is|are|was|were|has|have|had|do|does|did|can|could|will|would|may)\b", re.I
)


def check(sentence: str, quotes: Sequence[str], question: str = "") -> list[Problem]:
    """What keeps ``sentence`` from resting on ``quotes``; nothing means that it is supported.

    Figures must be equal in value, kind, currency and bound, names, titles and quoted phrases must
    stand in the quotes, as must every other content word (by its stem). Each clause must say who
    did what to whom as a quote does, be it in the passive or in another order, and must neither
    lose nor add a negation or a "may". With a ``question``, the sentence must also say more than
    the question does, and answer its kind.
    """
    quotes = [quote[span.start : span.end] for quote in quotes for span in split_sentences(quote)]
    known = aliases(quotes)
    plain = shortened(_REPLY.sub("", sentence), known)
    source = [shortened(quote, known) for quote in quotes]
    problems: list[Problem] = []
    if not explains(_REPLY.sub("", sentence), known):
        said, there = tokens(plain), [tokens(quote) for quote in source]
        problems = [
            *missing_figures(said, there),
            *missing_names(plain, " ".join([*quotes, *source])),
            *missing_phrases(sentence, " ".join(quotes)),
            *missing_words(said, there),
            *unsupported(plain, said, there, question),
        ]
    if belied(sentence, tokens(plain), [tokens(quote) for quote in source], tokens(question)):
        problems.append(Problem("negation", sentence))
    if question:
        problems += _echo(sentence, question)
        if not tells_kind(sentence, question):
            problems.append(Problem("kind", question_kind(question)))
    return problems


def _echo(sentence: str, question: str) -> list[Problem]:
    new = _stems(sentence) - _stems(question)
    # "In May" tells something, though "may" is a small word.
    new |= {"may"} if any(t.key == "may" and t.kind == "word" for t in tokens(sentence)) else set()
    # To answer yes or no the words of the question are enough.
    answers = _YES_NO.match(question) and len(content_words(sentence)) > 1
    return [] if new or answers else [Problem("echo", sentence)]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in content_words(text)}


__all__ = ["Problem", "Reason", "check"]
