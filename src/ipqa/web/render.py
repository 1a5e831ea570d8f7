"""Answers as HTML: pure functions, every word of an article or a person escaped.

A message is one line of HTML. Gradio's chat reads Markdown, and a block of HTML ends there at the
first blank line; so newlines are written as ``&#10;``. Its sanitizer keeps ``class``, ``id``,
``title``, ``value``, ``hidden`` and ``role``, and drops ``data-*`` and ``aria-*``: a marker names
its source in ``value``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ipqa.article import Message
from ipqa.events import Status
from ipqa.web import texts
from ipqa.web.cards import card_id, citation_card, near_id, nearest_card, text_html
from ipqa.web.prose import prose_html
from ipqa.web.sources import SNIPPET, Source, name_of, origin_of, shortened, title_of, tooltip
from ipqa.web.turns import Turn


def user_html(question: str) -> str:
    """A person's words, exactly as they were typed."""
    return f'<h2 class="ipqa-question">{text_html(question)}</h2>'


def scope_html(scope: str) -> str:
    """Above an answer, which articles it was asked of; nothing for all of them."""
    if not scope:
        return ""
    return f'<div class="ipqa-scope">{text_html(texts.SCOPE.format(filters=scope))}</div>'


def turn_html(turn: Turn) -> str:
    """What is known of an answer; its key is unique on the page and keeps its sources its own."""
    return f"{scope_html(turn.scope)}{_turn_html(turn)}"


@lru_cache(maxsize=256)
def _turn_html(turn: Turn) -> str:
    kind, parts = {
        "answered": (turn.method or "answered", _answered),
        "working": ("working", _working),
        "stopped": ("stopped", _stopped),
        "failed": ("failed", _failed),
    }[turn.state]
    return f'<div class="ipqa-turn ipqa-{kind}">{"".join(parts(turn))}</div>'


def _answered(turn: Turn) -> Iterable[str]:
    """The whole answer."""
    yield _notice_html(turn.notice)
    yield prose_html(turn)
    yield _missing_html(turn.missing)
    yield _badge_html(turn)
    yield _nearest_html(turn.near, turn.key)
    yield sources_html(turn.sources, turn.key)


def _working(turn: Turn) -> Iterable[str]:
    """An answer that is coming about: the verified sentences so far and what happens now."""
    yield prose_html(turn)
    yield (
        '<p class="ipqa-working"><span class="ipqa-dot"></span>'
        f"{text_html(status_text(turn.status))}</p>"
    )
    yield sources_html(turn.sources, turn.key, listed=False)


def _stopped(turn: Turn) -> Iterable[str]:
    """An answer that a person stopped: what was verified by then stays."""
    yield prose_html(turn)
    yield f'<p class="ipqa-badge">{texts.STOPPED}</p>'
    yield sources_html(turn.sources, turn.key)


def _failed(turn: Turn) -> Iterable[str]:
    """A failure, in one line."""
    yield (f'<p class="ipqa-text"><strong>{texts.FAILED}:</strong> {text_html(turn.reason)}</p>')


def messages_of(turns: Sequence[Turn]) -> list[Message]:
    """The conversation as Gradio's chat shows it."""
    messages: list[Message] = []
    for turn in turns:
        messages.append({"role": "user", "content": user_html(turn.question)})
        messages.append({"role": "assistant", "content": turn_html(turn)})
    return messages


def note_of(turn: Turn) -> str:
    """What a screen reader says of the newest of a turn."""
    if turn.state == "failed":
        return f"{texts.FAILED}: {turn.reason}"
    if turn.state == "stopped":
        return texts.STOPPED
    if turn.method is None:
        return turn.said or status_text(turn.status)
    # The words were read out sentence by sentence; a refusal has had none yet.
    badge = texts.BADGES[turn.method]
    note = f"{turn.text} {badge}" if turn.method == "refused" else badge
    return f"{turn.notice.rstrip(':')}. {note}" if turn.notice else note


def status_text(status: Status | None) -> str:
    """What is happening, for people; a stage's own detail wins over the general words."""
    if status is None:
        return f"{texts.STARTING}…"
    words = status.detail.strip() or texts.STAGES[status.stage]
    return f"{words[:1].upper()}{words[1:].rstrip('.…')}…"


def sources_html(sources: Sequence[Source], key: str, *, listed: bool = True) -> str:
    """The list of sources under an answer, and behind it the hidden cards that the panel shows."""
    if not sources:
        return ""
    ordered = sorted(sources, key=lambda source: source.number)
    cards = "".join(citation_card(source, key) for source in ordered)
    if not listed:
        return cards
    articles: dict[str, list[Source]] = {}
    for source in ordered:
        articles.setdefault(source.article.id, []).append(source)
    items = "".join(_source_html(cited, key) for cited in articles.values())
    return f'<ul class="ipqa-list" title="{texts.SOURCES}">{items}</ul>{cards}'


def _source_html(cited: Sequence[Source], key: str) -> str:
    article = cited[0].article
    others = dict.fromkeys(name_of(other) for source in cited for other in source.also)
    origin = origin_of(article)
    if others:
        origin += f" · {texts.ALSO_FROM.format(names=', '.join(others))}"
    numbers = "".join(
        f'<button type="button" class="ipqa-open ipqa-chip" value="{card_id(key, source.number)}" '
        f'title="{text_html(tooltip(source))}">{source.number}</button>'
        for source in cited
    )
    return (
        f'<li><span class="ipqa-chips">{numbers}</span><button type="button" '
        f'class="ipqa-open ipqa-row" value="{card_id(key, cited[0].number)}">'
        f'<span class="ipqa-row-title">{text_html(title_of(article))}</span> '
        f'<span class="ipqa-row-meta">{text_html(origin)}</span></button></li>'
    )


def _nearest_html(near: Sequence[Source], key: str) -> str:
    if not near:
        return ""
    items = "".join(
        f'<li><button type="button" class="ipqa-open ipqa-row" '
        f'value="{near_id(key, source.number)}">'
        f'<span class="ipqa-row-title">{text_html(title_of(source.article))}</span> '
        f'<span class="ipqa-row-meta">{text_html(shortened(source.quote, SNIPPET))}</span>'
        "</button></li>"
        for source in near
    )
    cards = "".join(nearest_card(source, key) for source in near)
    return (
        f'<p class="ipqa-heading">{texts.NEAREST}</p><ul class="ipqa-list ipqa-near">{items}</ul>'
        f"{cards}"
    )


def _badge_html(turn: Turn) -> str:
    took = f" · {texts.SECONDS.format(seconds=turn.seconds)}" if turn.seconds else ""
    return f'<p class="ipqa-badge">{texts.BADGES[turn.method or "refused"]}{took}</p>'


def _notice_html(notice: str | None) -> str:
    return f'<p class="ipqa-notice">{text_html(notice)}</p>' if notice else ""


def _missing_html(missing: Sequence[str]) -> str:
    if not missing:
        return ""
    return (
        f'<p class="ipqa-missing">{text_html(texts.MISSING.format(parts=", ".join(missing)))}</p>'
    )
