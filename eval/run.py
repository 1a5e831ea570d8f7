"""Runs the evaluation: ``python eval/run.py --help``."""

import sys

from ipqa.evaluation.command import run

if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
