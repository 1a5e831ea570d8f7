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


@pytest.mark.parametrize(
    "heading",
    [
        "READ MORE",
        "Read more:",
        "Related articles",
        "# Related stories",
        "More from this section",
        "Most popular",
        "You may also like",
        "Recommended for you",
        "Lesen Sie auch",
        "À lire aussi",
        "相关阅读",
    ],
)
def test_titles_below_such_a_heading_go_without_bullets_too(heading: str) -> None:
    lines = ["Before it.", "", heading, "", "Storm hits Porto", "Will it rain?", ""]
    after = "The minister will visit the port next week."
    assert strip_boilerplate([*lines, after]) == ["Before it.", "", after]


def test_a_linked_title_on_the_same_line_goes_alone() -> None:
    before, after = "It was signed in May.", "The minister will visit the port next week."
    line = "READ MORE: Ten best beaches of Portugal in the U.S. press"
    assert strip_boilerplate([before, line, "Background", after]) == [before, "Background", after]


@pytest.mark.parametrize(
    "line",
    [
        "Related articles of the law were changed in the same year.",
        "Most popular of all was the song that he wrote in 2016.",
        "See also the report that the ministry published in May.",
        "Trending topics are what the company sells to others.",
        "Latest news reached the town in the evening of that day.",
    ],
)
def test_a_sentence_that_begins_like_such_a_heading_stays(line: str) -> None:
    after = ["The first", "- an item"]
    assert strip_boilerplate([line, *after]) == [line, *after]


def test_prose_below_a_list_of_links_stays_where_lines_are_cut_by_hand() -> None:
    text = """The company said on Tuesday that it had signed an agreement
with the centre, which it had planned for years.

READ MORE
Storm hits Porto

The Centre and the Company announced on the day after it that
Alibaba would join them in the next year, and that others were
to follow."""
    kept = strip_boilerplate(text.split("\n"))
    assert "\n".join(kept) == text.replace("READ MORE\nStorm hits Porto\n\n", "")


def test_a_cookie_notice_of_several_lines_goes() -> None:
    lines = [
        "It was signed in May.",
        "",
        "We use cookies to improve our site.",
        "",
        "You can change your settings at any time.",
        "",
        "See our privacy policy for more.",
        "Accept all",
        "",
        "The ministry was pleased.",
    ]
    assert strip_boilerplate(lines) == ["It was signed in May.", "", "The ministry was pleased."]


def test_a_notice_on_cookies_that_is_cut_into_lines_by_hand_goes() -> None:
    text = """The company said on Tuesday that it had signed an agreement
with the centre, which it had planned for years.

This website uses cookies to enhance your experience and to
help us improve the site. You can change your cookie settings
at any time."""
    assert strip_boilerplate(text.split("\n"))[-2:] == [
        "with the centre, which it had planned for years.",
        "",
    ]


def test_headers_of_printed_pages_go_and_what_repeats_by_right_stays() -> None:
    page = ["The Weekly Harbour", "It was signed in the {} year.", "Yes.", "- an item", "a | b"]
    lines = [line.format(n) for n in "123" for line in [*page, f"Harbour Report   {n}"]]
    kept = strip_boilerplate(lines)
    assert kept == [line.format(n) for n in "123" for line in page[1:]]


def test_figures_of_years_are_no_page_numbers() -> None:
    lines = ["Revenue in millions 2018", "Revenue in millions 2019", "Revenue in millions 2020"]
    assert strip_boilerplate(lines) == lines


def test_a_sentence_that_repeats_stays_once() -> None:
    line = "The forum is held every year in Chengdu."
    assert strip_boilerplate([line, "a", line, "b", line]) == [line, "a", "b"]


def test_rows_of_a_table_are_no_bars() -> None:
    lines = [
        "Text.",
        "",
        "Politics | Sport | Culture",
        "",
        "12 | 7 | 3",
        "",
        "Home | Away",
        "1 | 2",
    ]
    assert strip_boilerplate(lines) == lines


def test_bars_below_each_other_are_no_table() -> None:
    lines = ["Home | News | Sport", "Politics | Culture | Jobs", "It was signed in the year 2016."]
    assert strip_boilerplate(lines) == lines[2:]


def test_a_title_that_heads_every_page_stays_once_and_its_header_goes() -> None:
    page = ["HARBOUR WEEKLY | The paper for all who sail", "Pilots Strike a Deal", "Page {} of 3"]
    prose = ["The pilots signed in the {} month.", ""]
    lines = [line.format(n) for n in "123" for line in [*page, "", *prose]]
    kept = [line for line in strip_boilerplate(lines) if line]
    assert kept == ["Pilots Strike a Deal", *(prose[0].format(n) for n in "123")]


def test_a_bar_does_not_run_on_into_the_lines_of_a_text_that_is_cut_by_hand() -> None:
    text = """The company said on Tuesday that it had signed an agreement
with the centre, which it had planned for years, and
that others were to follow.
Subscribe | Log in | My account
Privacy Policy | Terms of Use | Contact Us | Sitemap"""
    assert strip_boilerplate(text.split("\n")) == text.split("\n")[:3]


def test_an_editors_credit_goes_and_the_paragraph_before_it_stays() -> None:
    assert strip_boilerplate(["协议自7月1日起生效。（责任编辑：赵一鸣）"]) == [
        "协议自7月1日起生效。"
    ]
    assert strip_boilerplate(["他是编辑（责任编辑认为如此）。"]) == [
        "他是编辑（责任编辑认为如此）。"
    ]


def test_a_poll_goes_with_its_question_and_its_answers() -> None:
    after = "The museum opens again on Sunday next week."
    lines = ["Poll of the week", "Do you own a cassette deck?", "Yes", "No", "View results", after]
    assert strip_boilerplate(lines) == [after]


def test_comments_of_readers_go_but_only_where_they_are_signed() -> None:
    text = ["The pilots signed it in the end.", "The harbour opens in May of next year."]
    comments = [
        "Comments (2)",
        "Ann wrote:",
        "I have never liked the pilots of this harbour.",
        "Reply",
    ]
    assert strip_boilerplate([*text, *comments]) == text
    lines = [text[0], "Discussion", text[1]]
    assert strip_boilerplate(lines) == lines


@pytest.mark.parametrize(
    "heading", ["Most read", "Others also read", "Weitere Artikel", "热门推荐"]
)
def test_lists_of_other_articles_go_in_other_words_too(heading: str) -> None:
    before = "It was signed before the end of the year."
    assert strip_boilerplate([before, heading, "Storm hits Porto", "Will it rain?"]) == [before]


def test_a_menu_of_one_label_a_line_goes_and_a_list_that_is_announced_stays() -> None:
    labels = ["- Home", "- News", "- Sport", "- Contact us"]
    after = "The harbour opens in May of next year."
    assert strip_boilerplate([*labels, "", after]) == ["", after]
    lines = ["The paper has four parts:", "- Politics", "- Sport", "- Culture", "- Jobs", after]
    assert strip_boilerplate(lines) == lines
    assert strip_boilerplate(["Politics", after, "Culture", after[:-1]]) != [after, after[:-1]]


def test_contents_go_with_their_items() -> None:
    after = "The harbour opens in May of next year."
    lines = ["In this article", "- How it began", "- What is left", "How it began", after]
    assert strip_boilerplate(lines) == ["How it began", after]
