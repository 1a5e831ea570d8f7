"""Questions are taken apart where they ask for several things, and only there."""

from __future__ import annotations

import pytest

from ipqa.subquestions import SubQuestion, subquestions


@pytest.mark.parametrize(
    "question",
    [
        "Who signed with WeChat?",
        "What did the CPCC and Alibaba sign?",
        "How many countries have ratified or joined the treaty?",
        "Was that more than the year before?",
        "Did more than 14 million copies go?",
        "Which firms did the guests visit while the forum was on?",
        "how old is the scheme, i.e. the identifier?",
        "How many pirated, counterfeit or illegal copies were seized?",
        "If a seller infringes, can the platform delete or block the listing?",
        "In the first quarter, how many books or discs were seized?",
        "What did Baroness Neville-Rolfe, the minister, say or do?",
        "Who other than the NCAC hosted the forum?",
        "Which firms rather than the Council paid?",
        "By what percentage was revenue in 2018 higher than in the previous year?",
        "How much higher was the revenue in 2018 than in 2017?",
        "How did both CBBC and IPCC benefit?",
        "Did Ann and Bob sign the agreement the same year?",
        "Did it come before the law was passed?",
        "Was the paper signed in May or in June?",
        "Was the Ministry of Culture and Tourism in charge at the same time?",
        "",
    ],
)
def test_a_plain_question_is_its_own_only_part(question: str) -> None:
    assert subquestions(question) == [SubQuestion(question)]


def asked(question: str) -> list[str]:
    return [one.asked for one in subquestions(question)]


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Who hosted it in Chengdu, and where?", "Who hosted it in Chengdu", "Where?"),
        ("When was it signed and who was there?", "When was it signed", "Who was there?"),
        ("How many came in all; in what year?", "How many came in all", "In what year?"),
        ("Who spoke for the CPCC? Who for JD?", "Who spoke for the CPCC", "Who for JD?"),
        ("Who came to town, and about how many?", "Who came to town", "About how many?"),
        ("Hi, who signed it? When was it signed?", "Hi, who signed it", "When was it signed?"),
        (
            "On what dates and in which city did it take place?",
            "On what dates did it take place?",
            "In which city did it take place?",
        ),
        (
            "On which day, and in what building, was the workshop?",
            "On which day was the workshop?",
            "In what building was the workshop?",
        ),
        (
            "What did both parties agree on, and when did they sign?",
            "What did both parties agree on",
            "When did they sign?",
        ),
        (
            "Which came first, the forum or the meeting? And who hosted it?",
            "Which came first, the forum or the meeting",
            "Who hosted it?",
        ),
        (
            "Can you tell me when and where the forum was held?",
            "When the forum was held?",
            "Where the forum was held?",
        ),
    ],
)
def test_two_questions_in_one_are_told_apart(question: str, first: str, second: str) -> None:
    assert asked(question) == [first, second]


def test_a_later_part_carries_the_first_where_it_leans_on_it() -> None:
    leaning = subquestions("Who hosted the forum, and where did it take place?")[1]
    assert leaning == SubQuestion("Where did it take place?", "Who hosted the forum")
    apart = subquestions("Who hosted the forum, and how many songs did the websites remove?")[1]
    assert apart.context == ""


def test_one_object_may_be_asked_about_twice() -> None:
    assert asked("When and where was the forum held?") == [
        "When was the forum held?",
        "Where was the forum held?",
    ]


def test_a_lead_tells_what_all_parts_are_about() -> None:
    found = subquestions("Two numbers on the treaty: how many have joined, and how many must?")
    assert [one.asked for one in found] == ["How many have joined", "How many must?"]
    assert {one.context for one in found} == {"Two numbers on the treaty"}


@pytest.mark.parametrize(
    "question",
    [
        "Hi, who signed it in London? When was it signed? Who witnessed it?",
        "I'm a journalist. Who signed it in London? When was it signed? Who witnessed it?",
        "In London, who signed it and when was it signed and who witnessed it?",
        "Please tell me who signed it in London; when was it signed; who witnessed it?",
    ],
)
def test_a_question_behind_its_lead_is_one_of_the_parts(question: str) -> None:
    first, second, third = asked(question)
    assert "who signed it" in first.lower()
    assert (second, third) == ("When was it signed", "Who witnessed it?")


def test_too_many_parts_are_asked_as_one() -> None:
    question = "Who came there, and when, and where, and why, and how?"
    assert asked(question) == [question]


def test_each_side_of_a_comparison_is_asked_for() -> None:
    assert subquestions("Which was bigger, the forum or the meeting?") == [
        SubQuestion("Which was bigger, the forum?", compares=True),
        SubQuestion("Which was bigger, the meeting?", compares=True),
    ]


def test_a_comparison_whose_sides_cannot_be_told_apart_is_asked_as_one() -> None:
    question = "Songs taken down vs books seized: which number is higher?"
    assert subquestions(question) == [SubQuestion(question, both=True)]
