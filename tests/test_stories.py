"""A story in two articles takes one place, and what they tell differently stays."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from evaluation.doubles import Liar, small_assistant
from stores import open_store

from ipqa.article import Article, Hit, Passage, Scores
from ipqa.assistant import Assistant
from ipqa.contradictions import DIFFER
from ipqa.filters import Filters
from ipqa.retrieval import Retriever
from ipqa.settings import load_settings
from ipqa.stories import also_in, one_story, told

SIGNED = "Acme signed with Bolt on Monday."
PAID = "It paid 1.2 million yuan."
PAID_MORE = "It paid 1.3 million yuan."
TWINS = {"a": ["b", "c"], "b": ["a", "c"], "c": ["a", "b"]}


def hits(*told: tuple[str, str]) -> list[Hit]:
    """Hits with these texts, the best first, each article's passages in one text."""
    texts: dict[str, str] = {}
    for id, text in told:
        texts[id] = f"{texts.get(id, '')}\n\n{text}".strip()
    articles = {id: Article(id, id.upper(), text) for id, text in texts.items()}
    found = []
    for place, (id, text) in enumerate(told):
        start = articles[id].text.index(text)
        passage = Passage(id, start, start + len(text), text)
        found.append(Hit(passage, articles[id], Scores(0.5, 1.0, 1.0 - place / 100)))
    return found


def shown(ranked: list[Hit], twins: dict[str, list[str]] | None = None) -> list[tuple[str, str]]:
    found = one_story(ranked, TWINS if twins is None else twins)
    return [(hit.article.id, hit.passage.text) for hit in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Sales rose 5%.", "sales  rose 5%"),
        ("“We won,” it said.", '"We won", it said.'),
        ("The 2019–2020 season…", "The 2019-2020 season"),
        ("It's over!", "It’s over."),
        ("Cafe\u0301s opened.", "Caf\u00e9s opened."),
    ],
)
def test_the_same_words_are_the_same(one: str, other: str) -> None:
    assert told(one) == told(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (PAID, PAID_MORE),
        (PAID, "It paid 12 million yuan."),
        ("It fell .5 points.", "It fell 5 points."),
        ("It cost $5.", "It cost €5."),
        ("It cost 5%.", "It cost 5."),
        ("It grew by -5.", "It grew by 5."),
        ("At 10:30 it began.", "At 1030 it began."),
        ("It won.", "It won?"),
        ("It was 10² metres.", "It was 102 metres."),
        ("Résumé.", "Resume."),
    ],
)
def test_another_figure_sign_or_letter_is_another_sentence(one: str, other: str) -> None:
    assert told(one) != told(other)


def test_the_same_passage_takes_one_place_the_best() -> None:
    ranked = hits(("a", SIGNED), ("b", SIGNED.upper()), ("x", SIGNED), ("c", SIGNED))
    assert shown(ranked) == [("a", SIGNED), ("x", SIGNED)]
    assert one_story(ranked, {}) == ranked
    assert one_story([], TWINS) == []


def test_one_article_speaks_for_the_story() -> None:
    ranked = hits(("a", SIGNED), ("b", PAID), ("x", "Else."), ("a", PAID))
    assert shown(ranked) == [("a", SIGNED), ("a", PAID), ("x", "Else.")]


def test_other_figures_stay() -> None:
    ranked = hits(("a", f"{SIGNED} {PAID}"), ("b", f"{SIGNED} {PAID_MORE}"))
    assert [id for id, _ in shown(ranked)] == ["a", "b"]


def test_what_two_of_three_say_is_said_once() -> None:
    ranked = hits(("a", SIGNED), ("b", PAID), ("c", PAID), ("c", SIGNED))
    assert shown(ranked) == [("a", SIGNED), ("b", PAID)]


def test_passages_cut_elsewhere_are_the_same_story() -> None:
    ranked = hits(("b", f"{SIGNED} {PAID}"), ("a", SIGNED), ("a", PAID), ("a", PAID_MORE))
    assert shown(ranked) == [("b", f"{SIGNED} {PAID}"), ("a", PAID_MORE)]
    ranked = hits(("a", SIGNED), ("b", f"{SIGNED} {PAID}"), ("a", PAID))
    assert shown(ranked) == [("a", SIGNED), ("a", PAID)]


def test_an_article_may_repeat_itself() -> None:
    ranked = hits(("a", SIGNED), ("a", f"{PAID} {SIGNED}"), ("b", PAID_MORE))
    assert len(shown(ranked)) == 3


def test_also_names_articles_that_have_the_whole_sentence() -> None:
    same = Article("s", "Same", f"ACME signed with   Bolt on Monday! {PAID_MORE}")
    longer = Article("l", "Longer", "It is false that Acme signed with Bolt on Monday. It slept.")
    assert also_in(SIGNED, [same, longer]) == (same,)
    assert also_in(PAID, [same, longer]) == ()
    assert also_in("…", [same]) == ()
    assert also_in(f"{SIGNED} {PAID_MORE}", [same, longer]) == (same,)
    assert also_in(f"{SIGNED} {PAID}", [same, longer]) == ()


STORY = "Acme signed with Bolt on Monday.\n\n{}\n\nThe mayor was there and planted an oak.\n"


@pytest.fixture
def assistant(tmp_path: Path) -> Iterator[Assistant]:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name, paid, date in (("one", PAID, "2020"), ("two", PAID, "2021"), ("not", PAID, "2020")):
        text = STORY.format(paid)
        (corpus / f"{name}.md").write_text(
            f"---\ntitle: A deal\nsource: {name.title()}\ndate: {date}\n---\n\n{text}", "utf-8"
        )
    (corpus / "three.md").write_text(f"# Another\n\n{PAID_MORE}\n\nIt rained in Rome.\n", "utf-8")
    settings = load_settings(store=tmp_path / "store", corpus=corpus)
    with small_assistant(settings, Liar(), {}) as assistant:
        yield assistant


def pair(assistant: Assistant, *names: str) -> None:
    """Makes articles twins of each other."""
    ids = [f"corpus/{name}.md" for name in names]
    catalog = assistant._ready().catalog
    twins = {id: [other for other in ids if other != id] for id in ids}
    catalog.twins = lambda wanted: {  # type: ignore[method-assign]
        id: twins[id] for id in wanted if id in twins
    }


def test_a_citation_names_both_sources(assistant: Assistant) -> None:
    pair(assistant, "one", "two", "not")
    answer = assistant.ask("Who planted an oak?")
    cited = answer.citations[0]
    assert {article.source for article in (cited.article, *cited.also)} == {"One", "Two", "Not"}
    written = answer.to_dict(with_text=True)["citations"][0]["also"]
    assert [other["source"] for other in written] == [article.source for article in cited.also]
    assert all(cited.quote in other["text"] for other in written)


def test_other_figures_reach_the_notice(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ipqa.reading.THRESHOLD", 0.0)
    corpus = assistant.settings.corpus
    for name, paid in (("one", "1.2"), ("two", "1.3")):
        story = STORY.format(f"Acme paid Bolt {paid} million yuan for the songs.")
        (corpus / f"{name}.md").write_text(story, "utf-8")
    assistant.index()
    pair(assistant, "one", "two")
    answer = assistant.ask("How many yuan did Acme pay Bolt for the songs?")
    assert answer.notice == DIFFER
    assert {c.article.id for c in answer.citations} == {"corpus/one.md", "corpus/two.md"}
    assert not any(c.also for c in answer.citations)


def test_hits_show_a_story_once(assistant: Assistant) -> None:
    pair(assistant)
    everything = assistant.search("Who signed with Bolt on Monday?", 24)
    assert len({hit.article.id for hit in everything}) == 4
    pair(assistant, "one", "two", "not")
    once = assistant.search("Who signed with Bolt on Monday?", 24)
    assert len({hit.article.id for hit in once}) == 2
    assert len({hit.passage.text for hit in once}) == len(once)
    shared = next(hit for hit in once if SIGNED in hit.passage.text)
    sources = {article.source for article in (shared.article, *shared.also)}
    assert sources == {"One", "Two", "Not"}


def test_an_article_that_the_filters_leave_out_is_not_named(assistant: Assistant) -> None:
    pair(assistant, "one", "two")
    answer = assistant.ask("Who planted an oak?", filters=Filters(sources="Two"))
    assert [c.article.source for c in answer.citations] == ["Two"] * len(answer.citations)
    assert not any(c.also for c in answer.citations)
    assert "also" not in answer.to_dict()["citations"][0]


def test_places_are_filled_with_other_passages(tmp_path: Path) -> None:
    store = open_store(tmp_path)
    for name in ("one", "two"):
        store.write(f"{name}.md", f"---\ntitle: {name}\n---\n\n{SIGNED}")
    store.write("three.md", "# Other\n\nSomething else was signed.")
    store.sync()
    ids = ["corpus/one.md", "corpus/two.md"]
    store.catalog.twins = lambda _: {  # type: ignore[method-assign]
        ids[0]: ids[1:], ids[1]: ids[:1],
    }  # fmt: skip
    found = Retriever(store.catalog, store.vectors, store.embedder).search("who signed with", 2)
    assert len({hit.passage.text for hit in found}) == 2
    assert [hit.scores.fused for hit in found] == sorted(h.scores.fused for h in found)[::-1]
    store.close()
