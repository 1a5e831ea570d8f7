"""What was measured of the chat: as Markdown, and as JSON."""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ipqa.evaluation.chat.crowd import Run


@dataclass(frozen=True, slots=True)
class Shown:
    """Seconds from the start of ``ipqa chat`` until the page, a usable question box, loaded models,
    and the first words and the whole of an answer that was asked for at once."""

    page: float
    box: float
    ready: float
    words: float
    whole: float


@dataclass(frozen=True, slots=True)
class Weight:
    """A visit of the page: requests, those that went over the wire, and their bytes."""

    requests: int
    over_wire: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Served:
    """Users who asked at once, and one who asked for the same time, of one chat."""

    at_once: int
    alone: Run
    crowd: Run

    @property
    def gain(self) -> float | None:
        """Answers a minute of all for each one of a user alone."""
        return self.crowd.per_minute / self.alone.per_minute if self.alone.per_minute else None


@dataclass(slots=True)
class Figures:
    """All figures of a run; ``warm`` has seconds to the first words and to the whole answer."""

    prepared: float | None = None
    shown: Shown | None = None
    warm: list[tuple[float, float]] = field(default_factory=list)
    weights: list[Weight] = field(default_factory=list)
    memory_mb: dict[str, float] = field(default_factory=dict)
    served: list[Served] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            **asdict(self),
            "served": [
                {"at_once": one.at_once, "gain": one.gain}
                | {name: _run_json(run) for name, run in _runs(one)}
                for one in self.served
            ],
        }

    def markdown(self) -> str:
        """A table of the start and the answers, and one of the users."""
        rows = ["| | |", "|---|---:|", *(f"| {name} | {value} |" for name, value in self._rows())]
        if not self.served:
            return "\n".join(rows)
        head = (
            "| at once | users | seconds | answers | a minute | of a user, fewest to most "
            "| to first words, median / p95 | whole, median / p95 | told their place | errors |"
        )
        runs = [_row(one.at_once, run) for one in self.served for _, run in _runs(one)]
        gains = [
            f"- With at_once={one.at_once}, all together get {one.gain:.2f} answers for each one "
            "of a user alone"
            for one in self.served
            if one.gain is not None
        ]
        errors = Counter(
            error for one in self.served for _, run in _runs(one) for error in run.errors
        )
        told = [f"- {count} × {error}" for error, count in errors.most_common(10)]
        return "\n".join([*rows, "", head, "|---" * 10 + "|", *runs, "", *gains, *told])

    def _rows(self) -> Iterator[tuple[str, str]]:
        before = self.prepared or 0.0
        if self.prepared is not None:
            yield "`ipqa models pull`, s", f"{self.prepared:.1f}"
        if self.shown:
            for name, words in (
                ("page", "page shown"),
                ("box", "question box usable"),
                ("ready", "models ready"),
                ("words", "first words of the first answer"),
                ("whole", "first answer complete"),
            ):
                seconds = getattr(self.shown, name)
                both = f" ({before + seconds:.1f} with those)" if before else ""
                yield f"{words}, s from `ipqa chat`", f"{seconds:.1f}{both}"
        if self.warm:
            for at, words in enumerate(("first words", "whole answer")):
                times = [one[at] for one in self.warm]
                name = f"{words}, s, median of {len(times)} (p95)"
                yield name, f"{statistics.median(times):.2f} ({percentile(times, 0.95):.2f})"
        for which, weight in zip(("first", "second"), self.weights, strict=False):
            yield (
                f"{which} visit, KB over the wire (requests)",
                f"{weight.bytes / 1000:.1f} ({weight.over_wire} of {weight.requests})",
            )
        for when, memory in self.memory_mb.items():
            yield f"memory {when}, MB", f"{memory:.0f}"


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def _runs(one: Served) -> tuple[tuple[str, Run], ...]:
    return ("alone", one.alone), ("crowd", one.crowd)


def _times(run: Run) -> tuple[list[float], list[float]]:
    good = [one for one in run.asked if not one.error]
    return [one.words for one in good if one.words is not None], [one.whole for one in good]


def _both(values: Sequence[float]) -> str:
    if not values:
        return "none"
    return f"{statistics.median(values):.2f} / {percentile(values, 0.95):.2f}"


def _row(at_once: int, run: Run) -> str:
    words, whole = _times(run)
    placed = sum(1 for one in run.asked if one.places)
    cells = (
        at_once,
        run.users,
        f"{run.seconds:.0f}",
        sum(run.answers),
        f"{run.per_minute:.1f}",
        f"{min(run.answers)} to {max(run.answers)}",
        _both(words),
        _both(whole),
        f"{placed} of {len(run.asked)}",
        len(run.errors),
    )
    return f"| {' | '.join(map(str, cells))} |"


def _run_json(run: Run) -> dict[str, Any]:
    words, whole = _times(run)
    return {
        "users": run.users,
        "seconds": run.seconds,
        "answers": run.answers,
        "per_minute": run.per_minute,
        "errors": run.errors,
        "words_p50_p95": [percentile(words, share) for share in (0.5, 0.95)] if words else None,
        "whole_p50_p95": [percentile(whole, share) for share in (0.5, 0.95)] if whole else None,
        "told_their_place": sum(1 for one in run.asked if one.places),
        "farthest_place": max((place for one in run.asked for place in one.places), default=0),
    }
