"""What the command line shows: answers and tables as text, JSON, progress, problems."""

from __future__ import annotations

import contextlib
import json
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipqa.article import Answer, Article, Hit

if TYPE_CHECKING:
    from ipqa.index.report import StoreStatus, SyncReport

INDENT = "    "
LOG_NAME = "ipqa.log"
# Articles come from anywhere: what they hold must not steer the terminal or turn its text round.
_STEERING = {
    *{*range(32), *range(127, 160)} - {9, 10},
    *(0x061C, 0x200E, 0x200F),
    *range(0x2028, 0x202F),
    *range(0x2066, 0x206A),
}
_CONTROLS = dict.fromkeys(_STEERING, "\N{REPLACEMENT CHARACTER}")
_ESCAPES = {code: f"\\u{code:04x}" for code in _STEERING}


def show(text: str) -> None:
    """Prints text for people."""
    sys.stdout.write(text.translate(_CONTROLS) + "\n")
    sys.stdout.flush()


def show_json(value: Any, *, line: bool = False) -> None:
    """Prints a JSON value in UTF-8: indented, or compact on one line."""
    text = json.dumps(value, ensure_ascii=False, indent=None if line else 2).translate(_ESCAPES)
    if hasattr(sys.stdout, "reconfigure"):
        # A lone surrogate (half an emoji in a question) comes out as the escape that JSON has.
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def complain(reason: str) -> None:
    """Prints one line on standard error, with the program's name."""
    line = " ".join(reason.split()).translate(_CONTROLS)
    sys.stderr.write(f"ipqa: {line}\n")
    sys.stderr.flush()


def log_problem(error: BaseException, store: Path | None) -> str:
    """Keeps the traceback of an unexpected error in a file; gives the line to tell people."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300].rstrip(": ")
    try:
        path = _log_file(store)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now(UTC).isoformat(timespec='seconds')} {sys.argv[1:]}\n")
            log.writelines(traceback.format_exception(error))
    except OSError as trouble:
        return f"unexpected problem: {what}; the details could not be kept ({trouble})"
    return f"unexpected problem: {what}; the details are in {path}"


def _log_file(store: Path | None) -> Path:
    if store and store.is_dir():
        return store / LOG_NAME
    import platformdirs

    return platformdirs.user_log_path("ipqa", ensure_exists=True) / LOG_NAME


@contextlib.contextmanager
def working(message: str) -> Iterator[Callable[[str], None]]:
    """A spinner on standard error while something runs; yields what changes its words.

    Without a terminal nothing is shown. Anything that libraries print goes to standard error:
    standard output is for results.
    """
    with contextlib.redirect_stdout(sys.stderr):
        if not sys.stderr.isatty():
            yield lambda _message: None
            return
        from rich.console import Console
        from rich.markup import escape

        def safe(words: str) -> str:
            return escape(" ".join(words.split()).translate(_CONTROLS))

        with Console(stderr=True).status(safe(message)) as status:
            yield lambda words: status.update(safe(words))


@contextlib.contextmanager
def counting() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on standard error, for ``(stage, done, total)``; nothing off a terminal."""
    with contextlib.redirect_stdout(sys.stderr):
        if not sys.stderr.isatty():
            yield lambda _stage, _done, _total: None
            return
        from rich.console import Console
        from rich.progress import Progress

        with Progress(console=Console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=None)
            yield lambda stage, done, total: bar.update(
                task, description=stage, completed=done, total=total or None
            )


def named(article: Article) -> str:
    """``Title — source, date``, without what the article does not say."""
    origin = ", ".join(part for part in (article.source, article.date) if part)
    title = " ".join(article.title.split())
    return f"{title} — {origin}" if origin else title


def answer_text(answer: Answer) -> str:
    """The answer, then its citations with their exact words; or the refusal and what is near."""
    lines = [answer.notice, answer.text] if answer.notice else [answer.text]
    if answer.missing and not answer.refused:
        lines.append(f"Not in the articles: {' '.join(answer.missing)}")
    if answer.refused:
        near = dict.fromkeys(named(hit.article) for hit in answer.passages)
        if near:
            lines += ["", "The nearest passages are in:", *(f"{INDENT}{name}" for name in near)]
        return "\n".join(lines)
    if answer.citations:
        lines.append("")
    for citation in answer.citations:
        lines += [f"[{citation.marker}] {named(citation.article)}", _quoted(citation.quote)]
        lines += [f"{INDENT}also in: {named(article)}" for article in citation.also]
    return "\n".join(lines)


def _quoted(words: str) -> str:
    return "\n".join(f"{INDENT}{line}" for line in f'"{words}"'.splitlines())


def hits_text(hits: Sequence[Hit]) -> str:
    """The found passages, the best first, with their scores."""
    if not hits:
        return "nothing found"
    blocks = []
    for number, hit in enumerate(hits, 1):
        scores = hit.scores
        head = f"{number}. {named(hit.article)}"
        found = f"{scores.fused:.3f} (dense {scores.dense:.3f}, bm25 {scores.bm25:.2f})"
        text = "\n".join(f"{INDENT}{line}" for line in hit.passage.text.splitlines())
        also = "".join(f"\n{INDENT}also in: {named(article)}" for article in hit.also)
        blocks.append(f"{head}\n{INDENT}{found}  {hit.passage.id}\n{text}{also}")
    return "\n\n".join(blocks)


def hits_json(query: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """The found passages as JSON: those of an answer, each with its article."""
    passages = [{**hit.to_dict(), "article": hit.article.to_dict()} for hit in hits]
    return {"query": query, "passages": passages}


def report_text(report: SyncReport) -> str:
    """What a sync did; the files it could not read are told one a line."""
    skipped = [f"skipped {item.path}: {item.reason}" for item in report.skipped]
    return "\n".join(
        [report.summary(), *(f"warning: {line}" for line in report.warnings), *skipped]
    )


def status_text(status: StoreStatus) -> str:
    """What a store holds, an article a line."""
    lines = [
        f"store     {status.store} (schema {status.schema})",
        f"embedder  {status.embedder} ({status.revision})",
        f"updated   {status.updated_at or 'never'}",
        f"roots     {', '.join(status.roots) or 'none'}",
        f"holds     {len(status.articles)} article(s), {status.passages} passages"
        + (f", {status.duplicates} near-duplicates" if status.duplicates else ""),
    ]
    for article in status.articles:
        origin = ", ".join(part for part in (article.source, article.date) if part)
        title = f"{article.title} — {origin}" if origin else article.title
        lines.append(f"{INDENT}{article.id}  {title} ({article.passages} passages)")
    lines += [f"{INDENT}skipped {item.path}: {item.reason}" for item in status.skipped]
    return "\n".join(lines)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Columns of text, as wide as their longest cell."""
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    lines = ["  ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)) for row in rows]
    return "\n".join(line.rstrip() for line in lines)
