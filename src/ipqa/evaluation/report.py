"""A run for people: the table of figures and the list of failures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from ipqa.evaluation.metrics import Estimate
from ipqa.evaluation.runner import Row
from ipqa.evaluation.summary import Figure, Summary


def print_summaries(summaries: Mapping[str, Summary], console: Console) -> None:
    """One column a half; shares in percent with their 95 % interval."""
    caption = "shares in percent, with 95 % bootstrap intervals"
    table = Table(caption=caption, caption_justify="left", box=SIMPLE_HEAD)
    table.add_column("")
    for name in summaries:
        table.add_column("both" if name == "both" else f"half {name}", justify="right")
    names = list(dict.fromkeys(name for summary in summaries.values() for name in summary))
    for name in names:
        table.add_row(name, *(_cell(name, summary.get(name)) for summary in summaries.values()))
    console.print(table)


def print_failures(rows: Sequence[Row], console: Console) -> None:
    """Each failed question with its answer, and why it failed."""
    failed = [row for row in rows if row.failed]
    console.print(f"{len(failed)} of {len(rows)} questions failed")
    for row in failed:
        reasons = [f"{problem.kind}: {problem.detail}" for problem in row.problems]
        if said := verdict(row):
            reasons.insert(0, said)
        question = row.question
        console.print(f"\n[bold]{escape(question.id)}[/] ({question.type}) ", end="")
        console.print(escape(question.question), highlight=False)
        console.print(f"  {row.answer['method']}: {escape(row.answer['text'])}", highlight=False)
        for reason in reasons:
            console.print(f"  - {escape(reason)}", highlight=False)


def verdict(row: Row) -> str | None:
    """What is wrong with an answer, in words; ``None`` where nothing is or nobody can tell."""
    if not row.question.judged:
        return None
    if not row.question.answerable:
        return None if row.refused else "answered, and the articles do not say"
    if row.refused:
        return "refused, and the articles do say" + _found(row)
    if not row.right:
        golds = " | ".join(" + ".join(strings) for strings in row.question.answers or ())
        return f"wrong, expected {golds}" + _found(row)
    return None


def _found(row: Row) -> str:
    return f" (source at rank {row.rank})" if row.rank else " (source not found)"


def _cell(name: str, figure: Figure) -> str:
    if figure is None:
        return "-"
    if isinstance(figure, Estimate):
        if name.startswith(("MRR", "nDCG", "F1")) or "area" in name:
            return f"{figure.value:.3f} ({figure.low:.3f}-{figure.high:.3f})"
        low, high = 100 * figure.low, 100 * figure.high
        return f"{100 * figure.value:.1f} ({low:.0f}-{high:.0f}) of {figure.n}"
    return f"{figure:,.0f}"
