"""The committed true answers: well-formed, varied, and resting on exact sentences."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.grounding.items import HALVES, load_items
from ipqa.evaluation.grounding.mutations import CLASSES, load_names

ROOT = Path(__file__).parents[3]
ITEMS = load_items(ROOT / "eval" / "grounding.jsonl")
NAMES = load_names(ROOT / "eval" / "grounding-names.json")
OF_ARTICLES = [item for item in ITEMS if not item.id.startswith("o")]
VARIANTS = {
    "verbatim", "part", "number-scale", "number-words", "date-order", "currency", "percentage",
    "bound", "surname", "acronym", "expansion", "inflection", "order", "passive", "question-frame",
    "two-quotes", "negated", "short", "synonym", "quotation",
}  # fmt: skip


def test_there_are_enough_items_with_ids_of_their_own() -> None:
    assert len(ITEMS) >= 240
    assert len({item.id for item in ITEMS}) == len(ITEMS)
    assert len({(item.sentence, item.quotes) for item in ITEMS}) == len(ITEMS)


def test_most_are_not_verbatim_which_means_a_piece_of_a_quote() -> None:
    for item in ITEMS:
        bare = item.sentence.removesuffix(".").casefold()
        assert item.verbatim == any(bare in quote.casefold() for quote in item.quotes), item.id
    assert sum(not item.verbatim for item in ITEMS) >= len(ITEMS) / 2


def test_both_halves_hold_every_variant_and_are_of_a_size() -> None:
    sizes = [sum(item.half == half for item in ITEMS) for half in HALVES]
    assert min(sizes) > 0.45 * len(ITEMS)
    for half in HALVES:
        assert {item.variant for item in ITEMS if item.half == half} == VARIANTS


def test_quotes_from_the_articles_are_whole_sentences_of_one_article() -> None:
    assert len(OF_ARTICLES) >= 100
    articles = [path.read_text(encoding="utf-8") for path in (ROOT / "corpus").glob("*.md")]
    for item in OF_ARTICLES:
        assert any(
            all(is_sentence_of(article, quote) for quote in item.quotes) for article in articles
        ), item.id


def is_sentence_of(article: str, quote: str) -> bool:
    before, found, after = article.partition(quote)
    begins = before.endswith(("\n\n", ". ", '." '))
    return bool(found) and begins and re.match(r'\s+["A-Z#]|\s*$', after) is not None


def test_roles_and_unsafe_classes_speak_of_the_item() -> None:
    for item in ITEMS:
        text = " ".join((item.sentence, *item.quotes)).casefold()
        for pair in item.roles:
            assert all(name.casefold() in text for name in pair), item.id
            assert any(name.casefold() in item.sentence.casefold() for name in pair), item.id
        assert set(item.unsafe) <= {mutation.name for mutation in CLASSES}


def test_every_listed_name_stands_in_a_quote_and_persons_are_listed() -> None:
    text = " ".join(quote for item in ITEMS for quote in item.quotes)
    for groups in NAMES.groups.values():
        for group in groups:
            assert any(spelling in text for spelling in group), group
    known = {spelling for group in NAMES.groups["person"] for spelling in group}
    for name in re.findall(r"\bJudge ([A-Z]\w+ [A-Z]\w+)", text):
        assert name in known


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"id": "a"}', "not an item"),
        ('{"id": "", "question": "q", "sentence": "s", "quotes": ["q"]}', "not an item"),
        ("[]", "not a JSON object"),
        ("", "no item"),
    ],
)
def test_a_faulty_file_is_named_with_its_line(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "items.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(QuestionsError, match=reason):
        load_items(path)


def test_an_id_that_comes_twice_is_named(tmp_path: Path) -> None:
    path = tmp_path / "items.jsonl"
    line = (ROOT / "eval" / "grounding.jsonl").read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{line}\n{line}\n", encoding="utf-8")
    with pytest.raises(QuestionsError, match="line 2: the id w1-1 is there twice"):
        load_items(path)


def test_the_datasheet_states_how_many_there_are() -> None:
    datasheet = (ROOT / "eval" / "DATASHEET.md").read_text(encoding="utf-8")
    section = datasheet.split("# Datasheet: grounding.jsonl")[1]
    assert section.startswith(f"\n\n**What it is.** {len(ITEMS)} true answers")
    for variant in VARIANTS:
        counts = [
            sum((item.half, item.variant) == (half, variant) for item in ITEMS) for half in HALVES
        ]
        assert f"| `{variant}` | {counts[0]} | {counts[1]} |" in section
    for mutation in CLASSES:
        mark = "held out" if mutation.held_out else "tuned"
        assert f"| `{mutation.name}` | {mark} |" in section
