"""``ipqa eval``: runs a question set, prints the figures, and gates a change on the baseline."""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ipqa.article import Article
from ipqa.errors import IpqaError, PathNotFoundError, QuestionsError, UnreadableFileError
from ipqa.evaluation.baseline import broken_promises, compare, load_baseline, save_baseline
from ipqa.evaluation.datasets import Question, load_questions, load_squad
from ipqa.evaluation.runner import Answerer, Row, evaluate, peak_memory_mb
from ipqa.evaluation.summary import Summary, summarise, summary_to_dict
from ipqa.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

QUESTIONS = Path("eval/questions.jsonl")
BASELINE = "baseline.json"
"""The baseline lies beside the questions."""


class IndexingAnswerer(Answerer, Protocol):
    """What the command needs of an ``Assistant``."""

    def index(self, paths: list[Path] | None) -> object:
        """Brings the store up to date with the articles under ``paths``."""
        ...

    def close(self) -> None:
        """Lets go of models and store."""
        ...


def run(
    argv: Sequence[str], open_assistant: Callable[[Settings], IndexingAnswerer] | None = None
) -> int:
    """The command; returns the exit code: 0 passed, 1 failed, 2 wrong usage."""
    parser = _parser()
    try:
        options = parser.parse_args(argv)
        _check(options, parser)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        with ExitStack() as stack:
            return _run(options, stack, open_assistant or _assistant)
    except IpqaError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="ipqa eval",
        description="Asks every question of a set, checks the answers, and fails on a worsening.",
    )
    add = parser.add_argument
    add("--questions", type=Path, default=QUESTIONS, metavar="FILE", help="default: %(default)s")
    add("--half", choices=("A", "B", "both"), default="both", help="tune on A, report on B")
    add("--store", type=Path, metavar="DIR", help="keep the index there (default: a temporary one)")
    add("--corpus", type=Path, metavar="DIR", help="the articles that the questions are about")
    add("--json", type=Path, metavar="FILE", help="write summaries and all rows")
    add("--limit", type=int, metavar="N", help="only the first N questions")
    add("--sample", type=int, metavar="N", help="only N questions drawn at random, always the same")
    add("--failures", action="store_true", help="list the questions that failed, with answers")
    add("--no-gate", action="store_true", help="only measure: do not compare with the baseline")
    add("--accept", metavar="WHY", help="make this run the baseline, for a reason")
    add("--squad", type=Path, metavar="FILE", help="a SQuAD 2.0 file instead of the questions")
    add("--titles", metavar="A,B", help="only these titles of the SQuAD file")
    return parser


def _check(options: argparse.Namespace, parser: argparse.ArgumentParser) -> None:
    partial = options.half != "both" or options.limit is not None or options.sample is not None
    if options.accept is not None and (partial or options.squad):
        parser.error("--accept needs a run of all questions of the project's own set")
    if options.accept is not None and not options.accept.strip():
        parser.error("--accept needs a reason")
    if options.titles and not options.squad:
        parser.error("--titles goes with --squad")
    for name in ("limit", "sample"):
        if getattr(options, name) is not None and getattr(options, name) < 1:
            parser.error(f"--{name} must be at least 1")


def _run(
    options: argparse.Namespace,
    stack: ExitStack,
    open_assistant: Callable[[Settings], IndexingAnswerer],
) -> int:
    from rich.console import Console

    # A pipe or a file has no width of its own: the table gets what it needs.
    console = Console(width=None if sys.stdout.isatty() else 104, soft_wrap=True)
    workspace = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ipqa-eval-")))
    corpus, questions = _material(options, workspace)
    chosen = _chosen(questions, options)
    if not chosen:
        raise QuestionsError(options.squad or options.questions, None, "no question is left to ask")
    articles = load_articles(corpus)
    store = options.store.absolute() if options.store else workspace / "store"
    settings = load_settings(store=store, corpus=corpus)
    assistant = open_assistant(settings)
    stack.callback(assistant.close)
    assistant.index([corpus])
    rows = evaluate(assistant, chosen, articles)
    summaries = _summaries(rows, squad=options.squad is not None)
    _print(rows, summaries, options, console)
    if options.json:
        report = {
            "peak_memory_mb": peak_memory_mb(),
            "summary": {name: summary_to_dict(summary) for name, summary in summaries.items()},
            "rows": [row.to_dict() for row in rows],
        }
        options.json.write_text(json.dumps(report, indent=1, ensure_ascii=False), encoding="utf-8")
    if options.no_gate or options.squad:
        return 0
    return _gate(rows, summaries, questions, options, console)


def _material(options: argparse.Namespace, workspace: Path) -> tuple[Path, list[Question]]:
    """The folder of articles and the questions about them."""
    if options.squad:
        titles = options.titles.split(",") if options.titles else None
        texts, questions = load_squad(options.squad, titles)
        corpus = workspace / "squad"
        corpus.mkdir()
        for name, text in texts.items():
            (corpus / name).write_text(text, encoding="utf-8")
        return corpus, questions
    questions = load_questions(options.questions)
    # A path on the command line is relative to the working folder, one of ipqa.toml to its own.
    corpus = options.corpus.absolute() if options.corpus else load_settings().corpus
    if not corpus.is_dir():
        raise PathNotFoundError(corpus)
    return corpus, questions


def _chosen(questions: list[Question], options: argparse.Namespace) -> list[Question]:
    chosen = [question for question in questions if options.half in ("both", question.half)]
    if options.sample is not None and options.sample < len(chosen):
        drawn = set(random.Random(0).sample(range(len(chosen)), options.sample))
        chosen = [question for place, question in enumerate(chosen) if place in drawn]
    return chosen[: options.limit]


def load_articles(corpus: Path) -> list[Article]:
    """The articles under a folder, from the files themselves; unreadable files are left out."""
    from ipqa.loaders import load_file, walk_files

    articles: list[Article] = []
    for path in walk_files(corpus):
        article_id = f"{corpus.name}/{path.relative_to(corpus).as_posix()}"
        try:
            articles.append(load_file(path, article_id))
        except UnreadableFileError:
            continue
    return articles


def _assistant(settings: Settings) -> IndexingAnswerer:
    from ipqa.assistant import Assistant

    assistant: IndexingAnswerer = Assistant(settings)
    return assistant


def _summaries(rows: list[Row], *, squad: bool) -> dict[str, Summary]:
    halves = {
        name: [row for row in rows if name in ("both", row.question.half)]
        for name in ("A", "B", "both")
    }
    kept = {name: members for name, members in halves.items() if members}
    if "A" not in kept or "B" not in kept:
        del kept["both"]
    return {name: summarise(members, squad=squad) for name, members in kept.items()}


def _print(
    rows: list[Row], summaries: dict[str, Summary], options: argparse.Namespace, console: Console
) -> None:
    from ipqa.evaluation.report import print_failures, print_summaries

    print_summaries(summaries, console)
    peak = peak_memory_mb()
    if peak is not None:
        console.print(f"peak memory {peak:,.0f} MB")
    if options.failures:
        print_failures(rows, console)


def _gate(
    rows: list[Row],
    summaries: dict[str, Summary],
    questions: list[Question],
    options: argparse.Namespace,
    console: Console,
) -> int:
    path = options.questions.parent / BASELINE
    if options.accept is not None:
        failures = broken_promises(rows)
        if not failures:
            save_baseline(path, rows, summaries, options.accept)
            console.print(f"accepted as {path}: {options.accept}", markup=False)
            return 0
        notes: Sequence[str] = ["not accepted: a broken promise is never a baseline"]
    elif (baseline := load_baseline(path)) is None:
        failures = [*broken_promises(rows), f"no {path} yet: make one with --accept"]
        notes = []
    else:
        result = compare(rows, baseline, [question.id for question in questions])
        failures, notes = list(result.failures), result.notes
    for note in notes:
        console.print(f"note: {note}", markup=False, highlight=False)
    for failure in failures:
        console.print(f"FAILED: {failure}", markup=False, highlight=False)
    console.print("gate: failed" if failures else "gate: passed")
    return 1 if failures else 0
