"""What the commands of the command line share: options, settings, an open assistant."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from ipqa.assistant import Assistant
    from ipqa.settings import Settings

Store = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder of the index, in place of ./.ipqa.")
]
Json = Annotated[bool, typer.Option("--json", help="Write JSON, and nothing else, to the output.")]


class Run:
    """What is known of this run when something unexpected happens."""

    store: Path | None = None


def settings_of(store: Path | None = None, **overrides: Any) -> Settings:
    """The settings in force, with those that the command line gives."""
    from ipqa.settings import load_settings

    settings = load_settings(store=store and store.absolute(), **overrides)
    Run.store = settings.store
    return settings


def open_assistant(settings: Settings) -> contextlib.closing[Assistant]:
    """An assistant that closes at the end of a ``with``."""
    # A bar for a second of reading weights would look like a download, and clutter the log.
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    from ipqa.assistant import Assistant

    return contextlib.closing(Assistant(settings))
