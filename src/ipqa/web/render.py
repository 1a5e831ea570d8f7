"""Answers as HTML: pure functions, every word of an article or a person escaped.

A message is one line of HTML. Gradio's chat reads Markdown, and a block of HTML ends there at the
first blank line; so newlines are written as ``&#10;``. Its sanitizer keeps ``class``, ``id``,
``title``, ``value``, ``hidden`` and ``role``, and drops ``data-*`` and ``aria-*``: a marker names
its source in ``value``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ipqa.article import Answer, Citation, Hit
from ipqa.events import Status
from ipqa.web import texts
from ipqa.web.cards import (
    card_id,
    citation_card,
    near_id,
    nearest_card,
    origin_of,
    text_html,
    title_of,
)

_MARKER = re.compile(r"\[(\d{1,3})\]")
_TOOLTIP = 200
_SNIPPET = 150
_NEAREST = 3


def user_html(question: str) -> str:
    """A person's words, exactly as they were typed."""
    return f'<div class="ipqa-question">{text_html(question)}</div>'


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
    quotes = _quote_spans(text, citations)
    bold = _find_short(text, short)
    html: list[str] = []
    done = 0
    for match in _MARKER.finditer(text):
        citation = by_marker.get(int(match[1]))
        if citation is None or any(start <= match.start() < end for start, end in quotes):
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
    numbers = "".join(
        f'<button type="button" class="ipqa-open ipqa-chip" value="{card_id(key, cited.marker)}" '
        f'title="{text_html(_tooltip(cited))}">{cited.marker}</button>'
        for cited in citations
    )
    return (
        f'<li><span class="ipqa-chips">{numbers}</span><button type="button" '
        f'class="ipqa-open ipqa-row" value="{card_id(key, citations[0].marker)}">'
        f'<span class="ipqa-row-title">{text_html(title_of(article))}</span> '
        f'<span class="ipqa-row-meta">{text_html(origin_of(article))}</span></button></li>'
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


def _quote_spans(text: str, citations: Iterable[Citation]) -> list[tuple[int, int]]:
    """Where ``text`` repeats quoted words, in order and without overlaps."""
    found: list[tuple[int, int]] = []
    for quote in {citation.quote for citation in citations}:
        # An answer sets a quote on one line, so any run of spaces matches any other.
        pattern = r"\s+".join(re.escape(word) for word in quote.split())
        found += [match.span() for match in re.finditer(pattern, text)]
    spans: list[tuple[int, int]] = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if not spans or start >= spans[-1][1]:
            spans.append((start, end))
    return spans


def _find_short(text: str, short: str | None) -> tuple[int, int]:
    start = text.find(short) if short and short.strip() else -1
    # A short answer that is the whole text has nothing to stand out from.
    if start < 0 or not short or len(short) > 0.6 * len(_MARKER.sub("", text)):
        return (-1, -1)
    return (start, start + len(short))


def _styled(
    text: str, start: int, end: int, quotes: Sequence[tuple[int, int]], bold: tuple[int, int]
) -> str:
    """``text[start:end]`` with its quotes and its bold words; quotes do not cross the bounds."""
    html: list[str] = []
    done = start
    for first, last in quotes:
        if start <= first and last <= end:
            html.append(_emphasised(text, done, first, bold))
            html.append(
                f'<span class="ipqa-verbatim">{_emphasised(text, first, last, bold)}</span>'
            )
            done = last
    html.append(_emphasised(text, done, end, bold))
    return "".join(html)


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
