from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from stores import HashEmbedder

from ipqa.evaluation.indexing import command, job
from ipqa.evaluation.indexing.folder import Folder
from ipqa.evaluation.indexing.measure import JobFailedError, in_fresh_process, measure

from .builders import material, squad

SYNCED = {"seconds": 2.0, "wall_s": 3.0, "peak_mb": 400.0, "passages": 9, "articles": 60,
          "dimensions": 384, "added": 60}  # fmt: skip


class Worker:
    """Stands in for the processes: notes the jobs and answers each at once."""

    def __init__(self) -> None:
        self.jobs: list[dict[str, Any]] = []

    def __call__(self, job: dict[str, Any]) -> dict[str, Any]:
        self.jobs.append(job)
        if job["do"] == "twins":
            return {"pairs": []}
        if job["do"] == "search":
            return {"cold_ms": 9.0, "median_ms": 2.0, "p95_ms": 3.0}
        if job["do"] == "plain":
            Path(job["folder"]).mkdir()
            return {"seconds": 1.0, "wall_s": 2.0, "peak_mb": 500.0, "passages": 9}
        store = Path(job["store"])
        store.mkdir(parents=True, exist_ok=True)
        (store / "file").write_bytes(bytes(1000))
        return SYNCED


def test_each_step_is_a_job_of_its_own(tmp_path: Path) -> None:
    worker, said = Worker(), list[str]()
    figures = measure(material(tmp_path), 60, tmp_path, worker, said.append, fewer=[20, 10])
    done = [job["do"] for job in worker.jobs]
    assert done == ["sync", "sync", "sync", "plain", "sync", "twins", "search", "sync"]
    assert [(step.name, step.made) for step in figures.steps] == [
        ("first sync", 10), ("first sync", 20), ("first sync", 60), ("nothing changed", 60),
        ("1 % changed", 60),
    ]  # fmt: skip
    assert len(worker.jobs[6]["questions"]) == 40
    assert figures.steps[0].disk_mb == 0.001
    assert figures.ratio == 0.5
    assert said[-1] == "1 edited, 1 added, 1 removed"


@pytest.mark.parametrize(
    ("parts", "done"),
    [(["memory"], ["sync"]), (["plain"], ["sync", "plain"]),
     (["sync"], ["sync", "sync", "twins", "search", "sync"])],
)  # fmt: skip
def test_parts_can_be_measured_alone(parts: list[str], done: list[str], tmp_path: Path) -> None:
    worker = Worker()
    measure(material(tmp_path), 60, tmp_path, worker, print, fewer=[10], parts=parts)
    assert [job["do"] for job in worker.jobs] == done


def test_a_sync_tells_its_figures_and_keeps_what_it_embeds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipqa.embedding.Embedder", HashEmbedder)
    monkeypatch.setattr("ipqa.library.Embedder", lambda *_: HashEmbedder())
    monkeypatch.setattr("ipqa.library.find_embedder", lambda _: None)
    Folder(tmp_path / "news", material(tmp_path), 20, ("md", "txt")).write()
    wanted = {"do": "sync", "corpus": str(tmp_path / "news"), "store": str(tmp_path / "store")}
    texts = tmp_path / "texts.jsonl"
    (tmp_path / "job.json").write_text(json.dumps({**wanted, "texts": str(texts)}))
    encode = HashEmbedder.encode_passages
    job.main(tmp_path / "job.json", tmp_path / "result.json")
    assert HashEmbedder.encode_passages is encode
    came = json.loads((tmp_path / "result.json").read_text())
    assert (came["added"], came["articles"], came["dimensions"]) == (20, 20, 32)
    assert came["peak_mb"] > 10
    assert came["seconds"] > 0
    lines = texts.read_text(encoding="utf-8").splitlines()
    assert len({json.loads(line) for line in lines}) == len(lines) == came["passages"]
    assert job.sync(wanted)["unchanged"] == 20
    pairs = job.twins(wanted)["pairs"]
    assert all(len(pair) == 2 for pair in pairs)


def test_a_process_that_fails_is_told(tmp_path: Path) -> None:
    with pytest.raises(JobFailedError, match="the step nonsense ended with 1"):
        in_fresh_process(tmp_path)({"do": "nonsense"})


def test_the_command_prints_a_table_and_writes_json(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "in_fresh_process", lambda _: Worker())
    path, out = squad(tmp_path / "squad.json"), tmp_path / "out.json"
    argv = ["--squad", str(path), "--articles", "60", "--kinds", "md,txt", "--json", str(out)]
    assert command.run(argv) == 0
    assert "| first sync | 60 | 2.0 | 30.0 |" in capsys.readouterr().out
    assert json.loads(out.read_text(encoding="utf-8"))["kinds"] == ["md", "txt"]
    assert command.run(["--squad", str(tmp_path / "none.json")]) == 1
    assert "none.json" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        command.run(["--squad", str(path), "--only", "nothing"])
