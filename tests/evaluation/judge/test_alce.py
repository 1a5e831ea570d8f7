from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from ipqa.article import Answer, Article
from ipqa.evaluation.judge import alce
from ipqa.evaluation.judge.alce import CitationScores, citation_scores

from ..builders import ASTLE, SIGNED, SONGS, ZHANG, answer, cite, refusal

PACKAGE = Path(alce.__file__).parents[3]


def scores(of: Answer) -> CitationScores:
    found = citation_scores(of.to_dict())
    assert found is not None
    return found


def test_every_sentence_entailed_and_every_citation_needed() -> None:
    text = "CBBC signed on 23 August [1]. Hugo Zhang is the chairman of the IPCC [2]."
    assert scores(answer(text, SIGNED, ZHANG)) == CitationScores(1, 1)


def test_a_sentence_that_its_quote_does_not_entail_has_neither() -> None:
    text = "CBBC signed on 23 August [1]. Websites removed 14 million songs [2]."
    assert scores(answer(text, SIGNED, SONGS)) == CitationScores(0.5, 0.5)


def test_a_sentence_without_a_citation_costs_recall_alone() -> None:
    text = "CBBC signed on 23 August [1]. It was raining."
    assert scores(answer(text, SIGNED)) == CitationScores(0.5, 1)


def test_a_needless_citation_costs_precision_alone() -> None:
    text = "CBBC signed on 23 August [1][2]."
    assert scores(answer(text, SIGNED, ASTLE)) == CitationScores(1, 0.5)


def test_two_citations_that_only_entail_together_are_both_needed() -> None:
    text = "Hugo Zhang is the chairman of the IPCC, and Jeff Astle is a director of CBBC [1][2]."
    assert scores(answer(text, ZHANG, ASTLE)) == CitationScores(1, 1)


def test_two_citations_that_each_entail_are_both_needed() -> None:
    # ALCE calls a citation needless only if it can't bear the sentence alone.
    text = "CBBC signed on 23 August [1][2]."
    assert scores(answer(text, SIGNED, SIGNED)) == CitationScores(1, 1)


def test_a_marker_counts_once_a_sentence() -> None:
    text = "CBBC [1] signed on 23 August [1][2]."
    assert scores(answer(text, SIGNED, ASTLE)) == CitationScores(1, 0.5)


def test_a_marker_without_a_citation_supports_nothing() -> None:
    fields = answer("CBBC signed on 23 August [1][2].", SIGNED).to_dict()
    assert citation_scores(fields) == CitationScores(1, 0.5)
    fields = answer("CBBC signed on 23 August [2].", SIGNED).to_dict()
    assert citation_scores(fields) == CitationScores(0, 0)


def test_without_sentences_or_citations_the_figures_are_0() -> None:
    assert scores(answer("CBBC signed on 23 August.")) == CitationScores(0, 0)
    assert scores(answer("")) == CitationScores(0, 0)
    uncited = answer("CBBC signed on 23 August.").to_dict()
    assert citation_scores(uncited, lambda premise, claim: True) == CitationScores(0, 0)


def test_a_refusal_has_no_figures() -> None:
    assert citation_scores(refusal().to_dict()) is None


def test_the_judge_gets_the_quotes_in_the_order_of_the_markers() -> None:
    asked: list[tuple[str, str]] = []

    def judge(premise: str, claim: str) -> bool:
        asked.append((premise, claim))
        return True

    text = "Two [2] things [1]."
    assert citation_scores(answer(text, SIGNED, ZHANG).to_dict(), judge) == CitationScores(1, 1)
    assert asked[0] == (f"{ZHANG}\n{SIGNED}", "Two things.")


def test_a_relative_date_is_read_by_its_articles_date() -> None:
    quote = "In June last year, the agency sent a notice."
    told = "In June last year (June 2015), the agency sent a notice. [1]"
    for date, score in (("2016-04-27", 1), (None, 0)):
        cited = (cite(1, quote, Article("a", "A", quote, date=date)),)
        assert scores(replace(answer(told), citations=cited)) == CitationScores(score, score)


@pytest.mark.parametrize("name", ["alce", "dates", "entailment", "sides", "wording"])
def test_the_judge_shares_no_code_with_what_it_judges(name: str) -> None:
    todo, seen = [f"ipqa.evaluation.judge.{name}"], set[str]()
    while todo:
        module = todo.pop()
        if module in seen:
            continue
        seen.add(module)
        source = PACKAGE.joinpath(*module.split(".")).with_suffix(".py").read_text(encoding="utf-8")
        for node in ast.walk(ast.parse(source)):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            todo += [imported for imported in names if imported.split(".")[0] == "ipqa"]
    assert {module.rpartition(".")[0] for module in seen} == {"ipqa.evaluation.judge"}
