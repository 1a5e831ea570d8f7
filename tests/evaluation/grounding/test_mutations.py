"""Each class of false answers makes what its name says, the same for the same seed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipqa.evaluation.grounding.items import Item, load_items
from ipqa.evaluation.grounding.mutations import CLASSES, Names, Pool, load_names, made, mutants

ROOT = Path(__file__).parents[3]
NAMES = Names(
    {
        "person": [["Hugo Zhang", "Zhang"], ["Jeff Astle", "Astle"]],
        "organisation": [["Ostara Films"], ["StreamHub"], ["CBBC"], ["Tencent"]],
        "place": [["Delhi"], ["Munich"]],
        "work": [["WeChat"]],
    }
)
BY_NAME = {mutation.name: mutation for mutation in CLASSES}


def item(
    sentence: str,
    quote: str = "",
    question: str = "What happened?",
    roles: tuple[tuple[str, str], ...] = (),
    unsafe: tuple[str, ...] = (),
) -> Item:
    return Item("x", question, sentence, (quote or sentence,), "verbatim", True, roles, unsafe)


SUED = item("Ostara Films sued StreamHub in Delhi.", roles=(("Ostara Films", "StreamHub"),))
OTHER = Item(
    "y", "Who?", "Jeff Astle is the director.", ("Jeff Astle is the director.",), "verbatim", True
)


def sentences(name: str, of: Item, *others: Item, seed: int = 0) -> list[str]:
    pool = Pool([of, *others], NAMES)
    return [mutant.item.sentence for mutant in made(of, BY_NAME[name], pool, seed)]


@pytest.mark.parametrize(
    ("name", "sentence", "parts"),
    [
        ("year-near", "CBBC signed in 2014.", ("201",)),
        ("date-part", "CBBC signed on 23 August.", ("CBBC signed on ",)),
        ("scale", "It took 2.2 million songs down.", ("2.2 billion", "2.2 thousand")),
        ("scale", "Sales were 742.3bn yuan.", ("742.3m yuan",)),
        ("scale", "It has 40,000 images.", ("40 million images", "400,000 images")),
        ("percent-number", "Sales rose by 16.6 percent.", ("16.6",)),
        ("currency", "It paid €1.2 million.", ("$1.2 million",)),
        ("currency", "It paid 3 million yuan.", ("3 million dollars", "3 million euros")),
        ("bound", "More than 50 guests came.", ("50 guests", "Less than 50 guests")),
        ("bound", "Almost 50 guests came.", ("More than 50", "At least 50")),
        ("figure-of-another-subject", "It won 2 of the 3 cases.", ("3 of the 2 cases",)),
        ("name-lookalike", "CBBC signed.", (" signed.",)),
        ("role", "Astle is deputy director.", ("Astle is director", "deputy chairman")),
        ("role", "Astle is the director.", ("deputy director", "former director")),
        ("negation-lost", "CBBC did not renew it.", ("CBBC renewed it.",)),
        ("negation-lost", "No, none of it is neither new nor old.", ("both new and old",)),
        ("modality", "The court may extend it.", ("will extend", "has extended")),
        ("antonym", "Sales rose.", ("Sales fell.",)),
        ("quantifier", "Most of the songs were new.", ("All of the", "Few of the")),
        ("extra-claim", "CBBC signed the agreement.", ("CBBC signed the agreement",)),
    ],
)
def test_each_class_changes_what_it_says(name: str, sentence: str, parts: tuple[str, ...]) -> None:
    found = sentences(name, item(sentence))
    assert found
    for changed in found:
        assert any(part.casefold() in changed.casefold() for part in parts), changed
        assert changed != sentence


def test_a_number_becomes_another_one_of_the_same_form() -> None:
    (changed,) = sentences("number", item("It removed 2.2 million songs."))
    assert changed.endswith(" million songs.")
    assert "2.2" not in changed


@pytest.mark.parametrize("seed", range(20))
def test_behind_a_lower_bound_the_number_only_grows(seed: int) -> None:
    for changed in sentences("number", item("At least 600 guests came."), seed=seed):
        assert int(changed.split()[2]) > 600


def test_names_of_one_sort_are_exchanged() -> None:
    here = item("Hugo Zhang signed.")
    assert sentences("name-swapped", here, OTHER) == ["Jeff Astle signed."]
    assert "Zhang" not in sentences("name-other", here)[0]


def test_a_name_is_not_exchanged_for_one_that_its_quotes_hold() -> None:
    here = item("Hugo Zhang signed.", "Hugo Zhang signed with Jeff Astle.")
    assert sentences("name-swapped", here, OTHER) == []


def test_who_did_what_to_whom_turns_round() -> None:
    assert sentences("turned-round", SUED) == ["StreamHub sued Ostara Films in Delhi."]
    assert sentences("voice", SUED) == ["Ostara Films was sued by StreamHub in Delhi."]
    passive = item("StreamHub was sued by Ostara Films.", roles=SUED.roles)
    assert "StreamHub sued Ostara Films." in sentences("voice", passive)


def test_without_roles_nothing_turns_round() -> None:
    together = item("CBBC signed with Tencent.")
    assert sentences("turned-round", together) == []


def test_a_negation_is_added_but_never_to_another_one() -> None:
    for changed in sentences("negation-added", SUED):
        assert any(word in changed for word in ("not", "n't", "never"))
    assert sentences("negation-added", item("CBBC did not sign.")) == []


def test_a_word_in_quotation_marks_changes() -> None:
    for changed in sentences("quoted-phrase", item("He called it “a turning point”.")):
        assert changed.startswith("He called it “a ")
        assert "“a turning point”" not in changed


def test_citations_shift_to_quotes_without_the_names_of_the_sentence() -> None:
    pool = Pool([SUED, OTHER], NAMES)
    (mutant,) = made(SUED, BY_NAME["citation-shifted"], pool)
    assert (mutant.item.sentence, mutant.item.quotes) == (SUED.sentence, OTHER.quotes)
    assert list(made(SUED, BY_NAME["citation-shifted"], Pool([SUED], NAMES))) == []


def test_a_clause_of_another_answer_is_glued_on() -> None:
    (changed,) = sentences("glued", SUED, OTHER)
    assert changed.startswith("Ostara Films sued StreamHub in Delhi")
    assert changed.endswith("Jeff Astle is the director.")


def test_a_subject_gets_what_another_one_did() -> None:
    other = Item("y", "Who?", "CBBC signed it.", ("CBBC signed it.",), "verbatim", True)
    pool = Pool([SUED, other], NAMES)
    (mutant,) = made(SUED, BY_NAME["spliced"], pool)
    assert mutant.item.sentence == "Ostara Films signed it."
    assert mutant.item.quotes == (*SUED.quotes, *other.quotes)


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("When did CBBC sign?", "CBBC signed the deal on 23 August 2019.", "CBBC signed the deal."),
        ("How many guests came?", "More than 50 guests came late.", "Guests came late."),
    ],
)
def test_an_answer_loses_what_was_asked_for(question: str, sentence: str, expected: str) -> None:
    assert sentences("kind", item(sentence, question=question)) == [expected]


def test_a_class_that_an_item_calls_unsafe_makes_nothing_of_it() -> None:
    assert sentences("antonym", item("Sales rose.", unsafe=("antonym",))) == []


def test_about_a_third_of_the_classes_is_held_out() -> None:
    held_out = sum(mutation.held_out for mutation in CLASSES)
    assert len(CLASSES) / 4 < held_out < len(CLASSES) / 2
    assert len(BY_NAME) == len(CLASSES)


def test_false_answers_are_the_same_for_a_seed_and_differ_from_the_true_ones() -> None:
    items = load_items(ROOT / "eval" / "grounding.jsonl")[::4]
    names = load_names(ROOT / "eval" / "grounding-names.json")
    first, again = mutants(items, names, seed=1), mutants(items, names, seed=1)
    assert first == again
    assert first != mutants(items, names, seed=2)
    assert {mutant.mutation.name for mutant in first} == set(BY_NAME)
    for mutant in first:
        true = (mutant.original.question, mutant.original.sentence, mutant.original.quotes)
        assert (mutant.item.question, mutant.item.sentence, mutant.item.quotes) != true
        assert mutant.item.sentence not in mutant.item.quotes or mutant.mutation.name == "kind"


def test_false_answers_do_not_depend_on_what_grounds_answers() -> None:
    folder = ROOT / "src" / "ipqa" / "evaluation" / "grounding"
    for path in [*(folder / "mutations").glob("*.py"), folder / "items.py"]:
        text = path.read_text(encoding="utf-8")
        for module in ("grounding", "figures", "kinds", "words", "citing", "evidence"):
            assert not re.search(rf"from ipqa\.{module}[ .]", text)
            assert f"import ipqa.{module}" not in text
