"""The committed outcomes that a change is held against.

A run fails on any broken promise (an inexact quote, an uncited sentence, an unsupported number or
name), and on a worsening that a paired bootstrap calls real.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipqa.errors import QuestionsError
from ipqa.evaluation.metrics import paired_bootstrap
from ipqa.evaluation.runner import Row
from ipqa.evaluation.summary import Summary, summary_to_dict

SCHEMA = 1
RECALL_DEPTH = 5

HIGHER_IS_BETTER = {
    "accuracy": True,
    "refusal recall": True,
    "false refusals": False,
    f"recall@{RECALL_DEPTH}": True,
}
"""The outcomes that are gated, and whether a rise is good."""

Outcomes = dict[str, dict[str, int]]
"""Question id to its outcomes, each 0 or 1; a question has only those that apply to it."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """An accepted run: why it was accepted, its figures, and the outcome of every question."""

    why: str
    model: str | None
    summary: Mapping[str, Any]
    outcomes: Outcomes


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the gate says: ``failures`` stop a change, ``notes`` only inform."""

    failures: tuple[str, ...]
    notes: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing stops the change."""
        return not self.failures


def outcomes_of(rows: Iterable[Row]) -> Outcomes:
    """The gated outcomes of each question of which it is known what is right."""
    return {
        row.question.id: outcomes_of_one(
            answerable=row.question.answerable, right=row.right, refused=row.refused, rank=row.rank
        )
        for row in rows
        if row.question.judged
    }


def outcomes_of_one(
    *, answerable: bool, right: bool | None, refused: bool, rank: int | None
) -> dict[str, int]:
    """The gated outcomes of one question; those that do not apply to it are left out."""
    if not answerable:
        return {"refusal recall": int(refused)}
    return {
        "accuracy": int(bool(right)),
        "false refusals": int(refused),
        f"recall@{RECALL_DEPTH}": int(rank is not None and rank <= RECALL_DEPTH),
    }


def broken_promises(rows: Iterable[Row]) -> list[str]:
    """One line for each problem that the checker found."""
    return [
        f"{row.question.id}: {problem.kind}: {problem.detail}"
        for row in rows
        for problem in row.problems
    ]


def compare(rows: Sequence[Row], baseline: Baseline, known_ids: Iterable[str]) -> Comparison:
    """Holds a run against the baseline, on the questions that both have.

    ``known_ids`` are the ids of the whole question file: a run of a part of it removes nothing.
    """
    failures = broken_promises(rows)
    notes: list[str] = []
    outcomes = outcomes_of(rows)
    for name, higher in HIGHER_IS_BETTER.items():
        common = [
            (id, outcome[name], baseline.outcomes[id][name])
            for id, outcome in outcomes.items()
            if name in outcome and name in baseline.outcomes.get(id, {})
        ]
        difference = paired_bootstrap([new for _, new, _ in common], [old for _, _, old in common])
        if difference is None or difference.value == 0:
            continue
        before = sum(old for _, _, old in common) / len(common)
        line = (
            f"{name} {'rose' if difference.value > 0 else 'fell'} from {100 * before:.1f} to "
            f"{100 * (before + difference.value):.1f} % of {len(common)} common questions "
            f"(95 % of the difference: {100 * difference.low:+.1f} to {100 * difference.high:+.1f})"
        )
        worse = difference.high < 0 if higher else difference.low > 0
        changed = [id for id, new, old in common if new != old and (new < old) == higher]
        if changed:
            line += "; worse: " + ", ".join(changed)
        (failures if worse else notes).append(line)
    known = set(known_ids)
    for title, ids in (
        ("not in the baseline", sorted(set(outcomes) - set(baseline.outcomes))),
        ("gone since the baseline", sorted(set(baseline.outcomes) - known)),
    ):
        if ids:
            notes.append(f"{len(ids)} questions {title}: {', '.join(ids)}")
    return Comparison(tuple(failures), tuple(notes))


def load_baseline(path: Path) -> Baseline | None:
    """The baseline in a file; ``None`` when there is no file yet.

    Raises ``QuestionsError`` when the file is not a baseline of this schema.
    """
    if not path.exists():
        return None
    try:
        fields = json.loads(path.read_text(encoding="utf-8"))
        if fields["schema"] != SCHEMA:
            raise QuestionsError(path, None, f"schema {fields['schema']}, and this is {SCHEMA}")
        return Baseline(fields["why"], fields["model"], fields["summary"], fields["outcomes"])
    except json.JSONDecodeError as error:
        raise QuestionsError(path, error.lineno, f"not valid JSON ({error.msg})") from error
    except (KeyError, TypeError) as error:
        raise QuestionsError(path, None, f"not a baseline ({error})") from error


def save_baseline(
    path: Path, rows: Sequence[Row], summaries: Mapping[str, Summary], why: str
) -> None:
    """Writes the baseline, one line a question, so that a diff reads well."""
    model = next((row.answer["model"] for row in rows if row.answer["model"]), None)
    figures = {name: summary_to_dict(summary) for name, summary in summaries.items()}
    # Times and sizes are of one machine on one day: in a diff they would only be noise.
    for figure in figures.values():
        for name in [name for name in figure if name.endswith(" ms")]:
            del figure[name]
    head = {"schema": SCHEMA, "why": why, "model": model, "summary": figures}
    lines = [
        f"    {json.dumps(id)}: {json.dumps(outcome)}" for id, outcome in outcomes_of(rows).items()
    ]
    start = json.dumps(head, indent=2, ensure_ascii=False)[: -len("\n}")]
    text = start + ',\n  "outcomes": {\n' + ",\n".join(lines) + "\n  }\n}\n"
    path.write_text(text, encoding="utf-8")
