"""The page around an article goes; the sentences of the article stay."""

from __future__ import annotations

import time

import pytest

from ipqa.loaders.boilerplate import strip_boilerplate

PROSE = [
    "The regulator criticised the company's cookie policy.",
    "The report says that the website uses cookies to follow its readers.",
    "Customers scan the QR code on the box to verify the product.",
    "Register offices in London were closed in May.",
    "Home is where most of the copies are made.",
    "Copyright owners were glad.",
    "See also what the minister said in May.",
    "Share this with your lawyer, he advised.",
    "News about sports, business and politics is copied most.",
    "Back to the start, he said.",
    "All rights reserved by the publisher were sold in 2016.",
    "You are here to learn, the teacher said.",
    "Follow us, the guide said, and they went.",
    "Sign up for the scheme was slow.",
    "Log in data was stolen.",
    "版权保护中心签署了协议。",
]
FURNITURE = [
    ">> Back",
    "Back to top",
    "This website uses cookies to enhance your experience. You can change your settings.",
    "We use cookies on this site.",
    "By continuing to use this site you agree that we store cookies.",
    "I accept / Cookie Policy",
    "Cookie settings",
    "Please scan the QR Code to follow us on Instagram",
    "  • Please scan the QR Code to follow us on Wechat",
    "Follow us on",
    "Share this article",
    "Print this page",
    "Edition: English | 中文简体 | 中文繁体 Монгол",
    "Homepage > China Video",
    "You are here: News >> Top News",
    "Subscribe",
    "Sign up for our newsletter!",
    "Log in",
    "Register now",
    "Advertisement",
    "All rights reserved.",
    "© 2016 Somebody Ltd.",
    "Copyright © 2016 Somebody",
    "Facebook",
    "IP News Alerts Articles Cases Links",
    "Home Introduction Treaty and Acts News Contact Links",
    "•",
]


@pytest.mark.parametrize("line", PROSE)
def test_a_sentence_stays(line: str) -> None:
    assert strip_boilerplate([line]) == [line]


@pytest.mark.parametrize("line", FURNITURE)
def test_the_furniture_of_a_page_goes(line: str) -> None:
    before = "It was signed before the end of the year."
    assert strip_boilerplate([before, line, "After."]) == [before, "After."]


def test_a_list_of_links_goes_with_its_heading() -> None:
    lines = ["Text.", "READ MORE:", "", "• One thing", "- Another", "More text.", "- an item"]
    assert strip_boilerplate(lines) == ["Text.", "More text.", "- an item"]


def test_a_list_of_the_article_stays() -> None:
    lines = ["The aims are:", "- to sign", "- to seal"]
    assert strip_boilerplate(lines) == lines


def test_the_header_above_a_breadcrumb_goes_but_not_its_sentences() -> None:
    lines = [
        "Some Treaty on Performances",
        "A sentence of the article stands above it, oddly.",
        "You are here:News >> Top News",
        "Top News",
        "The title",
        "Text.",
    ]
    assert strip_boilerplate(lines) == [lines[1], "The title", "Text."]


def test_a_line_without_end_above_a_breadcrumb_takes_no_time() -> None:
    started = time.process_time()
    assert strip_boilerplate(["a " * 50_000, "You are here: News", "Text."]) == ["Text."]
    assert time.process_time() - started < 1
