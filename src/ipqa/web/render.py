"""Answers as HTML: pure functions, every word of an article or a person escaped.

A message is one line of HTML. Gradio's chat reads Markdown, and a block of HTML ends there at the
first blank line; so newlines are written as ``&#10;``. Its sanitizer keeps ``class``, ``id``,
``title``, ``value``, ``hidden`` and ``role``, and drops ``data-*`` and ``aria-*``: a marker names
its source in ``value``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ipqa.article import Answer, Citation, Hit
from ipqa.events import Status
from ipqa.markers import MARKER, unmarked
from ipqa.relative_dates import relative_dates
from ipqa.web import texts
from ipqa.web.cards import (
    card_id,
    citation_card,
    name_of,
    near_id,
    nearest_card,
    origin_of,
    text_html,
    title_of,
)

_TOOLTIP = 200
_SNIPPET = 150
_NEAREST = 3


def user_html(question: str) -> str:
    """A person's words, exactly as they were typed."""
    return f'<div class="ipqa-question">{text_html(question)}</div>'


def scope_html(scope: str) -> str:
    """Above an answer, which articles it was asked of; nothing for all of them."""
    if not scope:
        return ""
    return f'<div class="ipqa-scope">{text_html(texts.SCOPE.format(filters=scope))}</div>'


def answer_html(answer: Answer, key: str) -> str:
    """The whole answer; ``key`` is unique on the page and keeps its sources its own."""
    inner = "".join(
        (
            _notice_html(answer.notice),
            prose_html(answer.text, answer.citations, key, short=answer.short),
            _missing_html(answer.missing),
            _badge_html(answer),
            _nearest_html(answer.passages, key) if answer.refused else "",
            sources_html(answer.citations, key),
        )
    )
    return _turn_html(answer.method, inner)


def working_html(
    sentences: str, citations: Sequence[Citation], key: str, status: Status | None
) -> str:
    """An answer that is coming about: the verified sentences so far and what happens now."""
    parts = [prose_html(sentences, citations, key)] if sentences else []
    parts.append(
        '<p class="ipqa-working"><span class="ipqa-dot"></span>'
        f"{text_html(status_text(status))}</p>"
    )
    return _turn_html("working", "".join(parts) + sources_html(citations, key, listed=False))


def stopped_html(sentences: str, citations: Sequence[Citation], key: str) -> str:
    """An answer that a person stopped: what was verified by then stays."""
    body = prose_html(sentences, citations, key) if sentences else ""
    badge = f'<p class="ipqa-badge">{texts.STOPPED}</p>'
    return _turn_html("stopped", body + badge + sources_html(citations, key))


def failed_html(reason: str) -> str:
    """A failure, in one line."""
    return _turn_html(
        "failed", f'<p class="ipqa-text"><strong>{texts.FAILED}:</strong> {text_html(reason)}</p>'
    )


def status_text(status: Status | None) -> str:
    """What is happening, for people; a stage's own detail wins over the general words."""
    if status is None:
        return f"{texts.STARTING}…"
    words = status.detail.strip() or texts.STAGES[status.stage]
    return f"{words[:1].upper()}{words[1:].rstrip('.…')}…"


def prose_html(
    text: str, citations: Sequence[Citation], key: str, *, short: str | None = None
) -> str:
    """The sentences: markers as buttons, quoted words as quotes, the short answer in bold.

    A ``[1]`` inside quoted words is the article's own and stays plain text.
    """
    by_marker = {citation.marker: citation for citation in citations}
    quotes = _quoted_in(text, citations)
    bold = _find_short(text, short)
    html: list[str] = []
    done = 0
    for match in MARKER.finditer(text):
        citation = by_marker.get(int(match[1]))
        if citation is None or any(q.start <= match.start() < q.end for q in quotes):
            continue
        html.append(_styled(text, done, match.start(), quotes, bold))
        html.append(_mark_html(citation, key))
        done = match.end()
    html.append(_styled(text, done, len(text), quotes, bold))
    return f'<p class="ipqa-text">{"".join(html)}</p>'


def sources_html(citations: Sequence[Citation], key: str, *, listed: bool = True) -> str:
    """The list of sources under an answer, and behind it the hidden cards that the panel shows."""
    if not citations:
        return ""
    ordered = sorted(citations, key=lambda citation: citation.marker)
    cards = "".join(citation_card(citation, key) for citation in ordered)
    if not listed:
        return cards
    articles: dict[str, list[Citation]] = {}
    for citation in ordered:
        articles.setdefault(citation.article.id, []).append(citation)
    items = "".join(_source_html(cited, key) for cited in articles.values())
    return f'<ul class="ipqa-list" title="{texts.SOURCES}">{items}</ul>{cards}'


def _turn_html(kind: str, inner: str) -> str:
    return f'<div class="ipqa-turn ipqa-{kind}">{inner}</div>'


def _mark_html(citation: Citation, key: str) -> str:
    return (
        f'<button type="button" class="ipqa-open ipqa-mark" '
        f'value="{card_id(key, citation.marker)}" title="{text_html(_tooltip(citation))}">'
        f"[{citation.marker}]</button>"
    )


def _source_html(citations: Sequence[Citation], key: str) -> str:
    article = citations[0].article
    others = dict.fromkeys(name_of(other) for cited in citations for other in cited.also)
    origin = origin_of(article)
    if others:
        origin += f" · {texts.ALSO_FROM.format(names=', '.join(others))}"
    numbers = "".join(
        f'<button type="button" class="ipqa-open ipqa-chip" value="{card_id(key, cited.marker)}" '
        f'title="{text_html(_tooltip(cited))}">{cited.marker}</button>'
        for cited in citations
    )
    return (
        f'<li><span class="ipqa-chips">{numbers}</span><button type="button" '
        f'class="ipqa-open ipqa-row" value="{card_id(key, citations[0].marker)}">'
        f'<span class="ipqa-row-title">{text_html(title_of(article))}</span> '
        f'<span class="ipqa-row-meta">{text_html(origin)}</span></button></li>'
    )


def _tooltip(citation: Citation) -> str:
    quote = _shortened(citation.quote, _TOOLTIP)
    return texts.MARK_TITLE.format(title=title_of(citation.article), quote=quote)


def _nearest_html(hits: Sequence[Hit], key: str) -> str:
    hits = hits[:_NEAREST]
    if not hits:
        return ""
    items = "".join(
        f'<li><button type="button" class="ipqa-open ipqa-row" value="{near_id(key, number)}">'
        f'<span class="ipqa-row-title">{text_html(title_of(hit.article))}</span> '
        f'<span class="ipqa-row-meta">{text_html(_shortened(hit.passage.text, _SNIPPET))}</span>'
        "</button></li>"
        for number, hit in enumerate(hits, start=1)
    )
    cards = "".join(nearest_card(hit, key, number) for number, hit in enumerate(hits, start=1))
    return (
        f'<p class="ipqa-heading">{texts.NEAREST}</p><ul class="ipqa-list ipqa-near">{items}</ul>'
        f"{cards}"
    )


def _badge_html(answer: Answer) -> str:
    total = answer.timings.total
    took = f" · {texts.SECONDS.format(seconds=total / 1000)}" if total else ""
    return f'<p class="ipqa-badge">{texts.BADGES[answer.method]}{took}</p>'


def _notice_html(notice: str | None) -> str:
    return f'<p class="ipqa-notice">{text_html(notice)}</p>' if notice else ""


def _missing_html(missing: Sequence[str]) -> str:
    if not missing:
        return ""
    return (
        f'<p class="ipqa-missing">{text_html(texts.MISSING.format(parts=", ".join(missing)))}</p>'
    )


@dataclass(frozen=True, slots=True)
class _Quoted:
    """Where an answer repeats a quote, and within it the dates that it explains itself."""

    start: int
    end: int
    notes: tuple[tuple[int, int], ...]


def _quoted_in(text: str, citations: Iterable[Citation]) -> list[_Quoted]:
    """The quotes that ``text`` repeats, in order and without overlaps."""
    found = [
        _Quoted(*match.span(), tuple(span for span in match.regs[1:] if span[0] >= 0))
        for citation in citations
        for quote in {citation.quote, unmarked(citation.quote)}
        for match in re.finditer(_pattern(quote, citation.article.date), text)
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


def _shortened(text: str, limit: int) -> str:
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return f"{flat[:limit].rsplit(' ', 1)[0].rstrip(' ,;:.')}…"
