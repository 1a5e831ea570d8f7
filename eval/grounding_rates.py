"""Measures the check of drafted sentences: ``python eval/grounding_rates.py --help``."""

import sys
from pathlib import Path

from ipqa.evaluation.grounding.rates import run

if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:], Path(__file__).resolve().parent))
