"""The pipeline asks the articles that fit, as if there were no others; no model is needed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from evaluation.doubles import Liar, small_assistant

import ipqa
from ipqa.assistant import Assistant
from ipqa.errors import EmptyIndexError, NothingFitsError
from ipqa.events import Final
from ipqa.filters import Filters
from ipqa.index.filtering import Choices
from ipqa.settings import load_settings

ARTICLES = {
    "old/park.md": ("Herald", "2019-05-02", "Bob Ray planted 40 oaks in the park of Rome."),
    "new/park.md": ("Gazette", "2021", "Ann Lee planted 90 elms in the park of Rome."),
    "new/sea.md": ("Gazette", "2021-07", "The sea was calm, and nobody swam in it that day."),
}


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    corpus = tmp_path / "corpus"
    for name, (source, date, text) in ARTICLES.items():
        path = corpus / name
        path.parent.mkdir(parents=True, exist_ok=True)
        head = f"---\ntitle: News\nsource: {source}\ndate: {date}\n---\n\n"
        path.write_text(head + text, encoding="utf-8")
    settings = load_settings(store=tmp_path / "store", corpus=corpus)
    with small_assistant(settings, Liar(), {}) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("filters", "word"),
    [
        (Filters(sources="herald"), "oaks"),
        (Filters.only("2021"), "elms"),
        (Filters(folders="corpus/new"), "elms"),
        (Filters(until="2020"), "oaks"),
    ],
)
def test_only_what_fits_is_answered_from(
    filters: Filters, word: str, assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipqa.reading.THRESHOLD", 0.0)
    other = {"oaks": "elms", "elms": "oaks"}[word]
    question = "Who planted trees in the park of Rome?"
    answer = assistant.ask(question, filters=filters)
    shown = " ".join(
        [*(c.quote for c in answer.citations), *(p.passage.text for p in answer.passages)]
    )
    assert word in shown
    assert other not in shown
    found = [hit.passage.text for hit in assistant.search(question, 9, filters)]
    assert word in " ".join(found)
    assert other not in " ".join(found)
    assert len(assistant.search(question, 9)) == len(ARTICLES)


def test_a_follow_up_and_a_summary_stay_within(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipqa.reading.THRESHOLD", 0.0)
    history = [
        {"role": "user", "content": "Who planted trees in Rome?"},
        {"role": "assistant", "content": "Bob Ray did. [1]"},
    ]
    for question in ("And when did he?", "Summarise the article on the park of Rome."):
        answer = assistant.ask(question, history, Filters(sources="Gazette"))
        assert answer.passages
        assert {hit.article.source for hit in answer.passages} == {"Gazette"}
        assert {cited.article.source for cited in answer.citations} <= {"Gazette"}


def test_filters_that_nothing_fits_are_said_before_any_search(assistant: Assistant) -> None:
    events = assistant.stream("Who planted?", filters=Filters("Nobody", "2021"))
    with pytest.raises(NothingFitsError, match=r"the filters \(Nobody, since 2021\): widen them"):
        next(events)
    with pytest.raises(NothingFitsError):
        assistant.search("Who planted?", filters=Filters.only("1999"))


def test_empty_filters_ask_everything(assistant: Assistant) -> None:
    question = "Who planted trees in the park of Rome?"
    assert assistant.search(question, 9, Filters()) == assistant.search(question, 9)
    *_, last = assistant.stream(question, None, Filters())
    assert isinstance(last, Final)


def test_what_there_is_to_choose_from(assistant: Assistant, tmp_path: Path) -> None:
    assert assistant.choices() == Choices(
        ("Gazette", "Herald"), (), ("corpus/new", "corpus/old"), "2019-05-02", "2021-07"
    )
    with pytest.raises(EmptyIndexError):
        Assistant(load_settings(store=tmp_path / "none")).choices()


def test_the_shared_assistant_takes_filters(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ipqa, "_shared", assistant)
    answer = ipqa.ask("Who planted oaks?", filters=ipqa.Filters(sources="Gazette"))
    assert {hit.article.source for hit in answer.passages} == {"Gazette"}
