"""Peers are scored by one set of rules, and where these are in doubt, in the peer's favour."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from rich.console import Console

from ipqa.evaluation.datasets import Question
from ipqa.evaluation.peers import PeerRun, Reply, declines, figures_of, print_peers, read_run


def question(id: str, *answers: str) -> Question:
    accepted = tuple((answer,) for answer in answers) or None
    kind = "factual" if accepted else "far"
    return Question(id, f"What is {id}?", (), kind, id, accepted, (), ())


def run(**replies: Reply) -> PeerRun:
    return PeerRun(replies, cold_s=9.0, peak_mb=900.0, passages_s=30.0)


@pytest.mark.parametrize(
    "answer",
    [
        "",
        "  \n",
        "I don't know.",
        "I don’t know",
        "The context does not mention who signed.",
        "There is no information about that in the sources.",
        "It is not stated.",
        "None of this helps: I cannot answer.",
    ],
)
def test_saying_that_one_cannot_tell_is_declining(answer: str) -> None:
    assert declines(answer)


@pytest.mark.parametrize(
    "answer", ["CBBC signed.", "The treaty was not signed in 2016.", "No. 14 is Hugo Zhang."]
)
def test_an_answer_with_a_negation_is_an_answer(answer: str) -> None:
    assert not declines(answer)


def test_each_share_is_of_what_it_is_about() -> None:
    asked = [question("a", "14 million"), question("b", "Zhang"), question("c"), question("d")]
    found = figures_of(
        run(
            a=Reply("It was 14 million [1].", ("More than 14 million copies.",), 1.0),
            b=Reply("It was 99 people [2].", ("Zhang spoke.",), 2.0),
            c=Reply("I don't know.", (), 3.0),
            d=Reply("CBBC.", ("CBBC signed.",), 4.0),
        ),
        asked,
    )
    shares = {
        name: getattr(found, name)
        for name in ("right", "unsupported", "refused", "refused_wrongly", "cited")
    }
    assert {name: (share.value, share.n) for name, share in shares.items()} == {
        "right": (0.5, 2),
        "unsupported": (0.25, 4),
        "refused": (0.5, 2),
        "refused_wrongly": (0.0, 2),
        "cited": (pytest.approx(1 / 3), 3),
    }
    assert found.median_s == 2.5


def test_a_number_of_the_question_or_of_a_marker_is_not_unsupported() -> None:
    asked = [Question("a", "What was signed in 2016?", (), "factual", "a", (("x",),), (), ())]
    found = figures_of(run(a=Reply("In 2016 it was x [1].", ("x",), 1.0)), asked)
    assert found.unsupported is not None
    assert found.unsupported.value == 0


@pytest.mark.parametrize(
    "answer", ["1. CBBC\n2. IPCC", "As source 4 says, CBBC.", "1. CBBC 2. IPCC"]
)
def test_counting_and_naming_sources_states_no_number(answer: str) -> None:
    found = figures_of(run(a=Reply(answer, ("CBBC and IPCC",), 1.0)), [question("a", "CBBC")])
    assert found.unsupported is not None
    assert found.unsupported.value == 0


def test_what_was_not_asked_is_left_out() -> None:
    found = figures_of(run(), [question("a", "x"), question("b")])
    assert found.right is None
    assert found.refused is None
    assert found.to_dict()["right"] is None


def test_a_run_is_read_as_a_peer_writes_it(tmp_path: Path) -> None:
    lines = [
        {"passages": 2},
        {"cold_s": 9.5},
        {"id": "a", "answer": "x", "contexts": ["x y"], "seconds": 1.5},
        {"peak_mb": 812.0, "passages_s": None},
    ]
    path = tmp_path / "run.jsonl"
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert read_run(path) == PeerRun({"a": Reply("x", ("x y",), 1.5)}, 9.5, 812.0, None)


def test_the_table_has_a_row_a_peer() -> None:
    out = io.StringIO()
    figures = figures_of(run(a=Reply("x", ("x",), 1.25)), [question("a", "x")])
    print_peers({"txtai, gemma": figures}, Console(file=out, width=200), "one question")
    assert "txtai, gemma" in out.getvalue()
    assert "100 (100-100)" in out.getvalue()
    assert "1.2" in out.getvalue()
    assert "900" in out.getvalue()
