"""The options of ``ipqa eval``."""

from __future__ import annotations

import argparse
from pathlib import Path

QUESTIONS = Path("eval/questions.jsonl")
QUICK = 25
"""Questions of half A that ``--quick`` asks: about half a minute with the default model."""


def parser() -> argparse.ArgumentParser:
    """The parser of the command."""
    found = argparse.ArgumentParser(
        prog="ipqa eval",
        description="Asks every question of a set, checks the answers, and fails on a worsening.",
        epilog="'ipqa eval import-feedback' makes questions of the thumbs that people gave in the "
        "chat; 'ipqa eval import-feedback --help' tells how.",
    )
    what = found.add_argument_group("what to ask")
    add = what.add_argument
    add(
        "--dataset",
        "--questions",
        type=Path,
        default=QUESTIONS,
        metavar="PATH",
        help="questions in JSON Lines or CSV, a SQuAD file or a BEIR folder (default: %(default)s)",
    )
    add("--titles", metavar="A,B", help="only these titles of a SQuAD file")
    add("--template", type=Path, metavar="FILE", help="write a CSV for questions of your own")
    add("--half", choices=("A", "B", "both"), default="both", help="tune on A, report on B")
    add("--limit", type=int, metavar="N", help="only the first N questions")
    add("--sample", type=int, metavar="N", help="only N questions drawn at random, always the same")
    depth = what.add_mutually_exclusive_group()
    depth.add_argument("--quick", action="store_true", help=f"only {QUICK} questions of half A")
    depth.add_argument(
        "--full", type=Path, metavar="DIR", help="also every SQuAD file and BEIR folder in DIR"
    )
    where = found.add_argument_group("where")
    add = where.add_argument
    add("--store", type=Path, metavar="DIR", help="keep the index there (default: a temporary one)")
    add("--corpus", type=Path, metavar="DIR", help="the articles that the questions are about")
    add("--against", type=Path, metavar="DIR", help="ask this store as it is, and change nothing")
    add("--cache", type=Path, metavar="DIR", help="keep rows there (default: .ipqa-eval)")
    add("--no-cache", action="store_true", help="ask everything anew")
    result = found.add_argument_group("what comes of it")
    add = result.add_argument
    add("--json", type=Path, metavar="FILE", help="write summaries and all rows")
    add("--report", type=Path, metavar="FILE", help="write a page of HTML to look at")
    add("--compare", type=Path, metavar="RUN", help="hold the run against one that --json wrote")
    add("--failures", action="store_true", help="list the questions that failed, with answers")
    add(
        "--ablate",
        nargs="?",
        const="all",
        metavar="A,B",
        help="run with one stage changed at a time, all or those named",
    )
    add("--no-gate", action="store_true", help="only measure: do not compare with the baseline")
    add("--accept", metavar="WHY", help="make this run the baseline, for a reason")
    return found


def check(options: argparse.Namespace, by: argparse.ArgumentParser) -> None:
    """Exits with a usage error where options do not go together."""
    partial = options.half != "both" or options.limit is not None or options.sample is not None
    if options.accept is not None and (partial or options.quick or options.ablate):
        by.error("--accept needs a run of all questions of the project's own set")
    if options.accept is not None and not options.accept.strip():
        by.error("--accept needs a reason")
    if options.quick and partial:
        by.error("--quick is a choice of questions of its own: leave --half, --limit, --sample out")
    if options.ablate and (options.json or options.report or options.compare):
        by.error("--ablate prints its table: leave --json, --report and --compare out")
    if options.full and options.ablate:
        by.error("--ablate goes with one set of questions: leave --full out")
    if options.against and (options.store or options.corpus or options.full):
        by.error(
            "--against is about the articles of that store: leave --store, --corpus, --full out"
        )
    if options.against and options.accept is not None:
        by.error("--accept needs an index of the project's own articles: leave --against out")
    for name in ("limit", "sample"):
        if getattr(options, name) is not None and getattr(options, name) < 1:
            by.error(f"--{name} must be at least 1")
