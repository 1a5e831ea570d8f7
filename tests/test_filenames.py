"""Names that come from elsewhere can do no harm in a folder."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.filenames import LONGEST, numbered, safe_name


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("Report 2020.PDF", "Report 2020.pdf"),
        ("../../etc/passwd", "passwd"),
        ("..\\..\\secret.txt", "secret.txt"),
        ("/etc/cron.d/job.txt", "job.txt"),
        ("C:\\Users\\me\\a.md", "a.md"),
        (".hidden.md", "hidden.md"),
        ("..", "file"),
        ("", "file"),
        ("~$open.docx", "-open.docx"),
        ("CON.txt", "_CON.txt"),
        ("lpt1.tar.txt", "_lpt1.tar.txt"),
        ("a\0b\nc\x7f.txt", "abc.txt"),
        ("invoice\u202etxt.pdf", "invoicetxt.pdf"),
        ("e\u0301te\u0301.md", "été.md"),
        ("rows#3.csv", "rows-3.csv"),
        ("report.pdf.json", "report-pdf.json"),
        ("<b>bold</b>.md", "b-.md"),
        ("trailing.md. ", "trailing.md"),
        ("版权.txt", "版权.txt"),
    ],
)
def test_a_name_is_made_safe(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=400))
def test_any_name_stays_in_its_folder_and_in_sight(name: str) -> None:
    safe = safe_name(name)
    assert safe == Path(safe).name == safe.strip()
    assert not safe.startswith((".", "~"))
    assert not set(safe) & set('/\\<>:"|?*#\0\n')
    assert 0 < len(safe.encode()) <= LONGEST + 1
    assert safe_name(safe) == safe


def test_a_long_name_keeps_its_ending() -> None:
    safe = safe_name("版" * 300 + ".html")
    assert safe.endswith("版.html")
    assert len(safe.encode()) <= LONGEST


def test_numbers_come_before_the_ending() -> None:
    names = [path.name for path in itertools.islice(numbered(Path("/x/a.b.txt")), 3)]
    assert names == ["a.b.txt", "a.b (2).txt", "a.b (3).txt"]
