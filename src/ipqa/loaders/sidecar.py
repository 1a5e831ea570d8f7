"""What the user writes beside a file about its article: ``report.pdf.yaml``."""

from __future__ import annotations

import dataclasses
import json
from pathlib import Path
from typing import Any

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.dates import written_date
from ipqa.loaders.language import language_tag
from ipqa.loaders.text import one_line, read_text

ENDINGS = (".yaml", ".yml", ".json")
MAX_BYTES = 1_000_000
_FIELDS = ("title", "source", "date", "author", "language", "url")
_OF_ONE_ROW = ("title", "url")
_NOTHING = ("", "null", "~")


def sidecar_of(path: Path) -> Path | None:
    """The sidecar of a file, if it has one: its whole name and ``.yaml``, ``.yml`` or ``.json``."""
    beside = (path.with_name(path.name + ending) for ending in ENDINGS)
    return next((file for file in beside if file.is_file()), None)


def read_sidecar(path: Path) -> dict[str, str]:
    """What the sidecar of the file ``path`` says; empty where there is none.

    Raises ``UnreadableFileError``, which names the sidecar, when it can't be understood: what the
    user wrote there is never dropped in silence.
    """
    sidecar = sidecar_of(path)
    if sidecar is None:
        return {}
    try:
        values = _parse(sidecar)
    except UnreadableFileError as error:
        raise UnreadableFileError(path, f"its sidecar {sidecar.name}: {error.reason}") from error
    about: dict[str, str] = {}
    for name, value in values.items():
        field = str(name).strip().lower()
        if field not in _FIELDS or value is None:
            continue
        if isinstance(value, (dict, list)):
            raise _wrong(path, sidecar, f"its {field} is no line of text: write one")
        text = one_line(str(value))
        if text.lower() in _NOTHING:
            continue
        about[field] = _checked(field, text, path, sidecar)
    return about


def apply_sidecar(article: Article, about: dict[str, str]) -> Article:
    """``article`` with what its user says of it; the rows of a table keep titles and addresses."""
    rows = "#" in article.id.rpartition("/")[2] and "#" not in Path(article.path or "").name
    said = {field: text for field, text in about.items() if not (rows and field in _OF_ONE_ROW)}
    return dataclasses.replace(article, **said) if said else article


def _parse(sidecar: Path) -> dict[Any, Any]:
    text = read_text(sidecar, MAX_BYTES)
    try:
        if sidecar.suffix.lower() == ".json":
            values = json.loads(text)
        else:
            import yaml

            values = yaml.load(text, Loader=yaml.BaseLoader)
    except RecursionError as error:
        raise UnreadableFileError(sidecar, "its values are nested too deep: mend it") from error
    except Exception as error:  # YAML has many errors of its own, and others for odd characters
        kind = "JSON" if sidecar.suffix.lower() == ".json" else "YAML"
        why = (str(error).splitlines() or ["damaged"])[0]
        reason = f"it is not valid {kind} ({why}): mend or delete it"
        raise UnreadableFileError(sidecar, reason) from error
    if not isinstance(values, dict):
        raise UnreadableFileError(sidecar, "it has no lines such as 'title: …': mend or delete it")
    return values


def _checked(field: str, text: str, path: Path, sidecar: Path) -> str:
    if field == "date":
        date = written_date(text)
        if date is None:
            raise _wrong(path, sidecar, f"its date '{text[:40]}' is none: write it as 2016-08-23")
        return date
    if field == "language":
        language = language_tag(text)
        if language is None:
            raise _wrong(path, sidecar, f"its language '{text[:40]}' is none: write it as en")
        return language
    return text


def _wrong(path: Path, sidecar: Path, reason: str) -> UnreadableFileError:
    return UnreadableFileError(path, f"its sidecar {sidecar.name}: {reason}")
