"""Prints the rates over the messy files: ``python tests/messy_rates.py [--wrong] [tuned | held]``.

``--wrong`` lists what went wrong in the tuned half; what went wrong in the held half is shown only
when that half is named.
"""

from __future__ import annotations

import argparse

from messy.cases import HALVES, cases
from messy.rates import measure, table, total


def main() -> None:
    parser = argparse.ArgumentParser(description="Rates over the messy files.")
    parser.add_argument("half", nargs="?", choices=HALVES, help="one half only")
    parser.add_argument("--wrong", action="store_true", help="list what went wrong")
    options = parser.parse_args()
    measured = [(case, measure(case)) for case in cases() if options.half in (None, case.half)]
    rows = {
        kind: total(found for case, found in measured if case.kind == kind)
        for kind in sorted({case.kind for case, _ in measured})
    }
    for half in HALVES:
        if options.half in (None, half):
            rows[half] = total(found for case, found in measured if case.half == half)
    rows["all"] = total(found for _, found in measured)
    print(table(rows))
    if options.wrong:
        for case, found in measured:
            if case.half == (options.half or "tuned") and found.wrong:
                print(f"\n{case.name}", *found.wrong, sep="\n  ")


if __name__ == "__main__":
    main()
