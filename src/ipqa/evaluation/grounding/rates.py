"""How often the check of drafts catches false answers, and how often it blames true ones.

The check is a plain function, so this takes seconds and no model. What the check does on the
untouched half and in the held-out classes is given as rates alone: a list of what it misses there
would be tuned on by whoever reads it.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ipqa.errors import IpqaError
from ipqa.evaluation.grounding.items import HALVES, Half, Item, load_items
from ipqa.evaluation.grounding.mutations import CLASSES, Mutant, Names, load_names, mutants
from ipqa.evaluation.metrics import Estimate, bootstrap

Check = Callable[[str, Sequence[str], str], Sequence[object]]
"""Problems of a sentence with its quotes and its question; none where it is supported."""


@dataclass(frozen=True, slots=True)
class Rate:
    """A share of answers; ``held_out`` marks a class of mistakes that is not tuned on."""

    name: str
    share: Estimate
    held_out: bool = False

    @property
    def count(self) -> int:
        """How many answers the share is of."""
        return self.share.n


@dataclass(frozen=True, slots=True)
class Rates:
    """Of one half or of both: caught false answers by class, blamed true ones by wording.

    ``missed`` and ``blamed`` hold what went wrong in the half and the classes that are tuned on.
    """

    half: str
    caught: list[Rate] = field(default_factory=list)
    false_alarms: list[Rate] = field(default_factory=list)
    missed: list[Mutant] = field(default_factory=list)
    blamed: list[tuple[Item, tuple[str, ...]]] = field(default_factory=list)

    def to_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "half": self.half,
            "caught": [
                {"class": rate.name, "held_out": rate.held_out, **rate.share.to_dict()}
                for rate in self.caught
            ],
            "false_alarms": [
                {"variant": rate.name, **rate.share.to_dict()} for rate in self.false_alarms
            ],
            "missed": [
                {
                    "class": mutant.mutation.name,
                    "made_of": mutant.original.id,
                    "question": mutant.item.question,
                    "sentence": mutant.item.sentence,
                    "quotes": list(mutant.item.quotes),
                }
                for mutant in self.missed
            ],
            "blamed": [
                {"id": item.id, "sentence": item.sentence, "problems": list(problems)}
                for item, problems in self.blamed
            ],
        }


def measure(
    items: Sequence[Item], names: Names, check: Check, halves: Sequence[Half] = HALVES
) -> Rates:
    """The rates of ``check`` on the items of some halves.

    False answers borrow only from their own half. Under "all" every answer counts once, so that
    the classes that fit many items weigh most.
    """
    chosen = [[item for item in items if item.half == half] for half in halves]
    false = [mutant for part in chosen for mutant in mutants(part, names)]
    true = [item for part in chosen for item in part]
    rates = Rates(halves[0] if len(halves) == 1 else "both")
    outcomes = [(mutant, bool(_problems(check, mutant.item))) for mutant in false]
    _add(rates.caught, "all", [caught for _, caught in outcomes])
    for held_out in (False, True):
        name = "all held-out classes" if held_out else "all tuned classes"
        of = [caught for mutant, caught in outcomes if mutant.mutation.held_out == held_out]
        _add(rates.caught, name, of, held_out)
    for mutation in CLASSES:
        of = [caught for mutant, caught in outcomes if mutant.mutation is mutation]
        _add(rates.caught, mutation.name, of, mutation.held_out)
    rates.missed.extend(
        mutant
        for mutant, caught in outcomes
        if not caught and not mutant.mutation.held_out and mutant.original.half == "tuned"
    )
    judged = [(item, _problems(check, item)) for item in true]
    _add(rates.false_alarms, "all", [bool(problems) for _, problems in judged])
    for verbatim in (True, False):
        name = "verbatim, all" if verbatim else "not verbatim, all"
        of = [bool(problems) for item, problems in judged if item.verbatim == verbatim]
        _add(rates.false_alarms, name, of)
    for variant in sorted({item.variant for item in true}):
        of = [bool(problems) for item, problems in judged if item.variant == variant]
        _add(rates.false_alarms, variant, of)
    rates.blamed.extend(
        (item, problems) for item, problems in judged if problems and item.half == "tuned"
    )
    return rates


def table(rates: Rates) -> str:
    """The rates as text, in per cent, with 95 % bootstrap intervals."""
    lines = [f"half: {rates.half}", "", f"{'caught (* held out)':34}{'n':>6}   %"]
    lines += [_line(rate) for rate in rates.caught]
    lines += ["", f"{'false alarms':34}{'n':>6}   %"]
    lines += [_line(rate) for rate in rates.false_alarms]
    return "\n".join(lines)


def failures(rates: Rates) -> str:
    """What went wrong where it may be looked at: the tuned half, the tuned classes."""
    lines = [f"missed, tuned half and classes: {len(rates.missed)}"]
    lines += [
        f"  {mutant.mutation.name} [{mutant.original.id}] {mutant.item.sentence}"
        for mutant in rates.missed
    ]
    lines += [f"blamed, tuned half: {len(rates.blamed)}"]
    lines += [
        f"  {item.variant} [{item.id}] {item.sentence} <- {', '.join(problems)}"
        for item, problems in rates.blamed
    ]
    return "\n".join(lines)


def run(arguments: Sequence[str], root: Path) -> int:
    """The command over the files in the folder ``root``; gives the exit status."""
    parser = argparse.ArgumentParser(
        description="Catch rates and false alarms of the check of drafted sentences.",
    )
    parser.add_argument("--half", choices=HALVES, help="one half alone (default: both)")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.add_argument("--misses", action="store_true", help="also list what went wrong")
    options = parser.parse_args(arguments)
    try:
        items = load_items(root / "grounding.jsonl")
        names = load_names(root / "grounding-names.json")
    except IpqaError as error:
        parser.exit(1, f"{error}\n")
    from ipqa.grounding import check

    rates = measure(items, names, check, (options.half,) if options.half else HALVES)
    if options.json:
        print(json.dumps(rates.to_dict(), indent=1, ensure_ascii=False))
    else:
        print(table(rates))
        if options.misses:
            print(f"\n{failures(rates)}")
    return 0


def _problems(check: Check, item: Item) -> tuple[str, ...]:
    found = check(item.sentence, item.quotes, item.question)
    return tuple(
        f"{getattr(problem, 'reason', problem)}: {getattr(problem, 'detail', '')}"
        for problem in found
    )


def _add(rates: list[Rate], name: str, outcomes: Iterable[bool], held_out: bool = False) -> None:
    share = bootstrap([float(outcome) for outcome in outcomes])
    if share:
        rates.append(Rate(name, share, held_out))


def _line(rate: Rate) -> str:
    name = f"{rate.name} *" if rate.held_out else rate.name
    share, low, high = (100 * x for x in (rate.share.value, rate.share.low, rate.share.high))
    return f"{name:34}{rate.count:>6}   {share:.1f} ({low:.1f}-{high:.1f})"
