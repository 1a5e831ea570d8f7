from __future__ import annotations

from dataclasses import replace

import pytest

from ipqa.article import Answer, Hit, Message
from ipqa.evaluation.datasets import RETRIEVAL
from ipqa.evaluation.metrics import Estimate
from ipqa.evaluation.report import print_failures, print_summaries
from ipqa.evaluation.runner import Row, evaluate, first_right_hit, peak_memory_mb, right_hits
from ipqa.evaluation.summary import summarise, summary_to_dict

from .builders import ASTLE, NEWS, SIGNED, SONGS, ZHANG, answer, hit, question, refusal


class Scripted:
    """An assistant that gives the answers it was handed, and notes what it was asked."""

    def __init__(self, answers: list[Answer], hits: list[Hit]) -> None:
        self.answers = iter(answers)
        self.hits = hits
        self.asked: list[tuple[str, list[Message] | None]] = []

    def ask(self, question: str, history: list[Message] | None = None) -> Answer:
        self.asked.append((question, history))
        return next(self.answers)

    def search(self, question: str, k: int | None = None) -> list[Hit]:
        return self.hits[:k]

    def nominate(self, question: str, k: int) -> list[Hit]:
        return self.hits[:k]


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    history = ({"role": "user", "content": "Who is CBBC?"},)
    questions = [
        question("right"),
        question("late"),
        question("wrong"),
        question("refused"),
        question("follow", history=history, type="followup"),
        question("far-off", None),
        question("made-up", None),
    ]
    answers = [
        answer("It was 23 August. [1]", SIGNED, short="23 August"),
        answer(f"CBBC signed it. [1] It was 23 August. [1] {ASTLE} [2]", SIGNED, ASTLE),
        answer("It was 2.4 million. [1]", SONGS, method="quoted"),
        refusal(),
        answer(f"{SIGNED} [1]", SIGNED, method="quoted", passages=(hit(SIGNED),)),
        refusal(),
        answer(f"{ASTLE} [1]", ASTLE),
    ]
    assistant = Scripted(answers, [hit(ASTLE), hit(SIGNED)])
    result = evaluate(assistant, questions, [NEWS])
    assert assistant.asked[0] == ("right?", None)
    assert assistant.asked[4] == ("follow?", list(history))
    return result


def test_each_row_says_whether_the_answer_is_right(rows: list[Row]) -> None:
    assert [row.right for row in rows] == [True, True, False, False, True, None, None]
    assert [row.right_early for row in rows][:3] == [True, False, False]
    assert [row.failed for row in rows] == [False, False, True, True, False, False, True]
    assert [row.cites_gold for row in rows] == [True, True, False, False, True, None, None]


def test_a_follow_up_is_ranked_by_what_was_found_for_its_answer(rows: list[Row]) -> None:
    assert [row.rank for row in rows] == [2, 2, 2, 2, 1, None, None]
    assert [row.right_ranks for row in rows][3:6] == [(2,), (1,), ()]
    assert [row.relevant for row in rows][3:6] == [1, 1, 0]


def test_all_right_hits_are_ranked_and_what_only_retrieval_found_counts_as_relevant() -> None:
    others = [hit(SONGS[:length]) for length in range(20, 29)]
    hits = [hit(ASTLE), hit(SIGNED[:30]), *others, hit(SIGNED[30:60]), hit(SIGNED[60:])]
    assistant = Scripted([answer("It was 23 August. [1]", SIGNED)], hits)
    (row,) = evaluate(assistant, [question("q")], [NEWS])
    assert row.right_ranks == (2,)
    assert row.relevant == 3
    assert row.to_dict()["right_ranks"] == [2]
    assert row.to_dict()["relevant"] == 3
    found = right_hits(hits, question("q"), {NEWS.id: NEWS})
    assert found == (2, 12, 13)


def test_scores_of_the_short_answer(rows: list[Row]) -> None:
    assert (rows[0].exact, rows[0].f1) == (1, 1)
    assert 0 < rows[1].f1 < 1
    assert (rows[3].f1, rows[5].f1, rows[6].f1) == (0, 1, 0)


def test_a_hit_is_right_when_it_overlaps_the_quote_in_the_right_article() -> None:
    asked = question("q", quote=SIGNED)
    known = {NEWS.id: NEWS}
    assert first_right_hit([hit(ZHANG), hit(SIGNED[:20])], asked, known) == 2
    assert first_right_hit([hit(ZHANG)], asked, known) is None
    assert first_right_hit([hit(SIGNED)], asked, {}) is None


def test_without_quotes_any_passage_of_a_gold_article_is_right() -> None:
    asked = replace(question("q"), answers=None, quotes=(), judged=False, type=RETRIEVAL)
    other = replace(NEWS, id="corpus/other.md")
    hits = [hit(ZHANG, other), hit(ASTLE), hit(SIGNED)]
    assert first_right_hit(hits, asked, {NEWS.id: NEWS, other.id: other}) == 2
    assert first_right_hit(hits[:1], asked, {NEWS.id: NEWS, other.id: other}) is None
    assert first_right_hit(hits, replace(asked, article_ids=()), {NEWS.id: NEWS}) is None
    (row,) = evaluate(Scripted([refusal()], hits), [asked], [NEWS, other])
    assert (row.rank, row.ranks["dense"], row.right) == (2, 2, None)


def test_without_quotes_citing_a_gold_article_is_citing_gold() -> None:
    other = replace(NEWS, id="corpus/other.md")
    asked = replace(question("q"), quotes=())
    elsewhere = replace(asked, article_ids=(other.id,))
    answers = [answer(f"{ASTLE} [1]", ASTLE), answer(f"{ASTLE} [1]", ASTLE)]
    rows = evaluate(Scripted(answers, []), [asked, elsewhere], [NEWS, other])
    assert [row.cites_gold for row in rows] == [True, False]


def test_the_summary(rows: list[Row]) -> None:
    summary = summarise(rows, squad=True)

    def share(name: str) -> tuple[float, int]:
        figure = summary[name]
        assert isinstance(figure, Estimate)
        return round(figure.value, 3), figure.n

    assert summary["questions"] == 7
    assert share("recall@1") == (0.2, 5)
    assert share("recall@3") == (1, 5)
    assert share("MRR") == (0.6, 5)
    assert share("accuracy") == (0.6, 5)
    assert share("accuracy, factual") == (0.5, 4)
    assert share("accuracy, followup") == (1, 1)
    assert "accuracy, paraphrase" not in summary
    assert share("accuracy to first citation") == (0.4, 5)
    assert share("generated") == (0.4, 5)
    assert share("accuracy of generated") == (1, 2)
    assert share("accuracy of quoted") == (0.5, 2)
    assert share("false refusals") == (0.2, 5)
    assert share("refusal recall, near") == (0.5, 2)
    assert share("citations valid") == (1, 5)
    assert share("cites the gold quote") == (0.75, 4)
    assert summary["unsupported numbers"] == 1
    assert summary["unsupported names"] == 0
    assert share("exact match") == (round(2 / 7, 3), 7)
    assert summary_to_dict(summary)["accuracy"]["n"] == 5
    assert summary["first words, median ms"] == 20


def test_nothing_to_measure_is_no_figure() -> None:
    summary = summarise([])
    assert summary["accuracy"] is None
    assert summary["answer, p95 ms"] is None


def test_the_report_names_figures_and_failures(
    rows: list[Row], capsys: pytest.CaptureFixture[str]
) -> None:
    from rich.console import Console

    console = Console(width=120)
    print_summaries({"both": summarise(rows)}, console)
    print_failures(rows, console)
    printed = capsys.readouterr().out
    assert "60.0 (20-100) of 5" in printed
    assert "3 of 7 questions failed" in printed
    assert "wrong, expected 23 August (source at rank 2)" in printed
    assert "number: 2.4 million is in no quote cited" in printed
    assert "refused, and the articles do say" in printed
    assert "answered, and the articles do not say" in printed
    assert "It was 2.4 million. [1]" in printed


def test_peak_memory_is_plausible() -> None:
    peak = peak_memory_mb()
    assert peak is None or 5 < peak < 100_000
