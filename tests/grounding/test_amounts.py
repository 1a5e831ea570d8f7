"""Amounts with their currency and their bound."""

import pytest

from ipqa.grounding.amounts import amounts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$1.2m", "1.2 million US dollars"),
        ("€5,000", "5000 euros"),
        ("over 50", "more than fifty"),
        ("at least 50", "50 or more"),
        ("more than 50", "at least 50"),
        ("1 January 2024", "2024"),
        ("HK$5m", "5 million Hong Kong dollars"),
        ("at most 50", "50 or less"),
    ],
)
def test_what_holds(one: str, other: str) -> None:
    assert amounts(one)[0].holds(amounts(other)[0])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("$5m", "€5m"),
        ("$5m", "5 million"),
        ("5 million", "$5m"),
        ("over 50", "50"),
        ("50 or less", "50"),
        ("50 at most", "50"),
        ("HK$5m", "$5m"),
        ("C$5m", "5 million dollars"),
        ("at least 50", "more than 50"),
        ("2024", "1 January 2024"),
        ("1 January 2023", "2024"),
    ],
)
def test_what_does_not_hold(one: str, other: str) -> None:
    assert not amounts(one)[0].holds(amounts(other)[0])
