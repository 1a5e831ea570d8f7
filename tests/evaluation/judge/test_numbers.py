from __future__ import annotations

import pytest

from ipqa.evaluation.judge.numbers import numbers_in, unsupported_numbers


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("742.3 billion yuan", "revenue of 742.3bn yuan"),
        ("742,300,000,000 yuan", "revenue of 742.3 billion yuan"),
        ("$106.56 billion", "106.56 billion US dollars"),
        ("16.6%", "16.6 percent higher"),
        ("16.6 per cent", "16.6% higher"),
        ("16.6", "16.6 percent higher"),
        ("23 August", "on August 23rd, 2016"),
        ("August 23, 2016", "the 23rd of August 2016"),
        ("on the 23rd", "on 23 August"),
        ("2016-08-23", "on 23 August 2016"),
        ("December 2-4", "From December 2 to December 4"),
        ("2 and 4 December", "December 2 to 4"),
        ("in August", "on 23 August"),
        ("4 Dec.", "December 4"),
        ("twenty-nine countries", "29 countries"),
        ("29 countries", "Twenty nine countries"),
        ("half a million users", "500,000 users"),
        ("two hundred and three", "203"),
        ("170 thousand", "170,000"),
        ("1 more country", "one more country"),
        ("one of the countries", "the countries"),
        ("no one knew", "nobody knew"),
        ("the 16th year", "year 16"),
        ("the third time", "the 3rd time"),
        ("in the 1990s", "the 1990s"),
        ("the 5G era", "In the 5g era"),
        ("-5 degrees", "\u22125 degrees"),
        ("You may know", "nothing"),
        ("500\u00a0000", "500,000"),
    ],
)
def test_the_same_number_written_otherwise(claim: str, quote: str) -> None:
    assert unsupported_numbers(claim, [quote]) == []


@pytest.mark.parametrize(
    ("claim", "quote", "missing"),
    [
        ("14 million songs", "2.2 million songs", "14 million"),
        ("2.2 songs", "2.2 million songs", "2.2"),
        ("2.2 million", "22 million", "2.2 million"),
        ("10 countries", "29 countries", "10"),
        ("29 countries", "129 countries", "29"),
        ("29 percent", "29 countries", "29 percent"),
        ("5 percent", "5 percentage points", "5 percent"),
        ("$742.3 billion", "742.3 billion yuan", "$742.3 billion"),
        ("24 August", "23 August", "24 August"),
        ("23 September", "23 August", "23 September"),
        ("23 August 2017", "23 August 2016", "2017"),
        ("in April", "in August", "April"),
        ("December 2-5", "December 2-4", "December 2-5"),
        ("23 guests", "23 August", "23"),
        ("two days", "three days", "two"),
        ("thirty-one countries", "thirty countries", "thirty-one"),
        ("the second time", "the first time", "second"),
        ("one million", "two million", "one million"),
        ("millions of users", "users", "millions"),
        ("the 1990s", "in 1990", "1990s"),
        ("the 4G era", "the 5G era", "4G"),
        ("version 1.2.3", "version 1.2.4", "1.2.3"),
        ("5 degrees", "-5 degrees", "5"),
    ],
)
def test_another_number(claim: str, quote: str, missing: str) -> None:
    assert unsupported_numbers(claim, [quote]) == [missing]


def test_any_of_the_quotes_will_do() -> None:
    assert unsupported_numbers("5 and 7", ["5", "7"]) == []
    assert unsupported_numbers("5 and 7", []) == ["5", "7"]


def test_each_number_is_found_once() -> None:
    text = "On December 28, 2020, sales of 9,127.5 billion yuan rose by 10.9% over two years."
    found = [(number.kind, str(number.value), number.unit) for number in numbers_in(text)]
    assert found == [
        ("date", "12-28", None),
        ("value", "2020", None),
        ("value", "9127500000000.0", "yuan"),
        ("value", "10.9", "percent"),
        ("value", "2", None),
    ]
