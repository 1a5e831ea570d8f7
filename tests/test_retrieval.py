"""Hybrid retrieval over the real corpus, with the real embedder and Chroma."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import CORPUS
from hypothesis import given
from hypothesis import strategies as st
from stores import Store, open_store

from ipqa import retrieval as room
from ipqa.article import Article, Hit, Passage, Scores
from ipqa.embedding import Embedder
from ipqa.passages import split_article
from ipqa.retrieval import Retriever, fuse, passages_of
from ipqa.words import terms

FINITE = st.floats(-1, 50, allow_nan=False)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[Store]:
    store = open_store(tmp_path_factory.mktemp("retrieval"), embedder)
    store.write(
        "weixin.md",
        "---\ntitle: 微信版权保护\nsource: 新华社\ndate: 2021-03-05\nlanguage: zh\n---\n\n"
        "腾讯公司与出版商协会签署了合作备忘录。微信平台将打击盗版。\n\n双方将在上海举行研讨会。",
    )
    store.write("copy.md", "# A copy\n\nBananas are yellow.")
    store.write("other.md", "# Another\n\nBananas are yellow.")
    store.sync(CORPUS, store.corpus)
    yield store
    store.close()


@pytest.fixture
def retriever(store: Store) -> Retriever:
    return Retriever(store.catalog, store.vectors, store.embedder)


@pytest.mark.parametrize(
    ("question", "article"),
    [
        ("Who signed with WeChat?", "CBBC-IPCC-WeChat-memorandum.md"),
        ("Where did the Belt and Road forum take place?", "chengdu-copyright-forum.md"),
        ("What did Alibaba and the CPCC agree on?", "alibaba-cpcc-copyright-partnership.md"),
        ("How much were online retail sales?", "ecommerce-ip-protection-report.md"),
        ("How many pirated books were destroyed?", "internet-copyright-protection-meeting.md"),
        ("谁签署了合作备忘录？", "weixin.md"),
        ("微信版权", "weixin.md"),
    ],
)  # fmt: skip
def test_the_right_article_comes_first(question: str, article: str, retriever: Retriever) -> None:
    assert retriever.search(question, 5)[0].article.id == f"corpus{_mark(article)}/{article}"


def _mark(article: str) -> str:
    return "" if (CORPUS / article).exists() else "~2"


def test_hits_carry_their_component_scores_and_exact_text(retriever: Retriever) -> None:
    hits = retriever.search("Who signed with WeChat?", 8)
    assert len(hits) == 8
    assert [hit.scores.fused for hit in hits] == sorted(
        (hit.scores.fused for hit in hits), reverse=True
    )
    assert hits[0].scores.bm25 > 0
    for hit in hits:
        assert -1 <= hit.scores.dense <= 1
        assert hit.scores.bm25 >= 0
        assert 0 <= hit.scores.fused <= 1
        assert hit.article.text[hit.passage.start : hit.passage.end] == hit.passage.text
        assert hit.passage.article_id == hit.article.id


def test_component_scores_are_what_the_parts_say(store: Store, retriever: Retriever) -> None:
    question = "Who signed with WeChat?"
    vector = store.embedder.encode_questions([question])[0]
    bm25 = store.catalog.bm25(terms(question), 999)
    hits = {hit.passage: hit for hit in retriever.search(question, 8)}
    seen = 0
    for vector_id in list(store.catalog.vector_ids()):
        ((number, _),) = store.catalog.passage_of_vector(vector_id)
        hit = hits.get(store.catalog.passages([number])[number][0])
        if hit:
            seen += 1
            assert hit.scores.bm25 == pytest.approx(bm25.get(number, 0))
            cosine = store.vectors.cosines(vector, [vector_id])[vector_id]
            assert hit.scores.dense == pytest.approx(cosine, abs=1e-4)
    assert seen == 8


def test_titles_sources_and_dates_are_searchable(retriever: Retriever) -> None:
    for question in ("微信版权保护", "新华社", "5 March 2021", "2021-03-05"):
        assert retriever.search(question, 1)[0].article.id == "corpus~2/weixin.md", question
    found = retriever.search("International Forum on Copyright and Creative Industries", 1)
    assert found[0].article.id == "corpus/chengdu-copyright-forum.md"


def test_a_passage_without_any_word_of_the_question_is_found_by_meaning(
    retriever: Retriever,
) -> None:
    hit = retriever.search("tropical fruit colour", 1)[0]
    assert hit.passage.text == "Bananas are yellow."
    assert hit.scores.bm25 == 0
    assert hit.scores.dense > 0.3


def test_the_same_text_in_two_articles_is_found_in_both_unless_they_are_one_story(
    store: Store, retriever: Retriever, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store.catalog, "twins", lambda _: {})
    hits = retriever.search("yellow bananas", 2)
    assert {hit.article.title for hit in hits} == {"A copy", "Another"}


def test_a_search_gives_no_more_than_there_is(store: Store, retriever: Retriever) -> None:
    assert len(retriever.search("copyright", 10_000)) <= store.catalog.passage_count()


def test_the_same_question_finds_the_same(retriever: Retriever) -> None:
    assert retriever.search("piracy online", 9) == retriever.search("piracy online", 9)


@pytest.mark.parametrize(
    "question",
    [
        '"quoted" AND NOT NEAR(a b) OR *',
        "😀👨‍👩‍👧",
        "中国",
        "?!",
        "\x00\x07",
        " ".join(f"word{number}" for number in range(300)),
        "x" * 10_000,
        "'; DROP TABLE articles; --",
    ],
)
def test_no_question_breaks_the_search(question: str, retriever: Retriever) -> None:
    assert len(retriever.search(question, 3)) == 3


def test_an_empty_index_has_no_hits(tmp_path: Path, embedder: Embedder) -> None:
    store = open_store(tmp_path, embedder)
    assert Retriever(store.catalog, store.vectors, embedder).search("anything", 5) == []
    store.close()


def test_an_article_is_given_whole_and_a_very_long_one_in_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    article = Article("a", "t", "\n\n".join(f"It rained on {n} days." for n in range(200)))
    sections = split_article(article, lambda text: len(text.split()))
    found = Hit(sections[-1].passage, article, Scores(0.5, 1.0, 0.7))
    elsewhere = Hit(Passage("b", 0, 1, "x"), Article("b", "t", "x"), Scores(0.5, 1.0, 0.7))
    monkeypatch.setattr(room, "WHOLE", 3)
    hits = passages_of(article, [elsewhere, found], lambda text: len(text.split()))
    assert [hit.passage for hit in hits[:3]] == [section.passage for section in sections[:3]]
    assert hits[3:] == [found]


def test_fusion_weighs_both_scores() -> None:
    fused = fuse({1: 0.9, 2: 0.1, 3: 0.5}, {1: 0.0, 2: 8.0, 3: 8.0})
    assert fused[1] == pytest.approx(0.5)
    assert fused[2] == pytest.approx(0.5)
    assert fused[3] == pytest.approx(0.75)
    assert fuse({1: 0.4}, {1: 0.0}) == {1: 0.5}
    assert fuse({}, {}) == {}


@given(st.dictionaries(st.integers(), st.tuples(FINITE, FINITE), min_size=1))
def test_fused_scores_are_shares_and_better_in_both_is_better(
    scores: dict[int, tuple[float, float]],
) -> None:
    fused = fuse({k: v[0] for k, v in scores.items()}, {k: v[1] for k, v in scores.items()})
    assert fused.keys() == scores.keys()
    assert all(0 <= value <= 1 for value in fused.values())
    for one, (dense, bm25) in scores.items():
        for other, (dense_other, bm25_other) in scores.items():
            if dense >= dense_other and bm25 >= bm25_other:
                assert fused[one] >= fused[other] - 1e-9
