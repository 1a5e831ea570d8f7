"""JSON Lines, JSON and CSV with an article a row: which column is what, and a row as an article."""

from __future__ import annotations

import datetime
import email.utils
import html
import re
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from statistics import median
from typing import Any

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders.boilerplate import strip_boilerplate
from ipqa.loaders.dates import written_date
from ipqa.loaders.language import language_tag
from ipqa.loaders.row_files import Row, read_rows
from ipqa.loaders.row_lines import MAX_ROW
from ipqa.loaders.text import normalise, one_line

_NAMES = {
    "text": """text fulltext articletext articlebody body bodytext content articlecontent maintext
        maincontent plaintext cleantext rawtext story article document passage paragraphs context
        abstract summary description""",
    "title": "title headline heading articletitle newstitle subject name",
    "source": """source publisher sourcename publication newspaper outlet sitename website site
        provider journal domain""",
    "date": """date published publishedat publisheddate publishdate publicationdate pubdate
        datepublished publishedon publishtime datetime posted dateposted timestamp year""",
    "author": "author authors byline writer creator",
    "language": "language lang locale",
    "url": "url link permalink articleurl sourceurl weburl canonicalurl href",
}
"""Names of columns, without blanks and marks, the likeliest first."""
_SAMPLE_ROWS = 50
_SAMPLE_CHARS = 2_000_000
CLEARLY_TEXT = 80
"""Characters that the median value of an unnamed column of texts has at least."""
TITLE_CHARS = 80
"""Characters of a title that is made of a text's first words at most."""
_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z][a-z])[.!?](?=\s)|[。！？]")
_TAG = re.compile(
    r"</?(?:p|br|div|span|a|h[1-6]|li|ul|ol|em|strong|b|i|table|td|tr)\b[^<>]*>", re.I
)
_ANY_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)|</?[a-z][^<>]*>", re.S | re.I
)
_BREAK = re.compile(r"</?(?:p|div|h[1-6]|ul|ol|table|tr|section|article|blockquote)\b[^<>]*>", re.I)
_ITEM = re.compile(r"<li\b[^<>]*>", re.I)
_LINE = re.compile(r"<br\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d{1,6}|#x[\da-f]{1,6}|[a-z]{2,8});", re.I)
_NOTHING = ("", "null", "none", "nan", "n/a", "~")


def load_rows(path: Path, article_id: str, skip: Callable[[str], None]) -> Iterator[Article]:
    """The articles of a file, each ``article_id#N`` for the row with that number.

    N is the line in JSON Lines, blank ones counted, and the row below the names in CSV, blank ones
    not counted; both from 1. Rows are read as they are asked for. ``skip`` is told of each row that
    is left out, as in ``row 7: there is no text in it``. Raises ``UnreadableFileError`` where no
    column holds text.
    """
    rows = read_rows(path, skip)
    sample: list[tuple[int, Row]] = []
    letters = 0
    for item in rows:
        sample.append(item)
        letters += sum(len(value) for value in item[1].values() if isinstance(value, str))
        if len(sample) >= _SAMPLE_ROWS or letters > _SAMPLE_CHARS:
            break
    columns = _columns([row for _, row in sample], path)
    for number, row in chain(sample, rows):
        text = _prose(_value(row, columns, "text"))
        if not text:
            skip(f"row {number}: there is no text in it")
        elif len(text) > MAX_ROW:
            skip(f"row {number}: longer than {MAX_ROW:,} characters")
        else:
            yield _article(row, columns, text, path, f"{article_id}#{number}")


def _columns(rows: list[Row], path: Path) -> dict[str, list[str]]:
    """For each part of an article the columns that may hold it, the likeliest first."""
    found: dict[str, str] = {}
    for row in rows:
        for name in row:
            found.setdefault(name, re.sub(r"[\W_]+", "", name).casefold())
    columns = {
        part: [name for known in names.split() for name, plain in found.items() if plain == known]
        for part, names in _NAMES.items()
    }
    columns["text"] = [
        name for name in columns["text"] if any(_prose(row.get(name)) for row in rows)
    ] or _longest(rows, found)
    if not rows:
        raise UnreadableFileError(path, "there are no rows in it that can be read")
    if not columns["text"]:
        names = ", ".join(list(found)[:12]) or "none"
        reason = f"no column of it holds text (columns: {one_line(names)[:200]})"
        raise UnreadableFileError(path, f"{reason}: call the one with the articles 'text'")
    return columns


def _longest(rows: list[Row], names: dict[str, str]) -> list[str]:
    """The column with the longest texts, if they are clearly texts."""
    best: tuple[float, str] | None = None
    for name in names:
        values = [value for row in rows if isinstance(value := row.get(name), str) and value]
        if not values:
            continue
        length = median(map(len, values))
        spaced = sum(" " in value.strip() or value[0] >= "\u2e80" for value in values)
        if length >= CLEARLY_TEXT and spaced * 2 > len(values) and (not best or length > best[0]):
            best = (length, name)
    return [best[1]] if best else []


def _article(
    row: Row, columns: dict[str, list[str]], text: str, path: Path, article_id: str
) -> Article:
    def part(name: str) -> str | None:
        value = one_line(_string(_value(row, columns, name)))
        if _ENTITY.search(value):
            value = one_line(html.unescape(value))
        return None if value.casefold() in _NOTHING else value

    return Article(
        id=article_id,
        title=part("title") or _first_words(text),
        text=text,
        source=part("source"),
        date=_date(part("date")),
        language=language_tag(part("language")),
        url=part("url"),
        path=str(path),
        author=part("author"),
    )


def _value(row: Row, columns: dict[str, list[str]], part: str) -> Any:
    """The first of a part's columns that says something in this row."""
    for name in columns[part]:
        value = row.get(name)
        if _string(value).strip():
            return value
    return None


def _string(value: Any) -> str:
    """A value as text: lists with commas, objects by their name, numbers as they are written."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _string(value.get("name") or value.get("title") or "")
    if isinstance(value, list):
        return ", ".join(filter(None, map(_string, value)))
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _prose(value: Any) -> str:
    """A row's text, clean; paragraphs may come as a list."""
    if isinstance(value, list):
        value = "\n\n".join(item for item in value if isinstance(item, str))
    if not isinstance(value, str) or value.strip().casefold() in _NOTHING:
        return ""
    text = _without_tags(value) if len(_TAG.findall(value[:20_000])) > 1 else value
    if _ENTITY.search(text):
        text = html.unescape(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return normalise("\n".join(strip_boilerplate(lines)))


def _without_tags(text: str) -> str:
    text = " ".join(text.split()) if _BREAK.search(text) or _LINE.search(text) else text
    text = _LINE.sub("\n", _ITEM.sub("\n\n- ", _BREAK.sub("\n\n", text)))
    text = _ANY_TAG.sub("", text)
    return "\n".join(line.strip() for line in text.split("\n"))


def _first_words(text: str) -> str:
    """The first sentence of a text, or as many of its words as fit into a title."""
    line = one_line(text[: TITLE_CHARS * 4]).removeprefix("- ").removeprefix("# ")
    end = _SENTENCE_END.search(line)
    if end and end.end() <= TITLE_CHARS:
        return line[: end.end()].rstrip(".。")
    if len(line) <= TITLE_CHARS:
        return line.rstrip(".。")
    space = line.rfind(" ", 0, TITLE_CHARS)
    return line[: space if space > TITLE_CHARS // 2 else TITLE_CHARS - 1].rstrip(" ,;:") + "…"


def _date(value: str | None) -> str | None:
    """The day, month or year that a cell states; moments count in the time zone they are given in.

    Seconds or milliseconds since 1970 are a moment in UTC.
    """
    if not value:
        return None
    if re.fullmatch(r"\d{10}(?:\d{3})?(?:\.\d+)?", value, re.ASCII):
        moment = datetime.datetime.fromtimestamp(int(value[:10]), datetime.UTC)
        return moment.date().isoformat()
    found = written_date(value)
    if found:
        return found
    try:
        return email.utils.parsedate_to_datetime(value).date().isoformat()
    except (ValueError, IndexError, TypeError):
        return None
