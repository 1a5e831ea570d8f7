"""Reports made by hand, and what a parser finds in their page."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from ..builders import SIGNED, answer, refusal

VOID = {"meta", "input", "br", "hr", "link", "img"}


def row(id: str = "q-1", **changes: Any) -> dict[str, Any]:
    """A right answer, with ``changes``; a field set to ``...`` is left out."""
    fields: dict[str, Any] = {
        "id": id,
        "half": "A",
        "type": "factual",
        "group": id,
        "rank": 1,
        "ranks": {"dense": 1, "bm25": 1, "fused": 1},
        "confidence": 0.9,
        "right": True,
        "right_early": True,
        "cites_gold": True,
        "exact": 1.0,
        "f1": 1.0,
        "problems": [],
        "words": 5,
        "ms": {"search": 10.0, "first": 20.0, "total": 1000.0},
        "answer": answer("It was 23 August. [1]", SIGNED, question=f"When was {id}?").to_dict(),
        "question": f"When was {id}?",
        "gold": [["23 August"], ["August", "23"]],
        "verdict": None,
        "failed": False,
        "history": [],
    }
    return {name: value for name, value in (fields | changes).items() if value is not ...}


def wrong(id: str, **changes: Any) -> dict[str, Any]:
    verdict = "wrong, expected 23 August | August + 23"
    return row(id, **{"right": False, "failed": True, "verdict": verdict} | changes)


def unanswerable(id: str, *, refused: bool = True, **changes: Any) -> dict[str, Any]:
    fields: dict[str, Any] = {"type": "near", "right": None, "gold": None, "rank": None}
    fields["ranks"] = {"dense": None, "bm25": None, "fused": None}
    if refused:
        fields |= {"answer": refusal(f"What of {id}?").to_dict(), "confidence": 0.1}
    else:
        fields |= {"failed": True, "verdict": "answered, and the articles do not say"}
    return row(id, **fields | changes)


def unjudged(id: str, **changes: Any) -> dict[str, Any]:
    """A question of which only the source is known."""
    return row(id, **{"type": "retrieval", "right": None, "gold": None} | changes)


def estimate(value: float, low: float, high: float, n: int = 10) -> dict[str, float | int]:
    return {"value": value, "low": low, "high": high, "n": n}


def report(*rows: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """A report with all that it may have, with ``changes``."""
    column = {"questions": 3, "accuracy": estimate(0.5, 0.25, 0.75), "answer, median ms": 1234.5}
    fields: dict[str, Any] = {
        "title": "A run",
        "model": "tiny",
        "server": "127.0.0.1:8000",
        "embedder": "small",
        "created_at": "2025-11-22T01:32:00+00:00",
        "command": "ipqa eval",
        "threshold": 0.4,
        "peak_memory_mb": 1084.2,
        "summary": {"A": column, "B": column, "both": column},
        "comparison": {
            "name": "the baseline",
            "changes": [change("accuracy", 0.4, 0.5)],
            "flipped": [{"id": "q-1", "figure": "accuracy", "before": 0, "after": 1}],
        },
        "rows": list(rows) or [row(), wrong("q-2"), unanswerable("q-3")],
    }
    return {name: value for name, value in (fields | changes).items() if value is not ...}


def change(figure: str, before: float | None, after: float | None, **more: Any) -> dict[str, Any]:
    fields = {"figure": figure, "before": before, "after": after}
    return fields | {"low": 0.05, "high": 0.15, "real": True} | more


class Parsed(HTMLParser):
    """The tags of a page with their attributes and texts; fails on tags that do not nest."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self._open
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.texts.append((self._open[-1], data))

    @property
    def text(self) -> str:
        """All that a person can read, spaces folded."""
        shown = (data for tag, data in self.texts if tag not in ("style", "script", "title"))
        return " ".join(" ".join(shown).split())

    def all(self, tag: str, **wanted: str) -> list[dict[str, str]]:
        """The attributes of all such tags that have the ``wanted`` ones."""
        return [
            attributes
            for name, attributes in self.tags
            if name == tag and wanted.items() <= attributes.items()
        ]

    def within(self, tag: str) -> list[str]:
        """The texts directly in such tags."""
        return [data for name, data in self.texts if name == tag]
