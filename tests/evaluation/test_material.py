from __future__ import annotations

from ipqa.article import Article
from ipqa.evaluation.datasets import Dataset
from ipqa.evaluation.material import Material


def fingerprint(text: str, date: str | None) -> str:
    articles = [Article("a", "A", text, date=date)]
    return Material(Dataset("d", "own", [], None), None, articles, [], []).fingerprint


def test_a_fingerprint_tells_texts_and_dates_apart() -> None:
    known = {fingerprint(text, date) for text in "ab" for date in (None, "2016", "2016-04")}
    assert len(known) == 6
    assert fingerprint("a", "2016") in known
