"""What was measured of indexing: as a Markdown table, and as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

_FLOAT = 4
_LINKS = 2 * 48 * 4
"""Bytes of a vector's links in the search index: twice 48 neighbours of four bytes."""


@dataclass(frozen=True, slots=True)
class Step:
    """One process: ``made`` articles were in the folder at first, ``articles`` are in the index
    afterwards. ``seconds`` are those of the work with the loading of the model, ``wall_s`` those of
    the whole process; sizes are megabytes."""

    name: str
    made: int
    articles: int | None
    passages: int
    seconds: float
    wall_s: float
    peak_mb: float
    disk_mb: float
    did: dict[str, int] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.made / self.seconds


@dataclass(frozen=True, slots=True)
class Duplicates:
    """The pairs of near-duplicates that there are, those found, and those found that are none."""

    made: int
    found: int
    false: int

    @classmethod
    def of(cls, made: Iterable[frozenset[int]], found: Iterable[Sequence[int]]) -> Duplicates:
        """Compares the made pairs with the found ones. Two copies of one story are a pair too."""
        planted = set(made)
        pairs = {frozenset(pair) for pair in found}
        origin = {max(pair): min(pair) for pair in planted}
        story = {number: origin.get(number, number) for pair in pairs for number in pair}
        same = {pair for pair in pairs if len({story[number] for number in pair}) == 1}
        return cls(len(planted), len(planted & pairs), len(pairs - same))


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a search: the first one, the median and the 95th percentile of the rest."""

    cold_ms: float
    median_ms: float
    p95_ms: float


@dataclass(slots=True)
class Figures:
    """All figures of a run over ``count`` articles in the formats ``kinds``."""

    count: int
    kinds: tuple[str, ...]
    steps: list[Step] = field(default_factory=list)
    plain: Step | None = None
    duplicates: Duplicates | None = None
    search: Latency | None = None
    dimensions: int | None = None

    @property
    def ratio(self) -> float | None:
        """Articles a second of the first sync for each one of the plain libraries."""
        first = self._step("first sync")
        return first.rate / self.plain.rate if first and self.plain else None

    @property
    def kb_per_article(self) -> float | None:
        """Kilobytes of memory that each further article takes, from the fewest to the most."""
        ends = self._ends()
        if not ends:
            return None
        least, most = ends
        return 1000 * (most.peak_mb - least.peak_mb) / (most.made - least.made)

    @property
    def vector_kb_per_article(self) -> float | None:
        """Kilobytes that an article's vectors and their links take of that."""
        ends = self._ends()
        if not ends or self.dimensions is None:
            return None
        least, most = ends
        passages = (most.passages - least.passages) / (most.made - least.made)
        return passages * (self.dimensions * _FLOAT + _LINKS) / 1000

    def to_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            **asdict(self),
            "ratio": self.ratio,
            "kb_per_article": self.kb_per_article,
            "vector_kb_per_article": self.vector_kb_per_article,
        }

    def markdown(self) -> str:
        """A row a process, and a line for each thing found."""
        head = "| | articles | s | articles/s | whole command, s | peak MB | on disk, MB | |"
        rows = [head, "|---|---|---|---|---|---|---|---|", *map(_row, self.steps)]
        if self.plain:
            rows.append(_row(self.plain))
        return "\n".join([*rows, "", *(f"- {line}" for line in self._lines())])

    def _lines(self) -> Iterator[str]:
        for step in self.steps:
            wanted = step.made
            if step.articles is not None and step.articles != wanted:
                yield f"{step.name}: {step.articles:,} articles are in the index, not {wanted:,}"
        first = self._step("first sync")
        for step in self.steps:
            if first and step.name != "first sync":
                share = 100 * step.seconds / first.seconds
                yield f"{step.name}: {share:.1f} % of the first sync"
        if self.ratio:
            yield f"articles a second, ipqa to the plain libraries: {self.ratio:.2f}"
        if self.kb_per_article is not None:
            vectors = self.vector_kb_per_article
            of = "" if vectors is None else f", of which vectors and their links {vectors:.1f}"
            yield f"memory for each further article: {self.kb_per_article:.1f} KB{of}"
        if self.duplicates:
            pairs = self.duplicates
            yield f"near-duplicates: {pairs.found} of {pairs.made} found, {pairs.false} false"
        if self.search:
            times = self.search
            yield (
                f"search: {times.median_ms:.0f} ms in the median, {times.p95_ms:.0f} at the 95th "
                f"percentile, the first {times.cold_ms / 1000:.1f} s"
            )

    def _step(self, name: str) -> Step | None:
        """The step over all articles with this name."""
        found = (step for step in self.steps if step.name == name and step.made == self.count)
        return next(found, None)

    def _ends(self) -> tuple[Step, Step] | None:
        firsts = sorted(
            (step for step in self.steps if step.name == "first sync"), key=lambda step: step.made
        )
        return (firsts[0], firsts[-1]) if len({step.made for step in firsts}) > 1 else None


def _row(step: Step) -> str:
    name = "sentence-transformers + Chroma" if step.name == "plain" else step.name
    cells = [
        name,
        f"{step.made:,}",
        f"{step.seconds:,.1f}",
        f"{step.rate:,.1f}",
        f"{step.wall_s:,.1f}",
        f"{step.peak_mb:,.0f}",
        f"{step.disk_mb:,.1f}",
        ", ".join(f"{count:,} {what}" for what, count in step.did.items() if count),
    ]
    return f"| {' | '.join(cells)} |"
