"""False answers made out of true ones, by class of mistake.

Pure and seeded. A class makes an answer only where it is false for sure, as far as a rule can tell;
where it can't, it makes none. The classes marked as held out are not to be looked at while the
rules of the check are written: they tell how the check does on mistakes that nobody had in mind.
Each of them has relatives among the others: an invented name beside an exchanged one, a verb that
turns round beside names that change places. They were chosen before the check was measured.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ipqa.evaluation.grounding.items import Item
from ipqa.evaluation.grounding.mutations import figures, mixing, names, wording
from ipqa.evaluation.grounding.mutations.kit import Maker, Names, Pool, load_names


@dataclass(frozen=True, slots=True)
class MutationClass:
    """One class of mistake; ``held_out`` from tuning or not.

    At most ``per_item`` answers are made out of one item: two in the classes that fit few items.
    """

    name: str
    make: Maker
    held_out: bool = False
    per_item: int = 2


@dataclass(frozen=True, slots=True)
class Mutant:
    """A false answer, the class of its mistake, and the true item that it was made of."""

    item: Item
    mutation: MutationClass
    original: Item


CLASSES = (
    MutationClass("number", figures.number),
    MutationClass("year-near", figures.year_near),
    MutationClass("date-part", figures.date_part),
    MutationClass("scale", figures.scale),
    MutationClass("currency", figures.currency),
    MutationClass("bound", figures.bound),
    MutationClass("name-swapped", names.name_swapped, per_item=1),
    MutationClass("role", names.role),
    MutationClass("turned-round", names.turned_round),
    MutationClass("negation-added", wording.negation_added, per_item=1),
    MutationClass("negation-lost", wording.negation_lost),
    MutationClass("modality", wording.modality, per_item=1),
    MutationClass("quoted-phrase", wording.quoted_phrase),
    MutationClass("citation-shifted", mixing.citation_shifted, per_item=1),
    MutationClass("glued", mixing.glued, per_item=1),
    MutationClass("spliced", mixing.spliced, per_item=1),
    MutationClass("kind", mixing.kind),
    MutationClass("percent-number", figures.percent_number, held_out=True),
    MutationClass("figure-of-another-subject", figures.figure_of_another_subject, held_out=True),
    MutationClass("name-other", names.name_other, held_out=True, per_item=1),
    MutationClass("name-lookalike", names.name_lookalike, held_out=True, per_item=1),
    MutationClass("voice", names.voice, held_out=True),
    MutationClass("antonym", wording.antonym, held_out=True),
    MutationClass("quantifier", wording.quantifier, held_out=True),
    MutationClass("extra-claim", wording.extra_claim, held_out=True, per_item=1),
)


def mutants(items: Sequence[Item], names: Names, seed: int = 0) -> list[Mutant]:
    """False answers of every class out of ``items``, which also lend each other their parts."""
    pool = Pool(items, names)
    return [
        mutant
        for mutation in CLASSES
        for item in items
        for mutant in made(item, mutation, pool, seed)
    ]


def made(item: Item, mutation: MutationClass, pool: Pool, seed: int = 0) -> Iterator[Mutant]:
    """The false answers of a class out of one item, the same for the same seed."""
    if mutation.name in item.unsafe:
        return
    rng = random.Random(f"{seed}/{mutation.name}/{item.id}")
    seen = {(item.sentence, item.quotes)}
    true = {
        (other.sentence, other.quotes) for other in pool.items if other.question == item.question
    }
    for changed in mutation.make(item, pool, rng):
        key = (changed.sentence, changed.quotes)
        if key in seen or key in true:
            continue
        seen.add(key)
        yield Mutant(changed, mutation, item)
        if len(seen) > mutation.per_item:
            return


__all__ = [
    "CLASSES",
    "Mutant",
    "MutationClass",
    "Names",
    "Pool",
    "load_names",
    "made",
    "mutants",
]
