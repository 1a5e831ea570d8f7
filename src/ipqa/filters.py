"""Which articles a question is asked of: those of a source, a time, a language or a folder."""

from __future__ import annotations

import calendar
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import Any

from ipqa.errors import FilterError
from ipqa.loaders.dates import iso_date

MOST = 500
"""Names of a kind at most; SQLite takes a thousand conditions one in another."""

Names = str | Iterable[str] | None


@dataclass(frozen=True, slots=True)
class Filters:
    """What an article must be like for a question to be answered from it; nothing given, anything.

    ``sources`` are whole names, in capitals or not; ``languages`` are tags such as ``zh``, of which
    only the primary part counts. ``since`` and ``until`` are ISO dates, both included: ``2020``
    begins on its first day and ends on its last. An article fits when its date can lie between
    them (``2020-12`` does since ``2020-12-15``); one without a date does not. ``folders`` are ids
    of articles up to a slash (``corpus/2020``), or paths. Each may be one name or many, of which
    an article must fit one. Raises ``FilterError`` for what is no date, for an end that comes
    before the beginning, and for more than ``MOST`` names of a kind.
    """

    sources: Names = ()
    since: str | None = None
    until: str | None = None
    languages: Names = ()
    folders: Names = ()

    def __post_init__(self) -> None:
        for name in ("sources", "languages", "folders"):
            object.__setattr__(self, name, _names(name, getattr(self, name)))
        for name in ("since", "until"):
            object.__setattr__(self, name, _date(name, getattr(self, name)))
        if self.since and self.until and (self.first_day or "") > (self.last_day or ""):
            raise FilterError(f"since {self.since} comes after until {self.until}")

    @classmethod
    def only(cls, period: str) -> Filters:
        """The articles of a year, a month or a day."""
        return cls(since=period, until=period)

    @classmethod
    def from_dict(cls, given: object) -> Filters:
        """Filters as JSON gives them: an object with the names of the fields as keys."""
        known = [field.name for field in fields(cls)]
        if not isinstance(given, Mapping):
            raise FilterError(f"they are no object with any of {', '.join(known)}")
        for key in given:
            if key not in known:
                raise FilterError(f"{key!r} is none of {', '.join(known)}")
        values: dict[str, Any] = dict(given)
        return cls(**values)

    @property
    def first_day(self) -> str | None:
        """The first day that ``since`` lets in."""
        return f"{self.since}{'-01-01'[len(self.since) - 4 :]}" if self.since else None

    @property
    def last_day(self) -> str | None:
        """The last day that ``until`` lets in."""
        if not self.until or len(self.until) == len("2020-12-31"):
            return self.until
        year, month = int(self.until[:4]), int(self.until[5:] or 12)
        return f"{year:04}-{month:02}-{calendar.monthrange(year, month)[1]}"

    def __bool__(self) -> bool:
        """Whether anything is asked of the articles."""
        return any(getattr(self, field.name) for field in fields(self))

    def __str__(self) -> str:
        """The filters in a few words: ``China Daily, 2020``."""
        dates = ""
        if self.since and self.since == self.until:
            dates = self.since
        elif self.since and self.until:
            dates = f"{self.since} to {self.until}"
        elif self.since or self.until:
            dates = f"since {self.since}" if self.since else f"until {self.until}"
        language, folder = " or ".join(self.languages or ()), " or ".join(self.folders or ())
        parts = (
            " or ".join(self.sources or ()),
            dates,
            language and f"in {language}",
            folder and f"below {folder}",
        )
        return ", ".join(part for part in parts if part)


def without_paths(filters: Filters) -> Filters:
    """The filters, if they tell nothing of where on this machine the articles lie.

    Whoever may try paths could find that out by which of them fit. Raises ``FilterError``.
    """
    for folder in filters.folders or ():
        path = PurePath(folder)
        if path.is_absolute() or ".." in path.parts or folder.startswith("~"):
            raise FilterError(f"{folder} is no folder of the index")
    return filters


def _names(field: str, given: object) -> tuple[str, ...]:
    given_names = [given] if isinstance(given, str) else [] if given is None else given
    if isinstance(given_names, Mapping) or not isinstance(given_names, Iterable):
        raise FilterError(f"{field} are no names")
    found: list[str] = []
    for name in given_names:
        if not isinstance(name, str):
            raise FilterError(f"{field} are no names")
        found.append(" ".join(name.split()) if field == "sources" else name.strip())
    names = tuple(dict.fromkeys(name for name in found if name))
    if len(names) > MOST:
        raise FilterError(f"{field} are {len(names)}, and {MOST} may be given")
    return names


def _date(field: str, given: object) -> str | None:
    if given is None or given == "":
        return None
    date = iso_date(given.strip()) if isinstance(given, str) else None
    if date is None and not (isinstance(given, str) and not given.strip()):
        raise FilterError(f"{field} {given!r} is no date like 2020, 2020-12 or 2020-12-31")
    return date
