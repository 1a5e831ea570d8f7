"""The report of a run as one HTML file that needs nothing else, for people to look at."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ipqa.evaluation.page.plots import all_plots
from ipqa.evaluation.page.questions import flips_of, items_of
from ipqa.evaluation.page.table import columns_of, headlines_of, lines_of

_FOLDER = "static"


def write_page(path: Path, report: Mapping[str, Any]) -> None:
    """Writes ``report`` as one HTML file without links to anything outside it.

    ``report`` is what ``ipqa eval --json`` writes. Only its ``summary`` and ``rows`` must be there;
    what else is missing is left out of the page. Raises ``OSError`` when the file can't be written,
    and writes nothing when the report can't be shown.
    """
    path.write_text(page_html(report), encoding="utf-8")


def page_html(report: Mapping[str, Any]) -> str:
    """The page of ``report``; whatever comes from the report is escaped."""
    environment = Environment(
        loader=PackageLoader(__package__, _FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _static("page.css"), _static("page.js")
    items = items_of(report["rows"])
    comparison = report.get("comparison") or {}
    return environment.get_template("page.html").render(
        title=report.get("title") or "Evaluation",
        about=_about(report),
        created_at=report.get("created_at"),
        created=_date_text(report.get("created_at")),
        command=report.get("command"),
        headlines=headlines_of(report["summary"]),
        columns=columns_of(report["summary"]),
        lines=lines_of(report["summary"], comparison),
        comparison=comparison,
        flips=flips_of(comparison, items),
        plots=all_plots(report),
        items=items,
        failures=sum(item.failed for item in items),
        types=sorted({item.type for item in items}),
        # The page's own text, not the report's: it goes in as it is.
        style=Markup(style),
        script=Markup(script),
        style_hash=_hash(style),
        script_hash=_hash(script),
    )


def _about(report: Mapping[str, Any]) -> list[tuple[str, str]]:
    rows = report["rows"]
    model = report.get("model") or next((r["answer"].get("model") for r in rows), None)
    facts = [("Questions", f"{len(rows):,}")]
    facts += [("Model", str(model))] if model else []
    facts += [("Model server", str(report["server"]))] if report.get("server") else []
    facts += [("Embedder", str(report["embedder"]))] if report.get("embedder") else []
    if report.get("peak_memory_mb") is not None:
        facts.append(("Peak memory", f"{report['peak_memory_mb']:,.0f} MB"))
    return facts


def _date_text(date: str | None) -> str | None:
    try:
        when = datetime.fromisoformat(date) if date else None
    except ValueError:
        return date
    return f"{when.day} {when:%B %Y, %H:%M} {when.tzname() or ''}".strip() if when else None


def _static(name: str) -> str:
    return (files(__package__) / _FOLDER / name).read_text("utf-8")


def _hash(text: str) -> str:
    """The hash by which the page's policy lets ``text`` in, and nothing that data smuggled in.

    https://www.w3.org/TR/CSP3/#grammardef-hash-source
    """
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
