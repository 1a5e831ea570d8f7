from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.evaluation.datasets.filename import FileNames


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("MED-10", "MED-10.txt"),
        ("Oil crisis", "Oil_crisis.txt"),
        ("../etc/passwd", "_etc_passwd.txt"),
        (".hidden", "hidden.txt"),
        ("..", "_.txt"),
        ("", "_.txt"),
        ("Beyoncé", "Beyoncé.txt"),
        ("\ud83d", "_.txt"),
    ],
)
def test_names_are_safe_and_readable(text: str, name: str) -> None:
    assert FileNames().name(text) == name


def test_no_name_is_given_twice_not_even_in_other_letters() -> None:
    names = FileNames()
    given = [names.name(text) for text in ("a/b", "a_b", "A_B", "a?b", "a/b", "a/b", "a/b")]
    assert given[0] == "a_b.txt"
    assert len({name.casefold() for name in given}) == len(given)
    assert given[1] == "a_b-648fa9b3.txt"  # the SHA-256 of a_b


def test_long_names_are_cut_and_stay_apart(tmp_path: Path) -> None:
    names = FileNames()
    given = [names.name("语" * 300), names.name("语" * 301), names.name("x" * 1000)]
    assert len(set(given)) == 3
    for name in given:
        (tmp_path / name).write_text("x")
