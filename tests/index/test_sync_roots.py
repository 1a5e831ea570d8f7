"""Which articles a sync is about: files and folders that are remembered, missing or removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from stores import Store

from ipqa.errors import NoArticlesError, PathNotFoundError


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
    store.catalog.drop_file("corpus/piracy.md")
    assert "forgotten" in store.sync(path).warnings[0]
    assert store.catalog.roots() == {}


def test_an_emptied_folder_is_an_error_and_nothing_is_lost(store: Store) -> None:
    store.sync()
    for path in store.corpus.iterdir():
        path.unlink()
    with pytest.raises(NoArticlesError, match=r"put text, Markdown, .* or CSV files there"):
        store.sync()
    assert len(store.ids()) == store.vectors.count() == 2


def test_an_empty_folder_is_not_remembered(store: Store, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoArticlesError):
        store.sync(tmp_path / "empty")
    assert store.catalog.roots() == {}


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
