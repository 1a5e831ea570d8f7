"""Feedback is kept whole: by many threads, over torn lines, and over a rebuilt index."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path
from typing import Any

import pytest

from ipqa import journal
from ipqa.errors import FeedbackError, UnwritableFileError
from ipqa.feedback import FILE, Cited, Feedback, FeedbackFile, Judged, Verdict, latest
from ipqa.index.catalog import FILE as CATALOG
from ipqa.index.repair import repair

QUOTE = "The treaty was signed in 1999."
HISTORY = ({"role": "user", "content": "Hello?"}, {"role": "assistant", "content": "Hi. [1]"})


def opinion(id: str = "abc123abc123", verdict: Verdict | None = "up", **more: Any) -> Feedback:
    cited = Cited(1, QUOTE, "corpus/treaty.md", 0, len(QUOTE))
    judged = Judged(f"{QUOTE} [1]", "quoted", None, (cited,))
    fields: dict[str, Any] = {
        "time": "2026-01-02T03:04:05+00:00",
        "remark": "",
        "question": "When?",
        "history": HISTORY,
        "answer": judged,
    }
    return Feedback(id=id, verdict=verdict, **{**fields, **more})


def test_a_line_holds_all_that_was_judged(tmp_path: Path) -> None:
    FeedbackFile(tmp_path).add(opinion(remark="well\nsaid", scope="2020", model="tiny"))
    [line] = (tmp_path / FILE).read_text("utf-8").splitlines()
    assert json.loads(line) == {
        "id": "abc123abc123",
        "time": "2026-01-02T03:04:05+00:00",
        "verdict": "up",
        "remark": "well\nsaid",
        "question": "When?",
        "history": list(HISTORY),
        "answer": {
            "text": f"{QUOTE} [1]",
            "method": "quoted",
            "short": None,
            "citations": [
                {
                    "marker": 1,
                    "quote": QUOTE,
                    "article_id": "corpus/treaty.md",
                    "start": 0,
                    "end": len(QUOTE),
                }
            ],
        },
        "scope": "2020",
        "model": "tiny",
    }


def test_the_last_opinion_of_an_answer_counts(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path)
    for one in (opinion(), opinion("b" * 12, "down"), opinion(verdict=None)):
        file.add(one)
    assert latest(file.path) == ([opinion(verdict=None), opinion("b" * 12, "down")], 0)


def test_many_threads_lose_nothing(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path)
    threads = [
        threading.Thread(
            target=lambda n=n: [file.add(opinion(f"{n:06x}{m:06x}")) for m in range(5)]
        )
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found, unread = latest(file.path)
    assert (len(found), unread) == (40, 0)


def test_half_a_line_costs_only_itself(tmp_path: Path) -> None:
    file = FeedbackFile(tmp_path)
    file.add(opinion())
    with file.path.open("a") as torn:
        torn.write('{"id": "ab')
    file.add(opinion("b" * 12))
    assert latest(file.path) == ([opinion(), opinion("b" * 12)], 1)


def test_half_of_a_pair_of_code_units_is_no_failure(tmp_path: Path) -> None:
    FeedbackFile(tmp_path).add(opinion(remark="a\ud800b"))
    assert latest(tmp_path / FILE)[0][0].remark == "a?b"


def test_without_a_folder_it_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnwritableFileError, match="no such file or directory"):
        FeedbackFile(tmp_path / "none").add(opinion())
    with pytest.raises(FeedbackError, match="thumb first"):
        latest(tmp_path / FILE)


def test_a_full_disk_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr(journal.os, "fsync", full)
    with pytest.raises(UnwritableFileError, match="no space left"):
        FeedbackFile(tmp_path).add(opinion())


def test_moving_damaged_parts_aside_leaves_the_feedback(tmp_path: Path) -> None:
    store = tmp_path / "store"
    store.mkdir()
    FeedbackFile(store).add(opinion())
    (store / CATALOG).write_bytes(b"no database at all" * 100)
    said: list[str] = []
    repair(store, said.append)
    assert "moved to" in said[0]
    assert latest(store / FILE) == ([opinion()], 0)
    assert not list(tmp_path.glob(f"store.damaged*/{FILE}"))


def test_a_line_of_brackets_costs_only_itself(tmp_path: Path) -> None:
    path = tmp_path / FILE
    path.write_text("[" * 200_000 + "\n" + '{"id": 1}\n')
    assert latest(path) == ([], 2)
