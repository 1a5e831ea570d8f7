"""Answers of several sentences, with the real embedder: summaries, and articles that differ.

No language model has a part in them; the last test asks one all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ipqa.answerability import REFUSAL
from ipqa.article import Answer
from ipqa.assistant import Assistant
from ipqa.contradictions import DIFFER
from ipqa.evaluation.judge.checker import Checker
from ipqa.generation.silent import Silent
from ipqa.loaders import load_articles, walk_files
from ipqa.settings import Settings

LAMPS = "Acme of Holmby makes lamps. Its lamps are sold in nine countries."
FIRST = "The Holmby court fined Acme 5,000 crowns for selling fake lamps."
SECOND = "The court in Holmby fined Acme 6,000 crowns for the sale of fake lamps."
AGREEING = "The Holmby court fined Acme five thousand crowns for the sale of fake lamps."
FINE = "How much did the Holmby court fine Acme?"


@pytest.fixture(scope="module")
def quoting(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant over the corpus that quotes."""
    store = tmp_path_factory.mktemp("quoting")
    with Assistant(settings.model_copy(update={"store": store})) as assistant:
        assistant._writer = Silent()
        assistant.index()
        yield assistant


Telling = Callable[..., Answer]


@pytest.fixture
def told(settings: Settings, tmp_path: Path) -> Iterator[Telling]:
    """The answer over some articles of a question."""
    opened: list[Assistant] = []

    def tell(question: str, *articles: str, writer: object = None) -> Answer:
        corpus = tmp_path / "news"
        corpus.mkdir()
        for number, text in enumerate(articles):
            (corpus / f"{number}.md").write_text(text, encoding="utf-8")
        assistant = Assistant(settings.model_copy(update={"store": tmp_path / "store"}))
        opened.append(assistant)
        assistant._writer = Silent() if writer is None else None
        assistant.index([corpus])
        return assistant.ask(question)

    yield tell
    for assistant in opened:
        assistant.close()


def assert_summary(answer: Answer, article: str, most: int = 5) -> None:
    """Quotes of one article in its order, each with its own citation, and nothing else."""
    assert not answer.refused
    assert (answer.method, answer.short, answer.notice) == ("quoted", None, None)
    assert answer.why == "summary"
    assert {Path(citation.article.id).stem for citation in answer.citations} == {article}
    starts = [citation.start for citation in answer.citations]
    assert starts == sorted(set(starts))
    assert 1 < len(starts) <= most
    said = " ".join(f"{citation.quote} [{citation.marker}]" for citation in answer.citations)
    assert answer.text == said


@pytest.mark.parametrize(
    ("question", "article", "facts"),
    [
        (
            "What is the WeChat memorandum about?",
            "CBBC-IPCC-WeChat-memorandum",
            ["signed a memorandum", "copyright infringement on WeChat", "Tencent"],
        ),
        (
            "Give me the main points of the article on Alibaba and the CPCC.",
            "alibaba-cpcc-copyright-partnership",
            ["strategic cooperation agreement", "Alibaba"],
        ),
        (
            "What happened at the Chengdu forum?",
            "chengdu-copyright-forum",
            ["took place in Chengdu", "challenges and opportunities that the digital economy"],
        ),
        (
            "What did the 2020 report find?",
            "ecommerce-ip-protection-report",
            ["December 28", "comprehensively strengthened", "e-commerce platform enterprise"],
        ),
        (
            "Summarise the article on the internet copyright protection meeting",
            "internet-copyright-protection-meeting",
            ["delegates talked about", "14 million publications"],
        ),
    ],
)
def test_each_article_is_summed_up(
    question: str, article: str, facts: list[str], quoting: Assistant
) -> None:
    answer = quoting.ask(question)
    assert_summary(answer, article)
    for fact in facts:
        assert fact in answer.text
    texts = [
        next(load_articles(path, f"corpus/{path.name}"))
        for path in walk_files(quoting.settings.corpus)
    ]
    assert Checker(texts).check(answer) == ()


@pytest.mark.parametrize(
    ("question", "article", "facts"),
    [
        ("Tell me about Hugo Zhang.", "CBBC-IPCC-WeChat-memorandum", ["chairman of the IPCC"]),
        ("Tell me about the DCI.", "alibaba-cpcc-copyright-partnership", ["in 2019", "DCI"]),
        ("Describe the Beijing Treaty", "chengdu-copyright-forum", ["29 countries"]),
    ],
)
def test_a_part_of_an_article_is_summed_up_from_what_is_about_it(
    question: str, article: str, facts: list[str], quoting: Assistant
) -> None:
    answer = quoting.ask(question)
    assert_summary(answer, article)
    for fact in facts:
        assert fact in answer.text


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the article on the 2018 World Cup",
        "What did the 2023 report find?",
        "What happened at the Davos meeting?",
        "Tell me about kittens",
        "Give me the main points of the report on air pollution",
        "Summarise the article",
    ],
)
def test_a_summary_of_what_is_not_there_is_refused(question: str, quoting: Assistant) -> None:
    answer = quoting.ask(question)
    assert answer.refused
    assert answer.text == REFUSAL
    assert answer.citations == ()
    assert answer.why in ("far", "doubtful")


def test_a_summary_keeps_to_the_number_of_sentences_asked_for(quoting: Assistant) -> None:
    answer = quoting.ask("Summarise the Chengdu forum in two sentences.")
    assert_summary(answer, "chengdu-copyright-forum", most=2)


def test_what_was_talked_about_is_summed_up(quoting: Assistant) -> None:
    history = [
        {"role": "user", "content": "What happened at the Chengdu forum?"},
        {"role": "assistant", "content": "The forum took place in Chengdu. [1]"},
    ]
    assert_summary(quoting.ask("Summarise it.", history), "chengdu-copyright-forum")


def test_the_only_article_need_not_be_named(told: Telling) -> None:
    assert_summary(told("Summarise the article.", f"{FIRST} {LAMPS}"), "0")


def test_a_summary_and_a_fact_are_answered_together(quoting: Assistant) -> None:
    answer = quoting.ask("Tell me about the e-commerce report, and who chairs the IPCC?")
    assert "Hugo Zhang" in answer.text
    assert "Electronic Commerce (2020)" in answer.text
    assert answer.missing == ()


def test_articles_that_differ_are_both_quoted_and_a_notice_says_so(told: Telling) -> None:
    dated = "---\ntitle: On lamps\ndate: {}\n---\n\n{} {}\n"
    answer = told(
        FINE, dated.format("2020-03-01", FIRST, LAMPS), dated.format("2020-03-05", SECOND, LAMPS)
    )
    assert answer.notice == DIFFER
    assert answer.text == f"{SECOND} [1] {FIRST} [2]"
    assert (answer.method, answer.short) == ("quoted", None)
    assert answer.to_dict()["notice"] == DIFFER
    assert answer.why == "differing"


def test_articles_that_agree_in_other_words_bring_no_notice(told: Telling) -> None:
    answer = told(FINE, f"{FIRST} {LAMPS}", f"{AGREEING} Rain fell in Holmby.")
    assert answer.notice is None
    assert "5,000 crowns" in answer.text
    assert "notice" not in answer.to_dict()


@pytest.mark.slow
def test_no_short_answer_stands_where_articles_differ(told: Telling) -> None:
    answer = told(FINE, f"{FIRST} {LAMPS}", f"{SECOND} Rain fell in Holmby.", writer="the real one")
    assert answer.notice == DIFFER
    assert answer.short is None
    assert {citation.quote for citation in answer.citations} == {FIRST, SECOND}
