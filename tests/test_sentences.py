"""Blocks, headings and sentences with exact offsets."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.sentences import Span, announces, asks, blocks, is_heading, split_sentences

PROSE = st.lists(
    st.sampled_from(
        [
            "Dr. Smith came at 5 p.m. on Monday. ",
            "“It's done,” he said. ",
            "中国签署协议。",
            "Was it 3.5%? ",
            "No end here",
            "\n\n",
            "\n- item one\n- item two",
            "\n",
            " ... ",
            "Ünïcödé 😀! ",
            "e.g. the U.S. v. Jones et al. case. ",
            "in Annex A\u00a0. ",
        ]
    ),
    max_size=20,
).map("".join) | st.text(max_size=300)  # fmt: skip


def taken(text: str, spans: list[Span]) -> list[str]:
    return [text[span.start : span.end] for span in spans]


def test_paragraphs_headings_and_list_items_are_blocks() -> None:
    text = "Title\n\nOne. Two.\nStill two.\n \n- first\n- second\n1. third"
    assert taken(text, blocks(text)) == [
        "Title",
        "One. Two.\nStill two.",
        "- first",
        "- second",
        "1. third",
    ]


def test_abbreviations_and_decimals_end_no_sentence() -> None:
    text = "Dr. Smith paid $3.5 million. He was glad."
    assert taken(text, split_sentences(text)) == ["Dr. Smith paid $3.5 million.", "He was glad."]


def test_chinese_sentences_are_found_whatever_the_language_says() -> None:
    text = "中国签署协议。腾讯公司宣布合作！下一步是什么？"
    for language in ("zh", "zh-CN", None, "en", "nonsense", ""):
        assert taken(text, split_sentences(text, language)) == [
            "中国签署协议。",
            "腾讯公司宣布合作！",
            "下一步是什么？",
        ]


def test_an_offset_is_added_to_every_bound() -> None:
    assert split_sentences("Yes. No.", offset=10) == [Span(10, 14), Span(15, 18)]


@given(PROSE)
def test_no_word_is_lost_and_sentences_never_overlap(text: str) -> None:
    end = 0
    kept = []
    for block in blocks(text):
        for span in split_sentences(text[block.start : block.end], "en", block.start):
            assert end <= span.start < span.end <= block.end
            assert text[span.start : span.end].strip() == text[span.start : span.end]
            end = span.end
            kept.append(text[span.start : span.end])
    assert re.sub(r"\s", "", "".join(kept)) == re.sub(r"\s", "", text)


@pytest.mark.parametrize(
    "block",
    [
        "Background",
        "International Forum on Copyright and Creative Industries in the Digital Economy",
        "第一章 版权保护",
        "# What did the minister say?",
    ],
)
def test_a_short_line_without_an_end_is_a_heading(block: str) -> None:
    assert is_heading(block)


@pytest.mark.parametrize(
    "block",
    [
        "It rained.",
        "“It rained.”",
        "他说：“好。”",
        "（腾讯公司签署了协议。）",
        "「署名しました。」",
        "वह आया।",
        "- an item of a list",
        "• another item",
        "2018 | 742.3 billion yuan",
        "words and " * 10,
        "中国版权保护中心与阿里巴巴集团签署战略合作协议双方将共同打击盗版促进版权产业的发展",
    ],
)
def test_prose_list_items_and_tables_are_no_headings(block: str) -> None:
    assert not is_heading(block)


@pytest.mark.parametrize(
    ("sentence", "announced"),
    [
        ("The report urges all countries to cooperate in four areas.", True),
        ("The participants let their ideas collide on three main subjects.", True),
        ("Those present were the following:", True),
        ("The two sides signed on 23 August.", False),
        ("It fell by three percent.", False),
        ("They met for two days in Chengdu.", False),
        ("Li Ming was jailed for six months.", False),
        ("Nearly 200 guests attended.", False),
    ],
)
def test_a_sentence_announces_a_list(sentence: str, announced: bool) -> None:
    assert announces(sentence) is announced


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Who signed?", True),
        ("Question: “Who signed?”", True),
        ("谁签署了协议？", True),
        ("He asked (who signed?)", True),
        ("“Who signed?” he asked.", False),
        ("CBBC signed.", False),
        ("", False),
    ],
)
def test_questions_are_told_from_statements(sentence: str, expected: bool) -> None:
    assert asks(sentence) == expected


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["He met Ms. Li and Dr. Wu.", "Patent No. 10,123,456 of Acme Inc. was void."]),
        ("en", ["The fee is approx. 5 dollars.", "See Vol. 3 and pp. 12-14.", "It rained."]),
        ("en", ["It left the U.S. market at 5 p.m. on Monday.", "She was glad."]),
        ("en", ["Plan C failed.", "It cost a lot.", "12 voted yes."]),
        ("de", ["Dipl.-Ing. Maier klagte am 3. März 2020.", "Es ging um 3 Mio. 500 Euro."]),
        ("en", ["See Fed. R. Civ. P. 12(b)(6).", "Amb. Tai and Att. Gen. Bonta agreed."]),
        ("en", ["The mark stands in Annex A\u00a0.", "The court agreed."]),
        ("de", ["Der 1. Zivilsenat entschied im 19. Jahrhundert.", "Es war 2019.", "Wer?"]),
        ("fr", ["M. Dupont a signé.", "L'art. 5 s'applique à Mme. Roy."]),
        ("zh", ["“我们很高兴。”他说。", "会议结束了。", "“这是第一步！”王先生表示，合作将继续。"]),
        ("zh", ["“我们赢了！”国家版权局副局长阎晓宏表示，合作将继续。"]),
    ],
)
def test_abbreviations_and_quotations_end_no_sentence(language: str, sentences: list[str]) -> None:
    text = ("" if language == "zh" else " ").join(sentences)
    assert taken(text, split_sentences(text, language)) == sentences
