"""The catalog: what is stored comes back, search never fails, damage is told."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipqa.article import Article, Passage
from ipqa.errors import StoreBusyError, StoreMismatchError, StoreUnreadableError
from ipqa.index.catalog import FILE, Catalog, PassageRow
from ipqa.index.files import FileState
from ipqa.words import terms

STATE = FileState("0" * 64, 10, 123)


@pytest.fixture
def catalog(tmp_path: Path) -> Iterator[Catalog]:
    catalog = Catalog(tmp_path)
    yield catalog
    catalog.close()


def put(catalog: Catalog, id: str, *sentences: str, path: str = "/c/a.md") -> Article:
    article = Article(id, f"Title of {id}", " ".join(sentences), "S", "2016-04", "en", "u", path)
    rows, start = [], 0
    for sentence in sentences:
        passage = Passage(id, start, start + len(sentence), sentence)
        rows.append(PassageRow(passage, "", f"v{sentence}", terms(sentence)))
        start += len(sentence) + 1
    catalog.put_file(id, "c", path, STATE)
    catalog.put_article(article, id, "c", rows)
    return article


def test_an_article_comes_back_as_it_was(catalog: Catalog) -> None:
    article = put(catalog, "c/a.md", "Tencent signed — 签署。", "It rained 😀.")
    assert catalog.article("c/a.md") == article
    assert catalog.article("c/b.md") is None
    assert catalog.files(Path("/c")) == {"c/a.md": STATE}
    status = catalog.article_statuses()[0]
    assert (status.id, status.passages, status.date) == ("c/a.md", 2, "2016-04")


def test_passages_come_with_their_article_and_exact_text(catalog: Catalog) -> None:
    article = put(catalog, "c/a.md", "Tencent signed.", "It rained.")
    found = catalog.passages([2, 1, 99])
    assert list(found) == [2, 1]
    assert found[2] == (Passage("c/a.md", 16, 26, "It rained."), article, "vIt rained.")


def test_a_new_version_replaces_the_old_one_and_its_words(catalog: Catalog) -> None:
    put(catalog, "c/a.md", "Tencent signed.")
    put(catalog, "c/a.md", "Alibaba paid.", "It rained.")
    assert catalog.passage_count() == 2
    assert catalog.bm25(["tencent"], 9) == {}
    assert len(catalog.bm25(["alibaba"], 9)) == 1
    assert list(catalog.vector_ids()) == ["vAlibaba paid.", "vIt rained."]


def test_a_dropped_article_leaves_nothing(catalog: Catalog) -> None:
    put(catalog, "c/a.md", "Tencent signed.")
    catalog.drop_file("c/a.md")
    assert catalog.article_statuses() == ()
    assert catalog.passage_count() == 0
    assert catalog.bm25(["tencent"], 9) == {}
    assert catalog.files(Path("/c")) == {}


def test_files_are_those_at_or_below_a_path(catalog: Catalog) -> None:
    for id, path in (("a", "/c/a.md"), ("b", "/c/s/b.md"), ("d", "/cc/d.md"), ("e", "/c_/e.md")):
        put(catalog, id, "Text.", path=path)
    assert catalog.files(Path("/c")).keys() == {"a", "b"}
    assert catalog.files(Path("/c/s")).keys() == {"b"}
    assert catalog.files(Path("/c/a.md")).keys() == {"a"}
    assert catalog.files(Path("/")).keys() == {"a", "b", "d", "e"}


def test_vectors_are_named_by_the_passages_that_share_them(catalog: Catalog) -> None:
    put(catalog, "a", "Same.")
    put(catalog, "b", "Same.", "Other.")
    assert catalog.numbers_of_vectors(["vSame.", "vOther.", "vGone"]) == {
        "vSame.": [1, 2],
        "vOther.": [3],
    }
    assert catalog.passage_of_vector("vOther.") == [(3, "")]
    assert catalog.passage_of_vector("vGone") == []


def test_bm25_ranks_rare_and_frequent_words_as_it_should(catalog: Catalog) -> None:
    put(catalog, "a", "Tencent signed signed.", "Alibaba signed.", "Rain fell on the town.")
    scores = catalog.bm25(terms("Who signed with Alibaba?"), 9)
    assert sorted(scores, key=lambda number: -scores[number]) == [2, 1]
    assert min(scores.values()) >= 0
    assert catalog.bm25(terms("signed"), 1).keys() <= {1, 2}
    assert catalog.bm25(terms("signed rain"), 9, among=[3]).keys() == {3}
    assert catalog.bm25(terms("signed"), 9, among=[3]) == {}


def test_idf_is_that_of_lucene(catalog: Catalog) -> None:
    put(catalog, "a", "Tencent signed.", "Alibaba signed.", "It cost 742.3 yuan.", "Rain.")
    found = catalog.idf(["sign", "rain", "742.3", "nothing"])
    assert found["sign"] == pytest.approx(math.log(1 + 2.5 / 2.5))
    assert found["rain"] == found["742.3"] == pytest.approx(math.log(1 + 3.5 / 1.5))
    assert found["nothing"] == pytest.approx(math.log(1 + 4.5 / 0.5))


@pytest.mark.parametrize(
    "question",
    [
        '"quoted" AND NOT NEAR(a b) OR * ^ - + {x} col:val',
        "emoji 😀👨‍👩‍👧 only ☃",
        "中国版权 微信",
        "o'brien’s 9,127.5 a_b _ __ ª º ₂ ᾳ ſt ﷺ",
        "\x00 \ud800 \u202e",
        "x" * 10_000,
        " ".join(f"word{number}" for number in range(10_000)),
    ],
)
def test_no_question_breaks_the_word_search(question: str, catalog: Catalog) -> None:
    put(catalog, "a", "Tencent signed in 中国版权 words quoted.")
    assert set(catalog.bm25(terms(question), 5)) <= {1}
    assert all(weight > 0 for weight in catalog.idf(terms(question)).values())


@given(st.text(max_size=80))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_a_text_is_found_by_its_own_words(catalog: Catalog, text: str) -> None:
    own = terms(text)
    with catalog.transaction():
        catalog.put_article(
            Article("x", "t", text, path="/x"),
            "x",
            "c",
            [PassageRow(Passage("x", 0, len(text), text), "", "v", [*own, "anchor"])],
        )
    assert len(catalog.bm25([*own, "anchor"], 5)) == 1


def test_chinese_words_are_found(catalog: Catalog) -> None:
    put(catalog, "a", "腾讯公司签署了协议。", "下雨了。")
    assert catalog.bm25(terms("谁签署了协议？"), 5).keys() == {1}


def test_roots_removals_and_unread_files_are_remembered(tmp_path: Path) -> None:
    first = Catalog(tmp_path)
    first.add_root("c", Path("/c"))
    first.set_removed("c/a.md")
    first.set_removed("c/b.jsonl#2")
    first.set_skipped("/c/x.md", "c", ["it is binary"])
    first.set_skipped("/d/y.jsonl", "d", ["row 1: no text", "row 2: no text"])
    first.close()
    second = Catalog(tmp_path)
    assert second.roots() == {"c": Path("/c")}
    assert second.removed() == {"c/a.md", "c/b.jsonl#2"}
    assert [file.path for file in second.skipped()] == ["/c/x.md", "/d/y.jsonl", "/d/y.jsonl"]
    second.forget_skips(Path("/d"), {"/d/y.jsonl"})
    second.forget_skips(Path("/c"), set())
    assert second.forget_removed("c/a.md")
    assert second.forget_removed("c/b.jsonl")
    assert not second.forget_removed("c/b.jsonl")
    second.drop_root("c")
    assert {file.path for file in second.skipped()} == {"/d/y.jsonl"}
    assert second.removed() == set()
    assert second.roots() == {}
    second.close()


def test_a_failed_transaction_changes_nothing(catalog: Catalog) -> None:
    put(catalog, "a", "Tencent signed.")
    with pytest.raises(KeyboardInterrupt), catalog.transaction():  # noqa: PT012
        catalog.drop_article("a")
        raise KeyboardInterrupt
    assert catalog.passage_count() == 1
    with catalog.transaction():
        catalog.drop_article("a")
    assert catalog.passage_count() == 0


def test_another_connection_sees_a_transaction_only_when_it_is_whole(catalog: Catalog) -> None:
    other = Catalog(catalog.store)
    with catalog.transaction():
        put(catalog, "a", "Tencent signed.")
        assert other.passage_count() == 0
        assert other.bm25(["tencent"], 5) == {}
    assert other.passage_count() == 1
    other.close()


def test_threads_may_share_a_catalog(catalog: Catalog) -> None:
    put(catalog, "a", *[f"It cost {number} yuan." for number in range(50)])
    failures: list[BaseException] = []

    def read() -> None:
        try:
            for number in range(50):
                assert len(catalog.bm25([str(number)], 5)) == 1
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_store_is_for_one_embedder(catalog: Catalog) -> None:
    catalog.expect("minilm", "abc")
    catalog.set_embedder("minilm", "abc")
    catalog.expect("minilm", "abc")
    for name, revision in (("minilm", "abd"), ("other", "abc")):
        with pytest.raises(StoreMismatchError, match=r"minilm@abc.*ipqa index"):
            catalog.expect(name, revision)


def test_a_reader_sees_one_state_whatever_is_committed_meanwhile(catalog: Catalog) -> None:
    put(catalog, "a", "Tencent signed.")
    other = Catalog(catalog.store)
    with other.reading(), other.reading():
        assert other.passage_count() == 1
        put(catalog, "b", "Alibaba paid.")
        catalog.drop_article("a")
        assert other.passage_count() == 1
        assert other.bm25(["tencent"], 5).keys() == {1}
        assert other.bm25(["alibaba"], 5) == {}
        assert other.article("a") is not None
    assert other.bm25(["alibaba"], 5).keys() == {2}
    other.close()


def test_a_snapshot_is_taken_where_it_begins(catalog: Catalog) -> None:
    other = Catalog(catalog.store)
    with other.reading():
        put(catalog, "a", "Tencent signed.")
        assert other.passage_count() == 0
    other.close()


def test_the_number_of_a_passage_is_never_given_again(catalog: Catalog) -> None:
    put(catalog, "a", "Tencent signed.")
    catalog.drop_article("a")
    put(catalog, "b", "Alibaba paid.")
    assert catalog.passages([1]) == {}
    assert catalog.passages([2])[2][0].text == "Alibaba paid."


def test_another_schema_is_told_and_left_alone(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    put(catalog, "a", "Tencent signed.")
    catalog.set_meta("schema", "999")
    catalog.close()
    before = (tmp_path / FILE).read_bytes()
    with pytest.raises(StoreMismatchError, match="schema 999"):
        Catalog(tmp_path)
    assert (tmp_path / FILE).read_bytes() == before


@pytest.mark.parametrize(
    "raw", [b"This is no database. " * 400, b"SQLite format 3\x00" + b"x" * 999]
)
def test_a_file_that_is_no_catalog_is_told_and_left_alone(raw: bytes, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(raw)
    with pytest.raises(StoreUnreadableError, match="--rebuild"):
        Catalog(tmp_path)
    assert (tmp_path / FILE).read_bytes() == raw


def test_a_database_of_something_else_is_told(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("CREATE TABLE songs (name TEXT)")
    other.close()
    with pytest.raises(StoreUnreadableError):
        Catalog(tmp_path)


def test_damage_that_shows_only_later_is_told(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path)
    put(catalog, "a", *[f"Tencent signed paper number {number}." for number in range(400)])
    catalog.close()
    path = tmp_path / FILE
    raw = path.read_bytes()
    path.write_bytes(raw[:8192] + b"\xff" * (len(raw) - 8192))
    with pytest.raises(StoreUnreadableError):  # noqa: PT012
        broken = Catalog(tmp_path)
        broken.article_statuses()
        broken.bm25(["tencent"], 5)


def test_a_store_that_is_a_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("a file")
    with pytest.raises(StoreUnreadableError):
        Catalog(tmp_path / "store")


def test_a_catalog_whose_making_was_cut_short_is_made(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    catalog = Catalog(tmp_path)
    assert catalog.passage_count() == 0
    catalog.close()


def test_a_catalog_that_stays_locked_is_told(catalog: Catalog) -> None:
    other = sqlite3.connect(catalog.store / FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    catalog._db._db.execute("PRAGMA busy_timeout = 50")
    with pytest.raises(StoreBusyError), catalog.transaction():
        pass
    other.execute("ROLLBACK")
    other.close()
    with catalog.transaction():
        put(catalog, "a", "Tencent signed.")
    assert catalog.passage_count() == 1
