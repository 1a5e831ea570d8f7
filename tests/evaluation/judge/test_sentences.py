from __future__ import annotations

import pytest

from ipqa.evaluation.judge.sentences import before_first_marker, claims_of, without_markers


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One thing. [1] Another thing. [2]", [("One thing.", (1,)), ("Another thing.", (2,))]),
        ("One thing [1]. Another [2].", [("One thing.", (1,)), ("Another.", (2,))]),
        ("One. Two. [1]", [("One.", ()), ("Two.", (1,))]),
        ("One [1] and two [2][3].", [("One and two.", (1, 2, 3))]),
        (
            'He said "yes." [1] Then he left. [2]',
            [('He said "yes."', (1,)), ("Then he left.", (2,))],
        ),
        (
            "Firstbrave Co., Ltd. Wu founded it. [1]",
            [("Firstbrave Co., Ltd. Wu founded it.", (1,))],
        ),
        ("Dr. A. Smith of the U.S. Army. [1]", [("Dr. A. Smith of the U.S. Army.", (1,))]),
        ("It cost 2.2 million. [1]", [("It cost 2.2 million.", (1,))]),
        ("no mark at the end [1]", [("no mark at the end", (1,))]),
        ("Line one [1]\nline two", [("Line one", (1,)), ("line two", ())]),
        ("A line.\n[1]", [("A line.", (1,))]),
        ("这是一。[1] 这是二。[2]", [("这是一。", (1,)), ("这是二。", (2,))]),
        ("", []),
        ("[1].", []),
    ],
)
def test_sentences_and_their_markers(
    text: str, expected: list[tuple[str, tuple[int, ...]]]
) -> None:
    assert [(claim.text, claim.markers) for claim in claims_of(text)] == expected


def test_a_last_abbreviation_still_ends_the_answer() -> None:
    assert [claim.text for claim in claims_of("It is Firstbrave Co., Ltd. [1]")] == [
        "It is Firstbrave Co., Ltd."
    ]


def test_words_without_and_before_markers() -> None:
    assert without_markers("One [1] and two [12].") == "One and two."
    assert before_first_marker("One. [1] Two. [2]") == "One. "
    assert before_first_marker("None") == "None"
