"""The sentences of an answer as HTML: markers as buttons, quoted words as quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ipqa.markers import MARKER, unmarked
from ipqa.relative_dates import relative_dates
from ipqa.web import texts
from ipqa.web.cards import card_id
from ipqa.web.markup import text_html
from ipqa.web.sources import Source
from ipqa.web.turns import Turn


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
    for match in MARKER.finditer(turn.text):
        source = by_number.get(int(match[1]))
        if source and not any(q.start <= match.start() < q.end for q in quotes):
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
        _Quoted(*match.span(), tuple(span for span in match.regs[1:] if span[0] >= 0))
        for source in sources
        for quote in {source.quote, unmarked(source.quote)}
        for match in re.finditer(_pattern(quote, source.article.date), text)
    ]
    kept: list[_Quoted] = []
    for quoted in sorted(found, key=lambda quoted: (quoted.start, -quoted.end)):
        if not kept or quoted.start >= kept[-1].end:
            kept.append(quoted)
    return kept


def _pattern(quote: str, published: str | None) -> str:
    """What finds a quote in an answer; each group is the meaning of a date, put behind it."""
    parts, at = [], 0
    for date in relative_dates(quote, published):
        parts += [_loose(quote[at : date.end]), rf"( \({re.escape(date.meaning)}\))?"]
        at = date.end
    return "".join([*parts, _loose(quote[at:])])


def _loose(words: str) -> str:
    # An answer sets a quote on one line, so any run of spaces matches any other.
    return r"\s+".join(re.escape(word) for word in re.split(r"\s+", words))


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
    for quoted in quotes:
        if start <= quoted.start and quoted.end <= end:
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
