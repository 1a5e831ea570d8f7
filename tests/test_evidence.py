"""Evidence: the sentences of the hits, exact, ranked, never a heading."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from conftest import CORPUS

from ipqa import evidence as room
from ipqa.article import Article, Hit, Passage, Scores
from ipqa.embedding import Embedder
from ipqa.evidence import KIND_BONUS, Evidence, EvidenceFinder, piece_weights, rerank
from ipqa.kinds import holds_kind
from ipqa.loaders import load_articles, walk_files
from ipqa.loaders.markdown import load_markdown
from ipqa.passages import split_article
from ipqa.words import terms


def hits_of(article: Article, embedder: Embedder, fused: float = 0.5) -> list[Hit]:
    sections = split_article(article, embedder.count_tokens)
    return [Hit(section.passage, article, Scores(0.5, 1.0, fused)) for section in sections]


def find(question: str, hits: list[Hit], finder: EvidenceFinder) -> list[Evidence]:
    asked = finder._embedder.encode_tokens([question])[0]
    idf = dict.fromkeys(terms(question), 2.0)
    return finder.find(question, asked, hits, idf)


@pytest.fixture(scope="module")
def finder(embedder: Embedder) -> EvidenceFinder:
    return EvidenceFinder(embedder)


@pytest.fixture(scope="module")
def corpus_hits(embedder: Embedder) -> list[Hit]:
    articles = [next(load_articles(path, path.name)) for path in walk_files(CORPUS)]
    return [hit for article in articles for hit in hits_of(article, embedder)]


def test_every_sentence_is_exact_and_within_its_passage(
    corpus_hits: list[Hit], finder: EvidenceFinder
) -> None:
    found = find("Who signed with WeChat?", corpus_hits, finder)
    assert len(found) > 80
    for item in found:
        assert item.hit.article.text[item.start : item.end] == item.text
        assert item.hit.passage.start <= item.start < item.end <= item.hit.passage.end
        assert item.maxsim <= item.around + 1e-6 <= 1.0001
        assert -1 <= item.cosine <= 1
    scores = [item.score for item in found]
    assert scores == sorted(scores, reverse=True)


def test_a_side_of_a_comparison_prefers_what_it_is_compared_by(
    corpus_hits: list[Hit], finder: EvidenceFinder
) -> None:
    side = "Which gathering had the higher attendance, the copyright forum in Chengdu?"
    asked = finder._embedder.encode_tokens([side])[0]
    plain = {item.text: item.score for item in finder.find(side, asked, corpus_hits, {})}
    compared = finder.find(side, asked, corpus_hits, {}, compares=True)
    for item in compared:
        gain = KIND_BONUS * holds_kind(item.text, "number", side)
        assert item.score == pytest.approx(plain[item.text] + gain)
    assert any(item.score > plain[item.text] for item in compared)


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("How many pirated publications were destroyed?", "14 million"),
        ("Who is the chairman of the IPCC?", "Hugo Zhang"),
        ("Where did the forum on copyright take place?", "Chengdu"),
        ("What does IPCC stand for?", "Coalition in China (IPCC)"),
    ],
)
def test_the_sentence_that_answers_is_among_the_first_three(
    question: str, held: str, corpus_hits: list[Hit], finder: EvidenceFinder
) -> None:
    assert held in " ".join(item.text for item in find(question, corpus_hits, finder)[:3])


def test_headings_and_titles_are_never_evidence(embedder: Embedder, finder: EvidenceFinder) -> None:
    text = (
        "# Who signed with WeChat?\n\n## Who signed with WeChat\n\nIt rained in London.\n\n"
        "## Who signed with WeChat?\n\n## Signing\n\nCBBC did so.\n\n## The end"
    )
    article = load_markdown(text, Path("/c/a.md"), "a")
    found = find("Who signed with WeChat?", hits_of(article, embedder), finder)
    assert sorted(item.text for item in found) == ["CBBC did so.", "It rained in London."]


def test_a_sentence_that_two_articles_share_comes_once(
    embedder: Embedder, finder: EvidenceFinder
) -> None:
    first, second = (Article(id, id, "CBBC signed. It rained.") for id in ("a", "b"))
    found = find("Who signed?", [*hits_of(first, embedder), *hits_of(second, embedder)], finder)
    assert [(item.text, item.hit.article.id) for item in found] == [
        ("CBBC signed.", "a"),
        ("It rained.", "a"),
    ]


def test_chinese_sentences_are_evidence(embedder: Embedder, finder: EvidenceFinder) -> None:
    article = Article("a", "t", "腾讯公司签署了协议。下雨了。", language="zh")
    found = find("谁签署了协议？", hits_of(article, embedder), finder)
    assert [item.text for item in found] == ["腾讯公司签署了协议。", "下雨了。"]


def test_no_hits_are_no_evidence(finder: EvidenceFinder) -> None:
    assert find("Who signed?", [], finder) == []


def test_a_question_without_words_does_not_fail(embedder: Embedder, finder: EvidenceFinder) -> None:
    article = Article("a", "t", "CBBC signed. It rained.")
    assert len(find("?!", hits_of(article, embedder), finder)) == 2


def test_nothing_is_embedded_twice(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    hits = hits_of(Article("a", "t", "CBBC signed. It rained."), embedder)
    finder = EvidenceFinder(embedder)
    asked = embedder.encode_tokens(["Who signed?"])[0]
    first = finder.find("Who signed?", asked, hits, {})
    encode, texts = embedder.encode_tokens, []
    monkeypatch.setattr(embedder, "encode_tokens", lambda new: texts.extend(new) or encode(new))
    assert finder.find("Who signed?", asked, hits, {}) == first
    assert texts == []


def test_each_sentence_has_a_unit_vector_in_its_passage(
    embedder: Embedder, finder: EvidenceFinder
) -> None:
    found = find(
        "Who signed?", hits_of(Article("a", "t", "CBBC signed. It rained."), embedder), finder
    )
    rows = finder.vectors([*found, found[0]])
    assert rows.shape == (3, embedder.encode_passages(["x"]).shape[1])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert np.array_equal(rows[0], rows[2])
    assert rows[0] @ rows[1] < 0.99
    assert finder.vectors([]).shape[0] == 0


def test_the_cache_stays_small(embedder: Embedder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "CACHED", 3)
    finder = EvidenceFinder(embedder)
    asked = embedder.encode_tokens(["Who signed?"])[0]
    texts = ("One came.", "Two came.", "Three came.", "Four came.", "Five came.")
    hits = [hit for text in texts for hit in hits_of(Article("a", "t", text), embedder)]
    assert len(finder.find("Who signed?", asked, hits, {})) == 5
    assert len(finder._cache) == 3
    assert len(finder.find("Who signed?", asked, hits, {})) == 5


def test_rare_words_weigh_more_than_frequent_and_function_words() -> None:
    pieces = ["[CLS]", "who", "signed", "with", "we", "##chat", "?", "[SEP]"]
    weights = dict(zip(pieces, piece_weights(pieces, {"sign": 1.0, "wechat": 5.0}), strict=True))
    assert sum(weights.values()) == pytest.approx(1)
    assert weights["[CLS]"] == weights["[SEP]"] == weights["?"] == 0
    assert weights["we"] == weights["##chat"]
    assert weights["we"] + weights["##chat"] > weights["signed"] > weights["who"]
    assert weights["who"] == weights["with"] > 0


def test_weights_of_nothing_are_nothing() -> None:
    assert np.array_equal(piece_weights(["[CLS]", "[SEP]"], {}), np.zeros(2, dtype=np.float32))


def test_a_sentence_gains_from_the_passage_that_it_stands_in(
    embedder: Embedder, finder: EvidenceFinder
) -> None:
    told = "The Chengdu forum on copyright opened on 2 December. Nearly 200 guests attended."
    other = "The film opened in May. Nearly 300 guests attended."
    hits = [
        *hits_of(Article("b", "b", other), embedder),
        *hits_of(Article("a", "a", told), embedder),
    ]
    guests = [i for i in find("How many guests came to the Chengdu forum?", hits, finder)
              if "guests" in i.text]  # fmt: skip
    assert [item.hit.article.id for item in guests] == ["a", "b"]
    assert guests[0].around > guests[1].around


def test_passages_are_ordered_by_their_best_sentence(
    embedder: Embedder, finder: EvidenceFinder
) -> None:
    first, second = (
        hits_of(Article(id, id, text), embedder, fused)[0]
        for id, text, fused in (("a", "It rained in London.", 0.9), ("b", "CBBC signed.", 0.1))
    )
    found = find("Who signed?", [first, second], finder)
    ranked = rerank([first, second], found)
    assert [hit.article.id for hit in ranked] == ["b", "a"]
    assert ranked[0].scores.fused > ranked[1].scores.fused >= 0
    assert rerank([first], []) != []


def test_what_the_window_cuts_off_is_still_evidence(
    embedder: Embedder, finder: EvidenceFinder
) -> None:
    text = "Some words came first. " * 80 + "CBBC signed."
    passage = Passage("a", 0, len(text), text)
    hit = Hit(passage, Article("a", "a", text), Scores(0.5, 1.0, 0.5))
    found = {item.text: item for item in find("Who signed?", [hit], finder)}
    assert found["CBBC signed."].maxsim == found["CBBC signed."].cosine == 0
    assert found["Some words came first."].maxsim > 0


def test_a_year_asked_for_finds_the_last_year_of_an_article(
    embedder: Embedder, finder: EvidenceFinder
) -> None:
    text = "The court fined Acme last year. The court fined Acme this year."
    for date, first in (("2016-04-27", "last"), ("2015", "this")):
        hits = hits_of(Article("a", "A", text, date=date), embedder)
        found = find("Whom did the court fine in 2015?", hits, finder)
        assert first in found[0].text
    plain = find("Whom did the court fine?", hits, finder)
    undated = find(
        "Whom did the court fine in 2015?", hits_of(Article("a", "A", text), embedder), finder
    )
    for items in (plain, undated):
        gained = [item.score - item.maxsim / 2 - item.around / 2 for item in items]
        assert gained[0] == pytest.approx(gained[1])


def test_a_question_is_no_evidence(embedder: Embedder, finder: EvidenceFinder) -> None:
    text = "Question: Who signed with WeChat? “Who signed with WeChat?” It was CBBC that signed."
    article = Article("a.txt", "A note", text)
    found = find("Who signed with WeChat?", hits_of(article, embedder), finder)
    assert [item.text for item in found] == ["It was CBBC that signed."]
