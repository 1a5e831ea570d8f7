from __future__ import annotations

import pytest

from ipqa.evaluation.judge.names import names_vocabulary, unsupported_names

VOCABULARY = names_vocabulary(
    ["The agreement of Tencent with Baroness Neville-Rolfe. Copyright is."]
)


def test_the_vocabulary_is_what_is_capitalised_in_mid_sentence() -> None:
    assert sorted(VOCABULARY) == ["baroness", "neville", "rolfe", "tencent"]


@pytest.mark.parametrize(
    ("claim", "missing"),
    [
        ("The director is Jeff Astle.", []),
        ("The director is Hugo Zhang.", ["Hugo", "Zhang"]),
        ("The chairman of WIPO is Jeff Astle.", ["WIPO"]),
        ("WIPO is led by Jeff Astle.", ["WIPO"]),
        ("Tencent has a director.", ["Tencent"]),
        ("Directors are people.", []),
        ("According to him, the director is ASTLE.", []),
        ("It is Jeff Astle's job at the C.B.B.C.", []),
        ('He said: "Directors decide."', []),
        ("Dr. Smith is the director.", ["Smith"]),
        ("The eBay director.", ["eBay"]),
        ("In August the director left.", []),
        ("Jeff and I know The director.", []),
    ],
)
def test_names_that_no_quote_holds(claim: str, missing: list[str]) -> None:
    quote = "Jeff Astle is CBBC's government director"
    assert unsupported_names(claim, [quote], VOCABULARY) == missing


def test_a_name_is_reported_once() -> None:
    assert unsupported_names("He met Zhang, and Zhang left.", []) == ["Zhang"]
