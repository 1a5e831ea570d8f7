"""Every question of a run with its outcome, as the page shows it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ipqa.evaluation.page.rows import Row, has_source, is_answerable, is_good, is_judged
from ipqa.evaluation.page.table import Trend, trend

State = Literal["failed", "refused", "right", "open"]


@dataclass(frozen=True, slots=True)
class Quote:
    """A citation: its marker, its words, and where they are from."""

    marker: int
    text: str
    title: str
    origin: str


@dataclass(frozen=True, slots=True)
class Item:
    """One question; ``number`` counts from 1 and makes its anchor."""

    number: int
    id: str
    type: str
    half: str
    question: str
    history: tuple[tuple[str, str], ...]
    failed: bool
    refused: bool
    method: str
    text: str
    quotes: tuple[Quote, ...]
    gold: tuple[str, ...]
    answerable: bool
    judged: bool
    verdict: str | None
    problems: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]

    @property
    def state(self) -> State:
        """What its badge says: ``refused`` is a refusal as it should be, ``open`` is not judged."""
        if self.failed:
            return "failed"
        if not self.judged:
            return "open"
        return "refused" if self.refused else "right"


@dataclass(frozen=True, slots=True)
class Flip:
    """A question whose outcome is another one than in the run that is compared with."""

    id: str
    question: str
    number: int | None
    figure: str
    before: str
    after: str
    trend: Trend


def items_of(rows: Iterable[Row]) -> list[Item]:
    """The questions in the order of the run."""
    return [_item(number, row) for number, row in enumerate(rows, start=1)]


def flips_of(comparison: Mapping[str, Any], items: Sequence[Item]) -> list[Flip]:
    """The flipped questions of a comparison, what got worse first."""
    known = {item.id: item for item in items}
    flips: list[Flip] = []
    for flipped in comparison.get("flipped") or ():
        item = known.get(flipped["id"])
        flips.append(
            Flip(
                flipped["id"],
                item.question if item else "",
                item.number if item else None,
                flipped["figure"],
                _outcome(flipped["before"]),
                _outcome(flipped["after"]),
                trend(flipped["figure"], (flipped["after"] or 0) - (flipped["before"] or 0)),
            )
        )
    return sorted(flips, key=lambda flip: flip.trend != "worse")


def _item(number: int, row: Row) -> Item:
    answer = row["answer"]
    problems = tuple(f"{problem['kind']}: {problem['detail']}" for problem in row["problems"])
    wrong = is_judged(row) and not is_good(row)
    return Item(
        number=number,
        id=row["id"],
        type=row["type"],
        half=row["half"],
        question=row.get("question") or answer["question"],
        history=tuple((turn["role"], turn["content"]) for turn in row.get("history") or ()),
        failed=bool(row.get("failed", wrong or problems)),
        refused=bool(answer["refused"]),
        method=answer["method"],
        text=answer["text"],
        quotes=tuple(_quote(citation) for citation in answer["citations"]),
        gold=tuple(" + ".join(strings) for strings in row.get("gold") or ()),
        answerable=is_answerable(row),
        judged=is_judged(row),
        verdict=row.get("verdict"),
        problems=problems,
        facts=tuple(_facts(row)),
    )


def _quote(citation: Mapping[str, Any]) -> Quote:
    article = citation["article"]
    origin = [article.get("source") or "no source", article.get("date") or "no date"]
    title = article.get("title") or article["id"]
    return Quote(citation["marker"], citation["quote"], title, " · ".join(origin))


def _facts(row: Row) -> Iterable[tuple[str, str]]:
    yield "half", row["half"]
    yield "method", row["answer"]["method"]
    if has_source(row):
        yield "source at rank", str(row["rank"] or "none")
    if row.get("confidence") is not None:
        yield "confidence", f"{row['confidence']:.2f}"
    yield "time", f"{row['ms']['total'] / 1000:.2f} s"


def _outcome(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:g}" if value not in (0, 1) else "yes" if value else "no"
