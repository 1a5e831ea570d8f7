"""A drafted sentence passes only if nothing in it goes beyond the quotes."""

import pytest

from ipqa.grounding import check

SIGNED = "CBBC signed the agreement on 23 August with Tencent Holdings, the owner of WeChat."
SONGS = (
    "As a result, over 2.2 million illegal songs were pulled from the websites within two months."
)
REVENUE = (
    "In 2018 the industry had revenue of 742.3 billion yuan ($106.56 billion), "
    "up 16.6 percent on the year before."
)
DENIED = "Remedial actions like that are not enough."
FIFTY = 'The seminar, called "Brands Online", drew fifty guests, said director Jeff Astle.'


@pytest.mark.parametrize(
    ("sentence", "quote"),
    [
        ("CBBC signed the agreement on 23 August.", SIGNED),
        ("CBBC signed on August 23.", SIGNED),
        ("23 August", SIGNED),
        ("Over 2.2 million illegal songs were pulled.", SONGS),
        ("More than 2.2m songs were pulled within two months.", SONGS),
        ("More than 2,200,000 songs.", SONGS),
        ("In 2018 revenue was 742.3bn yuan.", REVENUE),
        ("Revenue was 742,300 million yuan.", REVENUE),
        ("Up 16.6%.", REVENUE),
        ("Remedial actions are not enough.", DENIED),
        ("The seminar drew 50 guests.", FIFTY),
        ('The seminar "Brands Online" drew fifty guests.', FIFTY),
        ("Astle.", FIFTY),
    ],
)
def test_what_the_quote_says_passes(sentence: str, quote: str) -> None:
    assert check(sentence, [quote]) == []


@pytest.mark.parametrize(
    ("sentence", "quote", "reason"),
    [
        ("CBBC signed the agreement on 24 August.", SIGNED, "figure"),
        ("CBBC signed the agreement on 23 August 2019.", SIGNED, "figure"),
        ("Over 14 million illegal songs were pulled.", SONGS, "figure"),
        ("Over 2.2 billion illegal songs were pulled.", SONGS, "figure"),
        ("2.2 million illegal songs were pulled.", SONGS, "figure"),
        ("Almost 2.2 million illegal songs were pulled.", SONGS, "figure"),
        ("In 2019 revenue was 742.3 billion yuan.", REVENUE, "figure"),
        ("Revenue was €742.3 billion.", REVENUE, "figure"),
        ("Up 16.6.", REVENUE, "figure"),
        ("Alibaba signed the agreement on 23 August.", SIGNED, "name"),
        ("CBBC signed the agreement with Hugo Zhang.", SIGNED, "name"),
        ("Remedial actions are enough.", DENIED, "negation"),
        ("CBBC has not signed the agreement.", SIGNED, "negation"),
        ("Tencent Holdings signed with CBBC.", SIGNED, "order"),
        ("CBBC cancelled the agreement.", SIGNED, "word"),
        ('The seminar "Fakes Online" drew fifty guests.', FIFTY, "phrase"),
    ],
)
def test_what_the_quote_does_not_say_is_named(sentence: str, quote: str, reason: str) -> None:
    assert reason in {problem.reason for problem in check(sentence, [quote])}


def test_an_echo_of_the_question_is_no_answer() -> None:
    question = "Who signed the agreement with Tencent Holdings?"
    assert "echo" in {p.reason for p in check("Tencent Holdings.", [SIGNED], question)}


def test_an_answer_of_another_kind_is_refused() -> None:
    problems = check("Tencent Holdings.", [SIGNED], "When did CBBC sign?")
    assert "kind" in {problem.reason for problem in problems}
    assert check("23 August.", [SIGNED], "When did CBBC sign?") == []


def test_without_quotes_nothing_is_supported() -> None:
    assert check("CBBC signed.", [])
