"""Which questions ask for a summary, and of what."""

from __future__ import annotations

import pytest

from ipqa.subquestions import subquestions
from ipqa.summaries import FEW, POINTS, SummaryRequest, asks_for_summary, summary_request


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What did the 2020 report find?", "the 2020 report"),
        ("Summarise the article on the Chengdu forum", "the Chengdu forum"),
        ("What is the WeChat memorandum about?", "the WeChat memorandum"),
        ("What happened at the Chengdu forum?", "the Chengdu forum"),
        ("Give me the main points of the e-commerce report.", "the e-commerce report"),
        ("Tell me about the DCI.", "the DCI"),
        ("Can you summarize the meeting for me, please?", "the meeting"),
        ("tl;dr of the report", "the report"),
        ("TL;DR: the forum", "the forum"),
        ("In short, what is the article on Alibaba about?", "Alibaba"),
        ("What's the gist of the meeting?", "the meeting"),
        ("WeChat memorandum summary", "WeChat memorandum"),
        ("e-commerce report: main points", "e-commerce report"),
        ("What does the article on the forum say?", "the forum"),
        ("I'd like an overview of the partnership", "the partnership"),
        ("Summarise what happened at the Chengdu forum", "the Chengdu forum"),
        ("Summarise what the 2020 report found.", "the 2020 report"),
        ("What can you tell me about Hugo Zhang?", "Hugo Zhang"),
        ("What are the key findings of the report on piracy?", "the report on piracy"),
        ('Summary of the article "China holds a Meeting"', "China holds a Meeting"),
        ("What is the gist of Article 17?", "Article 17"),
        ("Summarise the ruling in plain English.", "the ruling"),
        ("Summarise the article on the 2018 World Cup", "the 2018 World Cup"),
    ],
)
def test_a_request_is_told_from_its_topic(question: str, topic: str) -> None:
    assert summary_request(question) == SummaryRequest(topic)


@pytest.mark.parametrize(
    "question",
    [
        "What did Tencent say about the agreement?",
        "What did Zhang say?",
        "What does the report say about cross-border e-commerce?",
        "What is the concern about?",
        "What happened to the pirated publications?",
        "What happened in 2018?",
        "What happened in June last year?",
        "What took place in Chengdu?",
        "Tell me who signed the agreement.",
        "Tell me about the number of guests at the forum",
        "Explain why the rules lag behind",
        "Who gave an overview of China's work?",
        "What is the main aim of the agreement?",
        "What are the three subjects of the forum?",
        "What is the report's title?",
        "Who was the report about?",
        "What about the report?",
        "What did they discuss?",
        "What do experts say?",
        "When was the summary published?",
        "List all the countries whose officials came to Chengdu.",
        "",
    ],
)
def test_a_question_for_a_fact_is_no_request(question: str) -> None:
    assert not asks_for_summary(question)


@pytest.mark.parametrize(
    "question", ["Summarise it.", "What is it about?", "Summarise the article", "tl;dr"]
)
def test_a_request_may_name_no_topic(question: str) -> None:
    assert summary_request(question) == SummaryRequest("")


@pytest.mark.parametrize(
    ("question", "most"),
    [
        ("Summarise the forum in three sentences", 3),
        ("In one sentence, what is the report about?", 1),
        ("Give me 2 main points of the forum", 2),
        ("Summarise in 3 bullet points the forum", 3),
        ("Summarise the forum in 12 sentences", POINTS),
        ("Summarise the four aims of the forum", POINTS),
    ],
)
def test_a_request_may_say_how_many_sentences(question: str, most: int) -> None:
    request = summary_request(question)
    assert request
    assert request.most == most
    assert "bullet" not in request.topic


def test_a_summary_beside_another_question_is_shorter() -> None:
    summary, fact = subquestions("Tell me about the Chengdu forum, and who hosted it?")
    assert summary.summary == SummaryRequest("the Chengdu forum", FEW)
    assert summary.topic == "the Chengdu forum"
    assert summary.unread
    assert fact.summary is None
    assert fact.topic == fact.asked == "Who hosted it?"
    assert fact.context
