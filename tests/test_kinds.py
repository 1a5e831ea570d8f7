"""What kind of thing a question asks for, and who did it."""

import pytest

from ipqa.kinds import (
    asks_for_several,
    before_verb,
    compared_kind,
    did_it,
    fits_kind,
    holds_kind,
    question_kind,
    subject_verb,
)

WITNESS = "Baroness Neville-Rolfe, the IP minister, witnessed the signing."
SIGNED = "CBBC signed the agreement on 23 August with Tencent Holdings, the owner of WeChat."


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Who signed with WeChat?", "who"),
        ("Who is Hugo Zhang?", "other"),
        ("Who is the chairman of the IPCC?", "who"),
        ("When did CBBC sign?", "when"),
        ("In what year was DCI proposed?", "when"),
        ("How many songs were pulled?", "number"),
        ("by what percentage did revenue rise", "number"),
        ("Where was the forum held?", "where"),
        ("Which city hosted the forum?", "where"),
        ("Why was the museum closed?", "other"),
        ("What does IPCC stand for?", "expansion"),
        ("IPCC is short for what?", "expansion"),
        ("What must a platform do when it gets a notice?", "other"),
        ("Who stood in for her when she missed the signing?", "who"),
        ("Who signed, and when?", "when"),
        ("wechat memorandum signed when", "when"),
        ("Who is CBBC's government director?", "who"),
        ("Who was sued by Volta?", "who"),
        ("who is president of the ifd", "who"),
        ("who is hugo zhang", "other"),
        ("Who is Li Wei of the CPCC?", "other"),
        ("What's the total number of members?", "number"),
        ("What was the online copyright industry's revenue in 2018?", "number"),
    ],
)
def test_a_question_tells_its_kind(question: str, kind: str) -> None:
    assert question_kind(question) == kind


@pytest.mark.parametrize(
    ("answer", "kind", "fits"),
    [
        ("2.2 million", "number", True),
        ("Tencent", "number", False),
        ("23 August", "when", True),
        ("June last year", "when", True),
        ("Chengdu", "when", False),
        ("Hugo Zhang", "who", True),
        ("music websites", "who", False),
        ("anything at all", "other", True),
    ],
)
def test_an_answer_fits_the_kind_or_not(answer: str, kind: str, fits: bool) -> None:
    assert fits_kind(answer, kind) is fits


def test_a_sentence_holds_a_kind_only_beyond_what_the_question_says() -> None:
    assert holds_kind("The forum took place in Chengdu.", "where", "Where was the forum held?")
    assert not holds_kind("The forum drew guests.", "where", "Where was the forum held?")
    assert not holds_kind("WeChat is an app.", "who", "Who signed with WeChat?")


@pytest.mark.parametrize(
    ("side", "kind"),
    [
        ("Which gathering had the higher attendance, the forum?", "number"),
        ("Which came first, the forum?", "when"),
        ("What does JD guard?", "other"),
        ("Who was behind the forum?", "who"),
    ],
)
def test_a_side_of_a_comparison_tells_what_it_is_compared_by(side: str, kind: str) -> None:
    assert compared_kind(side) == kind


def test_a_sentence_that_expands_an_acronym_has_it_in_brackets() -> None:
    question = "What does IPCC stand for?"
    assert holds_kind("The Copyright Coalition in China (IPCC) signed.", "expansion", question)
    assert not holds_kind("CBBC and IPCC individuals are served.", "expansion", question)
    assert not holds_kind("The Council (CBBC) signed.", "expansion", question)


def test_the_verb_of_a_question_about_its_subject_is_found() -> None:
    assert subject_verb("Who signed with WeChat?") == "signed"
    assert subject_verb("Who did CBBC sign with?") is None
    assert subject_verb("When was it signed?") is None


@pytest.mark.parametrize(
    "question", ["What did Tencent sign?", "What will JD receive?", "Which do experts support?"]
)
def test_the_subject_of_a_question_about_its_object_is_no_verb(question: str) -> None:
    assert subject_verb(question) is None


@pytest.mark.parametrize(
    "question",
    [
        "Which countries were represented?",
        "What are the two larger tasks?",
        "Name three officials.",
        "They spoke on several themes. Which ones?",
        "I need all of the professor's demands.",
    ],
)
def test_a_question_for_several_things_is_told(question: str) -> None:
    assert asks_for_several(question)


@pytest.mark.parametrize(
    "question",
    [
        "When did the two companies sign the agreement?",
        "How many publications were seized in the first three months of 2016?",
        "What share of the market did the three pillars have?",
        "Was it signed five years ago?",
    ],
)
def test_a_question_with_a_number_of_things_in_it_asks_for_one(question: str) -> None:
    assert not asks_for_several(question)


def test_the_one_to_whom_it_was_done_did_not_do_it() -> None:
    assert did_it("CBBC", "signed", SIGNED)
    assert not did_it("Tencent Holdings", "signed", SIGNED)


def test_a_doer_may_stand_behind_by_or_behind_a_form_of_be() -> None:
    assert did_it("Anna Holm", "opened", "The bridge was opened by Anna Holm.")
    assert did_it("NCAC", "hosted", "The forum's hosts were NCAC and WIPO.")
    assert not did_it("Holm", "opened", "Nobody knows Holm.")


def test_the_subject_stands_before_the_verb() -> None:
    assert before_verb("witnessed", WITNESS) == "Baroness Neville-Rolfe, the IP minister, witnessed"
    assert before_verb("sold", WITNESS) == ""
