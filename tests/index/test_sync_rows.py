"""A file that holds an article a row: only the rows that changed are worked on again."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from stores import Store

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.index import places
from ipqa.index import sync as room


def load_rows(
    path: Path, article_id: str, skip: Callable[[str], None] | None = None
) -> Iterator[Article]:
    """As the loader of JSONL files does; the word of its own is in the loaders' tests."""
    for number, line in enumerate(path.read_text().splitlines(), start=1):
        if line == "break":
            raise UnreadableFileError(path, "it ends in the middle")
        if not line:
            assert skip is not None
            skip(f"row {number}: there is no text")
            continue
        row = json.loads(line)
        yield Article(
            f"{article_id}#{row['n']}", row.get("title", "T"), row["text"], path=str(path)
        )


@pytest.fixture
def rows(store: Store, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of five rows, in a folder of its own."""
    monkeypatch.setattr(room, "load_articles", load_rows)
    monkeypatch.setattr(places, "walk_files", lambda root: sorted(store.corpus.glob("*.jsonl")))
    path = store.corpus / "rows.jsonl"
    write(path, {n: f"Row {n} tells of the patent {n}." for n in range(1, 6)})
    return path


def write(path: Path, texts: dict[int, str], **others: str) -> None:
    lines = [json.dumps({"n": n, "text": text, **others}) for n, text in texts.items()]
    path.write_text("\n".join(lines) + "\n")


def counted(store: Store, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    seen: list[str] = []
    encode = type(store.embedder).encode_passages
    monkeypatch.setattr(
        type(store.embedder),
        "encode_passages",
        lambda self, texts: seen.extend(texts) or encode(self, texts),
    )
    return seen


def test_each_row_is_an_article(store: Store, rows: Path) -> None:
    assert store.sync().added == 5
    assert store.ids() == [f"corpus/rows.jsonl#{n}" for n in range(1, 6)]
    assert store.sync().unchanged == 5
    assert store.whole()


def test_only_changed_rows_are_embedded_again(
    store: Store, rows: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    numbers = {n for n in range(1, 6) if store.catalog.passages([n])}
    seen = counted(store, monkeypatch)
    texts = {n: f"Row {n} tells of the patent {n}." for n in (1, 2, 4, 5)}
    write(rows, texts | {4: "Row 4 has news.", 6: "Row 6 is new."})
    report = store.sync()
    assert (report.added, report.changed, report.removed, report.unchanged) == (1, 1, 1, 3)
    assert [text.splitlines()[-1] for text in sorted(seen)] == ["Row 4 has news.", "Row 6 is new."]
    assert store.ids() == [f"corpus/rows.jsonl#{n}" for n in (1, 2, 4, 5, 6)]
    assert len(numbers & {n for n in range(1, 6) if store.catalog.passages([n])}) == 3
    assert store.whole()


def test_what_is_said_about_an_article_counts_as_a_change(store: Store, rows: Path) -> None:
    store.sync()
    write(rows, {1: "Row 1 tells of the patent 1."}, title="Another title")
    report = store.sync()
    assert (report.changed, report.removed) == (1, 4)
    assert store.found("another title", 1) == ["Row 1 tells of the patent 1."]


def test_a_row_is_removed_by_its_id_and_stays_out(store: Store, rows: Path) -> None:
    store.sync()
    assert store.remove("corpus/rows.jsonl#2") == ["corpus/rows.jsonl#2"]
    assert len(store.ids()) == 4
    rows.write_text(rows.read_text() + '{"n": 7, "text": "Row 7."}\n')
    assert store.sync().added == 1
    assert "corpus/rows.jsonl#2" not in store.ids()


@pytest.mark.parametrize("by", ["id", "path"])
def test_a_file_is_removed_with_all_its_rows_and_stays_out(
    by: str, store: Store, rows: Path
) -> None:
    store.sync()
    gone = store.remove("corpus/rows.jsonl" if by == "id" else str(rows))
    assert gone == [f"corpus/rows.jsonl#{n}" for n in range(1, 6)]
    rows.write_text(rows.read_text() + '{"n": 7, "text": "Row 7."}\n')
    assert store.sync().nothing_changed
    assert store.ids() == []
    assert store.vectors.count() == 0


def test_a_file_that_is_asked_for_comes_back_with_all_its_rows(store: Store, rows: Path) -> None:
    store.sync()
    store.remove("corpus/rows.jsonl#2")
    rows.touch()
    rows.write_text(rows.read_text() + '{"n": 7, "text": "Row 7."}\n')
    assert store.sync(rows).added == 2
    assert len(store.ids()) == 6


def test_a_removed_row_comes_back_though_its_file_is_as_it_was(store: Store, rows: Path) -> None:
    store.sync()
    store.remove("corpus/rows.jsonl#2")
    assert store.sync(rows).added == 1
    assert len(store.ids()) == 5


def test_rows_that_are_left_out_are_told_as_long_as_they_are_there(
    store: Store, rows: Path
) -> None:
    whole = rows.read_text()
    rows.write_text(whole + "\n" * 30)
    reasons = [skip.reason for skip in store.sync().skipped]
    assert len(reasons) == room.TOLD + 1
    assert reasons[0] == "row 6: there is no text"
    assert reasons[-1] == "10 more rows were left out"
    assert [skip.reason for skip in store.sync().skipped] == reasons
    assert [skip.reason for skip in store.catalog.skipped()] == reasons
    rows.write_text(whole)
    assert store.sync().skipped == store.catalog.skipped() == ()


def test_a_file_that_breaks_off_keeps_its_other_rows(store: Store, rows: Path) -> None:
    store.sync()
    rows.write_text('{"n": 1, "text": "Row 1 has news."}\nbreak\n')
    report = store.sync()
    assert report.changed == 1
    assert [skip.reason for skip in report.skipped] == ["it ends in the middle"]
    assert len(store.ids()) == 5
    assert [skip.reason for skip in store.sync().skipped] == ["it ends in the middle"]


def test_an_id_that_stands_twice_counts_once(store: Store, rows: Path) -> None:
    rows.write_text('{"n": 1, "text": "Row 1."}\n{"n": 1, "text": "Row 1 again."}\n')
    assert store.sync().added == 1
    assert store.found("row", 5) == ["Row 1."]
