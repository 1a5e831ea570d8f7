"""Measures the indexing of many articles: ``python eval/indexing.py --help``."""

import sys

from ipqa.evaluation.indexing.command import run

if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
