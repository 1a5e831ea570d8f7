"""A sync makes the index what the files say, reads nothing twice, and touches nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from stores import Store, open_store

from ipqa.embedding import Embedder
from ipqa.errors import NoArticlesError, PathNotFoundError, UnreadableFileError
from ipqa.index import sync as room
from ipqa.index.catalog import Catalog
from ipqa.passages import Section


def forbid_reading(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    monkeypatch.setattr(room, "load_file", lambda *_: pytest.fail("a file was read anew"))
    monkeypatch.setattr(
        type(store.embedder), "encode_passages", lambda *_: pytest.fail("embedded anew")
    )


def test_articles_are_indexed_with_their_vectors(store: Store) -> None:
    report = store.sync()
    assert (report.added, report.changed, report.removed, report.unchanged) == (2, 0, 0, 0)
    assert report.passages == store.catalog.passage_count() == store.vectors.count() == 2
    assert store.ids() == ["corpus/piracy.md", "corpus/wechat.md"]
    assert set(store.vectors.ids()) == store.catalog.vector_ids()


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
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("the new time was not noted"))
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


def test_a_path_that_never_was_is_an_error(store: Store) -> None:
    store.sync()
    with pytest.raises(PathNotFoundError, match="nowhere"):
        store.sync(store.corpus, store.corpus.parent / "nowhere")
    assert len(store.ids()) == 2


def test_a_missing_root_drops_nothing_and_warns(store: Store) -> None:
    store.sync()
    store.corpus.rename(store.corpus.parent / "elsewhere")
    report = store.sync()
    assert report.nothing_changed
    assert "missing" in report.warnings[0]
    assert len(store.ids()) == 2


def test_a_missing_root_without_articles_is_forgotten(store: Store) -> None:
    path = store.write("piracy.md", "It rained.")
    store.sync(path)
    path.unlink()
    assert "stay" in store.sync(path).warnings[0]
    store.catalog.drop_article("corpus/piracy.md")
    assert "forgotten" in store.sync(path).warnings[0]
    assert store.catalog.roots() == {}


def test_an_emptied_folder_is_an_error_and_nothing_is_lost(store: Store) -> None:
    store.sync()
    for path in store.corpus.iterdir():
        path.unlink()
    with pytest.raises(NoArticlesError, match=r"put \.md or \.txt files there"):
        store.sync()
    assert len(store.ids()) == store.vectors.count() == 2


def test_an_empty_folder_is_not_remembered(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoArticlesError):
        store.sync(tmp_path / "empty")
    assert store.catalog.roots() == {}


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
    def vanish(path: Path, _id: str) -> None:
        raise UnreadableFileError.from_os(path, FileNotFoundError(2, "No such file"))

    store.sync()
    store.write("piracy.md", "Other.")
    monkeypatch.setattr(room, "load_file", vanish)
    assert len(store.sync().skipped) == 1
    assert len(store.ids()) == 2


def test_a_removal_is_remembered_and_the_file_stays(store: Store) -> None:
    store.sync()
    path = store.corpus / "piracy.md"
    assert store.remove(str(path)) == ["corpus/piracy.md"]
    assert path.exists()
    assert store.vectors.count() == 1
    report = store.sync()
    assert report.nothing_changed
    assert store.ids() == ["corpus/wechat.md"]


def test_an_article_is_removed_by_its_id_and_added_again_by_its_path(store: Store) -> None:
    store.sync()
    assert store.remove("corpus/wechat.md") == ["corpus/wechat.md"]
    assert store.sync(store.corpus / "wechat.md").added == 1
    assert store.sync().nothing_changed
    assert len(store.ids()) == 2


def test_a_name_that_is_not_indexed_removes_nothing(store: Store) -> None:
    store.sync()
    assert store.remove("corpus/nothing.md", "/nowhere") == []
    assert len(store.ids()) == 2


def test_roots_of_the_same_name_get_ids_of_their_own(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "other" / "corpus"
    other.mkdir(parents=True)
    (other / "piracy.md").write_text("Something else.")
    store.sync(store.corpus, other)
    assert store.ids() == ["corpus/piracy.md", "corpus/wechat.md", "corpus~2/piracy.md"]
    assert store.sync(other, store.corpus).nothing_changed
    (other / "piracy.md").unlink()
    (other / "new.md").write_text("New.")
    store.sync(other)
    assert store.ids() == ["corpus/piracy.md", "corpus/wechat.md", "corpus~2/new.md"]


def test_a_folder_within_a_root_leaves_the_rest_alone(store: Store) -> None:
    store.write("sub/deep.md", "Deep text.")
    store.sync()
    store.write("sub/deep.md", "Deeper text.")
    report = store.sync(store.corpus / "sub")
    assert (report.changed, report.removed) == (1, 0)
    assert store.ids() == ["corpus/piracy.md", "corpus/sub/deep.md", "corpus/wechat.md"]


def test_a_file_keeps_its_id_when_a_folder_around_it_is_indexed(store: Store) -> None:
    store.write("sub/deep.md", "Deep text.")
    store.sync(store.corpus / "sub")
    store.sync(store.corpus / "piracy.md")
    assert store.ids() == ["corpus/piracy.md", "sub/deep.md"]
    report = store.sync(store.corpus)
    assert (report.added, report.unchanged, report.removed) == (1, 2, 0)
    assert store.ids() == ["corpus/piracy.md", "corpus/wechat.md", "sub/deep.md"]


def test_a_single_file_does_not_bring_its_folder_along(store: Store) -> None:
    store.sync(store.corpus / "piracy.md")
    assert store.ids() == ["corpus/piracy.md"]
    store.sync(*store.catalog.roots().values())
    assert store.ids() == ["corpus/piracy.md"]


def test_a_single_file_that_was_removed_does_not_come_back_by_itself(store: Store) -> None:
    store.sync(store.corpus / "piracy.md", store.corpus / "wechat.md")
    store.remove("corpus/piracy.md")
    store.sync(*store.catalog.roots().values())
    assert store.ids() == ["corpus/wechat.md"]


def test_other_spellings_of_a_path_are_the_same_root(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.sync()
    monkeypatch.chdir(store.corpus)
    for spelling in (Path(), Path("../corpus"), Path("./"), Path("../corpus/piracy.md")):
        assert store.sync(spelling).nothing_changed
    assert store.remove("../corpus/piracy.md") == ["corpus/piracy.md"]
    assert list(store.catalog.roots().values()) == [store.corpus]


def test_a_path_given_twice_counts_once(store: Store) -> None:
    store.write("sub/deep.md", "Deep text.")
    report = store.sync(store.corpus, store.corpus, store.corpus / "sub")
    assert (report.added, report.unchanged) == (3, 0)


def test_articles_with_the_same_text_share_a_vector_and_are_both_found(store: Store) -> None:
    store.write("copy.md", (store.corpus / "piracy.md").read_text())
    store.sync()
    assert (store.catalog.passage_count(), store.vectors.count()) == (3, 2)
    (store.corpus / "copy.md").unlink()
    store.sync()
    assert (store.catalog.passage_count(), store.vectors.count()) == (2, 2)


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
    assert room._spoken_date(date) == spoken


def test_progress_is_told_in_stages(store: Store) -> None:
    seen: list[tuple[str, int, int]] = []
    store.sync(progress=lambda stage, done, total: seen.append((stage, done, total)))
    assert seen == [
        ("reading articles", 1, 2),
        ("reading articles", 2, 2),
        ("embedding passages", 2, 2),
    ]


def test_work_streams_in_batches(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "EMBED_AT_ONCE", 2)
    sizes: list[int] = []
    encode = type(store.embedder).encode_passages
    monkeypatch.setattr(
        type(store.embedder),
        "encode_passages",
        lambda self, texts: sizes.append(len(texts)) or encode(self, texts),
    )
    for number in range(20):
        store.write(f"{number}.md", f"Text of the article with number {number}.")
    store.sync()
    assert max(sizes) == 2
    assert store.vectors.count() == store.catalog.passage_count() == 22


def test_the_real_embedder_finds_what_was_indexed(tmp_path: Path, embedder: Embedder) -> None:
    store = open_store(tmp_path, embedder)
    store.write("wechat.md", "# A signing\n\nCBBC signed an agreement with WeChat in London.")
    store.write("weather.md", "# Weather\n\nIt rained all day.")
    store.sync()
    found = store.found("Which council made a deal with the messenger?", 1)
    assert found == ["CBBC signed an agreement with WeChat in London."]
    store.close()


def test_a_missing_vector_is_made_anew_from_the_catalog(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.write("forum.md", "# Forum\n\n## Guests\n\nNearly 200 came.")
    store.sync()
    ids = set(store.vectors.ids())
    store.vectors.delete(sorted(ids)[:2])
    monkeypatch.setattr(room, "load_file", lambda *_: pytest.fail("a file was read anew"))
    assert store.sync().nothing_changed
    assert set(store.vectors.ids()) == ids


def test_missing_vectors_are_made_though_orphans_make_up_the_number(store: Store) -> None:
    store.sync()
    ids = sorted(store.vectors.ids())
    store.vectors.delete(ids[:1])
    store.vectors.put(["o1", "o2", "o3"], store.embedder.encode_passages(["1", "2", "3"]))
    store.sync()
    assert sorted(store.vectors.ids()) == ids


def test_orphans_are_swept(store: Store) -> None:
    store.sync()
    ids = set(store.vectors.ids())
    store.vectors.put(["orphan"], store.embedder.encode_passages(["orphan"]))
    assert store.sync().nothing_changed
    assert set(store.vectors.ids()) == ids


def test_a_search_while_vectors_are_missing_or_orphaned_answers(store: Store) -> None:
    store.sync()
    store.vectors.delete(list(store.vectors.ids()))
    store.vectors.put(["orphan"], store.embedder.encode_passages(["orphan"]))
    assert store.found("police") == ["The police seized 1.2 million pirated books."]


def test_a_heading_restores_the_same_vector(store: Store) -> None:
    store.write(
        "forum.md", "# " + "Long title " * 90 + "\n\n## Who came to it?\n\nNearly 200 came."
    )
    store.sync()
    count = store.embedder.count_tokens
    for vector_id, number, heading in store.catalog.passages_of_vectors(store.catalog.vector_ids()):
        passage, article, _ = store.catalog.passages([number])[number]
        text = Section(passage, heading).searched_text(article, count)
        assert room.hashlib.sha256(text.encode()).hexdigest()[:32] == vector_id


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
