"""``ipqa eval``: runs a question set, prints the figures, and gates a change on the baseline."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ipqa.errors import IpqaError, UnwritableFileError
from ipqa.evaluation import feedback_import
from ipqa.evaluation.ablation import FULL, active, run_ablations, variants
from ipqa.evaluation.ablation_table import print_ablations
from ipqa.evaluation.baseline import broken_promises, compare, load_baseline, save_baseline
from ipqa.evaluation.cache import RowCache, question_key
from ipqa.evaluation.compare import compare_runs, load_run, print_comparison
from ipqa.evaluation.datasets import write_template
from ipqa.evaluation.material import Material, external_materials, main_material
from ipqa.evaluation.options import check, parser
from ipqa.evaluation.progress import run_all
from ipqa.evaluation.record import record_of, write_json
from ipqa.evaluation.runner import Answerer, Row, peak_memory_mb, row_asker
from ipqa.evaluation.summary import Summary, summarise
from ipqa.generation.server import served
from ipqa.settings import Settings, load_settings

if TYPE_CHECKING:
    from rich.console import Console

BASELINE = "baseline.json"
"""The baseline lies beside the questions."""
CACHE = Path(".ipqa-eval")
CACHED_ROWS = 20_000
"""Rows that the cache keeps, some 5 KB each."""
_ANSWERING = ("model", "adapter", "embedder", "llm_url", "llm_model", "context_tokens",
              "batch_tokens", "max_question", "passages", "evidence")  # fmt: skip
"""The settings that an answer depends on."""


class IndexingAnswerer(Answerer, Protocol):
    """What the command needs of an ``Assistant``."""

    def index(self, paths: list[Path] | None) -> object:
        """Brings the store up to date with the articles under ``paths``."""
        ...

    def close(self) -> None:
        """Lets go of models and store."""
        ...


Opener = Callable[[Settings], IndexingAnswerer]


def run(argv: Sequence[str], open_assistant: Opener | None = None) -> int:
    """The command; returns the exit code: 0 passed, 1 failed or stopped, 2 wrong usage."""
    if list(argv[:1]) == [feedback_import.COMMAND]:
        return feedback_import.run(argv[1:])
    by = parser()
    try:
        options = by.parse_args(argv)
        check(options, by)
    except SystemExit as stop:
        return int(stop.code or 0)
    try:
        if options.template:
            write_template(options.template)
            print(f"wrote {options.template}: fill it in, and run ipqa eval --dataset with it")
            return 0
        with ExitStack() as stack:
            return _run(options, stack, open_assistant or _assistant)
    except IpqaError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1


def _run(options: argparse.Namespace, stack: ExitStack, open_assistant: Opener) -> int:
    from rich.console import Console

    # A pipe or a file has no width of its own: the table gets what it needs.
    console = Console(width=None if sys.stdout.isatty() else 104, soft_wrap=True)
    workspace = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ipqa-eval-")))
    # What is wrong with files is said before anything is asked.
    for path in (options.json, options.report):
        if path and not path.parent.is_dir():
            raise UnwritableFileError(path, "no such folder")
    older = load_run(options.compare) if options.compare else None
    material = main_material(options, workspace)
    external = external_materials(options.full, workspace / "external") if options.full else []
    store = (options.against or options.store or workspace / "store").absolute()
    cache = None if options.no_cache else RowCache(options.cache or CACHE)
    asking = _Asking(cache, stack, open_assistant, console)
    if asking.served:
        name, address = asking.served.model, asking.served.address
        console.print(f"{name} on the server {address}", markup=False, highlight=False)
    if options.ablate:
        return _ablate(material, asking, store, options, console)
    rows, stopped = asking.rows(material, store)
    squad = material.dataset.kind == "squad"
    summaries = _summaries(rows, squad=squad)
    _print(rows, summaries, options, console)
    record = record_of(rows, summaries, asking.settings, material.dataset.name, asking.served)
    if older is not None:
        comparison = compare_runs(record, older, options.compare.name)
        print_comparison(comparison, console)
        record["comparison"] = comparison.to_dict()
    _write(record, options)
    for other in external:
        if stopped:
            break
        console.print(f"\n{other.dataset.name}", markup=False)
        more, stopped = asking.rows(other, workspace / "stores" / other.dataset.name)
        _print(more, _summaries(more, squad=other.dataset.kind == "squad"), options, console)
    if stopped:
        console.print("stopped: what was asked is kept, and the next run goes on from there")
        return 1
    if options.no_gate or options.against or material.dataset.kind != "own":
        return 0
    return _gate(rows, summaries, material, options, console)


class _Asking:
    """Asks the questions of a set, those of earlier runs from the cache."""

    def __init__(
        self,
        cache: RowCache | None,
        stack: ExitStack,
        open_assistant: Opener,
        console: Console,
    ) -> None:
        self._stack = stack
        self._open = open_assistant
        self._console = console
        self.settings = load_settings()
        self.served = served(self.settings)
        self._cache = cache
        if cache:
            stack.callback(cache.prune, CACHED_ROWS)

    def rows(self, material: Material, store: Path) -> tuple[list[Row], bool]:
        """The rows of the chosen questions, and whether Ctrl-C ended it early."""
        return self.run(material, self.assistant(material, store))

    def assistant(self, material: Material, store: Path) -> IndexingAnswerer:
        """An assistant whose store holds the articles of a set; brought up to date if it has to."""
        self.settings = load_settings(store=store)
        assistant = self._open(self.settings)
        self._stack.callback(assistant.close)
        if material.corpus is not None:
            assistant.index([material.corpus])
        return assistant

    def run(self, material: Material, assistant: IndexingAnswerer) -> tuple[list[Row], bool]:
        """As ``rows``, with an assistant that is there."""
        ask = row_asker(assistant, material.articles)
        if self._cache is None:
            return run_all(material.chosen, ask)
        answering = {name: getattr(self.settings, name) for name in _ANSWERING}
        answering["variant"] = active()
        answering["served"] = self.served and self.served.model
        answering["files"] = [_file_mark(Path(self.settings.model))]
        index = material.fingerprint
        keys = [question_key(question, index, answering) for question in material.chosen]
        before = self._cache.found
        rows, stopped = run_all(material.chosen, ask, self._cache, keys)
        if cached := self._cache.found - before:
            self._console.print(
                f"{cached} of {len(rows)} answers are from the cache, with their times"
            )
        return rows, stopped


def _file_mark(path: Path) -> tuple[int, int] | None:
    """Size and time of a model given by its path, whose content may change under its name."""
    try:
        return (path.stat().st_size, path.stat().st_mtime_ns)
    except OSError:
        return None


def _ablate(
    material: Material,
    asking: _Asking,
    store: Path,
    options: argparse.Namespace,
    console: Console,
) -> int:
    assistant = asking.assistant(material, store)
    known = variants(asking.settings)
    names = (
        list(known) if options.ablate == "all" else list(dict.fromkeys(options.ablate.split(",")))
    )

    def rows() -> list[Row]:
        console.print(active() or FULL, markup=False)
        found, stopped = asking.run(material, assistant)
        if stopped:
            raise KeyboardInterrupt
        return found

    try:
        results = run_ablations(rows, names, known)
    except ValueError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print_ablations(results, console)
    return 0 if len(results) == 1 + len(names) else 1


def _write(record: dict[str, object], options: argparse.Namespace) -> None:
    from ipqa.evaluation.page import write_page

    for path, write in ((options.json, write_json), (options.report, write_page)):
        if path:
            try:
                write(path, record)
            except OSError as error:
                raise UnwritableFileError(path, error.strerror or str(error)) from error


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
        kept.pop("both", None)
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
    material: Material,
    options: argparse.Namespace,
    console: Console,
) -> int:
    path = options.dataset.parent / BASELINE
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
        result = compare(rows, baseline, [question.id for question in material.questions])
        failures, notes = list(result.failures), result.notes
    for note in notes:
        console.print(f"note: {note}", markup=False, highlight=False)
    for failure in failures:
        console.print(f"FAILED: {failure}", markup=False, highlight=False)
    console.print("gate: failed" if failures else "gate: passed")
    return 1 if failures else 0
