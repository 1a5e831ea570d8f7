"""Acronyms with what they stand for."""

from ipqa.grounding.aliases import aliases, explains, shortened

QUOTE = (
    "The World Intellectual Property Organization (WIPO) met about artificial intelligence (AI)."
)


def test_an_expansion_is_found_by_its_letters() -> None:
    assert aliases([QUOTE]) == {
        "World Intellectual Property Organization": "WIPO",
        "artificial intelligence": "AI",
    }


def test_an_acronym_of_other_letters_takes_the_capitalized_words() -> None:
    assert aliases(["The Safety Coalition in China (IPCC) signed."]) == {
        "Safety Coalition in China": "IPCC"
    }


def test_what_stands_in_brackets_otherwise_is_no_acronym() -> None:
    assert aliases(["Sales were 5 yuan ($2) in China (in May)."]) == {}


def test_expansions_become_acronyms() -> None:
    known = aliases([QUOTE])
    assert shortened("The World Intellectual Property Organization met.", known) == "The WIPO met."
    assert shortened(QUOTE, known) == "The WIPO met about AI."


def test_an_explanation_must_be_right() -> None:
    known = aliases([QUOTE])
    assert explains("AI stands for artificial intelligence.", known)
    assert not explains("WIPO stands for artificial intelligence.", known)
