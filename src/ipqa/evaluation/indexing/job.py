"""One step of the measurement, in a process of its own: its memory is that of nothing else.

``python -m ipqa.evaluation.indexing.job JOB.json RESULT.json`` does what the job says.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipqa.evaluation.indexing.material import number_in

if TYPE_CHECKING:
    from ipqa.embedding import Vectors
    from ipqa.settings import Settings

Fields = dict[str, Any]
_AT_ONCE = 5_000
"""Passages that Chroma is given at once, of 5,461 that it takes."""
_BATCH = 32
"""Texts that sentence-transformers encodes at once: its default, and what ipqa has."""


def sync(job: Fields) -> Fields:
    """Indexes ``corpus``; what is embedded goes to the file ``texts``, a JSON string a line."""
    from ipqa.assistant import Assistant
    from ipqa.progress import counting

    with _embedded(job.get("texts")) as dimensions, Assistant(_settings(job)) as assistant:
        began = time.perf_counter()
        with counting() as progress:
            report = assistant.index([Path(job["corpus"])], progress)
        seconds = time.perf_counter() - began
        return {
            "seconds": seconds,
            "added": report.added,
            "changed": report.changed,
            "removed": report.removed,
            "unchanged": report.unchanged,
            "skipped": len(report.skipped),
            "passages": report.passages,
            "articles": len(assistant.status().articles),
            "dimensions": dimensions(),
        }


def twins(job: Fields) -> Fields:
    """The pairs of near-duplicates in the index, by the articles' numbers."""
    from ipqa.index.catalog import Catalog

    catalog = Catalog(_settings(job).store)
    numbers = {item.id: number_in(item.title) for item in catalog.article_statuses()}
    pairs: set[frozenset[int | None]] = set()
    for id, others in catalog.twins(list(numbers)).items():
        pairs |= {frozenset((numbers[id], numbers[other])) for other in others}
    catalog.close()
    return {"pairs": [sorted(n for n in pair if n is not None) for pair in pairs]}


def search(job: Fields) -> Fields:
    """Searches for ``questions``; the first one opens the store and loads the embedder."""
    from ipqa.assistant import Assistant

    times: list[float] = []
    with Assistant(_settings(job)) as assistant:
        for question in job["questions"]:
            began = time.perf_counter()
            assistant.search(question)
            times.append(1000 * (time.perf_counter() - began))
    cold, *warm = times
    slowest = sorted(warm)[int(0.95 * (len(warm) - 1))]
    return {"cold_ms": cold, "median_ms": statistics.median(warm), "p95_ms": slowest}


def plain(job: Fields) -> Fields:
    """sentence-transformers and Chroma as their guides join them, on the same ``texts``."""
    import chromadb
    from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

    from ipqa.models import find_embedder
    from ipqa.settings import load_settings

    with Path(job["texts"]).open(encoding="utf-8") as lines:
        texts = [json.loads(line) for line in lines]
    began = time.perf_counter()
    embed: Any = SentenceTransformerEmbeddingFunction(
        model_name=str(find_embedder(load_settings()).path), device="cpu"
    )
    assert _BATCH == 32  # encode's default, which that function leaves as it is
    client = chromadb.PersistentClient(str(job["folder"]))
    collection = client.create_collection("articles", embedding_function=embed)
    for at in range(0, len(texts), _AT_ONCE):
        batch = texts[at : at + _AT_ONCE]
        collection.add(ids=[str(at + n) for n in range(len(batch))], documents=batch)
    return {"seconds": time.perf_counter() - began, "passages": len(texts)}


JOBS: dict[str, Callable[[Fields], Fields]] = {
    job.__name__: job for job in (sync, twins, search, plain)
}


@contextmanager
def _embedded(path: str | None) -> Iterator[Callable[[], int | None]]:
    """Keeps what is embedded meanwhile in a file; gives what tells the vectors' dimensions."""
    from ipqa.embedding import Embedder

    if path is None:
        yield lambda: None
        return
    real, found = Embedder.encode_passages, set[int]()
    with Path(path).open("w", encoding="utf-8") as out:

        def encode(self: Embedder, texts: Sequence[str]) -> Vectors:
            out.writelines(json.dumps(text, ensure_ascii=False) + "\n" for text in texts)
            vectors = real(self, texts)
            found.add(int(vectors.shape[1]))
            return vectors

        Embedder.encode_passages = encode  # type: ignore[method-assign]
        try:
            yield lambda: max(found, default=None)
        finally:
            Embedder.encode_passages = real  # type: ignore[method-assign]


def _settings(job: Fields) -> Settings:
    from ipqa.settings import load_settings

    return load_settings(store=Path(job["store"]))


def _peak_mb() -> float:
    """The most memory that this process had in use."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return float(peak / (2**20 if sys.platform == "darwin" else 2**10))


def main(job: Path, result: Path) -> None:
    """Does the job and writes what came of it, with ``peak_mb``."""
    fields = json.loads(job.read_text(encoding="utf-8"))
    came = JOBS[fields["do"]](fields)
    result.write_text(json.dumps({**came, "peak_mb": _peak_mb()}), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
