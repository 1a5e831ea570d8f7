"""A sync makes the index what the files say, reads nothing twice, and touches nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from stores import Store

from ipqa import passages
from ipqa.errors import NoArticlesError, UnreadableFileError
from ipqa.index import places, writing
from ipqa.index import sync as room
from ipqa.index.catalog import Catalog


def forbid_reading(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    monkeypatch.setattr(room, "load_articles", lambda *_: pytest.fail("a file was read anew"))
    monkeypatch.setattr(
        type(store.embedder), "encode_passages", lambda *_: pytest.fail("embedded anew")
    )


def test_articles_are_indexed_with_their_vectors(store: Store) -> None:
    report = store.sync()
    assert (report.added, report.changed, report.removed, report.unchanged) == (2, 0, 0, 0)
    assert report.passages == store.catalog.passage_count() == store.vectors.count() == 2
    assert store.ids() == ["corpus/piracy.md", "corpus/wechat.md"]
    assert store.whole()


def test_a_second_sync_changes_nothing_and_reads_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    before = (store.catalog.article_statuses(), store.catalog.meta("updated_at"))
    forbid_reading(monkeypatch, store)
    report = store.sync()
    assert report.nothing_changed
    assert (report.unchanged, report.passages) == (2, 2)
    assert (store.catalog.article_statuses(), store.catalog.meta("updated_at")) == before


def test_a_file_that_was_only_touched_is_not_read_as_an_article(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = store.corpus / "piracy.md"
    store.sync()
    os.utime(path, ns=(1, 1))
    forbid_reading(monkeypatch, store)
    assert store.sync().nothing_changed
    monkeypatch.setattr(places, "_hashed", lambda _: pytest.fail("the new time was not noted"))
    assert store.sync().nothing_changed


def test_a_changed_file_is_replaced(store: Store) -> None:
    store.sync()
    store.write("piracy.md", "# Piracy\n\nThe police seized nothing at all.")
    report = store.sync()
    assert (report.added, report.changed, report.unchanged) == (0, 1, 1)
    assert store.vectors.count() == 2
    assert store.catalog.bm25(["1.2"], 5) == {}
    assert "The police seized nothing at all." in store.found("police")


def test_a_removed_file_is_dropped(store: Store) -> None:
    store.sync()
    (store.corpus / "piracy.md").unlink()
    report = store.sync()
    assert (report.removed, report.unchanged) == (1, 1)
    assert store.ids() == ["corpus/wechat.md"]
    assert store.vectors.count() == 1


def test_offsets_of_what_is_stored_are_exact(store: Store) -> None:
    store.write(
        "odd.txt", "版权新闻\n\nTencent — “signed” 😀. 腾讯公司签署了协议。\r\n\r\nCafe\u0301 end."
    )
    store.sync()
    stored = store.catalog.passages(range(1, 9))
    assert len(stored) == 3
    for passage, article, _ in stored.values():
        assert article.text[passage.start : passage.end] == passage.text != ""


def test_an_unreadable_file_is_skipped_with_its_reason(store: Store) -> None:
    store.write("broken.md", "").write_bytes(b"\x00\x01binary")
    report = store.sync()
    assert report.added == 2
    assert [Path(file.path).name for file in report.skipped] == ["broken.md"]
    assert "binary" in report.skipped[0].reason
    assert store.catalog.skipped() == report.skipped
    store.write("broken.md", "It is whole again.")
    assert store.sync().added == 1
    assert store.catalog.skipped() == ()


def test_a_file_that_became_unreadable_keeps_its_good_version(store: Store) -> None:
    store.sync()
    path = store.write("piracy.md", "")
    path.write_bytes(b"\x00\x01binary")
    report = store.sync()
    assert len(report.skipped) == 1
    assert (report.removed, report.changed) == (0, 0)
    assert "The police seized 1.2 million pirated books." in store.found("police")


def test_a_single_file_that_cannot_be_read_is_an_error(store: Store) -> None:
    path = store.write("photo.png", "")
    path.write_bytes(b"\x89PNG\x00")
    with pytest.raises(NoArticlesError):
        store.sync(path)
    assert store.catalog.roots() == {}


def test_a_name_that_is_no_unicode_is_skipped(store: Store) -> None:
    bad = os.fsdecode(os.fsencode(store.corpus) + b"/bad\xff.md")
    Path(bad).write_text("It rained.")
    report = store.sync()
    assert report.added == 2
    assert "rename it" in report.skipped[0].reason
    report.skipped[0].path.encode()


def test_a_file_that_vanishes_while_it_is_read_is_skipped(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def vanish(path: Path, *_: object) -> None:
        raise UnreadableFileError.from_os(path, FileNotFoundError(2, "No such file"))

    store.sync()
    store.write("piracy.md", "Other.")
    monkeypatch.setattr(room, "load_articles", vanish)
    assert len(store.sync().skipped) == 1
    assert len(store.ids()) == 2


def test_titles_headings_sources_and_dates_are_searchable(store: Store) -> None:
    store.write(
        "forum.md",
        "---\ntitle: Chengdu gathering\nsource: Xinhua\ndate: 2019-12-02\n---\n\n"
        "## Participants\n\nNearly 200 guests came.",
    )
    store.sync()
    for words in ("chengdu", "gathering", "xinhua", "december 2019", "2 December", "participants"):
        assert store.found(words, 1) == ["Nearly 200 guests came."], words


@pytest.mark.parametrize(
    ("date", "spoken"),
    [
        ("2016-04-27", "2016-04-27 27 April 2016"),
        ("2020-12", "2020-12 December 2020"),
        ("2020", "2020"),
        (None, ""),
    ],
)
def test_a_date_is_searched_as_people_say_it(date: str | None, spoken: str) -> None:
    assert writing.spoken_date(date) == spoken


def test_progress_is_told_in_stages(store: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    store.sync(progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert seen == [
        ("reading articles", 1, 2),
        ("reading articles", 2, 2),
        ("embedding passages", 2, 2),
        ("adding vectors", 2, 2),
    ]


def test_a_reader_sees_the_old_state_until_the_sync_is_whole(store: Store) -> None:
    store.sync()
    store.write("piracy.md", "Other text.")
    store.write("new.md", "New text.")
    reader = Catalog(store.folder)
    seen: list[int] = []
    store.sync(progress=lambda *_: seen.append(len(reader.bm25(["polic"], 5))))
    assert seen
    assert set(seen) == {1}
    assert reader.bm25(["polic"], 5) == {}
    assert reader.passage_count() == 3
    reader.close()


def test_articles_are_split_anew_when_passages_become_longer(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    long = "\n\n".join(f"Sentence {number} has these six words." for number in range(40))
    store.write("long.md", f"# Long\n\n{long}")
    with monkeypatch.context() as earlier:
        earlier.setattr(passages, "PASSAGE_TOKENS", 60)
        earlier.setattr(room, "SPLITTING_VERSION", 0)
        store.sync()
    short = store.catalog.passage_count()
    report = store.sync()
    assert "splitting all 3 articles again" in report.warnings[0]
    assert (report.added, report.changed) == (0, 0)
    assert report.passages < short
    assert store.found("Sentence 7 has these six words.")
    assert set(store.vectors.ids()) == set(store.catalog.vector_ids())
    assert store.sync().warnings == ()
