"""What people read of a sync and of an index: the sum first, lists only as long as a screen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ipqa.index.report import ArticleStatus, Skipped, StoreStatus, SyncReport
from ipqa.inventory import FEW, report_text, skipped_lines, status_text


def article(
    number: int, folder: str = "/c", kind: str = ".md", date: str | None = None
) -> ArticleStatus:
    name = f"{number}{kind}"
    return ArticleStatus(name, f"Title {number}", "S", date, f"{folder}/{name}", 2, "2026")


def store(*articles: ArticleStatus, skipped: int = 0) -> StoreStatus:
    unread = tuple(Skipped(f"/c/{n}.pdf", "no text") for n in range(skipped))
    roots = ("/c", "/c/deep", "/d")
    return StoreStatus(Path("/s"), articles, 99, "emb", "ab12", 1, roots, "2026-11-22", unread)


def test_a_small_store_is_listed() -> None:
    shown = status_text(store(article(1, date="2020"), article(2, "/c/deep/er", ".TXT"), skipped=1))
    assert shown.splitlines() == [
        "store     /s (schema 1)",
        "embedder  emb (ab12)",
        "updated   2026-11-22",
        "roots     /c (1 article(s))",
        "          /c/deep (1 article(s))",
        "          /d (0 article(s))",
        "holds     2 article(s), 99 passages",
        "kinds     1 .md, 1 .txt",
        "dates     2020 (1 without)",
        "skipped   1 file(s)",
        "    1.md  Title 1 — S, 2020 (2 passages)",
        "    2.TXT  Title 2 — S (2 passages)",
        "    skipped /c/0.pdf: no text",
    ]


def test_an_empty_store_has_no_kinds_and_no_dates() -> None:
    assert "twins     4 article(s) tell what" in status_text(replace(store(), duplicates=4))
    empty = replace(store(), roots=(), updated_at=None)
    assert status_text(empty).splitlines()[2:] == [
        "updated   never",
        "roots     none",
        "holds     0 article(s), 99 passages",
    ]


def test_a_large_store_is_summed_up_and_listed_on_request() -> None:
    many = [article(n, kind=".txt" if n % 4 else "", date=f"20{n:02}-05") for n in range(10, 50)]
    large = store(*many, skipped=FEW + 312)
    shown = status_text(large)
    assert "kinds     30 .txt, 10 without an ending" in shown
    assert "dates     2010-05 to 2049-05\n" in shown
    assert "Title" not in shown
    assert "    'ipqa status --articles' lists the articles" in shown
    assert shown.count("skipped /c/") == FEW
    assert shown.endswith("    and 312 more: 'ipqa status --skipped' lists them")
    listed = status_text(large, articles=True, skipped=True)
    assert listed.count("Title") == 40
    assert listed.count("skipped /c/") == FEW + 312
    assert "--" not in listed


def test_a_report_names_the_first_skipped_files() -> None:
    skipped = tuple(Skipped(f"{n}.pdf", "no text") for n in range(FEW + 1))
    lines = report_text(SyncReport(1, 0, 0, 0, 3, skipped, ("gone",))).splitlines()
    assert lines[1] == "warning: gone"
    assert lines[-2:] == [
        f"skipped {FEW - 1}.pdf: no text",
        "and 1 more: 'ipqa status --skipped' lists them",
    ]
    assert skipped_lines(skipped[:FEW]) == skipped_lines(skipped, all=True)[:FEW]
