"""Articles, answers and an assistant that says what it is told to, for tests of the page."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ipqa.article import Answer, Article, Citation, Hit, Message, Passage, Scores, Timings
from ipqa.errors import EmptyIndexError
from ipqa.events import Event, Final, Sentence, Status
from ipqa.filters import Filters
from ipqa.index.filtering import Choices
from ipqa.index.report import ArticleStatus, StoreStatus, SyncReport
from ipqa.index.standing import Standing, Twin
from ipqa.index.writing import Progress
from ipqa.loaders import walk_files
from ipqa.web.turns import Turn

TREATY = Article(
    "corpus/treaty.md",
    "A treaty on dates",
    "The treaty was signed in 1999. It entered into force in 2002.\n\nParis hosted the signing.",
    source="The Gazette",
    date="2002-05-06",
    url="https://example.org/treaty",
    path="/home/someone/corpus/treaty.md",
)
TWIN = replace(
    TREATY, id="corpus/twin.md", title="The <b>same</b> treaty", source="The Herald", date=None
)
HOSTILE = Article(
    "corpus/hostile.md",
    "Evil <script>window.hacked='title'</script>",
    "The <script>window.hacked='text'</script> paper [1] says **bold** $$x$$ and [2].\n\n"
    "<img src=x onerror=\"window.hacked='image'\"> ${window.hacked='template'} closes it [3].",
    source="<b>Source</b>",
    url="javascript:window.hacked='link'",
)


def cite(marker: int, article: Article, quote: str, *, around: int = 1000) -> Citation:
    """The citation of ``quote``, its passage reaching ``around`` characters to either side."""
    start = article.text.index(quote)
    end = start + len(quote)
    first, last = max(0, start - around), min(len(article.text), end + around)
    passage = Passage(article.id, first, last, article.text[first:last])
    return Citation(marker, quote, start, end, passage, article)


def near(article: Article = TREATY) -> Hit:
    """The whole of ``article`` as a hit."""
    passage = Passage(article.id, 0, len(article.text), article.text)
    return Hit(passage, article, Scores(0.2, 1.0, 0.3))


def signed(question: str = "When was it signed?") -> Answer:
    """A written answer of two sentences with two citations."""
    return Answer(
        question,
        "It was signed in 1999. [1] Paris hosted the signing. [2]",
        "generated",
        (
            cite(1, TREATY, "The treaty was signed in 1999.", around=0),
            cite(2, TREATY, "Paris hosted the signing."),
        ),
        short="1999",
        timings=Timings(total=1234),
    )


def quoted(question: str = "Which treaty?") -> Answer:
    """A quoted answer."""
    citation = cite(1, TREATY, "It entered into force in 2002.")
    return Answer(question, f"{citation.quote} [1]", "quoted", (citation,))


def twice(question: str = "Which treaty, twice?") -> Answer:
    """A quoted answer that two articles hold."""
    answer = quoted(question)
    return replace(answer, citations=(replace(answer.citations[0], also=(TWIN,)),))


def hostile(question: str = "What does it say?") -> Answer:
    """A quoted answer whose article does its worst."""
    first, second = HOSTILE.text.split("\n\n")
    citations = (cite(1, HOSTILE, first), cite(2, HOSTILE, second))
    return Answer(question, f"{first} [1] {second} [2]", "quoted", citations)


def refused(question: str = "Who won?") -> Answer:
    """A refusal with a passage near it."""
    return Answer(question, "The articles do not say.", "refused", passages=(near(),))


def turn_of(answer: Answer, key: str = "abc123abc123") -> Turn:
    """The turn of a complete answer."""
    return Turn(answer.question, key=key).after(Final(answer))


class Scripted:
    """Answers by words of the question; remembers what it was asked and what was closed."""

    def __init__(self, *, failing: Exception | None = None) -> None:
        self.failing = failing
        self.ready = threading.Event()
        self.ready.set()
        self.asked: list[tuple[str, list[Message]]] = []
        self.closed: list[str] = []
        self.filters: list[Filters | None] = []
        self.held = [
            ArticleStatus(one.id, one.title, one.source, one.date, one.path, 1, "2026-01-02")
            for one in (TREATY, TWIN, HOSTILE)
        ]
        self.removed: list[tuple[tuple[str, ...], bool]] = []
        self.pace = 0.0

    def warm(self) -> None:
        self.ready.wait(30)
        if self.failing:
            raise self.failing

    def close(self) -> None:
        pass

    def choices(self) -> Choices:
        if self.failing:
            raise self.failing
        return Choices(
            ("China Daily", "Xinhua"), ("en", "zh"), ("corpus", "corpus/2020"), "2016", "2020-12"
        )

    def ask(
        self, question: str, history: Sequence[Message] = (), filters: Filters | None = None
    ) -> Answer:
        for event in self.stream(question, history, filters):
            if isinstance(event, Final):
                return event.answer
        raise AssertionError

    def search(
        self, question: str, k: int | None = None, filters: Filters | None = None
    ) -> list[Hit]:
        if "broken index" in question:
            raise EmptyIndexError(Path("/store"))
        self.filters.append(filters)
        return [replace(near(), also=(TWIN,)), near(HOSTILE)][:k]

    def status(self) -> StoreStatus:
        if self.failing:
            raise self.failing
        held = tuple(self.held)
        return StoreStatus(Path("/store"), held, 3, "tiny", "1", 1, (), None, ())

    def standings(self, article_ids: Sequence[str]) -> dict[str, Standing]:
        twin = Standing("missing", (Twin(TREATY.id, TREATY.title),))
        return {id: twin if id == TWIN.id else Standing() for id in article_ids}

    def index(
        self, paths: Sequence[Path] | None = None, progress: Progress | None = None
    ) -> SyncReport:
        """An article a file, each with two passages; ``pace`` is seconds for each."""
        found = [file for path in paths or () for file in walk_files(path)]
        known = {one.path for one in self.held}
        new = [file for file in found if str(file) not in known]
        for number, file in enumerate(new, start=1):
            time.sleep(self.pace)
            if progress:
                progress("reading articles", number, len(new))
            self.held.append(
                ArticleStatus(
                    f"uploads/{file.name}", file.stem, None, None, str(file), 2, "2026-02-03"
                )
            )
        self.failing = None
        return SyncReport(len(new), 0, 0, len(known), 2 * len(new))

    def remove(self, names: Sequence[str], *, remembered: bool = True) -> list[str]:
        self.removed.append((tuple(names), remembered))
        gone = [one for one in self.held if one.id in names or one.path in names]
        self.held = [one for one in self.held if one not in gone]
        return [one.id for one in gone]

    def article(self, article_id: str) -> Article | None:
        return {one.id: one for one in (TREATY, TWIN, HOSTILE)}.get(article_id)

    def stream(
        self, question: str, history: Sequence[Message] = (), filters: Filters | None = None
    ) -> Iterator[Event]:
        self.filters.append(filters)
        self.asked.append((question, list(history)))
        try:
            yield Status("searching", "searching")
            if "broken index" in question:
                raise EmptyIndexError(Path("/store"))
            if "bug" in question:
                raise RuntimeError("a detail for the terminal only")
            if "forever" in question:
                citation = signed().citations[0]
                yield Sentence("It was signed in 1999. [1]", (citation,))
                while True:
                    time.sleep(0.05)
                    yield Status("writing", "writing")
            answers = {
                "hostile": hostile, "quote": quoted, "refuse": refused, "twice": twice,
            }  # fmt: skip
            answer = next(
                (make(question) for word, make in answers.items() if word in question),
                signed(question),
            )
            if not answer.refused:
                yield Sentence(answer.text, answer.citations)
            yield Final(answer)
        finally:
            self.closed.append(question)
