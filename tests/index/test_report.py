"""Reports read well and are JSON."""

from __future__ import annotations

import json
from pathlib import Path

from ipqa.index.report import ArticleStatus, Skipped, StoreStatus, SyncReport


def test_a_sync_without_changes_says_so() -> None:
    report = SyncReport(added=0, changed=0, removed=0, unchanged=5, passages=42)
    assert report.nothing_changed
    assert report.summary() == (
        "nothing changed: 5 article(s) up to date, 42 passages in the index"
    )


def test_a_sync_with_changes_counts_them() -> None:
    report = SyncReport(added=2, changed=0, removed=1, unchanged=3, passages=42)
    assert not report.nothing_changed
    assert report.summary() == (
        "2 added, 1 removed, 3 unchanged: 5 article(s) up to date, 42 passages in the index"
    )


def test_a_report_is_json() -> None:
    report = SyncReport(1, 0, 0, 0, 3, (Skipped("/c/x.md", "it is empty"),), ("a warning",))
    assert json.loads(json.dumps(report.to_dict())) == {
        "added": 1,
        "changed": 0,
        "removed": 0,
        "unchanged": 0,
        "passages": 3,
        "skipped": [{"path": "/c/x.md", "reason": "it is empty"}],
        "warnings": ["a warning"],
    }


def test_a_status_is_json() -> None:
    article = ArticleStatus("c/a.md", "A", None, "2016", "/c/a.md", 3, "2026-01-01T00:00:00+00:00")
    status = StoreStatus(
        Path("/s"), (article,), 3, "minilm", "abc", 1, ("/c",), None, (Skipped("/c/x", "empty"),)
    )
    found = json.loads(json.dumps(status.to_dict()))
    assert found["store"] == "/s"
    assert found["articles"][0]["id"] == "c/a.md"
    assert found["skipped"] == [{"path": "/c/x", "reason": "empty"}]
