"""The whole of a cited article, as text with the cited words marked, whatever became of it."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from pathlib import Path

import gradio as gr
import pytest

from ipqa.article import Answer, Article
from ipqa.errors import EmptyIndexError, UnknownArticleError
from ipqa.web import texts
from ipqa.web.reader import BLOCK, Reader, cited, gone_html, place_of, whole_html
from ipqa.web.sources import Origin, Source
from ipqa.web.turns import Talk, Turn

from .parsed import KNOWN_TAGS, Page
from .scripted import HOSTILE, TREATY, Scripted, cite, quoted, refused, signed, turn_of

KEY = "abc123abc123"
SIGNED, PARIS = (Source.of(citation) for citation in signed().citations)


def shown(html: str) -> str:
    """The article's own words in the order of the page."""
    whole = re.sub(r"<span[^>]*ipqa-at[^>]*>.*?</span>", "", html[html.index("ipqa-whole") :])
    return Page(f"<div {whole}").text


def marked(html: str, kind: str = "here") -> list[str]:
    found = re.findall(rf'<mark class="ipqa-{kind}">(.*?)</mark>', html)
    return [Page(words).text for words in found]


def flat(text: str) -> str:
    return "".join(text.split())


class Library(Scripted):
    """Has one article, or what comes of asking for it."""

    def __init__(self, found: Article | Exception | None) -> None:
        super().__init__()
        self.found = found

    def article(self, article_id: str) -> Article | None:
        if isinstance(self.found, Exception):
            raise self.found
        return self.found


def read(answer: Answer, card: str, found: Article | Exception | None = TREATY) -> str:
    """What the step sends for ``card`` of ``answer``."""
    talk = Talk().asking(turn_of(answer, KEY))
    letter = Reader(Library(found)).read(talk, gr.EventData(None, {"card": card}))
    value = json.loads(letter)[1]
    assert value["card"] == card
    html: str = value["html"]
    return html


def test_all_of_the_article_is_shown_with_the_words_marked() -> None:
    html = whole_html(TREATY, SIGNED, [PARIS])
    assert flat(shown(html)) == flat(TREATY.text)
    assert marked(html) == [SIGNED.quote]
    assert marked(html, "other") == [PARIS.quote]
    assert html.count("<p>") == 2
    assert '<span id="ipqa-here-2" class="ipqa-at">[2]</span><mark class="ipqa-other">' in html
    assert re.findall(r'ipqa-jump" value="([^"]+)"', html) == ["ipqa-here-1", "ipqa-here-2"]
    assert "A treaty on dates" in html
    assert "The Gazette · 6 May 2002" in html
    assert 'href="https://example.org/treaty"' in html


def test_one_quote_needs_no_list() -> None:
    html = whole_html(TREATY, SIGNED)
    assert "ipqa-jump" not in html
    assert texts.READER_AUTHOR.format(author="") not in html
    assert texts.READER_LANGUAGE not in html


def test_author_and_language_are_named() -> None:
    html = whole_html(replace(TREATY, author="A <b>", language="zh-Hant"), SIGNED)
    assert "By A &lt;b&gt;" in html
    assert '<span class="ipqa-language">zh-Hant</span>' in html
    assert '<div class="ipqa-whole" lang="zh-Hant">' in html
    odd = whole_html(replace(TREATY, language='en" onclick="x'), SIGNED)
    assert not [name for one in Page(odd).attributes for name in one if name.startswith("on")]


def test_nothing_of_an_article_becomes_markup() -> None:
    citation = cite(2, HOSTILE, HOSTILE.text.split("\n\n")[1])
    html = whole_html(HOSTILE, Source.of(citation))
    page = Page(html)
    assert set(page.tags) <= KNOWN_TAGS | {"h4"}
    assert not page.values("href")
    assert flat(shown(html)) == flat(HOSTILE.text)
    assert marked(html) == [citation.quote]


def test_a_quote_over_paragraphs_is_marked_in_each() -> None:
    words = "in 2002.\n\nParis"
    html = whole_html(TREATY, Source.of(cite(1, TREATY, words)))
    assert marked(html) == ["in 2002.", "Paris"]
    assert html.count('id="ipqa-here-1"') == 1


def test_quotes_that_overlap_are_both_marked() -> None:
    first = Source.of(cite(1, TREATY, "signed in 1999. It entered"))
    other = Source.of(cite(2, TREATY, "1999. It entered into force"))
    html = whole_html(TREATY, first, [other])
    assert "".join(marked(html)) == first.quote
    assert marked(html, "other") == [" into force"]
    assert flat(shown(html)) == flat(TREATY.text)
    assert re.findall(r'id="(ipqa-here-\d)"', html) == ["ipqa-here-1", "ipqa-here-2"]


def test_words_that_moved_are_found_nearest_to_where_they_were() -> None:
    text = f"{PARIS.quote} New: {TREATY.text} The end. {PARIS.quote}"
    place = place_of(text, PARIS)
    assert place is not None
    assert text[place.start : place.end] == PARIS.quote
    assert place.start == text.index(PARIS.quote, 5)
    html = whole_html(replace(TREATY, text=text), PARIS)
    assert marked(html) == [PARIS.quote]
    assert texts.READER_CHANGED not in html


def test_words_that_are_gone_are_kept_and_said_to_be_gone() -> None:
    html = whole_html(replace(TREATY, text="It is all <new>."), SIGNED, [PARIS])
    assert texts.READER_CHANGED in html
    assert SIGNED.quote in html[: html.index("ipqa-whole")]
    assert "<mark" not in html
    assert shown(html) == "It is all <new>."


def test_what_the_browser_made_up_is_only_not_found() -> None:
    made_up = replace(SIGNED, start=-5, end=10**9, quote="no such words")
    assert place_of(TREATY.text, made_up) is None
    back = place_of(TREATY.text, replace(SIGNED, start=-1))
    assert back is not None
    assert back.start == 0


def test_a_long_article_comes_in_blocks_that_can_be_drawn_one_by_one() -> None:
    sentence = "It was a dark and stormy night in Paris. "
    text = f"{sentence * 4000}{'x' * 9000}\n{sentence * 10}\n\n{'日本。' * 5000}"
    article = replace(TREATY, text=text)
    quote = text[160_000:160_900]
    html = whole_html(article, Source.of(cite(1, article, quote)))
    assert flat(shown(html)) == flat(text)
    assert "".join(marked(html)) == quote
    whole = html[html.index("ipqa-whole") :]
    blocks = re.findall(r"<p(?: class=\"ipqa-further\")?>(.*?)</p>", whole)
    assert max(len(Page(block).text) for block in blocks) < BLOCK + 10
    assert whole.count("<p>") == 2


def test_the_step_opens_the_article_of_a_card_and_marks_its_answer() -> None:
    html = read(signed(), f"ipqa-{KEY}-2")
    assert marked(html) == [PARIS.quote]
    assert marked(html, "other") == [SIGNED.quote]


def test_the_step_opens_the_article_of_a_nearest_passage() -> None:
    html = read(refused(), f"ipqa-{KEY}-near-1")
    assert "".join(marked(html)) == TREATY.text.replace("\n\n", "")


@pytest.mark.parametrize("found", [None, UnknownArticleError("corpus/treaty.md")])
def test_an_article_that_left_the_index_is_said_to_be_gone(found: Exception | None) -> None:
    html = read(quoted(), f"ipqa-{KEY}-1", found)
    assert html == gone_html(Source.of(quoted().citations[0]))
    assert texts.READER_GONE in html
    assert "It entered into force in 2002." in html
    assert "A treaty on dates" in html


def test_failures_are_one_line() -> None:
    html = read(quoted(), f"ipqa-{KEY}-1", EmptyIndexError(Path("/<store>")))
    assert "could not be opened: nothing is indexed in /&lt;store&gt; yet" in html
    html = read(quoted(), f"ipqa-{KEY}-1", RuntimeError("a detail for the terminal only"))
    assert texts.READER_UNEXPECTED in html
    assert "for the terminal only" not in html


@pytest.mark.parametrize(
    "card", ["", "None", f"ipqa-{KEY}-9", f"ipqa-{KEY}-near-1", "ipqa-000000000000-1", "x" * 99]
)
def test_a_card_that_nobody_knows_is_one_line(card: str) -> None:
    assert Page(read(signed(), card)).text == texts.READER_UNKNOWN


def test_a_conversation_of_many_quotes_takes_no_time() -> None:
    article = replace(TREATY, text="a " * 200_000)
    many = tuple(Source(n, Origin.of(article), "a", 7, 8) for n in range(1, 5000))
    talk = Talk((Turn("?", key="abc123abc123", state="answered", sources=many),))
    started = time.perf_counter()
    chosen, others = cited(talk, "ipqa-abc123abc123-1")
    assert chosen
    html = whole_html(article, chosen, others)
    assert time.perf_counter() - started < 5
    assert html.count("ipqa-at") == 201


def test_words_that_have_moved_are_found_at_the_nearest_place() -> None:
    source = Source(1, Origin("a", "A"), "word", 10, 14)
    for text, start in (("word      word", 10), ("word. a word", 8), ("word", 0), ("", None)):
        place = place_of(text, source)
        assert (place.start if place else None) == start
    assert place_of("word word", replace(source, start=-(10**30))) == place_of(
        "word", replace(source, start=-(10**30))
    )
    assert place_of("word", replace(source, quote="")) is None


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (TREATY, flat(TREATY.text)),
        (None, flat(texts.ARTICLES_GONE)),
        (EmptyIndexError(Path("/store")), "couldnotbeopened"),
    ],
)
def test_an_article_of_the_list_is_opened_by_its_id(
    found: Article | Exception | None, words: str
) -> None:
    letter = Reader(Library(found)).read(Talk(), gr.EventData(None, {"article": TREATY.id}))
    value = json.loads(letter)[1]
    assert value["article"] == TREATY.id
    assert words in flat(Page(value["html"]).text)
    assert "<mark" not in value["html"]
