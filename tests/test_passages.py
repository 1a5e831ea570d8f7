"""Passages: runs of whole sentences with exact offsets that fit the embedder's window."""

from __future__ import annotations

import re

import pytest
from conftest import CORPUS
from hypothesis import given, settings
from hypothesis import strategies as st

from ipqa.article import Article
from ipqa.embedding import Embedder
from ipqa.loaders import load_articles, walk_files
from ipqa.loaders.text import normalise
from ipqa.passages import LEAD_TOKENS, PASSAGE_TOKENS, split_article
from ipqa.sentences import blocks, is_heading, split_sentences

WINDOW = 256
ARTICLES = [next(load_articles(path, path.name)) for path in walk_files(CORPUS)]
TEXTS = st.lists(
    st.sampled_from(
        [
            "Heading of a part\n\n",
            "Tencent signed on 23 August. ",
            "“Was it 3.5%?” he asked.\n\n",
            "中国签署协议。腾讯公司宣布合作！",
            "- an item\n",
            "Long " + "and longer " * 90 + "it went. ",
            "unbroken" * 80 + ". ",
            "汉" * 300 + "。",
            "One.\n\n",
            "2018 | 742.3 billion\n\n",
        ]
    ),
    min_size=1,
    max_size=14,
).map("".join)


def article(text: str, title: str = "A title") -> Article:
    return Article("a.md", title, normalise(text))


def prose(text: str) -> str:
    """All letters of a text but those of its headings."""
    kept = [text[block.start : block.end] for block in blocks(text)]
    return "".join(re.sub(r"\s", "", block) for block in kept if not is_heading(block))


@given(TEXTS)
@settings(max_examples=50, deadline=None)
def test_nothing_is_lost_nothing_overlaps_and_all_fits(embedder: Embedder, text: str) -> None:
    whole = article(text)
    sections = split_article(whole, embedder.count_tokens)
    end = 0
    for section in sections:
        passage = section.passage
        assert whole.text[passage.start : passage.end] == passage.text
        assert end <= passage.start < passage.end
        end = passage.end
        assert embedder.count_tokens(passage.text) <= PASSAGE_TOKENS
    joined = "".join(re.sub(r"\s", "", section.passage.text) for section in sections)
    assert joined == prose(whole.text)


@pytest.mark.parametrize("whole", ARTICLES, ids=lambda article: article.id)
def test_passages_of_the_corpus_are_whole_sentences(whole: Article, embedder: Embedder) -> None:
    sentences = [
        span
        for block in blocks(whole.text)
        for span in split_sentences(whole.text[block.start : block.end], "en", block.start)
    ]
    sections = split_article(whole, embedder.count_tokens)
    starts, ends = {span.start for span in sentences}, {span.end for span in sentences}
    assert len(sections) > 1
    for section in sections:
        passage = section.passage
        assert whole.text[passage.start : passage.end] == passage.text
        assert passage.start in starts
        assert passage.end in ends
        searched = section.searched_text(whole, embedder.count_tokens)
        assert embedder.count_tokens(searched) + 2 <= WINDOW


def test_a_heading_is_in_no_passage_and_searched_with_those_below_it(embedder: Embedder) -> None:
    whole = article("Before.\n\nThe seminar\n\nAlibaba came.\n\n# Why did they meet?\n\nTo talk.")
    sections = split_article(whole, embedder.count_tokens)
    assert [(section.heading, section.passage.text) for section in sections] == [
        ("", "Before."),
        ("The seminar", "Alibaba came."),
        ("Why did they meet?", "To talk."),
    ]
    searched = [section.searched_text(whole, embedder.count_tokens) for section in sections]
    assert searched[0] == "A title\nBefore."
    assert searched[1] == "A title\nThe seminar\nAlibaba came."


def test_short_paragraphs_share_a_passage(embedder: Embedder) -> None:
    whole = article("One came.\n\nTwo came.\n\nThree came.")
    passages = [section.passage.text for section in split_article(whole, embedder.count_tokens)]
    assert passages == [whole.text]


def test_a_paragraph_starts_a_passage_rather_than_being_split(embedder: Embedder) -> None:
    first, second = ("Tencent signed on that day. " * 15).strip(), "It rained. " * 20
    passages = split_article(article(f"{first}\n\n{second}"), embedder.count_tokens)
    assert [section.passage.text for section in passages] == [first, second.strip()]


def test_a_sentence_that_is_too_long_is_cut_between_words(embedder: Embedder) -> None:
    whole = article("word " * 400 + "end.")
    sections = split_article(whole, embedder.count_tokens)
    assert len(sections) > 3
    assert " ".join(section.passage.text for section in sections) == whole.text


@pytest.mark.parametrize("long", ["very long title " * 60, "汉字" * 300, "a.b." * 200, "글" * 90])
def test_a_long_title_leaves_room_for_the_passage(long: str, embedder: Embedder) -> None:
    whole = article("The first word. " * 200, title=long)
    for section in split_article(whole, embedder.count_tokens):
        searched = section.searched_text(whole, embedder.count_tokens)
        assert searched.endswith(section.passage.text)
        assert embedder.count_tokens(searched) <= LEAD_TOKENS + PASSAGE_TOKENS


def test_an_article_of_headings_alone_has_no_passages(embedder: Embedder) -> None:
    assert split_article(article("One\n\nTwo"), embedder.count_tokens) == []
