"""Exports show what was said, word for word, and nothing of an article becomes markup."""

from __future__ import annotations

import json
import re
import time
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from markdown_it import MarkdownIt

from ipqa.article import Answer
from ipqa.events import Final
from ipqa.web import texts
from ipqa.web.exports.export import export, file_name
from ipqa.web.turns import Talk, Turn

from .scripted import HOSTILE, TREATY, cite, hostile, near, quoted, refused, signed, twice

EVIL = "<script>window.hacked='question'</script> *x* `y` [z](http://e.vil) $$m$$ &amp; | 1"
ASKED = "2026-05-06T14:03:09+00:00"


def turn_of(answer: Answer) -> Turn:
    return Turn(answer.question, asked=ASKED).after(Final(answer))


def talk_of(*turns: Turn) -> Talk:
    talk = Talk()
    for turn in turns:
        talk = talk.asking(turn)
    return talk


def everything() -> Talk:
    """A conversation with every kind of answer."""
    evil = replace(turn_of(hostile(EVIL)), scope="Only <b>this</b>")
    parts = replace(turn_of(signed("And then?\n\n- when?")), missing=("*why*",), notice="[1] <i>")
    failed = Turn("# F", asked=ASKED).failed("no [1] <b>")
    stopped = Turn("S?", asked=ASKED).stopped()
    kinds = (signed(), quoted(), evil, refused(), twice(), parts, failed, stopped)
    return talk_of(*(one if isinstance(one, Turn) else turn_of(one) for one in kinds))


def text_of(talk: Talk, format: str) -> str:
    return export(talk, format).text


class Read(HTMLParser):
    """The text of HTML, its tags and its attributes."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [value or "" for key, value in self.attributes if key == name]


def footnotes(markdown: str) -> dict[str, str]:
    """Each footnote's mark and its text as Markdown."""
    blocks = re.split(r"\n\n(?=\[\^)", markdown)[1:]
    return dict(re.match(r"\[\^([\d-]+)\]: (.*)", block, re.DOTALL).groups() for block in blocks)  # type: ignore[union-attr]


def shown(markdown: str) -> Read:
    """What a reader of Markdown makes of it."""
    return Read(MarkdownIt("gfm-like", {"linkify": False}).render(markdown))


def same(text: str) -> str:
    """``text`` however its runs of spaces are set."""
    return " ".join(text.split())


def test_every_footnote_resolves_once_and_has_the_exact_quote() -> None:
    talk = everything()
    markdown = text_of(talk, "md")
    body = markdown.split("\n\n[^1-1]: ")[0]
    notes = footnotes(markdown)
    assert re.findall(r"(?<!\\)\[\^([\d-]+)\]", body) == list(notes)
    cited = {
        f"{number}-{source.number}": source
        for number, turn in enumerate(talk.turns, start=1)
        for source in turn.sources
    }
    assert list(notes) == list(cited)
    for mark, source in cited.items():
        answer, number = mark.split("-")
        text = shown(notes[mark]).text
        assert f"“{source.quote}”" in text
        assert text.startswith(f"[{number}] of answer {answer}: ")
        assert same(source.article.title) in text


def test_a_footnote_names_source_date_and_address() -> None:
    note = footnotes(text_of(talk_of(turn_of(signed())), "md"))["1-1"]
    assert note.startswith("\\[1\\] of answer 1: “The treaty was signed in 1999.” · ")
    assert "A treaty on dates · The Gazette · 6 May 2002 · <https://example.org/treaty>" in note


def test_the_markers_of_an_answer_stay_where_they_are() -> None:
    talk = talk_of(turn_of(quoted()), turn_of(signed()))
    assert "It was signed in 1999. [^2-1] Paris hosted the signing. [^2-2]" in text_of(talk, "md")


def test_markdown_of_hostile_words_shows_them_as_words() -> None:
    page = shown(text_of(everything(), "md"))
    assert page.tags <= {"h1", "h2", "p", "em", "strong", "a", "blockquote", "br", "ul", "li"}
    assert set(page.values("href")) == {TREATY.url}
    assert EVIL in page.text
    assert "And then?\n\n- when?" in page.text
    assert same(HOSTILE.title) in page.text
    assert all(same(words) in same(page.text) for words in HOSTILE.text.split("\n\n"))


@pytest.mark.parametrize(
    "words",
    [
        "a\n===\n\n---\n+ b\n    code\n12) c\n\td",
        "[^1-1]: x\n[a]: http://b",
        "```\nx\n```\n~~~\n> q",
        "| a | b |\n| - | - |\n:-:",
        "a\\\nb\\",
        "{.x} ^2^ ~3~ $4$ https://e.vil www.e.vil <http://e.vil>",
        "x: [1]: [1](y)",
    ],
)
def test_any_words_come_out_of_markdown_as_they_went_in(words: str) -> None:
    article = replace(TREATY, text=f"Before. {words} After.")
    answer = replace(
        signed(words), text=f"{words} [1]: so [1](so)", citations=(cite(1, article, words),)
    )
    markdown = text_of(talk_of(turn_of(answer)), "md")
    page = shown(markdown)
    assert page.tags <= {"h1", "h2", "p", "em", "a", "blockquote", "br"}
    assert set(page.values("href")) == {TREATY.url}
    assert f"“{words}”".replace("\t", " ") in page.text.replace("\t", " ")
    assert words.strip() in page.text
    assert len(footnotes(markdown)) == 1


def test_a_citation_that_no_marker_names_has_its_footnote_all_the_same() -> None:
    answer = replace(signed(), text="It was signed in 1999.")
    assert "in 1999. [^1-1] [^1-2]\n" in text_of(talk_of(turn_of(answer)), "md")


def test_json_has_the_names_of_the_contract_and_no_path() -> None:
    answer = twice()
    fields = json.loads(text_of(talk_of(turn_of(answer), turn_of(refused())), "json"))
    first, second = fields["answers"]
    contract = answer.to_dict()
    for name in ("question", "text", "short", "refused", "method", "missing", "model"):
        assert first[name] == contract[name]
    (citation,), (expected,) = first["citations"], contract["citations"]
    for name in ("marker", "quote", "start", "end"):
        assert citation[name] == expected[name]
    assert citation["article"] == {
        name: value for name, value in expected["article"].items() if name != "path"
    }
    assert citation["also"][0]["source"] == "The Herald"
    assert first["asked"] == ASKED
    assert first["scope"] is None
    assert second["refused"] is True
    assert second["passages"][0]["id"] == near().passage.id
    assert "/home/someone" not in json.dumps(fields)


def test_json_tells_what_became_of_every_question() -> None:
    answers = json.loads(text_of(everything(), "json"))["answers"]
    assert [one["state"] for one in answers][-3:] == ["answered", "failed", "stopped"]
    assert answers[-2]["reason"] == "No [1] <b>"
    assert answers[2]["question"] == EVIL
    assert answers[2]["scope"] == "Only <b>this</b>"


def test_the_page_to_print_is_complete_in_itself_and_escaped() -> None:
    html = text_of(everything(), "html")
    page = Read(html)
    assert not page.tags & {"script", "img", "link", "iframe", "b", "i", "button", "form"}
    assert not page.values("src")
    assert not re.search(r"url\(|@import", html)
    links = page.values("href")
    assert {one for one in links if not one.startswith("#")} == {TREATY.url}
    ids = page.values("id")
    assert len(ids) == len(set(ids))
    assert {one[1:] for one in links if one.startswith("#")} <= set(ids)
    assert EVIL in page.text
    assert all(words in page.text for words in HOSTILE.text.split("\n\n"))


def test_the_page_to_print_shows_number_quote_and_outcome_of_each_answer() -> None:
    html = text_of(everything(), "html")
    assert '<a class="mark" href="#a1-2">[2]</a>' in html
    assert '<li id="a1-2">' in html
    assert "<blockquote>Paris hosted the signing.</blockquote>" in html
    text = Read(html).text
    for words in (*texts.BADGES.values(), texts.STOPPED, "No answer: No [1] <b>", texts.NEAREST):
        assert words in text
    assert "Asked on 6 May 2026, 14:03 UTC" in text


def test_a_title_of_ones_own_stands_above() -> None:
    talk = talk_of(turn_of(signed()))
    assert export(talk, "md", "My *title*").text.startswith("# My \\*title\\*\n")
    assert "<h1>My *title*</h1>" in export(talk, "html", "My *title*").text
    assert json.loads(export(talk, "json", "My *title*").text)["title"] == "My *title*"


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When was it signed?", "ipqa-when-was-it-signed-2026-05-06.md"),
        ("../../etc/passwd \\ : * ?", "ipqa-etc-passwd-2026-05-06.md"),
        ("???", "ipqa-2026-05-06.md"),
        ("谁签署了协议？", "ipqa-谁签署了协议-2026-05-06.md"),
        ("x" * 200, f"ipqa-{'x' * 50}-2026-05-06.md"),
    ],
)
def test_a_file_is_named_by_its_first_words_and_its_day(question: str, name: str) -> None:
    assert file_name(talk_of(turn_of(signed(question))), "md") == name


def test_a_time_that_is_none_is_shown_as_it_is() -> None:
    talk = talk_of(replace(turn_of(signed()), asked="<b>../soon"))
    assert file_name(talk, "md") == "ipqa-when-was-it-signed.md"
    assert "Asked on &lt;b&gt;../soon" in text_of(talk, "html")


def test_another_format_is_turned_down() -> None:
    with pytest.raises(ValueError, match="no format to export: exe"):
        export(Talk(), "exe")


@pytest.mark.parametrize("format", ["md", "json", "html"])
def test_a_conversation_without_a_question_is_a_file_all_the_same(format: str) -> None:
    assert texts.PAGE_TITLE in export(Talk(), format).text.replace("\\", "")


def test_many_empty_lines_take_no_time() -> None:
    talk = talk_of(replace(turn_of(signed()), text="\n" * 100_000))
    started = time.perf_counter()
    export(talk, "md")
    assert time.perf_counter() - started < 5
