from __future__ import annotations

import pytest

from ipqa.evaluation.judge.accuracy import is_right, is_right_early


@pytest.mark.parametrize(
    ("string", "text"),
    [
        ("29", "So far 29 countries have ratified it. [1]"),
        ("29", "The number is 29."),
        ("10.9", "Sales rose by 10.9%."),
        ("500,000", "It reaches 500000 users."),
        ("2100", "More than 2,100 brands."),
        ("742.3 billion", "It was 742.3bn yuan."),
        ("2.2m", "In all 2.2 million songs."),
        ("December 2", "from December 2nd on"),
        ("neville-rolfe", "Baroness Neville\u2013Rolfe was there."),
        ("China's", "It is China\u2019s report."),
        ("law enforcement", "LAW\nenforcement"),
        ("video", "games and videos"),
        ("$12", "It rose to $12."),
        ("版权", "国家版权局"),
    ],
)
def test_accepted(string: str, text: str) -> None:
    assert is_right(text, ((string,),))


@pytest.mark.parametrize(
    ("string", "text"),
    [
        ("29", "129 countries"),
        ("29", "2,900 countries"),
        ("29", "29,000 countries"),
        ("29", "29.5 percent"),
        ("29", "0.29 percent"),
        ("29", "29 million countries"),
        ("2", "It says so. [2]"),
        ("5", "the 5G era"),
        ("2.2 million", "12.2 million songs"),
        ("$12", "It rose to $120."),
        ("national", "an international forum"),
        ("JD", "ADJD"),
    ],
)
def test_not_accepted(string: str, text: str) -> None:
    assert not is_right(text, ((string,),))


def test_every_string_of_one_alternative_is_needed() -> None:
    alternatives = (("CBBC", "IPCC"), ("Tencent",))
    assert is_right("CBBC and the IPCC signed. [1]", alternatives)
    assert is_right("Tencent did. [1]", alternatives)
    assert not is_right("CBBC did. [1]", alternatives)


def test_early_is_before_the_first_marker() -> None:
    text = "They signed an agreement. [1] It was 23 August. [2]"
    assert is_right(text, (("23 August",),))
    assert not is_right_early(text, (("23 August",),))
    assert is_right_early(text, (("agreement",),))
