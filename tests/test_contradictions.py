"""Articles differ only where they say the same of the same thing, but for the value."""

from __future__ import annotations

import pytest

from ipqa.article import Article, Hit, Passage, Scores
from ipqa.contradictions import contradictions
from ipqa.evidence import Evidence

ROSE = "By what percentage did Acme's revenue rise?"
CHAIRMAN = "Who is the chairman of the IPCC?"


def said(
    id: str, text: str, date: str | None = None, score: float = 0.8, around: str = ""
) -> Evidence:
    """The one sentence of an article that matters; ``around`` is what else its passage says."""
    whole = f"{text} {around}".strip()
    article = Article(id, f"News {id}", whole, date=date)
    hit = Hit(Passage(id, 0, len(whole), whole), article, Scores(0.5, 1.0, score))
    return Evidence(hit, 0, len(text), text, score, score, score, score)


def differ(question: str, one: str, other: str, *dates: str) -> bool:
    first, second = (
        said(id, text, date)
        for id, text, date in zip("ab", (one, other), dates or (None, None), strict=True)
    )
    shown = contradictions(question, [first], [first, second])
    turned = contradictions(question, [second], [second, first])
    assert bool(shown) == bool(turned)
    return bool(shown)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (ROSE, "Acme's revenue rose by 12 percent.", "Acme's revenue rose by 15%."),
        (
            "By how much did online sales in China grow in 2020?",
            "In 2020, online retail sales in China grew by 12 percent.",
            "Online retail sales in China grew by 15 % in 2020.",
        ),
        (
            "When did CBBC sign the agreement with Tencent?",
            "CBBC signed the agreement on 3 May with Tencent Holdings, the owner of WeChat.",
            "CBBC and Tencent signed the agreement on 5 May.",
        ),
        (
            "When was the treaty signed?",
            "The Hague treaty was signed on 3 May 2019.",
            "On May 5, 2019, the Hague treaty was signed by 12 states.",
        ),
        (CHAIRMAN, "Hugo Zhang is the chairman of the IPCC.", "IPCC chairman Li Wei spoke."),
        (
            "How many guests attended the Chengdu forum?",
            "Nearly 200 guests attended the forum in Chengdu.",
            "About 300 guests attended the Chengdu forum.",
        ),
        (
            "How much was Acme fined?",
            "The Holmby court fined Acme 5,000 crowns for selling fake lamps.",
            "The court in Holmby fined Acme 6,000 crowns.",
        ),
        (
            "How many works were registered in Sichuan in 2018?",
            "Zhou reported that trading in Sichuan went above 100 million yuan in 2018 and that"
            " 170,000 works were registered.",
            "In 2018, 180,000 works were registered in Sichuan, according to Li Ming.",
        ),
    ],
)
def test_another_value_of_the_same_is_a_contradiction(question: str, one: str, other: str) -> None:
    assert differ(question, one, other)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        # The same value, in other words.
        (ROSE, "Acme's revenue rose by 12 percent.", "Acme's revenue rose by 12%."),
        (
            "How many countries have ratified the Beijing Treaty?",
            "29 countries have ratified the Beijing Treaty.",
            "29 countries have ratified the Beijing Treaty, and 12 of them are in Asia.",
        ),
        # Another subject.
        (ROSE, "Acme's revenue rose by 12 percent.", "Bolt's revenue rose by 15%."),
        (
            "How many guests attended the forum?",
            "Nearly 200 guests attended the forum in Chengdu.",
            "300 guests attended the forum in Berlin.",
        ),
        (
            "How many guests attended the forum?",
            "Nearly 200 guests attended the forum.",
            "300 guests attended the forum.",
        ),
        (
            "How many countries have ratified the Beijing Treaty?",
            "29 countries have ratified the Beijing Treaty.",
            "35 countries have ratified the Madrid Treaty.",
        ),
        (CHAIRMAN, "Hugo Zhang is the chairman of the IPCC.", "CPCC chairman Li Wei spoke."),
        (
            "How much was Acme fined?",
            "The Holmby court fined Acme 5,000 crowns for selling fake lamps.",
            "The Dover court fined Acme 6,000 crowns for selling fake lamps.",
        ),
        # A part of it.
        (
            "By what percentage did Acme's sales rise?",
            "Acme's sales of books rose by 12 percent.",
            "Acme's sales rose by 15%.",
        ),
        (
            "How many patents did Acme file?",
            "Acme filed 300 design patents.",
            "Acme filed 1,200 patents.",
        ),
        (
            "How many people does Acme employ?",
            "Acme employs 300 people in Peru.",
            "Acme employs 2,000 people.",
        ),
        # Another act, or one that has not come about.
        (
            "How many publications were destroyed?",
            "About 14 million pirated publications were destroyed throughout China.",
            "About 12 million pirated publications were confiscated throughout China.",
        ),
        (ROSE, "Acme's revenue rose by 12 percent.", "Acme's revenue will rise by 15%."),
        (ROSE, "Acme's revenue rose by 12 percent.", "Acme's revenue did not rise by 15%."),
        # A part, a further one, another count.
        (
            "How much was Apple ordered to pay?",
            "Apple was ordered to pay Samsung $120 million in damages.",
            "Apple was ordered to pay Samsung $5 million in costs.",
        ),
        (
            "How much did Acme pay the authors?",
            "Acme paid the authors $1.5 billion.",
            "Acme paid the authors $3,000 per book.",
        ),
        (
            "How many fake goods did police seize?",
            "Police seized 5,000 fake goods in Dover.",
            "Police seized another 3,000 fake goods in Dover.",
        ),
        # The same days in British and American order.
        (
            "When did the Holmby fair take place?",
            "The Holmby fair took place on 2-4 December.",
            "The Holmby fair took place on December 2-4.",
        ),
        # Another time.
        (
            "What was the revenue of Acme?",
            "In 2018, Acme had revenue of 742 billion yuan.",
            "In 2019, Acme had revenue of 790 billion yuan.",
        ),
        (
            ROSE,
            "Acme's revenue rose by 12 percent in the first quarter.",
            "Acme's revenue rose by 15% in the second quarter.",
        ),
        (ROSE, "Acme's revenue rose by 12% in June.", "Acme's revenue rose by 15% in July."),
        (ROSE, "Acme's revenue rose by 12% last year.", "Acme's revenue rose by 15%."),
        (
            ROSE,
            "Acme's revenue rose by 5 percent year on year.",
            "Acme's revenue rose by 2 percent month on month.",
        ),
        # A question for several things, or for what has no value that can be compared.
        ("Which companies signed with WeChat?", "CBBC signed with WeChat.", "IPCC signed with it."),
        ("Who signed with WeChat?", "CBBC signed with WeChat.", "IPCC signed with WeChat."),
        ("Why did Acme's revenue rise?", "Acme's revenue rose by 12%.", "Acme's rose by 15%."),
    ],
)
def test_what_may_both_be_true_is_none(question: str, one: str, other: str) -> None:
    assert not differ(question, one, other)


def test_articles_of_different_years_may_mean_different_events() -> None:
    question = "How many guests came to the Chengdu forum?"
    texts = "200 guests came to the Chengdu forum.", "300 guests came to the Chengdu forum."
    assert differ(question, *texts, "2019-01-02", "2019-02-03")
    assert not differ(question, *texts, "2018-01-02", "2019-02-03")


def test_an_office_changes_hands_in_some_years() -> None:
    question = "Who is the director of the USPTO?"
    texts = "Andrei Iancu is director of the USPTO.", "Kathi Vidal is director of the USPTO."
    assert differ(question, *texts, "2022-04-01", "2022-05-03")
    assert not differ(question, *texts, "2018-01-02", "2022-05-03")


def test_last_year_is_the_same_unless_the_dates_of_the_articles_tell_otherwise() -> None:
    texts = "Acme's revenue rose by 12% last year.", "Acme's revenue rose by 15% last year."
    assert differ(ROSE, *texts)
    assert differ(ROSE, *texts, "2019-03-01", "2019-03-20")
    assert not differ(ROSE, *texts, "2019-03-01", "2020-03-01")


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        (
            "How many tracks were taken down?",
            "As a consequence, the sites removed over 2.2 million illegal songs in two months.",
            "As a consequence, the sites removed over 4 million illegal songs in two months.",
        ),
        (
            "How big a slice belongs to Acme's lamps?",
            "Together, three kinds of lamps made up 85 percent of the market for Acme.",
            "Together, three kinds of lamps made up 61 percent of the market for Acme.",
        ),
        (
            "Since when has the coalition been in touch with firms in China?",
            "Zhang said that in 2011 the IPCC began speaking with internet companies.",
            "Zhang said that in 2012 the IPCC began speaking with internet companies.",
        ),
    ],
)
def test_a_copy_with_another_value_is_seen_however_the_question_is_put(
    question: str, sentence: str, other: str
) -> None:
    assert differ(question, sentence, other)


def test_a_name_that_only_one_sentence_has_must_be_known_beside_the_other() -> None:
    question = "How many people does Acme employ?"
    one = said("a", "Acme employs 300 people in Peru.")
    other = said("b", "Acme employs 450 people.", around="It has one plant, in Peru.")
    assert contradictions(question, [one], [one, other])


def test_the_newest_comes_first_where_dates_are_known() -> None:
    texts = ["Acme's revenue rose by 12%.", "Acme's revenue rose by 15%."]
    old, new = said("a", texts[0], "2020-03"), said("b", texts[1], "2020-05-01")
    assert contradictions(ROSE, [old], [old, new]) == (new, old)
    undated = said("b", texts[1])
    assert contradictions(ROSE, [old], [old, undated]) == (old, undated)


def test_each_value_is_shown_once() -> None:
    texts = ["by 12%", "by 15%", "by fifteen percent", "by 18%", "by 21%"]
    found = [
        said(id, f"Acme's revenue rose {text}.") for id, text in zip("abcde", texts, strict=True)
    ]
    assert contradictions(ROSE, found[:1], found) == (found[0], found[1], found[3])


def test_sentences_of_one_article_do_not_contradict_each_other() -> None:
    one, other = (said("a", f"Acme's revenue rose by {n}%.") for n in (12, 15))
    assert contradictions(ROSE, [one], [one, other]) == ()


def test_what_is_far_from_the_best_does_not_count() -> None:
    one = said("a", "Acme's revenue rose by 12%.")
    other = said("b", "Acme's revenue rose by 15%.", score=0.5)
    assert contradictions(ROSE, [one], [one, other]) == ()
    assert contradictions(ROSE, [], []) == ()
