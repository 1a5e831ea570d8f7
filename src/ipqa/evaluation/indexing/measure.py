"""The steps of the measurement, one after the other, each in a fresh process."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from ipqa.evaluation.indexing.figures import Duplicates, Figures, Latency, Step
from ipqa.evaluation.indexing.folder import KINDS, Folder
from ipqa.evaluation.indexing.job import Fields
from ipqa.evaluation.indexing.material import Material

Do = Callable[[Fields], Fields]
"""Does a job and gives what came of it, with ``wall_s`` and ``peak_mb``."""
PARTS = ("sync", "plain", "memory")
"""What can be measured by itself: the syncs with duplicates and searches, the plain libraries on
the same passages (after the syncs), and the first sync of fewer articles."""
SHARE = 0.01
"""Share of the articles that changes."""
QUESTIONS = 40
_MB = 1e6


class JobFailedError(RuntimeError):
    """A step's process ended with an error, which it has told."""


def in_fresh_process(work: Path) -> Do:
    """Does jobs in processes of their own. This one must be light: Linux counts the memory of the
    process that starts another as that one's at first."""

    def do(job: Fields) -> Fields:
        asked, came = work / "job.json", work / "result.json"
        asked.write_text(json.dumps(job), encoding="utf-8")
        came.unlink(missing_ok=True)
        began = time.perf_counter()
        argv = [sys.executable, "-m", "ipqa.evaluation.indexing.job", str(asked), str(came)]
        done = subprocess.run(argv, stdout=sys.stderr, check=False)
        if done.returncode:
            raise JobFailedError(f"the step {job['do']} ended with {done.returncode}")
        found: Fields = json.loads(came.read_text(encoding="utf-8"))
        return {**found, "wall_s": time.perf_counter() - began}

    return do


def measure(
    material: Material,
    count: int,
    work: Path,
    do: Do,
    say: Callable[[str], None],
    *,
    fewer: Sequence[int] = (),
    parts: Sequence[str] = PARTS,
    kinds: Sequence[str] = KINDS,
) -> Figures:
    """The figures for ``count`` articles, and of their memory also for ``fewer``.

    ``work`` is an empty folder for articles and stores; ``say`` is told what is being done.
    """
    figures = Figures(count, tuple(kinds))
    if "memory" in parts:
        for less in sorted(fewer):
            say(f"the first sync of {less:,} articles")
            Folder(work / f"{less}" / "news", material, less, kinds).write()
            job = {"do": "sync", "corpus": str(work / f"{less}" / "news")}
            store = work / f"{less}" / "store"
            came = do({**job, "store": str(store)})
            figures.steps.append(_step("first sync", came, store, less))
    if not {"sync", "plain"} & set(parts):
        return figures
    store, texts = work / "store", work / "texts.jsonl"
    folder = Folder(work / "news", material, count, kinds)
    folder.write()
    job = {"do": "sync", "corpus": str(folder.path), "store": str(store)}
    say(f"the first sync of {count:,} articles")
    came = do({**job, "texts": str(texts)})
    figures.dimensions = came["dimensions"]
    figures.steps.append(_step("first sync", came, store, count))
    if "plain" in parts:
        say(f"sentence-transformers and Chroma on the same {came['passages']:,} passages")
        other = work / "plain"
        came = do({"do": "plain", "texts": str(texts), "folder": str(other)})
        figures.plain = _step("plain", came, other, count)
    if "sync" in parts:
        say("nothing changed")
        figures.steps.append(_step("nothing changed", do(job), store, count))
        say("near-duplicates and searches")
        found = do({"do": "twins", "store": str(store)})["pairs"]
        figures.duplicates = Duplicates.of(folder.twins(), found)
        came = do({"do": "search", "store": str(store), "questions": _some(material.questions)})
        figures.search = Latency(came["cold_ms"], came["median_ms"], came["p95_ms"])
        changes = folder.change(SHARE)
        say(f"{changes.edited} edited, {changes.added} added, {changes.removed} removed")
        name = f"{SHARE:.0%} changed".replace("%", " %")
        figures.steps.append(_step(name, do(job), store, count))
    return figures


def _some(questions: Sequence[str]) -> list[str]:
    every = max(1, len(questions) // QUESTIONS)
    return list(questions[::every])[:QUESTIONS]


def _step(name: str, came: Fields, store: Path, count: int) -> Step:
    return Step(
        name,
        made=count,
        articles=came.get("articles"),
        passages=came["passages"],
        seconds=came["seconds"],
        wall_s=came["wall_s"],
        peak_mb=came["peak_mb"],
        disk_mb=_size(store) / _MB,
        did={
            key: came[key]
            for key in ("added", "changed", "removed", "unchanged", "skipped")
            if key in came
        },
    )


def _size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
