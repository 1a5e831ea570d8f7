"""Every text stands once, is said by somebody, and is there for whoever says it."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from ipqa.web import texts

WEB = Path(texts.__file__).parents[1]
SAYING = "\n".join(path.read_text("utf-8") for path in WEB.rglob("*.py"))
SCRIPT = "\n".join(path.read_text("utf-8") for path in (WEB / "static").glob("*.js"))


def defined() -> list[str]:
    """The names of all texts, in every module of theirs."""
    trees = [ast.parse(path.read_text("utf-8")) for path in (WEB / "texts").glob("*.py")]
    lines = [line for tree in trees for line in tree.body if isinstance(line, ast.AnnAssign)]
    return [line.target.id for line in lines if isinstance(line.target, ast.Name)]


def test_no_module_hides_the_text_of_another() -> None:
    assert [name for name, count in Counter(defined()).items() if count > 1] == []


def test_every_text_is_used() -> None:
    of_steps = set(re.findall(r"\btexts\.([A-Z_]+)", SAYING))
    of_script = set(re.findall(r"^from ipqa\.web\.texts\.\w+ import (\w+)$", SAYING, re.MULTILINE))
    assert set(defined()) - of_steps - of_script == set()


def test_the_script_has_what_it_says_and_no_more() -> None:
    # A removal is asked about in words that depend on the file.
    kinds = {f"REMOVE_{whose}{row}" for whose in ("UPLOAD", "OWN") for row in ("", "_ROW")}
    named = set(re.findall(r"[\"'.{ ]([A-Z]+(?:_[A-Z]+)*)\b", SCRIPT))
    assert kinds | (named & set(texts.SCRIPT)) == set(texts.SCRIPT)
    assert set(re.findall(r"\btexts\.([A-Z_]+)", SCRIPT)) <= set(texts.SCRIPT)
