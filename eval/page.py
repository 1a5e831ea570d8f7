"""Measures the chat in a browser and with many users: ``python eval/page.py --help``."""

import sys

from ipqa.evaluation.chat.command import run

if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
