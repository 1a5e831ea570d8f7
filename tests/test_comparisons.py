"""Comparisons are recognised, and taken apart where their sides can be told."""

from __future__ import annotations

import pytest

from ipqa.comparisons import compares, sides


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Which was the bigger event, the forum or the meeting?",
            "Which was the bigger event, the forum?",
            "Which was the bigger event, the meeting?",
        ),
        (
            "Did Ann and Bob work for the same body?",
            "Did Ann work for the same body?",
            "Did Bob work for the same body?",
        ),
        (
            "Do Li Xihan and Zhang Jiandong have the same employer?",
            "Do Li Xihan have the same employer?",
            "Do Zhang Jiandong have the same employer?",
        ),
        (
            "Were Ann's workshop and the copyright forum in the same city?",
            "Were Ann's workshop in the same city?",
            "Were the copyright forum in the same city?",
        ),
        (
            "Were the forum and the meeting held in the same year?",
            "Were the forum held in the same year?",
            "Were the meeting held in the same year?",
        ),
        (
            "Was the number of songs higher or lower than the number of films?",
            "Was the number of songs higher?",
            "Was the number of songs higher the number of films?",
        ),
        (
            "Were there more guests at the seminar or at the forum in Chengdu?",
            "Were there more guests at the seminar?",
            "Were there more guests at the forum in Chengdu?",
        ),
        (
            "Did the workshop come before the WeChat signing, or after it?",
            "When did the workshop come?",
            "When did the WeChat signing come?",
        ),
        (
            "Who was behind both the forum and the meeting?",
            "Who was behind the forum?",
            "Who was behind the meeting?",
        ),
        (
            "Compare the turnout of the forum and the 2016 meeting.",
            "The turnout of the forum?",
            "The turnout of the 2016 meeting?",
        ),
        (
            "How did the attendance at the forum compare with that at the meeting?",
            "The attendance at the forum?",
            "The attendance at the meeting?",
        ),
        (
            "How does the WeChat deal differ from the Alibaba deal?",
            "The WeChat deal?",
            "The Alibaba deal?",
        ),
        (
            "Did the forum have more guests than the meeting?",
            "Did the forum have more guests?",
            "Did the forum have more guests the meeting?",
        ),
    ],
)
def test_a_comparison_has_two_sides(question: str, one: str, other: str) -> None:
    assert sides(question) == [one, other]


@pytest.mark.parametrize(
    "question",
    [
        "Songs taken down vs books seized: which number is higher?",
        "How many have joined as opposed to how many are missing?",
        "Of Ann Lee and Bob Ray, who works for Alibaba?",
        "Two officials spoke. Which of them is the senior one?",
        "Was the settlement before or after the identifier was put forward?",
        "By how many years did the talks predate the settlement?",
        "Ann's memo and Bob's treaty: do they come from the same body?",
        "Is the revenue as large as retail sales are?",
        "Were more books destroyed before the meeting than were seized in spring?",
        "Ann says one thing, Bob stresses another. What does each say?",
        "Both Ann and the report want countries to act. Contrast what they ask for.",
        "Is the paper between Ann and Bob the same as the one between Bob and Cy?",
        "Which of the two came earlier?",
    ],
)
def test_a_comparison_is_told_by_its_words(question: str) -> None:
    assert compares(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who signed with WeChat?",
        "What does the Lingshi System compare automatically?",
        "How much did sales grow compared with the year before?",
        "By what percentage was revenue in 2018 higher than in the previous year?",
        "Did more than 14 million copies go?",
        "What happened if you used more than your share?",
        "What is the country concerned more about than inflation?",
        "When does the world celebrate inventors each year?",
        "What is elected at the beginning of each session?",
        "What type of city has Warsaw been for as long as it has been a city?",
        "Did Ann and Bob sign at the same time?",
        "What are the larger tasks?",
        "",
    ],
)
def test_a_question_about_one_thing_compares_nothing(question: str) -> None:
    assert not compares(question)
