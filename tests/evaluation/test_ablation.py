from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import ipqa.answering
import ipqa.assistant
import ipqa.reading
import ipqa.retrieval
from ipqa.article import Answer
from ipqa.assistant import Assistant
from ipqa.evaluation import ablation
from ipqa.evaluation.ablation import FULL, VARIANTS, active, run_ablations, variants
from ipqa.evaluation.judge.checker import Checker
from ipqa.evaluation.material import load_articles
from ipqa.evaluation.runner import Row
from ipqa.evidence import EvidenceFinder
from ipqa.retrieval import Retriever
from ipqa.settings import Settings, load_settings

from .builders import row
from .doubles import Liar, small_assistant

PLACES = (
    ipqa.answering,
    ipqa.assistant,
    ipqa.reading,
    ipqa.retrieval,
    Assistant,
    EvidenceFinder,
    Retriever,
)
"""Modules and classes that a variant may change."""

DOCTOR = "Doctor Ann Lee healed the monarch."
SCALE = "The physician scale was treated with linseed oil."
PARK = "The park opened in spring. Bob Ray planted 40 oaks there."
PHYSICIAN = "Which physician treated the queen?"
MEANING = {"physician": "doctor", "treated": "healed", "queen": "monarch"}
OAKS = "Who planted the oaks in the park?"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, text in (("doctor", DOCTOR), ("scale", SCALE), ("park", PARK)):
        (corpus / f"{name}.txt").write_text(f"{text}\n", encoding="utf-8")
    return load_settings(store=tmp_path / "store", corpus=corpus)


@pytest.fixture
def small(settings: Settings) -> Iterator[Assistant]:
    """The real pipeline over three tiny articles, without any model."""
    with small_assistant(settings, Liar(), MEANING) as assistant:
        yield assistant


def found(assistant: Assistant, question: str) -> list[str]:
    return [Path(hit.article.id).stem for hit in assistant.nominate(question, 10)]


def held() -> dict[tuple[str, str], Any]:
    return {
        (getattr(place, "__name__", ""), name): value
        for place in PLACES
        for name, value in vars(place).items()
    }


def changed(before: dict[tuple[str, str], Any]) -> set[str]:
    now = held()
    assert now.keys() == before.keys()
    return {
        f"{place}.{name}"
        for (place, name), value in now.items()
        if value is not before[place, name]
    }


CHANGES = {
    "dense only": {"ipqa.retrieval.DENSE_WEIGHT"},
    "BM25 only": {"ipqa.retrieval.DENSE_WEIGHT", "Retriever.search_vector"},
    "no sentence evidence": {"EvidenceFinder.find", "ipqa.assistant.rerank"},
    "no grounding": {"ipqa.answering.check"},
    "no refusal score": {"ipqa.reading.THRESHOLD"},
    "no model": {"Assistant._model"},
}


def test_every_variant_is_known() -> None:
    assert CHANGES.keys() == VARIANTS.keys()
    assert all(name == variant.name and variant.about for name, variant in VARIANTS.items())


@pytest.mark.parametrize("name", CHANGES)
def test_a_variant_changes_what_it_names_and_restores_it(name: str) -> None:
    before = held()
    with VARIANTS[name].applied():
        assert changed(before) == CHANGES[name]
        assert active() == name
    assert changed(before) == set()
    assert active() == ""


@pytest.mark.parametrize("name", CHANGES)
@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_a_variant_is_undone_after_an_exception(name: str, error: type[BaseException]) -> None:
    before = held()

    def fail() -> None:
        with VARIANTS[name].applied():
            assert changed(before)
            raise error

    with pytest.raises(error):
        fail()
    assert changed(before) == set()
    assert active() == ""


def test_variants_can_be_nested() -> None:
    before = held()
    with VARIANTS["BM25 only"].applied(), VARIANTS["dense only"].applied():
        assert active() == "BM25 only + dense only"
        assert ipqa.retrieval.DENSE_WEIGHT == 1
    assert changed(before) == set()


def test_a_name_that_is_gone_from_the_pipeline_fails_loudly() -> None:
    with (
        pytest.raises(AttributeError, match="has no LOST to change"),
        ablation._changed(ipqa.retrieval, "LOST", 1),
    ):
        pass
    assert not hasattr(ipqa.retrieval, "LOST")


def test_dense_only_finds_what_says_the_same_in_other_words(small: Assistant) -> None:
    before = found(small, PHYSICIAN)
    assert before[0] == "scale"
    with VARIANTS["dense only"].applied():
        assert found(small, PHYSICIAN)[:2] == ["doctor", "scale"]
    assert found(small, PHYSICIAN) == before


def test_bm25_only_finds_nothing_without_a_common_word(small: Assistant) -> None:
    assert "doctor" in found(small, PHYSICIAN)
    with VARIANTS["BM25 only"].applied():
        assert found(small, PHYSICIAN) == ["scale"]
        assert found(small, "Who healed kings?") == ["doctor"]
        assert small.ask("Is there a zebra?").refused
    assert "doctor" in found(small, PHYSICIAN)


def test_without_sentence_evidence_passages_and_sentences_keep_their_order(
    small: Assistant,
) -> None:
    _, ranked = small._search(OAKS)
    assert ranked[0].text == "Bob Ray planted 40 oaks there."
    assert small.search(PHYSICIAN)[0].article.id == "corpus/doctor.txt"
    with VARIANTS["no sentence evidence"].applied():
        hits, evidence = small._search(OAKS)
        assert hits == small.nominate(OAKS, len(hits))
        assert [item.text for item in evidence[:2]] == PARK.replace(". ", ".|").split("|")
        assert {item.score for item in evidence} == {ranked[0].score}
        assert [item.maxsim for item in evidence[:2]] == [ranked[1].maxsim, ranked[0].maxsim]
        assert small.search(PHYSICIAN)[0].article.id == "corpus/scale.txt"
    assert small._search(OAKS)[1] == ranked


def test_without_grounding_the_model_says_what_it_likes(
    small: Assistant, settings: Settings
) -> None:
    checker = Checker(load_articles(settings.corpus))
    before = small.ask(OAKS)
    assert before.method == "generated"
    assert before.text.startswith("Bob Ray. [1]")
    assert checker.check(before) == ()
    with VARIANTS["no grounding"].applied():
        lied = small.ask(OAKS)
        assert lied.text.startswith("Bob Ray did so in 1987. [1]")
        assert [problem.kind for problem in checker.check(lied)] == ["number"]
    assert text_of(small.ask(OAKS)) == text_of(before)


def test_without_the_score_only_what_is_far_is_refused(small: Assistant) -> None:
    small._writer = Liar(logprob=-9.5)
    assert small.ask(OAKS).refused
    with VARIANTS["no refusal score"].applied():
        assert not small.ask(OAKS).refused
        assert small.ask("zebra").refused
    assert small.ask(OAKS).refused


def test_without_a_model_the_evidence_is_quoted(small: Assistant) -> None:
    writer = small._writer
    assert isinstance(writer, Liar)
    assert small.ask(OAKS).method == "generated"
    with VARIANTS["no model"].applied():
        quoted = small.ask(OAKS)
        small.warm()
    assert writer.asked == 1
    assert (quoted.method, quoted.model, quoted.short) == ("quoted", "none", None)
    assert quoted.text.startswith("Bob Ray planted 40 oaks there. [1]")
    assert (writer.closed, writer.warmed) == (False, False)
    assert small.ask(OAKS).model == "liar"


def test_each_installed_model_is_a_variant(
    small: Assistant, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[Liar] = []

    def open_other(chosen: Settings) -> Liar:
        assert chosen.llm_url is None
        opened.append(Liar(chosen.model))
        return opened[-1]

    monkeypatch.setattr(ablation, "open_writer", open_other)
    monkeypatch.setattr(ablation, "is_present", lambda entry, _: entry.name != "gemma-3-270m")
    name = "model smollm2-135m-instruct"
    assert variants(settings).keys() - VARIANTS.keys() == {name}
    server = settings.model_copy(update={"llm_url": "http://127.0.0.1:1"})
    known = variants(server)
    assert opened == []
    before = held()
    with known[name].applied():
        assert changed(before) == {"Assistant._model"}
        assert opened[0].warmed
        assert small.ask(OAKS).model == "smollm2-135m-instruct"
        assert not opened[0].closed
    assert opened[0].closed
    assert changed(before) == set()
    assert small.ask(OAKS).model == "liar"


def test_the_model_of_the_full_pipeline_is_no_variant(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ablation, "is_present", lambda *_: True)
    own = f"model {settings.model}"
    assert own not in variants(settings)
    assert "model smollm2-135m-instruct" in variants(settings)
    assert "model all-MiniLM-L6-v2" not in variants(settings)
    server = settings.model_copy(update={"llm_url": "http://127.0.0.1:1"})
    assert own in variants(server)
    monkeypatch.setattr(ablation, "is_present", lambda *_: False)
    assert variants(server).keys() == VARIANTS.keys()


def text_of(answer: Answer) -> tuple[str, str]:
    return answer.text, answer.method


def test_ablations_run_under_each_variant_and_first_without() -> None:
    seen: list[str] = []

    def run() -> list[Row]:
        seen.append(active())
        return [row(f"q{len(seen)}")]

    results = run_ablations(run, ["no model", "dense only", "no model"])
    assert seen == ["", "no model", "dense only"]
    assert list(results) == [FULL, "no model", "dense only"]
    assert results["no model"][0].question.id == "q2"


def test_an_unknown_variant_is_named_before_anything_runs() -> None:
    def run() -> list[Row]:
        raise AssertionError

    with pytest.raises(ValueError, match="no variant no brain: choose among dense only, BM25"):
        run_ablations(run, ["no model", "no brain"])
    with pytest.raises(ValueError, match="no variant BM25: choose among no model"):
        run_ablations(run, ["BM25"], {"no model": VARIANTS["no model"]})


def test_ctrl_c_keeps_the_variants_that_are_whole() -> None:
    def run() -> list[Row]:
        if active() == "no model":
            raise KeyboardInterrupt
        return [row("q")]

    before = held()
    results = run_ablations(run, ["dense only", "no model", "no grounding"])
    assert list(results) == [FULL, "dense only"]
    assert changed(before) == set()
