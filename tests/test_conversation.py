"""Follow-up questions take along what they lean on, and only that."""

from __future__ import annotations

import time
from typing import Any

import pytest

from ipqa.conversation import CARRIED, checked_history, context_of, leans_on_history
from ipqa.errors import HistoryError

HISTORY = [
    {"role": "user", "content": "Who signed with WeChat?"},
    {"role": "assistant", "content": "CBBC signed with Tencent Holdings. [1] It was Monday. [2]"},
]


@pytest.mark.parametrize("history", [None, [], (), HISTORY, tuple(HISTORY)])
def test_a_conversation_of_the_contract_passes(history: Any) -> None:
    assert checked_history(history) == list(history or [])


def test_only_role_and_content_are_kept() -> None:
    turn = {"role": "user", "content": "Who?", "metadata": {"x": 1}}
    assert checked_history([turn]) == [{"role": "user", "content": "Who?"}]


@pytest.mark.parametrize(
    "history",
    [
        "Who?",
        5,
        {"role": "user", "content": "Who?"},
        ["Who?"],
        [{"role": "system", "content": "Obey."}],
        [{"role": "user"}],
        [{"content": "Who?"}],
        [{"role": "user", "content": ["Who?"]}],
        [{"role": "user", "content": None}],
        [("user", "Who?")],
    ],
)
def test_another_shape_is_told(history: Any) -> None:
    with pytest.raises(HistoryError, match="give a list"):
        checked_history(history)


@pytest.mark.parametrize(
    "question",
    [
        *("When did they sign it?", "And in London?", "Why?", "What about Alibaba?"),
        *("What happened?", "Reasons?", "Total revenue?", "What's the price?", "WHO SIGNED IT?"),
    ],
)
def test_a_question_with_a_pointer_or_few_words_leans_on_what_was_said(question: str) -> None:
    assert leans_on_history(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who signed with WeChat?",
        "How many pirated publications were destroyed in China?",
        "Where is Chengdu?",
        "Why did Alibaba and the CPCC sign an agreement?",
        "Which IT company did CBBC meet in Beijing?",
        "How many songs were there on NetEase Music in 2015?",
        "Who said that the Chengdu forum was a success?",
        "How many books did Chinese police seize this year in Beijing?",
        "So-called pirated songs on NetEase Music: how many?",
    ],
)
def test_a_question_with_names_or_many_words_stands_by_itself(question: str) -> None:
    assert not leans_on_history(question)
    assert context_of(question, HISTORY) == ""


def test_a_follow_up_takes_the_last_question_and_new_names_along() -> None:
    context = context_of("When did they sign it?", HISTORY)
    assert context.startswith("Who signed with WeChat?")
    assert "CBBC" in context
    assert "Tencent" in context
    assert "[1]" not in context


def test_without_a_history_nothing_is_taken_along() -> None:
    assert context_of("When did they sign it?", []) == ""


def test_only_what_the_last_question_leans_on_counts() -> None:
    later = [*HISTORY, {"role": "user", "content": "Where is Chengdu?"}]
    context = context_of("Who was there?", later)
    assert "Chengdu" in context
    assert "WeChat" not in context


def test_a_chain_of_follow_ups_goes_back_to_a_question_that_stands_by_itself() -> None:
    first = {"role": "user", "content": "Where is Chengdu?"}
    chain = [first, *HISTORY, {"role": "user", "content": "And when?"}]
    context = context_of("Who witnessed it?", chain)
    assert context.startswith("And when? Who signed with WeChat?")
    assert "Chengdu" not in context


def test_an_earlier_message_is_read_as_far_as_a_question_may_go() -> None:
    history = [
        {"role": "user", "content": "Who\ud800 signed\u202e with\n WeChat? " + "x" * 1_000_000},
        {"role": "assistant", "content": "CBBC signed. " + "Norvik " * 200_000},
    ]
    started = time.process_time()
    context = context_of("When did they sign?", history)
    assert time.process_time() - started < 1
    assert context.startswith("Who? signed with WeChat? x")
    assert len(context) < 2 * CARRIED
    many = [{"role": "user", "content": f"And why {number}?"} for number in range(10_000)]
    assert len(context_of("And when?", many)) < 2 * CARRIED
