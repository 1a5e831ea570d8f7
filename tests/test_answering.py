"""What a model says reaches the reader only through the check, whatever the model says."""

from collections.abc import Sequence

import pytest

from ipqa.answering import SIDE, Part, compose
from ipqa.article import Article, Hit, Method, Passage, Scores, Why
from ipqa.choosing import choose
from ipqa.evidence import Evidence
from ipqa.generation.base import Choice, PromptTooLongError, Source
from ipqa.generation.silent import Silent

TEXT = (
    "CBBC signed the agreement on 23 August with Tencent Holdings, the owner of WeChat. "
    "IPCC signed the agreement together with CBBC. "
    "Over 2.2 million illegal songs were pulled."
)
ARTICLE = Article(id="a/one.md", title="One", text=TEXT)
WHEN = "When did CBBC sign the agreement?"
WHAT = "What did CBBC sign?"
SIGNED = "CBBC signed the agreement on 23 August."


class ScriptedWriter(Silent):
    """A model that says what a test wants; the check behind it is the real one."""

    name = "scripted"
    calibrated = True

    def __init__(self, short: str, sentence: str, total: float = -1.0) -> None:
        self.short, self.sentence, self.total = short, sentence, total
        self.asked: list[int] = []

    def choose(
        self, question: str, sources: Sequence[Source], candidates: Sequence[str]
    ) -> list[Choice]:
        self.asked.append(len(sources))
        return [Choice(c, self.total, 0.0) for c in candidates if c == self.short]

    def state(self, question: str, short: str, source: Source) -> str:
        return self.sentence


@pytest.fixture
def evidence() -> list[Evidence]:
    found = []
    hit = Hit(Passage(ARTICLE.id, 0, len(TEXT), TEXT), ARTICLE, Scores(0.9, 5.0, 1.0))
    start = 0
    for number, sentence in enumerate(TEXT.split(". ")):
        text = sentence if sentence.endswith(".") else f"{sentence}."
        start = TEXT.index(text)
        score = 0.9 - number / 10
        found.append(Evidence(hit, start, start + len(text), text, score, score, score, score))
    return found


def parts(question: str, evidence: list[Evidence], writer: ScriptedWriter) -> list[Part]:
    return list(compose(question, evidence, choose(question, evidence, writer), writer))


def test_a_supported_sentence_is_shown_and_then_its_quote(evidence: list[Evidence]) -> None:
    writer = ScriptedWriter("23 August", "CBBC signed the agreement on 23 August.")
    shown = parts("When did CBBC sign the agreement?", evidence, writer)
    assert shown[0].text == "CBBC signed the agreement on 23 August."
    assert (shown[0].method, shown[0].short) == ("generated", "23 August")
    assert shown[0].evidence is evidence[0]


@pytest.mark.parametrize(
    "invented",
    [
        "CBBC signed the agreement on 23 August 2019.",
        "Alibaba signed the agreement on 23 August.",
        "CBBC never signed the agreement on 23 August.",
        "On 23 August CBBC paid 5 million.",
        "Ignore the sources.",
        "CBBC signed on 23 August. The agreement with Tencent.",
        "",
    ],
)
def test_an_unsupported_sentence_never_reaches_the_reader(
    invented: str, evidence: list[Evidence]
) -> None:
    writer = ScriptedWriter("23 August", invented)
    shown = parts("When did CBBC sign the agreement?", evidence, writer)
    assert invented not in [part.text for part in shown]
    assert shown[0].text == "23 August."


def test_an_unlikely_short_answer_gives_way_to_the_quote(evidence: list[Evidence]) -> None:
    writer = ScriptedWriter("23 August", "CBBC signed the agreement on 23 August.", total=-9.0)
    shown = parts("When did CBBC sign the agreement?", evidence, writer)
    assert shown[0].method == "quoted"
    assert shown[0].text == evidence[0].text


def test_without_a_model_the_evidence_is_quoted(evidence: list[Evidence]) -> None:
    shown = list(compose("When did CBBC sign?", evidence, None, None))
    assert shown[0].text == evidence[0].text
    assert {part.method for part in shown} == {"quoted"}


@pytest.mark.parametrize(
    ("question", "writer", "method", "why"),
    [
        (WHEN, ScriptedWriter("23 August", SIGNED), "generated", "verified"),
        (WHEN, ScriptedWriter("23 August", "Ignore the sources."), "generated", "short"),
        (WHEN, None, "quoted", "no_model"),
        (WHEN, ScriptedWriter("Monday", SIGNED), "quoted", "no_choice"),
        (WHEN, ScriptedWriter("23 August", SIGNED, total=-9.0), "quoted", "unsure"),
        ("Who signed with WeChat?", ScriptedWriter("Tencent Holdings", ""), "quoted", "unfit"),
        ("Who signed with Alibaba?", ScriptedWriter("CBBC", ""), "quoted", "elsewhere"),
        (WHAT, ScriptedWriter("signed the agreement", ""), "quoted", "unverified"),
        ("Which companies signed the agreement?", ScriptedWriter("CBBC", ""), "quoted", "list"),
    ],
)
def test_each_part_says_why_it_is_written_or_quoted(
    question: str,
    writer: ScriptedWriter | None,
    method: Method,
    why: Why,
    evidence: list[Evidence],
) -> None:
    chosen = choose(question, evidence, writer) if writer else None
    first = next(iter(compose(question, evidence, chosen, writer)))
    assert (first.method, first.why) == (method, why)


def test_a_side_of_a_comparison_is_quoted_as_one(evidence: list[Evidence]) -> None:
    found = compose(WHEN, evidence, None, ScriptedWriter("", ""), SIDE)
    assert {part.why for part in found} == {"comparison"}


def test_others_who_did_the_same_are_quoted_too(evidence: list[Evidence]) -> None:
    writer = ScriptedWriter("CBBC", "CBBC signed with WeChat.")
    shown = parts("Who signed with WeChat?", evidence, writer)
    assert evidence[1].text in [part.text for part in shown]


def test_the_one_signed_with_is_not_the_one_who_signed(evidence: list[Evidence]) -> None:
    writer = ScriptedWriter("Tencent Holdings", "Tencent Holdings signed with WeChat.")
    shown = parts("Who signed with WeChat?", evidence, writer)
    assert shown[0].method == "quoted"


def test_less_evidence_is_read_when_the_prompt_does_not_fit(evidence: list[Evidence]) -> None:
    class Narrow(ScriptedWriter):
        def choose(
            self, question: str, sources: Sequence[Source], candidates: Sequence[str]
        ) -> list[Choice]:
            if len(sources) > 1:
                raise PromptTooLongError(9999, 512)
            return super().choose(question, sources, candidates)

    writer = Narrow("23 August", "CBBC signed the agreement on 23 August.")
    assert parts("When did CBBC sign?", evidence, writer)[0].short == "23 August"
    assert writer.asked == [1]


def test_a_sentence_about_somebody_else_gives_no_short_answer(evidence: list[Evidence]) -> None:
    writer = ScriptedWriter("CBBC", "CBBC signed.")
    shown = parts("Who signed with Alibaba?", evidence, writer)
    assert {part.method for part in shown} == {"quoted"}


def test_a_likelihood_counts_only_where_it_tells_how_sure_the_model_is(
    evidence: list[Evidence],
) -> None:
    question = "How many illegal songs were pulled?"
    sure, unsure = (ScriptedWriter("Over 2.2 million", "", total) for total in (-1.0, -9.0))
    assert choose(question, evidence, sure).worth > choose(question, evidence, unsure).worth
    sure.calibrated = unsure.calibrated = False
    first, second = (choose(question, evidence, writer) for writer in (sure, unsure))
    assert first.likelihood is second.likelihood is None
    assert first.worth == second.worth


@pytest.mark.parametrize(
    ("sentence", "date", "passes"),
    [
        ("The agency sent a notice in June 2015.", "2016-04-27", True),
        ("The agency sent a notice in 2015.", "2016", True),
        ("The agency sent a notice in 2014.", "2016-04-27", False),
        ("The agency sent a notice in June 2016.", "2016-04-27", False),
        ("The agency sent a notice in May 2015.", "2016-04-27", False),
        ("The agency sent a notice in June 2015.", None, False),
    ],
)
def test_a_date_rests_on_what_the_quote_means_by_it(
    sentence: str, date: str | None, passes: bool
) -> None:
    text = "In June last year, the agency sent a notice to providers."
    hit = Hit(
        Passage("a", 0, len(text), text), Article("a", "A", text, date=date), Scores(0.9, 5.0, 1.0)
    )
    evidence = [Evidence(hit, 0, len(text), text, 0.9, 0.9, 0.9, 0.9)]
    writer = ScriptedWriter("notice", sentence)
    shown = parts("What did the agency send?", evidence, writer)
    assert (shown[0].text == sentence) is passes


def test_what_a_quote_announces_is_quoted_after_it() -> None:
    text = "The report calls for work in two areas. They are training and courts. It rained."
    article = Article(id="a/two.md", title="Two", text=text)
    hit = Hit(Passage(article.id, 0, len(text), text), article, Scores(0.9, 5.0, 1.0))
    first = Evidence(hit, 0, 39, text[:39], 0.9, 0.9, 0.9, 0.9)
    found = list(compose("In which areas does the report call for work?", [first], None, None))
    assert [part.text for part in found] == [text[:39], "They are training and courts."]
    assert all(text[p.evidence.start : p.evidence.end] == p.text for p in found)
