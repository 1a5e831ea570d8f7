"""Articles to index: sentences of a SQuAD file recombined, the same ones for the same seed."""

from __future__ import annotations

import datetime
import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.squad import load_squad
from ipqa.sentences import split_sentences

SENTENCES = 12
PARAGRAPH = 4
_WORDS = range(6, 31)
"""Words of a sentence that is used: twelve such make an article of about 200 words."""
_SOURCES = ("Morning Herald", "The Ledger", "City Wire", "Evening Post", "Trade Review")
_FIRST_DAY = datetime.date(2015, 1, 1)
_DAYS = 4000
_TWIN_EVERY = 100
_NUMBER = re.compile(r"\bno\. (\d+)$")


@dataclass(frozen=True, slots=True)
class Made:
    """A made article; ``twin_of`` is the number of the one that it nearly repeats."""

    number: int
    title: str
    source: str
    date: str
    sentences: tuple[str, ...]
    twin_of: int | None = None

    @property
    def paragraphs(self) -> list[str]:
        """Its text, four sentences a paragraph."""
        starts = range(0, len(self.sentences), PARAGRAPH)
        return [" ".join(self.sentences[start : start + PARAGRAPH]) for start in starts]


@dataclass(frozen=True, slots=True)
class Material:
    """What articles are made of. The same number always gives the same article."""

    sentences: tuple[str, ...]
    topics: tuple[str, ...]
    questions: tuple[str, ...]
    seed: int = 0

    def article(self, number: int) -> Made:
        """The article of a number; one in a hundred nearly repeats one of the hundred before it."""
        random_ = random.Random(f"{self.seed}/{number}")
        first, second = random_.sample(self.topics, 2)
        made = Made(
            number,
            f"{first} and {second}, no. {number:05}",
            random_.choice(_SOURCES),
            str(_FIRST_DAY + datetime.timedelta(days=random_.randrange(_DAYS))),
            tuple(random_.sample(self.sentences, SENTENCES)),
        )
        if not is_twin(number):
            return made
        other = random_.choice(
            [n for n in range(max(0, number - _TWIN_EVERY), number) if not is_twin(n)]
        )
        return replace(
            made, sentences=self._retold(self.article(other).sentences, random_), twin_of=other
        )

    def edited(self, made: Made) -> Made:
        """The article after an edit: one sentence is another, and it says that it was corrected."""
        random_ = random.Random(f"{self.seed}/{made.number}/edited")
        sentences = list(made.sentences)
        sentences[random_.randrange(len(sentences))] = random_.choice(self.sentences)
        return replace(made, sentences=(*sentences, "This article has been corrected."))

    def _retold(self, told: tuple[str, ...], random_: random.Random) -> tuple[str, ...]:
        """A story as another source prints it: shortened, with other words here and there."""
        sentences = list(told[: len(told) - random_.randrange(2)])
        for place in random_.sample(range(len(sentences)), random_.randrange(3)):
            words = sentences[place].split()
            words[random_.randrange(1, len(words) - 1)] = "reportedly"
            sentences[place] = " ".join(words)
        if random_.random() < 0.5:
            sentences.append("This report was first published by another newspaper.")
        return tuple(sentences)


def is_twin(number: int) -> bool:
    """Whether an article is one of those that nearly repeat another: one in a hundred, here and
    there, so that they come in every format."""
    block, place = divmod(number, _TWIN_EVERY)
    return place == (61 + 37 * block) % _TWIN_EVERY and number > 0


def number_in(title: str) -> int | None:
    """The number of the made article that has this title."""
    found = _NUMBER.search(title)
    return int(found[1]) if found else None


def load_material(path: Path, seed: int = 0) -> Material:
    """What a file in SQuAD's format is good for.

    Raises ``QuestionsError`` when it is no such file or holds too little.
    """
    texts, questions = load_squad(path)
    sentences: dict[str, None] = {}
    for text in texts.values():
        for span in split_sentences(text):
            sentence = " ".join(text[span.start : span.end].split())
            if len(sentence.split()) in _WORDS and sentence.endswith("."):
                sentences[sentence] = None
    topics = [Path(name).stem.replace("_", " ") for name in texts]
    if len(sentences) < 10 * SENTENCES or len(topics) < 2:
        raise QuestionsError(path, None, "it holds too few sentences to make articles of")
    asked = tuple(dict.fromkeys(question.question for question in questions))
    return Material(tuple(sentences), tuple(topics), asked, seed)
