from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from ipqa.article import Answer, Article
from ipqa.evaluation.judge.checker import Checker

from ..builders import ASTLE, NEWS, SEIZED, SIGNED, SONGS, ZHANG, answer, cite, refusal

CHECKER = Checker([NEWS])


def kinds(of: Answer | dict[str, Any]) -> list[str]:
    return [problem.kind for problem in CHECKER.check(of)]


@pytest.mark.parametrize(
    "good",
    [
        answer(f"{SIGNED} [1]", SIGNED),
        answer("Music websites removed 2.2 million songs [1].", SONGS),
        answer("CBBC signed on August 23 [1]. Its director is Jeff Astle [2].", SIGNED, ASTLE),
        answer("CBBC [1] and the IPCC [2] did.", SIGNED, ZHANG),
        answer("It was 2.2 million. [1]", SONGS, short="2.2  Million"),
        refusal(),
    ],
)
def test_what_is_right_passes(good: Answer) -> None:
    assert CHECKER.check(good) == ()
    assert CHECKER.check(good.to_dict()) == ()


def test_a_wrong_number_is_caught() -> None:
    (problem,) = CHECKER.check(answer("Websites removed 14 million songs [1].", SONGS))
    assert problem.kind == "number"
    assert "14 million" in problem.detail


def test_a_number_of_another_sentences_quote_is_caught() -> None:
    text = "Websites removed 14 million songs [1]. Publications were destroyed [2]."
    assert kinds(answer(text, SONGS, SEIZED)) == ["number"]


def test_a_swapped_name_is_caught() -> None:
    (problem,) = CHECKER.check(answer("The chairman of the IPCC is Jeff Astle [1].", ZHANG))[:1]
    assert problem.kind == "name"
    assert "Jeff" in problem.detail


def test_a_swapped_name_at_the_head_of_a_sentence_is_caught() -> None:
    # "Tencent" stands in mid-sentence in the article, so it is known to be a name.
    assert kinds(answer("Tencent removed 2.2 million songs [1].", SONGS)) == ["name"]


def test_an_altered_quote_is_caught() -> None:
    fields = answer(f"{SONGS} [1]", SONGS).to_dict()
    fields["citations"][0]["quote"] = SONGS.replace("2.2", "2.4")
    assert "quote" in kinds(fields)


def test_shifted_offsets_are_caught() -> None:
    fields = answer(f"{SONGS} [1]", SONGS).to_dict()
    fields["citations"][0]["start"] += 1
    assert kinds(fields) == ["quote"]


def test_a_quote_is_held_against_the_file_not_against_the_stored_article() -> None:
    stale = Checker([Article(NEWS.id, "News", NEWS.text.replace("2.2 million", "3.3 million"))])
    assert [p.kind for p in stale.check(answer(f"{SONGS} [1]", SONGS))] == ["quote"]


def test_a_citation_of_no_article_is_caught() -> None:
    assert [p.kind for p in Checker([]).check(answer(f"{SONGS} [1]", SONGS))] == ["quote"]


def test_a_missing_marker_is_caught() -> None:
    assert kinds(answer("Websites removed songs. It took two months [1].", SONGS)) == ["sentence"]
    assert kinds(answer("Websites removed songs [1]. It was quick.", SONGS)) == ["sentence"]


def test_a_dangling_marker_is_caught() -> None:
    assert kinds(answer("Websites removed songs [1] [2].", SONGS)) == ["marker"]


def test_a_citation_that_no_marker_names_is_caught() -> None:
    assert kinds(answer("Websites removed songs [1].", SONGS, ASTLE)) == ["marker"]


def test_a_marker_for_two_citations_is_caught() -> None:
    good = answer("Websites removed songs [1].", SONGS, ASTLE)
    first, second = good.citations
    assert kinds(replace(good, citations=(first, replace(second, marker=1)))) == ["marker"]


def test_an_empty_answer_is_caught() -> None:
    assert kinds(answer("")) == ["sentence"]


def test_a_refusal_that_cites_is_caught() -> None:
    assert kinds(replace(answer("It is not said [1].", SONGS), method="refused")) == ["refusal"]


def test_a_short_answer_that_is_not_in_the_text_is_caught() -> None:
    assert kinds(answer("It was 2.2 million [1].", SONGS, short="2.4 million")) == ["short"]


NOTICE = "In June last year, the agency sent a notice."
NOTED = "In June last year (June 2015), the agency sent a notice. [1]"


def noticed(text: str, date: str | None) -> list[str]:
    article = Article("corpus/notice.md", "Notice", NOTICE, date=date)
    citation = cite(1, NOTICE, article)
    given = replace(answer(text), citations=(citation,))
    return [problem.kind for problem in Checker([article]).check(given)]


@pytest.mark.parametrize(
    "text", [NOTED, "The agency sent a notice in June 2015 [1].", "It did in 2015 [1]."]
)
def test_a_year_that_the_articles_date_gives_passes(text: str) -> None:
    assert noticed(text, "2016-04-27") == []


@pytest.mark.parametrize("date", [None, "2017-04-27", "2015"])
def test_a_year_that_the_articles_date_does_not_give_is_caught(date: str | None) -> None:
    assert set(noticed(NOTED, date)) == {"number"}


@pytest.mark.parametrize(
    "text",
    [
        NOTED.replace("2015", "2014"),
        NOTED.replace("June 2015", "May 2015"),
        "The agency sent a notice in 2014 [1].",
        "The agency sent a notice in June 2016 [1].",
    ],
)
def test_a_wrong_date_is_caught(text: str) -> None:
    assert set(noticed(text, "2016-04-27")) == {"number"}


def test_the_date_is_that_of_the_file_not_of_the_stored_article() -> None:
    stored = Article("corpus/notice.md", "Notice", NOTICE, date="2016-04-27")
    given = replace(answer(NOTED), citations=(cite(1, NOTICE, stored),))
    assert Checker([replace(stored, date="2015")]).check(given)
    assert Checker([stored]).check(given) == ()
