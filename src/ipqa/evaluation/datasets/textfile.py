"""The text of a data file, whole or as JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipqa.errors import QuestionsError


def read_text(path: Path) -> str:
    r"""A file in UTF-8 with newlines as ``\n``, without a byte order mark.

    Raises ``QuestionsError`` when it can't be read or is in another encoding.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise QuestionsError(path, None, f"can't be read ({error.strerror})") from error
    except UnicodeDecodeError as error:
        reason = f"not UTF-8 ({error.reason}): save it as UTF-8 text"
        raise QuestionsError(path, None, reason) from error


def json_lines(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """Line number, from 1, and object of each line that is not blank.

    Raises ``QuestionsError`` with file and line for what is no JSON object.
    """
    for number, line in enumerate(read_text(path).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            fields = json.loads(line)
        except json.JSONDecodeError as error:
            raise QuestionsError(path, number, f"not valid JSON ({error.msg})") from error
        if not isinstance(fields, dict):
            raise QuestionsError(path, number, "not a JSON object")
        yield number, fields


def clean(text: str) -> str:
    """``text`` as the loaders of articles leave it, so that a quote is found in its article."""
    from ipqa.loaders.text import normalise

    # JSON can hold half of a surrogate pair, which no UTF-8 file can.
    return normalise(text.encode("utf-8", "replace").decode("utf-8"))
