"""The real models over the real corpus, loaded once for all tests."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipqa.assistant import Assistant
from ipqa.embedding import Embedder
from ipqa.models import find_embedder
from ipqa.settings import Settings, load_settings

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT / "corpus"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

pytest.register_assert_rewrite("attacks.watched")

_missing_browser: list[str] = []


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No IPQA_* variable of the person who runs the tests decides what they test."""
    for name in list(os.environ):
        if name.startswith("IPQA_"):
            monkeypatch.delenv(name)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """A store of its own over the repository's corpus."""
    return load_settings(store=tmp_path_factory.mktemp("store") / "ipqa", corpus=CORPUS)


@pytest.fixture(scope="session")
def assistant(settings: Settings) -> Iterator[Assistant]:
    """The real assistant, indexed and warm."""
    with Assistant(settings) as assistant:
        assistant.index()
        assistant.warm()
        yield assistant


@pytest.fixture(scope="session")
def embedder() -> Embedder:
    """The real embedder."""
    return Embedder(find_embedder(load_settings()))


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """A Chromium to drive; without one the test is skipped, and fails where ``CI`` is set."""
    for name in BROWSERS:
        found = shutil.which(name)
        if found:
            return found
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    reason = "no Chromium: install it with the system's packages or 'playwright install chromium'"
    if os.environ.get("CI"):
        pytest.fail(reason)
    _missing_browser.append(reason)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says loudly that the page was not tested."""
    if _missing_browser:
        terminalreporter.write_sep("!", "THE WEB CHAT WAS NOT TESTED", red=True, bold=True)
        terminalreporter.write_line(_missing_browser[0])
