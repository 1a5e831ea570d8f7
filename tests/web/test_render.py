"""Answers become HTML that shows every word as it is and links only the answer's own markers."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from typing import get_args

import pytest

from ipqa.article import Answer, Article, Why
from ipqa.events import Status
from ipqa.web import cards, markup, render, sources, texts
from ipqa.web.sources import Source
from ipqa.web.turns import Turn

from .parsed import KNOWN_TAGS, Page
from .scripted import HOSTILE, TREATY, cite, hostile, near, quoted, refused, signed, turn_of, twice


def marks(html: str) -> list[str]:
    return re.findall(r'class="ipqa-open ipqa-mark"[^>]*>(\[\d+\])', html)


def test_nothing_of_an_article_or_a_person_becomes_markup() -> None:
    html = render.turn_html(turn_of(hostile(), "k")) + render.user_html(
        "<b>*hi*</b>\n<script>x</script>"
    )
    page = Page(html)
    assert set(page.tags) <= KNOWN_TAGS
    assert not [name for one in page.attributes for name in one if name.startswith("on")]
    assert not page.values("href")
    assert "<script>window.hacked='text'</script> paper [1] says **bold** $$x$$" in page.text
    assert "<b>*hi*</b>\n<script>x</script>" in page.text


def test_a_message_is_one_line_so_that_markdown_leaves_it_alone() -> None:
    text = "first\r\n\r\n# second\n\n    third"
    html = [
        render.user_html(text),
        render.turn_html(Turn("?").failed(text)),
        render.turn_html(turn_of(replace(hostile(), missing=(text,)), "k")),
        render.turn_html(Turn("?", text=text, status=Status("writing", text))),
    ]
    assert not [one for one in html if "\n" in one or "\r" in one]
    assert all(one.startswith(("<div ", "<h2 ")) for one in html)


def test_markers_become_buttons_that_name_their_card() -> None:
    html = render.turn_html(turn_of(signed(), "abc"))
    assert marks(html) == ["[1]", "[2]"]
    page = Page(html)
    assert {"ipqa-abc-1", "ipqa-abc-2"} == set(page.values("value"))
    assert page.values("id") == ["ipqa-abc-1", "ipqa-abc-2"]


def test_markers_without_a_citation_stay_text() -> None:
    answer = replace(signed(), text="It was signed in 1999. [1] And more. [7] [x] [1234]")
    html = render.turn_html(turn_of(answer, "k"))
    assert marks(html) == ["[1]"]
    assert "[7] [x] [1234]" in html


def test_markers_inside_quoted_words_are_the_articles_own() -> None:
    html = render.turn_html(turn_of(hostile(), "k"))
    assert marks(html) == ["[1]", "[2]"]
    prose = html[: html.index("</p>")]
    assert re.findall(r"and \[2\]\.</span> <button[^>]*>\[1\]</button>", prose)
    assert re.findall(r"closes it \[3\]\.</span> <button[^>]*>\[2\]</button>", prose)


def test_markers_inside_quoted_words_are_found_across_line_breaks() -> None:
    article = replace(TREATY, text="It was signed\nin [1] 1999.")
    answer = Answer(
        "?", "It was signed in [1] 1999. [1]", "quoted", (cite(1, article, article.text),)
    )
    assert marks(render.turn_html(turn_of(answer, "k"))) == ["[1]"]


def test_quoted_words_with_brackets_of_their_own_look_quoted() -> None:
    article = replace(TREATY, text="It was signed [7] in 1999.")
    citation = cite(1, article, article.text)
    answer = Answer("?", "It was signed (7) in 1999. [1]", "quoted", (citation,))
    html = render.turn_html(turn_of(answer, "k"))
    assert '<span class="ipqa-verbatim">It was signed (7) in 1999.</span>' in html
    assert "<mark>It was signed [7] in 1999.</mark>" in html


def test_a_footnote_of_the_article_beside_the_quote_does_not_hide_the_marker() -> None:
    article = replace(TREATY, text="It was signed in 1999. [1] Then it rained.")
    answer = Answer(
        "?", "It was signed in 1999. [1]", "quoted", (cite(1, article, "It was signed in 1999."),)
    )
    assert marks(render.turn_html(turn_of(answer, "k"))) == ["[1]"]


def test_messages_do_not_share_ids() -> None:
    ids = [*Page(render.turn_html(turn_of(signed(), "a"))).values("id")]
    ids += Page(render.turn_html(turn_of(signed(), "b"))).values("id")
    ids += Page(render.turn_html(turn_of(refused(), "c"))).values("id")
    assert len(ids) == len(set(ids)) == 5


def test_every_button_has_its_card() -> None:
    for answer in (signed(), quoted(), hostile(), refused()):
        page = Page(render.turn_html(turn_of(answer, "k")))
        assert page.values("value")
        assert set(page.values("value")) == set(page.values("id"))


def test_a_card_marks_exactly_the_quoted_words() -> None:
    card = cards.article_html([Source.of(quoted().citations[0])], "k")
    assert "<mark>It entered into force in 2002.</mark>" in card
    assert "The treaty was signed in 1999. <mark>" in card
    assert "</mark>&#10;&#10;Paris hosted the signing.</blockquote>" in card
    assert "A treaty on dates" in card
    assert "The Gazette · 6 May 2002" in card
    assert 'href="https://example.org/treaty"' in card


@pytest.mark.parametrize(("start", "end"), [(0, 20), (10, 20), (25, 60), (40, 62)])
def test_a_quote_that_sticks_out_of_its_passage_is_shown_whole(start: int, end: int) -> None:
    citation = cite(1, TREATY, "1999. It entered into force")
    passage = replace(citation.passage, start=start, end=end, text=TREATY.text[start:end])
    cited = Source.of(replace(citation, passage=passage))
    text = Page(cards.article_html([cited], "k")).text
    assert "1999. It entered into force" in text
    shown = TREATY.text[min(start, citation.start) : max(end, citation.end)]
    assert shown in text


def test_a_passage_shows_where_the_article_goes_on() -> None:
    whole = cards.article_html([Source.of(cite(1, TREATY, "1999"))], "k")
    part = cards.article_html([Source.of(cite(1, TREATY, "1999", around=3))], "k")
    assert "…" not in Page(whole).text
    assert Page(part).text.count("…") == 2


def test_a_refusal_lists_the_nearest_passages_and_links_nothing_else() -> None:
    html = render.turn_html(turn_of(refused(), "k"))
    page = Page(html)
    assert texts.BADGES["refused"] in page.text
    assert texts.NEAREST in page.text
    assert "A treaty on dates" in page.text
    assert texts.NEAR_PASSAGE in page.text
    assert "<mark>" not in html
    assert not marks(html)


def test_a_refusal_without_passages_has_no_list() -> None:
    assert texts.NEAREST not in render.turn_html(turn_of(replace(refused(), passages=()), "k"))


def test_the_three_kinds_of_answers_look_different() -> None:
    for answer in (signed(), quoted(), refused()):
        html = render.turn_html(turn_of(answer, "k"))
        assert html.startswith(f'<div class="ipqa-turn ipqa-{answer.method}">')
        assert texts.BADGES[answer.method] in html
    assert "1.2 s" in render.turn_html(turn_of(signed(), "k"))


def test_the_short_answer_stands_out_unless_it_is_the_whole() -> None:
    assert "<strong>1999</strong>" in render.turn_html(turn_of(signed(), "k"))
    whole = replace(quoted(), short="It entered into force in 2002.")
    assert "<strong>" not in render.turn_html(turn_of(whole, "k"))


def test_missing_parts_are_named() -> None:
    html = render.turn_html(turn_of(replace(signed(), missing=("the <place>", "the hour")), "k"))
    assert "Not in the articles: the &lt;place&gt;, the hour" in html


def test_a_notice_stands_above_the_answer() -> None:
    html = render.turn_html(turn_of(replace(signed(), notice="They <differ>:"), "k"))
    assert html.index("They &lt;differ&gt;:") < html.index("ipqa-text")
    assert "ipqa-notice" not in render.turn_html(turn_of(signed(), "k"))


def test_the_cards_are_grouped_by_article_and_each_opens_the_whole() -> None:
    html = render.turn_html(turn_of(signed(), "k"))
    hidden = html[html.index('<div class="ipqa-cards"') :]
    assert hidden.count("<h3") == 1
    assert hidden.count("<mark>") == 2
    assert re.findall(r'class="ipqa-read-whole" value="([^"]+)"', hidden) == [
        "ipqa-k-1",
        "ipqa-k-2",
    ]
    assert f'title="{texts.PANEL_TITLE}" hidden' in hidden
    assert "For “When was it signed?”" in hidden


def test_the_cards_of_a_refusal_are_called_the_nearest_passages() -> None:
    html = render.turn_html(turn_of(refused(), "k"))
    assert f'<div class="ipqa-cards" title="{texts.NEAREST}" hidden>' in html
    assert 'class="ipqa-read-whole" value="ipqa-k-near-1"' in html


@pytest.mark.parametrize(
    ("answer", "why", "line"),
    [
        (signed(), "verified", "Written by the model, checked against [1] and [2] · 1.2 s"),
        (quoted(), "unverified", "Quoted, because the draft could not be verified"),
        (refused(), "far", "Not in the articles: they are about something else"),
    ],
)
def test_a_line_says_why_an_answer_came_so(answer: Answer, why: Why, line: str) -> None:
    turn = turn_of(replace(answer, why=why), "k")
    assert f'<p class="ipqa-badge">{line}</p>' in render.turn_html(turn)
    assert line.partition(" ·")[0] in render.note_of(turn)


def test_there_are_words_for_every_reason() -> None:
    assert set(texts.WHY) == set(get_args(Why))


def test_a_partly_answered_question_looks_so() -> None:
    html = render.turn_html(turn_of(replace(signed(), missing=("the hour",)), "k"))
    assert html.startswith('<div class="ipqa-turn ipqa-generated ipqa-partly">')
    assert "Partly answered. Not in the articles: the hour" in html
    none = render.turn_html(turn_of(replace(refused(), missing=("a", "b")), "k"))
    assert texts.PARTLY not in none
    assert "ipqa-partly" not in none


@pytest.mark.parametrize(
    ("status", "text", "steps"),
    [
        (None, "", 0),
        (Status("waiting", "waiting: 2 questions before yours"), "", 0),
        (Status("reading", "reading 3 sources"), "", 2),
        (Status("writing", "writing and checking"), "", 3),
        (Status("writing", "writing and checking"), "It was.", 4),
    ],
)
def test_an_answer_shows_how_far_it_is(status: Status | None, text: str, steps: int) -> None:
    html = render.turn_html(Turn("?", text=text, status=status))
    assert html.count("ipqa-step ipqa-done") == steps
    assert render.status_text(status) in html


def test_sources_are_listed_by_article() -> None:
    html = render.turn_html(turn_of(signed(), "k"))
    assert html.count("<li>") == 1
    assert html.count("ipqa-chip") - html.count("ipqa-chips") == 2


def test_other_articles_with_the_same_words_are_named() -> None:
    html = render.turn_html(turn_of(twice(), "k"))
    assert "The Gazette · 6 May 2002 · also in The Herald" in html
    line = "Also in: The &lt;b&gt;same&lt;/b&gt; treaty (The Herald · not dated)"
    assert f'<p class="ipqa-also">{line}</p>' in html
    assert "lso in" not in render.turn_html(turn_of(quoted(), "k"))


def test_the_articles_that_were_asked_are_named_above() -> None:
    assert render.scope_html("") == ""
    html = render.scope_html("<b>News</b>, 2020")
    assert html == '<div class="ipqa-scope">Only &lt;b&gt;News&lt;/b&gt;, 2020</div>'


def test_a_growing_answer_has_working_markers() -> None:
    answer = signed()
    status = Status("checking", "checking against 2 sources")
    html = render.turn_html(replace(turn_of(answer), state="working", status=status))
    assert "Checking against 2 sources…" in html
    assert set(Page(html).values("value")) == set(Page(html).values("id"))
    assert "ipqa-list" not in html


def test_status_has_words_even_without_detail() -> None:
    assert render.status_text(Status("reading", " ")) == "Reading the sources…"
    assert render.status_text(None) == "Starting…"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2002-05-06", "6 May 2002"),
        ("2020-12", "December 2020"),
        ("2019", "2019"),
        ("2002-05-06T10:00:00Z", "6 May 2002"),
        ("2002-13", "2002-13"),
        ("spring 2002", "spring 2002"),
    ],
)
def test_dates_are_as_exact_as_the_article(date: str, words: str) -> None:
    assert sources.date_text(date) == words


def test_what_an_article_does_not_name_is_said() -> None:
    bare = Article("corpus/a/note.md", "", "Some text.")
    assert sources.origin_of(bare) == texts.NO_ORIGIN
    assert sources.title_of(bare) == "Untitled article (note.md)"
    assert sources.origin_of(replace(bare, source="X")) == "X · not dated"
    assert sources.origin_of(replace(bare, date="2019")) == "source not named · 2019"


def test_only_web_addresses_become_links() -> None:
    assert "href" not in cards.article_html([Source.near(near(HOSTILE), 1)], "k", near=True)
    assert "href" in cards.article_html([Source.near(near(TREATY), 1)], "k", near=True)


def test_quoted_words_look_quoted_and_written_ones_do_not() -> None:
    quote = "Paris hosted the signing."
    text = f"Paris was the host. [1] {quote} [1]"
    answer = Answer("?", text, "generated", (cite(1, TREATY, quote),), short="Paris")
    html = render.turn_html(turn_of(answer, "k"))
    assert f'<span class="ipqa-verbatim">{quote}</span>' in html
    assert html.count("ipqa-verbatim") == 1
    assert "<strong>Paris</strong> was the host. <button" in html


def test_the_meaning_of_a_date_is_told_from_the_quoted_words_around_it() -> None:
    quote = "In June last year,\nit was signed."
    article = replace(TREATY, text=quote, date="2016-04")
    text = "In June last year (June 2015), it was signed. [1]"
    html = render.turn_html(turn_of(Answer("?", text, "quoted", (cite(1, article, quote),)), "k"))
    meaning = f'<span class="ipqa-meaning" title="{texts.MEANING}"> (June 2015)</span>'
    shown = f'<span class="ipqa-verbatim">In June last year{meaning}, it was signed.</span>'
    assert shown in html
    assert marks(html) == ["[1]"]
    assert text[:-4] in Page(html).text
    assert f"<mark>{markup.text_html(quote)}</mark>" in html


# What a browser gives back as a conversation may be anything.
@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("a " * 100_000, "a " * 50_000 + "b"),
        ("x " * 100_000, "this year " * 20_000),
        (" " * 200_000, " " * 100_000 + "b"),
        ("ab [1] " * 30_000, "ab"),
    ],
)
def test_a_hostile_quote_takes_no_time(text: str, quote: str) -> None:
    source = Source(1, sources.Origin("a", "A", date="2016-05-04"), quote, 0, 1)
    turn = Turn("?", state="answered", method="quoted", text=text, sources=(source,))
    started = time.perf_counter()
    render.turn_html(turn)
    assert time.perf_counter() - started < 5
