"""Kills syncs at random moments and looks at what they leave; ``python tests/index/kills.py 200``.

Each child changes nothing but the store: it syncs a corpus that was changed beforehand (articles
added, changed, removed in turn) and is killed with SIGKILL somewhere between its start and its end.
"""

from __future__ import annotations

import hashlib
import itertools
import multiprocessing
import random
import sys
import time
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from stores import HashEmbedder, Store, open_store

STAGES = ("opening", "opened", "reading articles", "embedding passages")
ARTICLES = 30
MOVED = 6
"""Articles that each change adds, changes or removes."""


def vector_id_of(text: str) -> str:
    """The id under which the vector of a text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Counting(HashEmbedder):
    """Notes in a file how many texts each process embedded."""

    def __init__(self, log: Path) -> None:
        super().__init__()
        self._log = log

    def encode_passages(self, texts):  # type: ignore[no-untyped-def]
        time.sleep(0.01)  # as long as it takes, a sync is more often killed within it
        with self._log.open("a") as log:
            log.writelines(f"{vector_id_of(text)}\n" for text in texts)
        return super().encode_passages(texts)


@dataclass
class Tally:
    """What a run of kills found."""

    kills: int = 0
    finished_first: int = 0
    old: int = 0
    new: int = 0
    stages: dict[str, int] = field(default_factory=dict)
    embedded_twice: int = 0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills (and {self.finished_first} syncs that ended before): every store "
            f"opened, {self.old} in the old state, {self.new} in the new one; no article missing "
            f"or doubled; every next sync completed; {self.embedded_twice} texts embedded twice; "
            f"killed in {self.stages}"
        )


def run(folder: Path, kills: int, seed: int = 1) -> Tally:
    """Kills ``kills`` syncs; raises ``AssertionError`` with the round in which a store was bad."""
    chance = random.Random(seed)
    tally = Tally()
    log = folder / "embedded.log"
    store = open_store(folder, Counting(log))
    texts = {f"{n:03}.md": _text(n, 0) for n in range(ARTICLES)}
    for name, text in texts.items():
        store.write(name, text)
    store.sync()
    store.close()
    typical = 60.0  # the first is not killed: it tells how long a sync takes
    for number in itertools.count():
        if tally.kills == kills:
            break
        before = dict(texts)
        _change(texts, ("add", "change", "remove")[number % 3], number, chance)
        for name in before.keys() - texts.keys():
            (folder / "corpus" / name).unlink()
        for name, text in texts.items():
            if before.get(name) != text:
                (folder / "corpus" / name).write_text(text)
        log.write_text("")
        after = chance.choice(STAGES) if number else STAGES[0]
        delay = chance.uniform(0, typical * 0.6) if number else typical
        stage, took = _killed(folder, after, delay, log)
        if number:
            tally.kills += took is None
            tally.finished_first += took is not None
        if number and took is None:
            tally.stages[stage] = tally.stages.get(stage, 0) + 1
        if took is not None and not number:
            typical = took
        _look(folder, before, texts, tally, number, log)
    return tally


def _killed(folder: Path, after: str, delay: float, log: Path) -> tuple[str, float | None]:
    """Starts a sync in a process of its own and kills it so many seconds after a stage began.

    Returns its last stage, and the seconds that it took if it ended before. The child is forked
    from a process that has imported everything and opened nothing.
    """
    told = folder / "stages"
    told.write_text("")
    child = _context().Process(target=_sync, args=(folder, log, told))
    child.start()
    while after not in told.read_text() and child.is_alive():
        time.sleep(0.001)
    began = time.perf_counter()
    child.join(delay)
    took = None if child.is_alive() else time.perf_counter() - began
    if took is None:
        child.kill()
        child.join()
    else:
        assert child.exitcode == 0, "a sync that was not killed failed"
    stages = told.read_text().split(",")
    return stages[-2], took


def _sync(folder: Path, log: Path, told: Path) -> None:
    with told.open("a", buffering=1) as stages:

        def tell(stage: str, *_: int) -> None:
            stages.write(f"{stage},")
            stages.flush()

        tell("opening")
        store = open_store(folder, Counting(log))
        tell("opened")
        store.sync(progress=tell)
        tell("done")
        store.close()


@cache
def _context() -> Any:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["chromadb", "datasketch", "stores", __name__])
    return context


def _look(
    folder: Path,
    before: dict[str, str],
    texts: dict[str, str],
    tally: Tally,
    number: int,
    log: Path,
) -> None:
    where = f"kill {number}"
    embedded = log.read_text().splitlines()
    store = open_store(folder, Counting(log))
    held = _held(store)
    assert held in (_ids(before), _ids(texts)), f"{where}: neither the old nor the new state"
    assert _found(store, held), f"{where}: a search finds nothing"
    if number:
        tally.new += held == _ids(texts)
        tally.old += held != _ids(texts)
    # What was being embedded when the process died can't have been kept; all before was.
    kept = store.vectors.present(embedded)
    store.vectors.follow(None)  # a search index that somebody holds is left to a later sync
    log.write_text("")
    store.sync()
    assert _held(store) == _ids(texts), f"{where}: the next sync did not complete"
    assert store.whole(), f"{where}: vectors and passages differ"
    tally.embedded_twice += len(kept & set(log.read_text().splitlines()))
    assert store.sync().nothing_changed, f"{where}: a sync found something left to do"
    assert len(list(store.folder.glob("chroma-*"))) == 1, f"{where}: a search index was left behind"
    store.close()


def _held(store: Store) -> dict[str, str]:
    """Each article's text; an article that stood twice would be seen by its number of passages."""
    statuses = store.catalog.article_statuses()
    assert all(status.passages == 1 for status in statuses)
    found = {status.id: store.catalog.article(status.id) for status in statuses}
    assert store.catalog.passage_count() == len(statuses)
    return {id: article.text for id, article in found.items() if article}


def _ids(texts: dict[str, str]) -> dict[str, str]:
    return {f"corpus/{name}": text for name, text in texts.items()}


def _found(store: Store, held: dict[str, str]) -> bool:
    """Whether words and vectors find what is held, and nothing else."""
    texts = store.found("Which story tells of an agreement?", 5)
    ids = list(store.catalog.vector_ids())
    rows = dict(zip(*store.vectors.kept.rows(ids), strict=True))
    near = [next(iter(store.vectors.nearest(rows[id], 1))) for id in ids[:5]]
    return len(texts) == 5 and set(texts) <= set(held.values()) and near == ids[:5]


def _change(texts: dict[str, str], kind: str, number: int, chance: random.Random) -> None:
    if kind == "add":
        texts |= {f"{number}-{n}.md": _text(1000 * number + n, 0) for n in range(MOVED)}
        return
    for name in chance.sample(sorted(texts), MOVED):
        if kind == "change":
            texts[name] = _text(int(name.split(".")[0].replace("-", "")), number + 1)
        else:
            del texts[name]


def _text(number: int, version: int) -> str:
    return f"Story {number} tells in version {version} of an agreement on patent {number * 7}."


if __name__ == "__main__":
    import tempfile

    with tempfile.TemporaryDirectory() as place:
        print(run(Path(place), int(sys.argv[1]) if len(sys.argv) > 1 else 8))
