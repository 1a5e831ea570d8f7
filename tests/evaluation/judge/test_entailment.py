from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pytest

from ipqa.evaluation.judge.entailment import entails, objections
from ipqa.evaluation.judge.sentences import claims_of

from ..builders import ASTLE, SIGNED, SONGS, ZHANG

ROOT = Path(__file__).parents[3]
PAIRS: list[dict[str, Any]] = [
    json.loads(line)
    for line in (ROOT / "eval" / "alce-pairs.jsonl").read_text(encoding="utf-8").splitlines()
]
ARTICLES = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "corpus").glob("*.md"))]
STATED = {"tuned on": (47, 2, 1), "untouched": (42, 3, 5)}
"""By half: pairs judged as labelled, false accepts, false rejects; as in the datasheet."""


def half_of(pair: dict[str, Any]) -> str:
    digest = hashlib.sha256(pair["premise"].encode()).hexdigest()
    return "untouched" if int(digest, 16) % 2 else "tuned on"


@pytest.mark.parametrize("half", STATED)
def test_the_judge_agrees_with_labels_made_by_hand_as_often_as_stated(half: str) -> None:
    pairs = [pair for pair in PAIRS if half_of(pair) == half]
    verdicts = [(entails(pair["premise"], pair["claim"]), pair["entailed"]) for pair in pairs]
    right, accepts, rejects = STATED[half]
    assert sum(said == label for said, label in verdicts) >= right
    assert verdicts.count((True, False)) <= accepts
    assert verdicts.count((False, True)) <= rejects


def test_the_datasheet_states_these_figures() -> None:
    datasheet = (ROOT / "eval" / "DATASHEET.md").read_text(encoding="utf-8")
    for half, (right, accepts, rejects) in STATED.items():
        line = next(line for line in datasheet.splitlines() if line.startswith(f"| {half} |"))
        figures = [cell.strip() for cell in line.strip("|").split("|")][1:]
        assert figures[0] == "50"
        assert figures[1].split()[0] == f"{2 * right}"
        assert figures[2:] == [str(accepts), str(rejects)]


def test_the_pairs_are_a_hundred_of_quotes_and_balanced_in_each_half() -> None:
    assert len(PAIRS) == len({(pair["premise"], pair["claim"]) for pair in PAIRS}) == 100
    assert len({pair["id"] for pair in PAIRS}) == 100
    for half in STATED:
        labels = [pair["entailed"] for pair in PAIRS if half_of(pair) == half]
        assert (labels.count(True), labels.count(False)) == (25, 25)
    for pair in PAIRS:
        for quote in pair["premise"].split("\n"):
            assert any(quote in article for article in ARTICLES), quote


def test_every_sentence_of_the_articles_entails_itself() -> None:
    for article in ARTICLES:
        for paragraph in article.split("---\n", 2)[2].split("\n\n"):
            sentences = [claim.text for claim in claims_of(paragraph)]
            for sentence in sentences:
                assert objections(sentence, sentence) == ()
                assert objections("\n".join(sentences), sentence) == ()


@pytest.mark.parametrize(
    ("premise", "claim"),
    [
        (SIGNED, "CBBC signed with Tencent Holdings on August 23."),
        (SIGNED, "Tencent Holdings is the owner of WeChat."),
        (SIGNED, "23 August."),
        (SIGNED, "The agreement was signed by CBBC."),
        (SONGS, "Music websites removed 2,200,000 illegal songs."),
        (f"{ZHANG}\n{ASTLE}", "Hugo Zhang is chairman of the IPCC, and Jeff Astle a director."),
        ("The minister of the United Kingdom came.", "The UK's minister came."),
        ("Nothing was lost.", "Nothing was lost."),
        ("The law can't be changed.", "The law cannot be changed."),
        ("Internet users in China grew to 5 million.", "Chinese internet users grew to 5 million."),
    ],
)
def test_what_the_premise_says(premise: str, claim: str) -> None:
    assert objections(premise, claim) == ()


@pytest.mark.parametrize(
    ("rule", "premise", "claim"),
    [
        ("number", SIGNED, "CBBC signed the agreement on 24 August."),
        ("bound", "Over 50 guests came.", "50 guests came."),
        ("bound", "Almost 50 guests came.", "More than 50 guests came."),
        ("counted", "It had 50 guests, law firms among them.", "It had 50 law firms as guests."),
        ("name", SIGNED, "CBBC signed the agreement with Alibaba."),
        ("name", "The minister of the United Kingdom came.", "The US minister came."),
        ("restriction", SIGNED, "Only CBBC signed the agreement."),
        ("qualifier", "Jiang Bo is Deputy Director of CBBC.", "Jiang Bo is Director of CBBC."),
        ("coverage", SIGNED, "CBBC celebrated the victory with fireworks."),
        ("opposite", "Revenue was higher than before.", "Revenue was lower than before."),
        ("opposite", SONGS, "Music websites added 2.2 million illegal songs."),
        ("negation", "Such steps are not sufficient.", "Such steps are sufficient."),
        ("negation", "Such steps are sufficient.", "Such steps are not sufficient."),
        ("negation", "CBBC refused to sign.", "CBBC did sign."),
        ("mood", "The treaty will enter into force.", "The treaty has entered into force."),
        ("mood", "The treaty has entered into force.", "The treaty may enter into force."),
        ("side", SIGNED, "CBBC is the owner of WeChat."),
        ("side", f"{ZHANG}\n{ASTLE}", "Jeff Astle is the chairman of the IPCC."),
        ("side", "The NCA sent a notice to Migu.", "Migu sent a notice to the NCA."),
        ("side", "The firms sent a notice to Migu.", "Migu sent a notice to the firms."),
        (
            "together",
            "Incomes from books are in decline. Revenues of streaming are rising.",
            "Incomes from books are rising.",
        ),
    ],
)
def test_what_the_premise_does_not_say_breaks_a_rule(rule: str, premise: str, claim: str) -> None:
    assert rule in objections(premise, claim)
    assert not entails(premise, claim)


def test_nothing_entails_nothing() -> None:
    assert not entails("", SIGNED)
    assert not entails(SIGNED, "")
    assert not entails(" \n", "23 August.")
