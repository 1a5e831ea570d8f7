"""An answer says what "last year" means; its citations stay as the article has them."""

from __future__ import annotations

import pytest

from ipqa.answering import Part
from ipqa.article import Answer, Article, Hit, Passage, Scores, Timings
from ipqa.citing import Assembly
from ipqa.evidence import Evidence

QUOTE = "In June last year, the agency sent a notice to providers."


def assembled(
    text: str, short: str | None = None, quote: str = QUOTE, date: str | None = "2016-04-27"
) -> Answer:
    article = Article("a", "A", quote, date=date)
    hit = Hit(Passage("a", 0, len(quote), quote), article, Scores(0.5, 1.0, 0.5))
    answer = Assembly((hit,))
    evidence = Evidence(hit, 0, len(quote), quote, 0.9, 0.9, 0.9, 0.9)
    sentence = answer.add(Part(text, evidence, "generated" if short else "quoted", short))
    whole = answer.finish("When?", "tiny", Timings(), 0.9)
    assert sentence.text == whole.text
    (citation,) = whole.citations
    assert article.text[citation.start : citation.end] == citation.quote == quote
    return whole


def test_a_quoted_sentence_is_explained() -> None:
    shown = "In June last year (June 2015), the agency sent a notice to providers. [1]"
    assert assembled(QUOTE).text == shown


def test_without_a_date_nothing_is_added() -> None:
    assert assembled(QUOTE, date=None).text == f"{QUOTE} [1]"


@pytest.mark.parametrize(
    ("text", "short", "shown"),
    [
        ("June last year.", "June last year", "June last year (June 2015)"),
        ("In June last year.", "in June last year", "in June last year (June 2015)"),
        ("It sent a notice in June last year.", "June last year", "June last year (June 2015)"),
        ("In June last year, the agency.", "last year, the agency",
         "last year (June 2015), the agency"),
        ("The agency sent it in June last year.", "The agency", "The agency"),
        ("June.", "June", "June"),
    ],
)  # fmt: skip
def test_the_short_answer_stays_within_the_text(text: str, short: str, shown: str) -> None:
    answer = assembled(text, short)
    assert answer.short == shown
    assert shown.lower() in answer.text.lower()


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Sales rose last year.", "Sales rose in the last year."),
        ("It fell in October of this year.", "It fell from May to October of this year."),
        ("It sold more last year.", "It said: “We sold more last year.”"),
    ],
)
def test_a_written_sentence_explains_no_more_than_its_quote(text: str, quote: str) -> None:
    assert assembled(text, quote=quote).text == f"{text} [1]"


def test_brackets_of_the_article_are_no_markers_in_text_or_short_answer() -> None:
    answer = assembled("It cost 5 [7] crowns.", "5 [7] crowns", quote="It cost 5 [7] crowns.")
    assert (answer.text, answer.short) == ("It cost 5 (7) crowns. [1]", "5 (7) crowns")


def test_what_rests_on_a_whole_quote_that_is_there_already_is_held() -> None:
    article = Article("a", "A", QUOTE)
    hit = Hit(Passage("a", 0, len(QUOTE), QUOTE), article, Scores(0.5, 1.0, 0.5))
    evidence = Evidence(hit, 0, len(QUOTE), QUOTE, 0.9, 0.9, 0.9, 0.9)
    short = Part("To providers.", evidence, "generated", "providers")
    answer = Assembly((hit,))
    assert not answer.holds(short)
    assert not answer.cites(evidence)
    answer.add(short)
    assert answer.cites(evidence)
    assert answer.holds(short)
    assert not answer.holds(Part(QUOTE, evidence, "quoted"))
    answer.add(Part(QUOTE, evidence, "quoted"))
    assert answer.holds(Part("In June.", evidence, "generated", "June"))
