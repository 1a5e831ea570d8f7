"""The options of the command line that say which articles a question is asked of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from ipqa.filters import Filters

Source = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Only articles of this source; may be repeated."),
]
Since = Annotated[
    str | None, typer.Option(metavar="DATE", help="Not before: 2020, 2020-12 or 2020-12-31.")
]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="Not after: 2020 ends with its last day.")
]
Only = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only articles of this year, month or day.")
]
Language = Annotated[
    list[str] | None,
    typer.Option(metavar="TAG", help="Only articles in this language, such as zh; repeatable."),
]
Folder = Annotated[
    list[str] | None,
    typer.Option(metavar="FOLDER", help="Only articles below a path or corpus/2020; repeatable."),
]


def filters_of(
    source: list[str] | None,
    since: str | None,
    until: str | None,
    only: str | None,
    language: list[str] | None,
    folder: list[str] | None,
) -> Filters | None:
    """The filters that the options ask for, if any. What makes no sense is wrong usage."""
    if not any((source, since, until, only, language, folder)):
        return None
    from ipqa.errors import FilterError
    from ipqa.filters import Filters

    if only and (since or until):
        raise typer.BadParameter("--only sets both ends: leave out --since and --until")
    try:
        return Filters(source, since or only, until or only, language, folder) or None
    except FilterError as error:
        raise typer.BadParameter(str(error)) from error
