"""``ipqa index``, ``ipqa status``, ``ipqa remove``: what comes into the index and is in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ipqa import console, inventory
from ipqa.command_line import Json, Store, open_assistant, settings_of
from ipqa.errors import EmptyIndexError, IpqaError, NotIndexedError
from ipqa.progress import counting

if TYPE_CHECKING:
    from ipqa.assistant import Assistant
    from ipqa.index.report import SyncReport
    from ipqa.settings import Settings
    from ipqa.watching import Outcome

STOPPED = (
    "stopped in the middle: the index is as the last complete sync left it, and the next "
    "'ipqa index' goes on"
)


def index(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files and folders; none: all known ones."),
    ] = None,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Then follow them, and sync what changes, until Ctrl-C."),
    ] = False,
    rebuild: Annotated[
        bool,
        typer.Option("--rebuild", help="Move what is damaged aside and make it anew."),
    ] = False,
    store: Store = None,
    json: Json = False,
) -> None:
    """Bring the index up to date with the articles."""
    settings = settings_of(store)
    with open_assistant(settings) as assistant:
        report = _sync(assistant, paths or None, rebuild) if rebuild or not watch else None
        if watch:
            _watch(assistant, settings, paths or _known(assistant, settings), json=json)
            return
    assert report is not None
    if json:
        console.show_json(report.to_dict())
    else:
        console.show(inventory.report_text(report))


def _sync(assistant: Assistant, paths: Sequence[Path] | None, rebuild: bool = False) -> SyncReport:
    try:
        with counting() as progress:
            return assistant.index(paths, progress, console.complain, rebuild=rebuild)
    except KeyboardInterrupt:
        console.complain(STOPPED)
        raise


def _watch(assistant: Assistant, settings: Settings, roots: Sequence[Path], *, json: bool) -> None:
    """Follows the roots; Ctrl-C ends it with 130, as it ends every command."""
    from ipqa.watching import follow

    def sync(root: Path) -> SyncReport:
        return _sync(assistant, [root])

    told: dict[Path, set[str]] = {}
    for outcome in follow(roots, sync, settings.store):
        if json:
            console.show_json(_outcome_json(outcome, settings), line=True)
        else:
            _tell(outcome, settings, told.setdefault(outcome.root, set()))


def _known(assistant: Assistant, settings: Settings) -> list[Path]:
    try:
        roots = assistant.status().roots
    except EmptyIndexError:
        roots = ()
    return [Path(root) for root in roots] or [settings.corpus]


def _tell(outcome: Outcome, settings: Settings, told: set[str]) -> None:
    """One line for a sync; below it the warnings and skipped files that are not ``told`` yet."""
    at = f"{outcome.at:%H:%M:%S} "
    if outcome.report is None:
        console.complain(at + _trouble(outcome, settings))
        return
    lines = [f"warning: {line}" for line in outcome.report.warnings]
    lines += inventory.skipped_lines(outcome.report.skipped, all=True)
    news = [line for line in lines if line not in told]
    told.clear()
    told.update(lines)
    if len(news) > inventory.FEW:
        more = len(news) - inventory.FEW
        news[inventory.FEW :] = [f"and {more:,} more: 'ipqa status --skipped' lists them"]
    console.show("\n".join([f"{at}{outcome.root.name}: {outcome.report.summary()}", *news]))


def _trouble(outcome: Outcome, settings: Settings) -> str:
    if outcome.missing:
        return f"{outcome.root} is missing: its articles stay in the index, and it is waited for"
    error = outcome.error
    assert error is not None
    if isinstance(error, IpqaError):
        return str(error)
    return console.log_problem(error, settings.store)


def _outcome_json(outcome: Outcome, settings: Settings) -> dict[str, object]:
    about: dict[str, object] = {
        "at": outcome.at.isoformat(timespec="seconds"),
        "root": str(outcome.root),
    }
    if outcome.report is None:
        return {**about, "error": _trouble(outcome, settings)}
    return {**about, **outcome.report.to_dict()}


def status(
    articles: Annotated[
        bool, typer.Option("--articles", help="List all articles, however many.")
    ] = False,
    skipped: Annotated[
        bool, typer.Option("--skipped", help="List all files that were skipped.")
    ] = False,
    store: Store = None,
    json: Json = False,
) -> None:
    """Show what the index holds, from where, and what was skipped."""
    with console.working("reading the index"), open_assistant(settings_of(store)) as assistant:
        found = assistant.status()
    if json:
        console.show_json(found.to_dict())
    else:
        console.show(inventory.status_text(found, articles=articles, skipped=skipped))


def remove(
    names: Annotated[
        list[str], typer.Argument(metavar="ID_OR_PATH...", help="Articles, by id or by path.")
    ],
    store: Store = None,
    json: Json = False,
) -> None:
    """Take articles out of the index and keep them out; the files stay as they are."""
    with console.working("removing"), open_assistant(settings_of(store)) as assistant:
        gone = assistant.remove(names)
    if not gone:
        raise NotIndexedError(names)
    if json:
        console.show_json({"removed": gone})
    else:
        console.show("\n".join(f"removed {id}" for id in gone))
