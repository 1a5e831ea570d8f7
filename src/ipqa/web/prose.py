"""The sentences of an answer as HTML: markers as buttons, quoted words as quotes."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ipqa.markers import MARKER, unmarked
from ipqa.relative_dates import relative_dates
from ipqa.web import texts
from ipqa.web.cards import card_id
from ipqa.web.markup import text_html
from ipqa.web.sources import Source
from ipqa.web.turns import Turn

_SENTENCE = 4000
"""Characters of a quote whose dates are looked for: far more than a sentence has."""


def prose_html(turn: Turn, mark: Callable[[Source, str], str] | None = None) -> str:
    """The sentences: markers as buttons, quoted words as quotes, the short answer in bold.

    ``mark`` gives the HTML of a marker, by its source and the turn's key, in place of a button.
    """
    text = turn.text
    if not text:
        return ""
    mark = mark or _mark_html
    quotes = _quoted_in(text, turn.sources)
    bold = _find_short(text, turn.short)
    html: list[str] = []
    done = 0
    for match, source in _marks_in(turn, quotes):
        html.append(_styled(text, done, match.start(), quotes, bold))
        html.append(mark(source, turn.key))
        done = match.end()
    html.append(_styled(text, done, len(text), quotes, bold))
    return f'<p class="ipqa-text">{"".join(html)}</p>'


def marks_of(turn: Turn) -> Iterator[tuple[re.Match[str], Source]]:
    """The markers in an answer's text, each with its source.

    A ``[1]`` inside quoted words is the article's own and stays plain text.
    """
    return _marks_in(turn, _quoted_in(turn.text, turn.sources))


def _marks_in(turn: Turn, quotes: Sequence[_Quoted]) -> Iterator[tuple[re.Match[str], Source]]:
    by_number = {source.number: source for source in turn.sources}
    starts = [quoted.start for quoted in quotes]
    for match in MARKER.finditer(turn.text):
        source = by_number.get(int(match[1]))
        before = bisect_right(starts, match.start()) - 1
        if source and not (before >= 0 and match.start() < quotes[before].end):
            yield match, source


def _mark_html(source: Source, key: str) -> str:
    return (
        f'<button type="button" class="ipqa-open ipqa-mark" '
        f'value="{card_id(key, source.number)}">[{source.number}]</button>'
    )


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Where an answer repeats a quote, and within it the dates that it explains itself."""

    start: int
    end: int
    notes: tuple[tuple[int, int], ...]


def _quoted_in(text: str, sources: Iterable[Source]) -> list[_Quoted]:
    """The quotes that ``text`` repeats, in order and without overlaps."""
    found = [
        _Quoted(start, start + len(line), tuple((start + a, start + b) for a, b in notes))
        for source in sources
        for quote in {source.quote, unmarked(source.quote)}
        for line, notes in _told(quote, source.article.date, len(text))
        for start in _places(text, line)
    ]
    kept: list[_Quoted] = []
    for quoted in sorted(found, key=lambda quoted: (quoted.start, -quoted.end)):
        if not kept or quoted.start >= kept[-1].end:
            kept.append(quoted)
    return kept


def _told(
    quote: str, published: str | None, longest: int
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """How an answer repeats a quote, on one line: as it is, and with the meanings of its dates.

    Each with where in it those meanings stand. Nothing where it is longer than ``longest``.
    """
    # Looked for as plain words: a pattern takes hours where a browser gives back the wrong ones.
    line = " ".join(quote.split())
    if not line or len(line) > longest:
        return
    yield line, []
    parts: list[str] = []
    notes: list[tuple[int, int]] = []
    done = added = 0
    for date in relative_dates(line, published) if len(line) <= _SENTENCE else ():
        note = f" ({date.meaning})"
        parts += [line[done : date.end], note]
        notes.append((date.end + added, date.end + added + len(note)))
        done, added = date.end, added + len(note)
    if notes:
        yield "".join([*parts, line[done:]]), notes


def _places(text: str, words: str) -> Iterator[int]:
    """Where ``words`` begin in ``text``, without overlaps."""
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _find_short(text: str, short: str | None) -> tuple[int, int]:
    start = text.find(short) if short and short.strip() else -1
    # A short answer that is the whole text has nothing to stand out from.
    if start < 0 or not short or len(short) > 0.6 * len(MARKER.sub("", text)):
        return (-1, -1)
    return (start, start + len(short))


def _styled(
    text: str, start: int, end: int, quotes: Sequence[_Quoted], bold: tuple[int, int]
) -> str:
    """``text[start:end]`` with its quotes and its bold words; quotes do not cross the bounds."""
    html: list[str] = []
    done = start
    first = bisect_left(quotes, start, key=lambda quoted: quoted.start)
    last = bisect_left(quotes, end, key=lambda quoted: quoted.start)
    for quoted in quotes[first:last]:
        if quoted.end <= end:
            html.append(_emphasised(text, done, quoted.start, bold))
            html.append(f'<span class="ipqa-verbatim">{_verbatim(text, quoted, bold)}</span>')
            done = quoted.end
    html.append(_emphasised(text, done, end, bold))
    return "".join(html)


def _verbatim(text: str, quoted: _Quoted, bold: tuple[int, int]) -> str:
    """The words of a quote; what the answer put between them is marked as its own."""
    html: list[str] = []
    done = quoted.start
    for first, last in quoted.notes:
        html.append(_emphasised(text, done, first, bold))
        note = text_html(text[first:last])
        html.append(f'<span class="ipqa-meaning" title="{texts.MEANING}">{note}</span>')
        done = last
    return "".join([*html, _emphasised(text, done, quoted.end, bold)])


def _emphasised(text: str, start: int, end: int, bold: tuple[int, int]) -> str:
    if not (start <= bold[0] and bold[1] <= end):
        return text_html(text[start:end])
    return (
        f"{text_html(text[start : bold[0]])}<strong>{text_html(text[bold[0] : bold[1]])}</strong>"
        f"{text_html(text[bold[1] : end])}"
    )
