"""The judge of whether quotes say what a sentence says, by a rule that is spelled out.

It stands in for the entailment model of ALCE (TRUE, a T5 of 11 billion parameters: Honovich et al.,
TRUE: Re-evaluating Factual Consistency Evaluation, NAACL 2022), which is too big to run beside a
local chatbot. It knows no synonyms, reads English alone, and shares no code with what grounds
answers. How often it agrees with labels made by hand stands in ``eval/DATASHEET.md``.
"""

from __future__ import annotations

import re
from itertools import pairwise

from ipqa.evaluation.judge.names import names_vocabulary, unsupported_names
from ipqa.evaluation.judge.numbers import numbers_in, unsupported_numbers
from ipqa.evaluation.judge.sides import apart, side_differs
from ipqa.evaluation.judge.wording import Word, is_acronym, is_demonym, lower, stem, words_of

COVERAGE = 0.75
"""The least share of a claim's content words that stand in the premise."""
_REACH = 4
"""Among how many words behind a number what it counts is looked for."""

_BOUNDS = (
    ("above", re.compile(r"\b(?:more than|over|above|exceed(?:s|ed|ing)?|at least)\s+$", re.I)),
    ("below", re.compile(r"\b(?:less than|fewer than|under|below|at most|up to)\s+$", re.I)),
    ("nearly", re.compile(r"\b(?:almost|nearly|close to|just under)\s+$", re.I)),
    ("about", re.compile(r"\b(?:about|around|some|roughly|approximately)\s+$", re.I)),
)
_RESTRICTIONS = frozenset(
    "only alone solely merely exclusively all every always already first last no longer".split()
)
_QUALIFIERS = frozenset(
    "deputy vice assistant former acting future alleged draft proposed planned".split()
)
_OPPOSITES = (
    "rise rose risen grow grew grown increase climb high higher"
    " | fall fell fallen shrink shrank decrease drop decline low lower",
    "before | after",
    "easy | hard difficult",
    "add | remove delete",
    "begin began begun start launch | stop end finish",
    "accept approve ratify join | reject refuse leave left quit withdraw withdrew",
    "encourage support allow permit | combat fight fought prevent forbid ban",
    "build built found create | destroy dissolve abolish",
    "buy bought | sell sold",
    "win won gain | lose lost",
    "strengthen improve | weaken worsen",
    "large big major | small little minor",
    "many | few",
    "public | private",
    "national domestic | foreign international",
    "old traditional | new modern",
    "legal lawful | illegal unlawful",
    "online | offline",
)


def entails(premise: str, claim: str) -> bool:
    """Whether ``premise`` (quotes, a line each) says everything that ``claim`` says.

    It does when ``objections`` names nothing. A premise without words entails nothing.
    """
    return not objections(premise, claim)


def objections(premise: str, claim: str) -> tuple[str, ...]:
    """Why ``premise`` does not entail ``claim``: the names of the rules that it breaks.

    - ``number``: a number of the claim is not in the premise.
    - ``bound``: "more than", "almost", "about" before a number is lost, added or exchanged.
    - ``counted``: the word behind a number does not stand behind that number in the premise.
    - ``name``: a name is not in the premise, not even spelled out ("UK").
    - ``restriction``: a word such as "only" or "already" is not in the premise.
    - ``qualifier``: a word such as "Deputy" or "former" is lost before what it qualifies.
    - ``coverage``: less than ``COVERAGE`` of the content words are in the premise, by their stems.
    - ``opposite``: the premise has the opposite of a word that it lacks.
    - ``negation``: a word is denied on one side and stated on the other.
    - ``mood``: a word is stated on one side and under "will", "may" or "must" on the other.
    - ``side``: a name stands before a word that another name stands before in the premise, or on
      the other side of it.
    - ``together``: neighbours in the claim stand in different sentences of the premise that nothing
      links.
    """
    sentences = [quote for quote in premise.split("\n") if quote.strip()]
    vocabulary = names_vocabulary([premise, claim])
    said, asked = words_of(premise, vocabulary), words_of(claim, vocabulary)
    if not said or not asked:
        return ("coverage",)
    missing = unsupported_names(claim, sentences, vocabulary)
    # To the search for names "US" is the function word.
    missing += [word.text for word in asked if is_acronym(word.text) and word.text not in premise]
    rules = {
        "number": bool(unsupported_numbers(claim, sentences)),
        "bound": _bound_differs(premise, claim),
        "counted": _counts_something_else(premise, claim),
        "name": not all(_spelled_otherwise(name, said) for name in missing),
        "restriction": bool(lower(asked) & _RESTRICTIONS - lower(said)),
        "qualifier": _unqualified(said, asked),
        "coverage": _coverage(said, asked) < COVERAGE,
        "opposite": _opposed(said, asked),
        "negation": _denied(said, asked) or _denied(asked, said),
        "mood": _mood_differs(said, asked),
        "side": side_differs(said, asked),
        "together": apart(said, asked),
    }
    return tuple(name for name, broken in rules.items() if broken)


def _amounts(text: str) -> list[tuple[object, str, str]]:
    """Each amount of a text with what limits it and the text behind it."""
    found: list[tuple[object, str, str]] = []
    for number in numbers_in(text):
        if number.kind != "value" or not number.firm:
            continue
        for match in re.finditer(rf"(?<![\w.,]){re.escape(number.text)}(?!\w)", text):
            before = text[: match.start()]
            bound = next((name for name, pattern in _BOUNDS if pattern.search(before)), "")
            found.append((number.value, bound, text[match.end() :]))
    return found


def _bound_differs(premise: str, claim: str) -> bool:
    stated = [(value, bound) for value, bound, _ in _amounts(premise)]
    return any(
        (value, bound) not in stated
        for value, bound, _ in _amounts(claim)
        if any(value == other for other, _ in stated)
    )


def _counts_something_else(premise: str, claim: str) -> bool:
    stated = _amounts(premise)
    for value, _, behind in _amounts(claim):
        match = re.match(r"\s([^\W\d_]+)", behind)
        word = words_of(match[1])[:1] if match else []
        if not word or not word[0].content:
            continue
        reaches = [
            re.split(r"[,;:.]\s|[.]$", rest)[0].split()[:_REACH]
            for other, _, rest in stated
            if other == value
        ]
        if reaches and not any(
            word[0].stem in {stem(re.sub(r"\W", "", near)) for near in reach} for reach in reaches
        ):
            return True
    return False


def _spelled_otherwise(name: str, said: list[Word]) -> bool:
    """Whether the premise spells an acronym out or names the country of a demonym."""
    if is_demonym(name):
        return any(word.name and word.stem[:4] == name.casefold()[:4] for word in said)
    if not is_acronym(name):
        return False
    initials: dict[int, str] = {}
    for word in said:
        if word.content:
            initials[word.sentence] = initials.get(word.sentence, "") + word.text[0].casefold()
    return any(name.casefold() in letters for letters in initials.values())


def _unqualified(said: list[Word], asked: list[Word]) -> bool:
    missing = _QUALIFIERS - lower(asked)
    wanted = {word.stem for word in asked}
    followers: dict[str, list[bool]] = {}
    for one, other in pairwise(said):
        followers.setdefault(other.stem, []).append(one.text.casefold() in missing)
    return any(all(lost) for follower, lost in followers.items() if follower in wanted)


def _coverage(said: list[Word], asked: list[Word]) -> float:
    stems = {word.stem for word in said}
    wanted = {
        word.stem: word.stem in stems or _spelled_otherwise(word.text, said)
        for word in asked
        if word.content
    }
    return sum(wanted.values()) / len(wanted) if wanted else 1.0


def _opposed(said: list[Word], asked: list[Word]) -> bool:
    stated = {word.stem for word in said}
    new = {word.stem for word in asked} - stated
    for line in _OPPOSITES:
        one, other = ({stem(word) for word in side.split()} for side in line.split("|"))
        if (new & one and stated & other and not stated & one) or (
            new & other and stated & one and not stated & other
        ):
            return True
    return False


def _denied(some: list[Word], others: list[Word]) -> bool:
    """Whether the first word denied in ``some`` is stated, and not denied, in ``others``."""
    for word in some:
        if not word.denial:
            continue
        same = [other for other in others if other.stem == word.stem]
        if same and not any(other.denied for other in same):
            return True
    return False


def _mood_differs(said: list[Word], asked: list[Word]) -> bool:
    for word in asked:
        moods = {other.mood for other in said if other.stem == word.stem}
        if moods and word.mood != "open" and "open" not in moods and word.mood not in moods:
            return True
    return False
