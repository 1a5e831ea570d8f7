"""The command line. Heavy libraries are imported inside the commands that need them."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from ipqa import console
from ipqa.article import Answer
from ipqa.command_line import Json, Run, Store, open_assistant, settings_of
from ipqa.errors import IpqaError, PathNotFoundError
from ipqa.filter_options import Folder, Language, Only, Since, Source, Until, filters_of
from ipqa.index_commands import index, remove, status
from ipqa.mcp.command import mcp
from ipqa.model_commands import models

if TYPE_CHECKING:
    from ipqa.assistant import Assistant
    from ipqa.batch import Line
    from ipqa.filters import Filters
    from ipqa.settings import Settings

FAILED = 1
INTERRUPTED = 130

app = typer.Typer(
    name="ipqa",
    help="Ask your articles: every sentence of an answer cites the exact words it rests on.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(models, name="models")


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        console.show(f"ipqa {version('ipqa')}")
        raise typer.Exit


@app.callback()
def _ipqa(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    pass


app.command()(index)


@app.command()
def ask(
    question: Annotated[
        str | None, typer.Argument(metavar="QUESTION", help="The question, in quotes.")
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(metavar="FILE.jsonl", help='Questions, {"id", "question"} a line; -: input.'),
    ] = None,
    store: Store = None,
    json: Json = False,
    with_text: Annotated[
        bool, typer.Option("--with-text", help="Add the cited articles' text to the JSON.")
    ] = False,
    source: Source = None,
    since: Since = None,
    until: Until = None,
    only: Only = None,
    language: Language = None,
    folder: Folder = None,
) -> None:
    """Answer a question from the articles, with exact citations."""
    if (question is None) == (batch is None):
        raise typer.BadParameter("give a question, or a file of them with --batch")
    if not json and (batch or with_text):
        raise typer.BadParameter(f"{'--batch' if batch else '--with-text'} needs --json")
    filters = filters_of(source, since, until, only, language, folder)
    settings = settings_of(store)
    if batch is not None:
        raise typer.Exit(_ask_batch(settings, batch, with_text, filters))
    assert question is not None
    with open_assistant(settings) as assistant:
        answer = _ask_one(assistant, question, filters)
    if json:
        console.show_json(answer.to_dict(with_text=with_text))
    else:
        console.show(console.answer_text(answer))


def _ask_one(assistant: Assistant, question: str, filters: Filters | None) -> Answer:
    from ipqa.events import Final, Status

    with console.working("loading") as say:
        for event in assistant.stream(question, filters=filters):
            if isinstance(event, Status):
                say(event.detail)
            elif isinstance(event, Final):
                return event.answer
    raise RuntimeError("the assistant ended without an answer")


def _ask_batch(settings: Settings, batch: Path, with_text: bool, filters: Filters | None) -> int:
    """Writes each answer as it is ready; gives the exit code. A line's own filters win."""
    from ipqa.batch import answer_lines

    failed = False
    with _open_batch(batch) as lines, open_assistant(settings) as assistant:
        with console.working("loading"):
            assistant.warm()  # what is wrong with the store or the model is told once, not per line

        def quietly(line: Line) -> Answer:
            chosen = filters if line.filters is None else line.filters
            with console.working(line.question):
                return assistant.ask(line.question, line.history, chosen)

        def unexpected(error: Exception) -> str:
            return console.log_problem(error, settings.store)

        for line in answer_lines(lines, quietly, unexpected, with_text=with_text):
            failed = failed or "error" in line
            console.show_json(line, line=True)
    if failed:
        console.complain("some lines could not be answered: see 'error' in the output")
    return FAILED if failed else 0


def _open_batch(batch: Path) -> contextlib.AbstractContextManager[Any]:
    if str(batch) == "-":
        return contextlib.nullcontext(sys.stdin.buffer)
    if not batch.is_file():
        raise PathNotFoundError(batch)
    return batch.open("rb")


@app.command()
def search(
    query: Annotated[str, typer.Argument(metavar="QUERY", help="What to look for.")],
    k: Annotated[int | None, typer.Option("-k", min=1, help="How many passages.")] = None,
    store: Store = None,
    json: Json = False,
    source: Source = None,
    since: Since = None,
    until: Until = None,
    only: Only = None,
    language: Language = None,
    folder: Folder = None,
) -> None:
    """Show the passages that a question finds, without an answer."""
    filters = filters_of(source, since, until, only, language, folder)
    with console.working("searching"), open_assistant(settings_of(store)) as assistant:
        hits = assistant.search(query, k, filters)
    if json:
        console.show_json(console.hits_json(query, hits))
    else:
        console.show(console.hits_text(hits))


@app.command()
def chat(
    host: Annotated[str | None, typer.Option(help="Address to listen on [127.0.0.1].")] = None,
    port: Annotated[
        int | None, typer.Option(min=0, max=65535, help="Port to listen on [7860].")
    ] = None,
    store: Store = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the page in a browser.")
    ] = False,
    index: Annotated[
        bool, typer.Option("--index", help="Bring the index up to date first.")
    ] = False,
    root_path: Annotated[
        str | None,
        typer.Option(metavar="PREFIX", help="Under which a proxy serves it, such as /ipqa."),
    ] = None,
) -> None:
    """Open the chat: a page on this machine, and the API for programs.

    Beyond this machine (--host) only with IPQA_PASSWORD or IPQA_TOKEN set.
    """
    settings = settings_of(store, host=host, port=port, root_path=root_path)
    from ipqa.web.app import launch

    launch(settings, open_browser=not no_browser, index=index)


@app.command(
    "eval",
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def evaluate(context: typer.Context) -> None:
    """Measure answers on a set of questions; 'ipqa eval --help' tells its options."""
    from ipqa.evaluation.command import run

    raise typer.Exit(run(list(context.args)))


app.command()(mcp)
app.command()(status)
app.command()(remove)


def main(argv: list[str] | None = None) -> int:
    """Runs one command and gives its exit code: 130 after Ctrl-C, else as the contract says."""
    Run.store = None
    try:
        app(args=argv, prog_name="ipqa")
    except SystemExit as done:  # Typer's way to end, in success too
        return done.code if isinstance(done.code, int) else FAILED
    except IpqaError as error:
        console.complain(str(error))
    except KeyboardInterrupt:  # where no command runs yet or any more
        return INTERRUPTED
    except Exception as error:
        console.complain(console.log_problem(error, Run.store))
    return FAILED
