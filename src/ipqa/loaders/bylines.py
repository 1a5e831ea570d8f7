"""Lines that say what an article is: ``Source: …``, ``By …``, a date."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipqa.loaders.dates import written_date
from ipqa.loaders.prose import is_prose

_SOURCE = re.compile(
    r"^(?:source|sources?|quelle|fuente|来源|稿源|出典)\s*[:：]\s*(\S.{0,80})$", re.IGNORECASE
)
_AUTHOR = re.compile(
    r"^(?:(?:authors?|written by|reporters?|autor(?:in)?|auteurs?|作者|撰文|记者|執筆)\s*[:：]|"
    r"written by\s)\s*(\S.{0,80})$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?:by|von|par|por)[:\s]\s*(\S.{1,80})$", re.IGNORECASE)
_NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:(?:van|von|der|den|de|del|da|di|la|le|bin|al|el|and|und|et|y|&)\s+)*"
    r"[^\W\d_a-z][\w.'’-]*){0,5}"
)
_LABEL = re.compile(
    r"^(?P<label>(?:first )?(?:published|posted|updated|last updated|last modified|modified|date|"
    r"issued|created|publication date|release date|release time|pubdate|veröffentlicht|"
    r"aktualisiert|stand|datum|publié|mis à jour|fecha|publicado|发布时间|发布日期|日期|时间|"
    r"更新时间|公開日|更新日))(?:\s+(?:on|at|am|le|el))?\s*[:：]?\s*(?P<date>\S.*)$",
    re.IGNORECASE,
)
_CHANGED = ("updated", "last", "modified", "aktualisiert", "mis", "更新")
_PARTS = re.compile(
    r"\s+[|·•/]\s+|\s*[|·•]\s*|\s{3,}|\t+|"
    r"\s+(?=(?:source|by|authors?|published|posted|updated|last updated)\b\s?:?\s)|"
    r"\s+(?=(?:来源|稿源|作者|记者|责任编辑|编辑|发布时间|时间|日期)\s*[:：])|"
    r"\s+(?=\d{4}(?:[-/.]\d{1,2}[-/.]|\s?年)\s?\d)",
    re.IGNORECASE,
)
_NAME_AND_DATE = re.compile(
    r"^((?:by|von|par|por) .{3,60}?),?\s+[-–—]?\s*((?:[^\W\d]+\.? \d|\d).{0,30}\d{4}.{0,20})$",
    re.IGNORECASE,
)
_WORDS_OF_PROSE = frozenset("the a an this that these our its his her their most all".split())
_HEAD = 12
"""Lines from the top, blank ones not counted, among which a byline is looked for."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Byline:
    """What the lines around an article say of it; ``None`` where they are silent."""

    source: str | None = None
    author: str | None = None
    date: str | None = None


def take_byline(lines: list[str]) -> tuple[Byline, list[str]]:
    """The first source, author and date that have a line to themselves, and the other lines.

    Authors and dates count above the first two paragraphs and below the last one: a date between
    paragraphs may be a heading. ``Updated:`` is the date only where no other one is said.
    """
    edges = _edges(lines)
    found: dict[str, str] = {}
    changed: str | None = None
    kept: list[str] = []
    for number, line in enumerate(lines):
        looked_at = number in edges or _SOURCE.match(line.strip())
        said = _read(line.strip()) if looked_at and len(line) <= _LONGEST else []
        if not said:
            kept.append(line)
            continue
        new = [(field, text) for field, text in said if field not in found]
        if not new:
            kept.append(line)
        for field, text in new:
            if field == "changed":
                changed = changed or text
            else:
                found[field] = text
    date = found.get("date") or changed
    return Byline(found.get("source"), found.get("author"), date), kept


def _edges(lines: list[str]) -> set[int]:
    """The numbers of the lines above the second line of prose and below the last one."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    prose = [number for number in filled if is_prose(lines[number])]
    top = prose[1] if len(prose) > 1 else len(lines)
    bottom = prose[-1] if prose else 0
    head = {number for number in filled[:_HEAD] if number < top}
    return head | {number for number in filled if number > bottom}


def _read(line: str) -> list[tuple[str, str]]:
    """What a line says, if it says nothing else."""
    line = line.removeprefix("# ").strip("*_ ")
    parts = [part.strip() for part in _PARTS.split(line) if part.strip()]
    several = [_read_part(part) for part in parts]
    if len(parts) > 1 and all(several):
        return [item for item in several if item]
    if match := _NAME_AND_DATE.match(line):
        author, date = _read_part(match[1].rstrip(", ")), _read_part(match[2])
        if author and date:
            return [author, date]
    whole = _read_part(line)
    return [whole] if whole else []


def _read_part(part: str) -> tuple[str, str] | None:
    if match := _SOURCE.match(part):
        return "source", match[1].strip()
    if match := _AUTHOR.match(part):
        return ("author", match[1].strip()) if not is_prose(part) else None
    if match := _BY.match(part):
        name = match[1].strip()
        return ("author", name) if _is_name(name) else None
    if date := _date_line(part):
        return "date", date
    if match := _LABEL.match(part):
        date = written_date(match["date"])
        if date:
            changed = match["label"].lower().startswith(_CHANGED)
            return "changed" if changed else "date", date
    return None


def _date_line(line: str) -> str | None:
    """The date that a line is; a bare year is rather a heading."""
    if re.fullmatch(r"\d{4}|\d{6}|\d{8}", line):
        return None
    match = re.fullmatch(r"(\d{2})-(\d{2})-(\d{4})((?:\s+\d{1,2}:\d{2}(?:\s+\w{2,4})?)?)", line)
    if match:  # as American pages write it
        return written_date(f"{match[3]}-{match[1]}-{match[2]}")
    return written_date(line)


def _is_name(text: str) -> bool:
    """Whether ``text`` is one or more names, with an office or a paper behind a comma."""
    names = [part.strip() for part in re.split(r",|;", text)]
    first = names[0].split()
    if not first or first[0].lower() in _WORDS_OF_PROSE or text.endswith((".", "!", "?", ":")):
        return False
    return len(text.split()) <= 12 and all(_NAME.fullmatch(name) for name in names[:1])
