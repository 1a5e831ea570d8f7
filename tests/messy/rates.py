"""How much of the messy files' articles is kept, and how much of the pages around them is gone.

Words are compared: white space, characters that can't be seen, and the marks with which a loader
writes headings, lists and tables (``#``, ``-``, ``|``) count for nothing.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ipqa.article import Article, Passage
from ipqa.errors import UnreadableFileError
from ipqa.loaders import load_articles
from ipqa.passages import split_article
from ipqa.sentences import Span, blocks, split_sentences
from messy.cases import FIELDS, Case, Expected

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
WORD = re.compile(rf"[^\s{UNSEEN}](?:[^\s]*[^\s{UNSEEN}])?")
MARK = re.compile(r"[|#*•·:–-]+|\d{1,2}[.)]")
RATES = ("sentences kept", "sentences split right", "other parts kept", "noise removed", "metadata")


@dataclass
class Words:
    """A text as its words with one space between, and where each began in the text."""

    text: str
    starts: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @classmethod
    def of(cls, text: str) -> Words:
        words, starts, places, length = [], [], [], 0
        for found in WORD.finditer(text):
            word = found[0].translate(dict.fromkeys(map(ord, UNSEEN)))
            if MARK.fullmatch(word):
                continue
            words.append(word)
            starts.append(length)
            places.append(found.start())
            length += len(word) + 1
        return cls(" ".join(words), starts, places)

    def find(self, phrase: str) -> tuple[int, int] | None:
        """Where ``phrase`` stands in the text that the words were taken from."""
        words = Words.of(phrase).text
        start = self.text.find(words)
        if start < 0 or not words:
            return None
        return self.place(start), self.place(start + len(words) - 1) + 1

    def place(self, position: int) -> int:
        word = bisect_right(self.starts, position) - 1
        return self.places[word] + position - self.starts[word]


@dataclass
class Findings:
    """Per rate: how many are right, out of how many, and in words what is wrong."""

    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, rate: str, right: bool, what: str) -> None:
        self.of[rate] += 1
        self.right[rate] += right
        if not right:
            self.wrong.append(f"{rate}: {what}")

    def rate(self, name: str) -> float:
        """The share that is right, 0 to 1; 1 where there was nothing to get wrong."""
        return self.right[name] / self.of[name] if self.of[name] else 1.0


def total(findings: Iterable[Findings]) -> Findings:
    """All of them together."""
    whole = Findings()
    for each in findings:
        whole.right.update(each.right)
        whole.of.update(each.of)
        whole.wrong.extend(each.wrong)
    return whole


def measure(case: Case) -> Findings:
    """What becomes of a messy file; one that can't be read loses all its sentences.

    The articles of a file with an article a row are compared in order; where another file gives
    several, such as the chapters of a book, they count as one.
    """
    try:
        articles = list(load_articles(case.path, case.name, lambda reason: None))
    except UnreadableFileError as error:
        articles = []
        unreadable = [f"{case.name}: {error}"]
    else:
        unreadable = []
    findings = Findings(wrong=unreadable)
    groups = [articles] if len(case.articles) == 1 else [[article] for article in articles]
    for number, expected in enumerate(case.articles):
        group = groups[number] if number < len(groups) else []
        _compare(case, expected, group, findings)
    return findings


def _compare(case: Case, expected: Expected, group: list[Article], findings: Findings) -> None:
    """Noise that is gone because the article is gone too was not removed."""
    words = [Words.of(article.text) for article in group]
    for sentence in expected.stay:
        places = _places(sentence, words)
        findings.note("sentences kept", bool(places), sentence)
        if places:
            number, start, end = places
            whole = _stands_whole(group[number], start, end)
            findings.note("sentences split right", whole, sentence)
    for part in expected.parts:
        findings.note("other parts kept", bool(_places(part, words)), part)
    for phrase in expected.go:
        findings.note("noise removed", bool(group) and not _places(phrase, words), phrase)
    for name in FIELDS:
        value = _value(group[0], name, case) if group else "no article"
        readings = expected.facts[name]
        findings.note("metadata", value in readings, f"{name} is {value!r}, not {readings}")


def _places(phrase: str, texts: Sequence[Words]) -> tuple[int, int, int] | None:
    for number, words in enumerate(texts):
        if found := words.find(phrase):
            return number, *found
    return None


def _stands_whole(article: Article, start: int, end: int) -> bool:
    """Whether a passage holds all of ``start`` to ``end``, and no sentence begins inside it."""
    passages, sentences = _split(article)
    held = any(passage.start <= start and end <= passage.end for passage in passages)
    return held and not any(start < sentence.start < end for sentence in sentences)


@functools.cache
def _split(article: Article) -> tuple[list[Passage], list[Span]]:
    sections = split_article(article, count_tokens=lambda text: len(text.split()))
    sentences = [
        span
        for block in blocks(article.text)
        for span in split_sentences(
            article.text[block.start : block.end], article.language, block.start
        )
    ]
    return [section.passage for section in sections], sentences


def _value(article: Article, name: str, case: Case) -> str | None:
    """A field in the form in which it is compared: a title made of the file's name is none."""
    value: str | None = getattr(article, name)
    if value is None:
        return None
    value = " ".join(value.split())
    if name == "language":
        return value.split("-")[0].lower()
    of_the_file = name == "title" and value.lower() == case.path.stem.replace("-", " ")
    return None if of_the_file else value


def table(findings: dict[str, Findings]) -> str:
    """The rates of each row as lines of text, a right count out of all beside each."""
    width = max(map(len, findings)) + 2
    lines = [" " * width + "".join(f"{name:>24}" for name in RATES)]
    for name, each in findings.items():
        cells = [
            f"{each.rate(rate):.1%} ({each.right[rate]}/{each.of[rate]})" if each.of[rate] else "-"
            for rate in RATES
        ]
        lines.append(f"{name:<{width}}" + "".join(f"{cell:>24}" for cell in cells))
    return "\n".join(lines)
