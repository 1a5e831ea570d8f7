"""The nouns: what they hold, and the JSON of the contract."""

from __future__ import annotations

import dataclasses

import pytest

from ipqa.article import Answer, Article, Citation, Hit, Passage, Scores, Timings

TEXT = "Tencent signed on 23 August. CBBC signed too."
ARTICLE = Article("corpus/a.md", "A signing", TEXT, "China Daily", "2016-08", "en", None, "/c/a.md")
PASSAGE = Passage("corpus/a.md", 0, 28, TEXT[:28])
HIT = Hit(PASSAGE, ARTICLE, Scores(0.5, 2.0, 1.0))


def test_a_passage_is_named_by_its_article_and_its_bounds() -> None:
    assert PASSAGE.id == "corpus/a.md:0-28"


def test_an_article_gives_its_text_only_on_request() -> None:
    assert ARTICLE.to_dict() == {
        "id": "corpus/a.md",
        "title": "A signing",
        "source": "China Daily",
        "date": "2016-08",
        "url": None,
        "path": "/c/a.md",
    }
    assert ARTICLE.to_dict(with_text=True)["text"] == TEXT


def test_a_citation_holds_the_exact_words() -> None:
    citation = Citation(1, TEXT[:28], 0, 28, PASSAGE, ARTICLE)
    assert citation.to_dict()["quote"] == "Tencent signed on 23 August."
    assert citation.to_dict(with_text=True)["article"]["text"] == TEXT


@pytest.mark.parametrize(
    ("quote", "start", "end"),
    [("Tencent signed", 1, 15), ("tencent signed", 0, 14), ("", 0, 0), ("x", 900, 901)],
)
def test_an_inexact_citation_cannot_exist(quote: str, start: int, end: int) -> None:
    with pytest.raises(ValueError, match="not an exact quote"):
        Citation(1, quote, start, end, PASSAGE, ARTICLE)


def test_an_answer_is_its_text_and_refuses_by_its_method() -> None:
    answer = Answer("Who?", "Tencent [1]", "quoted")
    assert str(answer) == "Tencent [1]"
    assert not answer.refused
    assert Answer("Who?", "Nothing on that.", "refused").refused


def test_an_answer_has_exactly_the_keys_of_the_contract() -> None:
    citation = Citation(1, TEXT[:28], 0, 28, PASSAGE, ARTICLE)
    answer = Answer("Who?", "T [1]", "quoted", (citation,), (HIT,), "T", ("when",), "tiny")
    found = answer.to_dict(id="q1")
    assert list(found) == [
        "id", "question", "text", "short", "refused", "method", "missing", "citations",
        "passages", "model", "timings_ms",
    ]  # fmt: skip
    assert found["id"] == "q1"
    assert list(dataclasses.replace(answer, notice="They differ:").to_dict()) == [*found, "notice"]
    assert list(dataclasses.replace(answer, why="summary").to_dict()) == list(found)
    assert found["missing"] == ["when"]
    assert list(found["citations"][0]) == [
        "marker", "quote", "start", "end", "passage_id", "article",
    ]  # fmt: skip
    assert "text" not in found["citations"][0]["article"]
    assert found["passages"] == [
        {
            "id": "corpus/a.md:0-28",
            "article_id": "corpus/a.md",
            "start": 0,
            "end": 28,
            "text": "Tencent signed on 23 August.",
            "scores": {"dense": 0.5, "bm25": 2.0, "fused": 1.0},
        }
    ]


def test_timings_are_in_tenths_of_milliseconds() -> None:
    assert Timings(1.26, 2.04, 3.0, 4.55).to_dict() == {
        "retrieve": 1.3,
        "first": 2.0,
        "generate": 3.0,
        "total": 4.5,
    }


def test_the_nouns_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        ARTICLE.text = "other"  # type: ignore[misc]
