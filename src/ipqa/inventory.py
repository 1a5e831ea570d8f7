"""What a sync did and what an index holds, as text for people: first the sum, then the list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipqa.index.report import ArticleStatus, Skipped, StoreStatus, SyncReport

INDENT = "    "
FEW = 20
"""Articles or skipped files that are listed without being asked for: a screenful."""


def report_text(report: SyncReport) -> str:
    """What a sync did, and the first files that it could not read, one a line."""
    return "\n".join(
        [
            report.summary(),
            *(f"warning: {line}" for line in report.warnings),
            *skipped_lines(report.skipped),
        ]
    )


def skipped_lines(skipped: Sequence[Skipped], *, all: bool = False) -> list[str]:
    """Files that could not be read, with the reason, one a line: the first few, or all."""
    shown = skipped if all else skipped[:FEW]
    lines = [f"skipped {item.path}: {item.reason}" for item in shown]
    more = len(skipped) - len(shown)
    return [*lines, f"and {more:,} more: 'ipqa status --skipped' lists them"] if more else lines


def status_text(status: StoreStatus, *, articles: bool = False, skipped: bool = False) -> str:
    """What a store holds: in sum, then the articles and the skipped files where they are few.

    With ``articles`` and ``skipped`` all of them are listed.
    """
    count = len(status.articles)
    lines = [
        f"store     {status.store} (schema {status.schema})",
        f"embedder  {status.embedder} ({status.revision})",
        f"updated   {status.updated_at or 'never'}",
        *_roots(status),
        f"holds     {count:,} article(s), {status.passages:,} passages",
    ]
    if status.duplicates:
        lines.append(f"twins     {status.duplicates:,} article(s) tell what another one tells")
    if status.articles:
        lines += [f"kinds     {_kinds(status.articles)}", f"dates     {_dates(status.articles)}"]
    if status.skipped:
        lines.append(f"skipped   {len(status.skipped):,} file(s)")
    if articles or count <= FEW:
        lines += [f"{INDENT}{_line(article)}" for article in status.articles]
    else:
        lines.append(f"{INDENT}'ipqa status --articles' lists the articles")
    lines += [f"{INDENT}{line}" for line in skipped_lines(status.skipped, all=skipped)]
    return "\n".join(lines)


def _line(article: ArticleStatus) -> str:
    origin = ", ".join(part for part in (article.source, article.date) if part)
    title = f"{article.title} — {origin}" if origin else article.title
    return f"{article.id}  {title} ({article.passages} passages)"


def _roots(status: StoreStatus) -> Iterator[str]:
    """A line for each root, with the number of articles that it is the nearest one to."""
    if not status.roots:
        yield "roots     none"
        return
    roots = {Path(root): root for root in status.roots}
    counts: Counter[str] = Counter()
    for article in status.articles:
        path = Path(article.path or "")
        around = next((folder for folder in (path, *path.parents) if folder in roots), None)
        if around is not None:
            counts[roots[around]] += 1
    head = "roots"
    for root in status.roots:
        yield f"{head:<10}{root} ({counts[root]:,} article(s))"
        head = ""


def _kinds(articles: Sequence[ArticleStatus]) -> str:
    """``3 .md, 1 .txt``: the endings of the files that the articles are in, the commonest first."""
    counts = Counter(Path(article.path or "").suffix.lower() for article in articles)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{count:,} {kind or 'without an ending'}" for kind, count in ordered)


def _dates(articles: Sequence[ArticleStatus]) -> str:
    """The first and the last date, and how many articles have none."""
    known = sorted(article.date for article in articles if article.date)
    without = len(articles) - len(known)
    if not known:
        return "none"
    span = known[0] if known[0] == known[-1] else f"{known[0]} to {known[-1]}"
    return f"{span} ({without:,} without)" if without else span
