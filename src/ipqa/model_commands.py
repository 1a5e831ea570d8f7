"""``ipqa models``: what is there, fetch what is not, check what is."""

from __future__ import annotations

from typing import Annotated

import typer

from ipqa import console
from ipqa.errors import IpqaError

models = typer.Typer(help="List, fetch and verify the models.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Write JSON, and nothing else, to the output.")]


@models.command("list")
def list_models(json: Json = False) -> None:
    """Show the models that ipqa knows and whether they are on this machine."""
    from ipqa.models import is_present, load_manifest, models_folder
    from ipqa.settings import load_settings

    settings = load_settings()
    entries = [(entry, is_present(entry, settings)) for entry in load_manifest().values()]
    if json:
        fields = ("name", "kind", "about", "licence", "size")
        rows = [{f: getattr(e, f) for f in fields} | {"present": here} for e, here in entries]
        console.show_json({"folder": str(models_folder(settings)), "models": rows})
        return
    console.show(
        console.table(
            [
                (
                    e.name,
                    "here" if here else "not here",
                    f"{e.size / 1e6:.0f} MB",
                    e.licence,
                    e.about,
                )
                for e, here in entries
            ]
        )
    )
    console.show(f"in {models_folder(settings)}")


@models.command()
def pull(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="None: the ones in use.")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Every model of the manifest.")] = False,
) -> None:
    """Fetch models that are not here yet, and verify them."""
    from ipqa.models import in_use, load_manifest
    from ipqa.models import pull as fetch
    from ipqa.settings import load_settings

    settings = load_settings()
    for name in dict.fromkeys(load_manifest() if all else names or in_use(settings)):
        fetch(name, settings, console.show)


@models.command()
def verify(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="None: all that are here.")
    ] = None,
) -> None:
    """Check every byte of the models against the manifest."""
    from ipqa.models import in_use, is_started, load_manifest
    from ipqa.models import verify as check
    from ipqa.settings import load_settings

    settings = load_settings()
    here = [name for name, entry in load_manifest().items() if is_started(entry, settings)]
    failed = False
    for name in dict.fromkeys(names or [*in_use(settings), *here]):
        try:
            console.show(f"{name}: sound, in {check(name, settings)}")
        except IpqaError as error:
            console.complain(str(error))
            failed = True
    if failed:
        raise typer.Exit(1)
