"""Markdown: front matter, plain text, headings that stay headings."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.markdown import load_markdown
from ipqa.sentences import blocks, is_heading


def loaded(text: str) -> Article:
    return load_markdown(text, Path("/corpus/my-file.md"), "corpus/my-file.md")


def test_front_matter_describes_the_article() -> None:
    article = loaded(
        "---\ntitle: A signing\nsource: China Daily\ndate: 2016-04-27\nlanguage: en\n"
        "url: https://example.org/a\n---\n\nIt was signed."
    )
    assert article == Article(
        "corpus/my-file.md",
        "A signing",
        "It was signed.",
        "China Daily",
        "2016-04-27",
        "en",
        "https://example.org/a",
        "/corpus/my-file.md",
    )


@pytest.mark.parametrize(
    ("front", "author"),
    [
        ("author: Jane Doe", "Jane Doe"),
        ("author: [Jane Doe, Li Wei]", "Jane Doe, Li Wei"),
        ("authors: [Jane Doe]", "Jane Doe"),
        ("author: null", None),
        ("author: {name: Jane}", None),
    ],
)
def test_the_author_is_one_or_more_names(front: str, author: str | None) -> None:
    assert loaded(f"---\n{front}\n---\nText here.").author == author


def test_the_front_matter_wins_over_the_lines_of_the_text() -> None:
    text = "# Title\n\nBy Jane Doe\n\n23 August 2016\n\nIt was signed.\n\nSource: Xinhua"
    article = loaded(text)
    assert (article.author, article.date, article.source) == ("Jane Doe", "2016-08-23", "Xinhua")
    article = loaded(f"---\nauthor: Li\ndate: 2015\nsource: A\nlanguage: en-GB\n---\n{text}")
    assert (article.author, article.date, article.source) == ("Li", "2015", "A")
    assert (article.language, article.text) == ("en", "It was signed.")


@pytest.mark.parametrize("nothing", ["null", "", "~", '""', "[]"])
def test_what_is_not_said_is_none(nothing: str) -> None:
    article = loaded(f"---\ntitle: {nothing}\nsource: {nothing}\ndate: {nothing}\n---\nText here.")
    assert article.title == "My file"
    assert (article.source, article.date, article.language, article.url) == (None,) * 4


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2020", "2020"),
        ("2020-12", "2020-12"),
        ("'2020-12-28'", "2020-12-28"),
        ("2020-12-28 05:58:00", "2020-12-28"),
        ("2020-13-45", None),
        ("last winter", None),
    ],
)
def test_a_date_is_as_precise_as_it_is_written(written: str, date: str | None) -> None:
    assert loaded(f"---\ndate: {written}\n---\nText here.").date == date


@pytest.mark.parametrize("title", ["Yes", "2020", "1.10", "0x10", "12:30:00"])
def test_a_title_stays_as_it_is_written(title: str) -> None:
    assert loaded(f"---\ntitle: {title}\n---\nText here.").title == title


@pytest.mark.parametrize(
    "text",
    [
        "---\n\nAbove the rule.\n\n---\n\nBelow the rule.",
        "---\n- Above the rule.\n---\n\nBelow the rule.",
        "Above the rule.\n\n---\n\nBelow the rule.",
        '{"Above the rule."}\n\nBelow the rule.',
        "+++\nAbove the rule.\n+++\nBelow the rule.",
        "---\nAbove the rule. Below the rule.",
    ],
)
def test_text_between_rules_is_text(text: str) -> None:
    article = loaded(text)
    assert "Above the rule." in article.text
    assert "Below the rule." in article.text


def test_front_matter_that_is_no_yaml_is_told() -> None:
    with pytest.raises(UnreadableFileError, match="not valid YAML") as caught:
        loaded("---\ntitle: [a\n---\nText.")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        ("[" * 5000, "nested too deep"),
        (r'"\U00110000"', "no such character"),
        ("&a [*a]", "recursive"),
        ("? {a: b}\n: c", "not allowed here"),
    ],
)
def test_front_matter_that_no_reader_can_read_is_told(front: str, reason: str) -> None:
    with pytest.raises(UnreadableFileError, match=reason) as caught:
        loaded(f"---\ntitle: {front}\n---\nText.")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (r"\e[31mRed\x9b2J", "[31mRed2J"),
        (r"evil\u202Etxt\u200B\0", "eviltxt"),
        (r"one\n[2] Fake\n    two", "one [2] Fake two"),
        (r"half\uD800", "half?"),
    ],
)
def test_what_yaml_escapes_is_one_harmless_line(title: str, expected: str) -> None:
    article = loaded(f'---\ntitle: "{title}"\nsource: "{title}"\nurl: "{title}"\n---\nText here.')
    assert (article.title, article.source, article.url) == (expected,) * 3


def test_what_a_heading_escapes_is_harmless() -> None:
    assert loaded("# Evil &#x202e;txt &#x200b;\n\nText here.").title == "Evil txt"


@pytest.mark.parametrize("part", ["<", "<script ", "<!-", "<a ", "<style>"])
def test_html_that_is_never_closed_takes_no_time(part: str) -> None:
    started = time.process_time()
    loaded(f"Text here.\n\n<div>{part * 20_000}")
    assert time.process_time() - started < 2


def test_a_script_that_is_never_closed_is_no_text() -> None:
    assert loaded("Text here.\n\n<script>var x = 1;\n\nalert(x)").text == "Text here."


def test_marks_are_gone_and_every_sentence_stays() -> None:
    article = loaded(
        "# The *title*\n\nIt was **signed** by [Tencent](http://x) in `Beijing`\nand London.\n\n"
        "> A quoted one.\n\n- first item\n- second item\n\n1. third item\n\n"
        "![a picture](x.png)\n\nAT&amp;T \\*paid\\* $5<br>today.\n\n"
        "<div><p>In <b>HTML</b> &amp; plain.</p></div>\n\n<!-- a remark -->\n\n"
        "<script>var x = 1;</script>\n\n| Year | Sum |\n|---|---|\n| 2018 | 742.3 billion |\n"
    )
    assert article.title == "The title"
    assert article.text == (
        "It was signed by Tencent in Beijing and London.\n\nA quoted one.\n\n"
        "- first item\n\n- second item\n\n- third item\n\nAT&T *paid* $5 today.\n\n"
        "In HTML & plain.\n\nYear | Sum\n\n2018 | 742.3 billion"
    )


@pytest.mark.parametrize(
    "heading",
    ["Background", "What did the minister say?", "It was signed.", "long " * 30, "Year | Sum"],
)
def test_a_heading_is_a_heading_whatever_it_looks_like(heading: str) -> None:
    text = loaded(f"First.\n\n## {heading}\n\nSecond.").text
    found = [text[block.start : block.end] for block in blocks(text)]
    assert [is_heading(block) for block in found] == [False, True, False]
    assert heading.strip() in found[1]


def test_a_second_title_is_a_heading() -> None:
    article = loaded("---\ntitle: From the front\n---\n\n# One\n\nFirst.\n\n# Two\n\nSecond.")
    assert article.title == "From the front"
    assert article.text == "First.\n\nTwo\n\nSecond."


def test_the_page_around_a_saved_article_is_gone() -> None:
    article = loaded("# Title\n\nIt was signed.\n\nFollow us on\n\n## Read more\n\n- a link\n- b\n")
    assert article.text == "It was signed."
