"""A run as ``--json`` writes it, which the page and later comparisons read."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from ipqa.answerability import THRESHOLD
from ipqa.evaluation.report import verdict
from ipqa.evaluation.runner import Row, peak_memory_mb
from ipqa.evaluation.summary import Summary, summary_to_dict
from ipqa.generation.server import Served
from ipqa.settings import Settings


def record_of(
    rows: Sequence[Row],
    summaries: Mapping[str, Summary],
    settings: Settings,
    name: str,
    served: Served | None = None,
) -> dict[str, Any]:
    """Summaries, every row with its question, gold answer and verdict, and what was run.

    ``served`` is the model and the server behind it, where it did not run in this process.
    """
    model = next((row.answer["model"] for row in rows if row.answer["model"]), settings.model)
    return {
        "title": f"Evaluation on {name}" + (f", {served.model} on a server" if served else ""),
        "model": served.model if served else model,
        "server": served.address if served else None,
        "embedder": settings.embedder,
        "created_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "threshold": THRESHOLD,
        "peak_memory_mb": peak_memory_mb(),
        "summary": {name: summary_to_dict(summary) for name, summary in summaries.items()},
        "rows": [_row(row) for row in rows],
    }


def write_json(path: Path, record: Mapping[str, Any]) -> None:
    """Writes a record in one step: a file that was there stays whole until then."""
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        temporary.write_text(json.dumps(record, indent=1, ensure_ascii=False), encoding="utf-8")
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def _row(row: Row) -> dict[str, Any]:
    question = row.question
    answers = question.answers
    return row.to_dict() | {
        "question": question.question,
        "history": [dict(turn) for turn in question.history],
        "gold": None if answers is None else [list(strings) for strings in answers],
        "verdict": verdict(row),
        "failed": row.failed,
    }
