"""``python eval/indexing.py``: its options, and what it prints."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ipqa.errors import IpqaError
from ipqa.evaluation.indexing.folder import KINDS
from ipqa.evaluation.indexing.material import load_material
from ipqa.evaluation.indexing.measure import PARTS, JobFailedError, in_fresh_process, measure

ARTICLES = 10_000


def run(argv: Sequence[str]) -> int:
    """Measures, and prints a Markdown table; gives the exit code."""
    options = _parser().parse_args(argv)
    count: int = options.articles
    fewer = options.fewer or [count // 10, 3 * count // 10]
    try:
        material = load_material(options.squad, options.seed)
        with tempfile.TemporaryDirectory(prefix="ipqa-indexing-", dir=options.work) as folder:
            figures = measure(
                material,
                count,
                Path(folder),
                in_fresh_process(Path(folder)),
                _say,
                fewer=[less for less in fewer if 0 < less < count],
                parts=options.only or PARTS,
                kinds=options.kinds or KINDS,
            )
    except (IpqaError, JobFailedError) as error:
        _say(str(error))
        return 1
    except KeyboardInterrupt:
        return 130
    if options.json:
        options.json.write_text(json.dumps(figures.to_dict(), indent=2) + "\n", encoding="utf-8")
    print(figures.markdown())
    return 0


def _parser() -> argparse.ArgumentParser:
    found = argparse.ArgumentParser(
        prog="python eval/indexing.py",
        description="Makes articles of a SQuAD file's sentences and measures how they are indexed.",
    )
    add = found.add_argument
    add("--squad", type=Path, required=True, metavar="FILE", help="a file in SQuAD's format")
    add("--articles", type=int, default=ARTICLES, metavar="N", help="how many (%(default)s)")
    add(
        "--fewer",
        type=_numbers,
        metavar="N,N",
        help="numbers to measure memory at too (a tenth and three tenths)",
    )
    add("--only", type=_some_of(PARTS), metavar="A,B", help=f"of {', '.join(PARTS)}")
    add("--kinds", type=_some_of(KINDS), metavar="A,B", help=f"of {', '.join(KINDS)}")
    add("--seed", type=int, default=0, metavar="N", help="other articles with another one")
    add("--work", type=Path, metavar="DIR", help="where temporary files go")
    add("--json", type=Path, metavar="FILE", help="also write all figures as JSON")
    return found


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def _some_of(names: Sequence[str]) -> Callable[[str], list[str]]:
    """What reads a list of some of the names."""

    def read(text: str) -> list[str]:
        chosen = text.split(",")
        wrong = [name for name in chosen if name not in names]
        if wrong:
            raise argparse.ArgumentTypeError(f"no {wrong[0]}: give some of {', '.join(names)}")
        return chosen

    return read


def _say(line: str) -> None:
    print(f"indexing: {line}", file=sys.stderr, flush=True)
