"""Clauses as they are told from the order of words."""

from ipqa.grounding import check
from ipqa.grounding.chunks import Clause
from ipqa.grounding.clauses import clauses
from ipqa.grounding.tokens import tokens


def told(text: str) -> list[str]:
    """Each clause in short: subject, verb, objects."""
    return [_short(clause) for clause in clauses(tokens(text)) or []]


def _short(clause: Clause) -> str:
    verb = " ".join(filter(None, ["not" * clause.negated, clause.mood, clause.verb]))
    subject, objects = (
        [" ".join(chunk.keys) for chunk in part] for part in (clause.subject, clause.objects)
    )
    return " ".join([*subject, f"[{verb}]", *objects])


def test_two_verbs_share_a_subject() -> None:
    assert told("Police closed a shop and seized bags.") == [
        "polic [close] shop",
        "polic [seiz] bag",
    ]


def test_a_relative_clause_is_told_of_the_noun_before_it() -> None:
    assert told("Kobi, which owns the brand, sued a shop.") == [
        "kobi [own] brand",
        "kobi [sue] shop",
    ]


def test_a_title_between_commas_is_a_clause() -> None:
    assert told("Lind, director of the museum, won.") == ["lind [win]", "lind [be] director"]


def test_moods_and_denials_belong_to_their_verb() -> None:
    assert told("The ban was lifted, but Kobi may not return.") == [
        "ban [lift]",
        "kobi [not may return]",
    ]


def test_what_hangs_on_a_doubtful_verb_is_marked() -> None:
    found = clauses(tokens("Kobi claimed that Lind sold bags."))
    assert [clause.governor for clause in found or []] == ["", "claim"]


def test_without_a_verb_there_is_no_clause() -> None:
    assert clauses(tokens("Twelve firms in Oslo.")) is None


def test_a_sentence_of_one_chunk_and_its_of_is_read() -> None:
    quote = "The first of them, Jalan Kettar, was a merchant and inherited the port of Dhurat."
    assert check("The first of the Kettar sultans was Jalan Kettar.", [quote])
