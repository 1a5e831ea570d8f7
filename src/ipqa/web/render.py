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
from ipqa.web import texts
from ipqa.web.acts import acts_html
from ipqa.web.badges import badge_html, badge_text, missing_html, status_text, working_html
from ipqa.web.cards import card_id, cards_html, near_id
from ipqa.web.markup import text_html
from ipqa.web.prose import prose_html
from ipqa.web.sources import SNIPPET, Source, by_article, name_of, origin_of, shortened, title_of
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
    if turn.missing and not turn.refused:
        kind += " ipqa-partly"
    return f'<div class="ipqa-turn ipqa-{kind}">{"".join(parts(turn))}</div>'


def _answered(turn: Turn) -> Iterable[str]:
    """The whole answer."""
    yield _notice_html(turn.notice)
    yield prose_html(turn)
    yield missing_html(turn)
    yield badge_html(turn)
    yield _nearest_html(turn)
    yield _list_html(turn)
    yield cards_html(turn)


def _working(turn: Turn) -> Iterable[str]:
    """An answer that is coming about: the verified sentences so far and what happens now."""
    yield prose_html(turn)
    yield working_html(turn)
    yield cards_html(turn)


def _stopped(turn: Turn) -> Iterable[str]:
    """An answer that a person stopped: what was verified by then stays."""
    yield prose_html(turn)
    yield f'<p class="ipqa-badge">{texts.STOPPED}</p>'
    yield _list_html(turn)
    yield cards_html(turn)


def _failed(turn: Turn) -> Iterable[str]:
    """A failure, in one line."""
    yield (f'<p class="ipqa-text"><strong>{texts.FAILED}:</strong> {text_html(turn.reason)}</p>')


def messages_of(turns: Sequence[Turn]) -> list[Message]:
    """The conversation as Gradio's chat shows it."""
    messages: list[Message] = []
    for turn in turns:
        messages.append({"role": "user", "content": user_html(turn.question)})
        content = f"{turn_html(turn)}{acts_html(turn)}"
        messages.append({"role": "assistant", "content": content})
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
    badge = badge_text(turn)
    note = f"{turn.text} {badge}" if turn.method == "refused" else badge
    return f"{turn.notice.rstrip(':')}. {note}" if turn.notice else note


def _list_html(turn: Turn) -> str:
    """The list of sources under an answer."""
    if not turn.sources:
        return ""
    items = "".join(_source_html(cited, turn.key) for cited in by_article(turn.sources))
    return f'<ul class="ipqa-list" title="{texts.SOURCES}">{items}</ul>'


def _source_html(cited: Sequence[Source], key: str) -> str:
    article = cited[0].article
    others = dict.fromkeys(name_of(other) for source in cited for other in source.also)
    origin = origin_of(article)
    if others:
        origin += f" · {texts.ALSO_FROM.format(names=', '.join(others))}"
    numbers = "".join(
        f'<button type="button" class="ipqa-open ipqa-chip" '
        f'value="{card_id(key, source.number)}">{source.number}</button>'
        for source in cited
    )
    return (
        f'<li><span class="ipqa-chips">{numbers}</span><button type="button" '
        f'class="ipqa-open ipqa-row" value="{card_id(key, cited[0].number)}">'
        f'<span class="ipqa-row-title">{text_html(title_of(article))}</span> '
        f'<span class="ipqa-row-meta">{text_html(origin)}</span></button></li>'
    )


def _nearest_html(turn: Turn) -> str:
    if not turn.near:
        return ""
    items = "".join(
        f'<li><button type="button" class="ipqa-open ipqa-row" '
        f'value="{near_id(turn.key, source.number)}">'
        f'<span class="ipqa-row-title">{text_html(title_of(source.article))}</span> '
        f'<span class="ipqa-row-meta">{text_html(shortened(source.quote, SNIPPET))}</span>'
        "</button></li>"
        for source in turn.near
    )
    return (
        f'<p class="ipqa-heading">{texts.NEAREST}</p><ul class="ipqa-list ipqa-near">{items}</ul>'
    )


def _notice_html(notice: str | None) -> str:
    return f'<p class="ipqa-notice">{text_html(notice)}</p>' if notice else ""
