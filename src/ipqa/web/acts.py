"""What can be done with one answer: the buttons under it, and the words that are copied.

The words travel hidden in the message, because a browser lets a script copy only at once, in the
click itself.
"""

from __future__ import annotations

from html import escape

from ipqa.web import texts
from ipqa.web.badges import missing_text
from ipqa.web.markup import text_html
from ipqa.web.sources import Source, address_of, origin_of, title_of
from ipqa.web.turns import Turn

EDITING = "ipqa-editing"
"""The class of the question box while it holds a question that was asked before."""

Block = tuple[str, ...]
"""Lines that stand together; between two blocks there is an empty line."""


def acts_html(turn: Turn) -> str:
    """The buttons under an answer that is done; nothing while it comes about."""
    if not turn.done:
        return ""
    copying = bool(turn.text)
    buttons = [_button("copy", turn, texts.ACT_COPY, texts.ACT_COPY_HINT)] if copying else []
    buttons += [
        _button("edit", turn, texts.ACT_EDIT, texts.ACT_EDIT_HINT),
        _button("retry", turn, texts.ACT_RETRY, texts.ACT_RETRY_HINT),
    ]
    if turn.state == "answered":
        buttons += [
            _button("up", turn, texts.ACT_UP, texts.ACT_UP_HINT),
            _button("down", turn, texts.ACT_DOWN, texts.ACT_DOWN_HINT),
        ]
    hidden = _copied_html(turn) if copying else ""
    return f'<div class="ipqa-acts" role="group">{"".join(buttons)}</div>{hidden}'


def copied(turn: Turn) -> list[Block]:
    """An answer as it is copied: its text with the markers, then the words behind each."""
    lines = (turn.notice, turn.text, missing_text(turn))
    blocks: list[Block] = [(line,) for line in lines if line]
    ordered = sorted(turn.sources, key=lambda source: source.number)
    if ordered:
        blocks.append(tuple(_source_text(source) for source in ordered))
    return blocks


def editing_html() -> str:
    """The line above the box while a question is edited; the style sheet shows it then."""
    return (
        f'<p class="ipqa-editing-line"><span>{escape(texts.EDITING)}</span>'
        f'<button type="button" class="ipqa-edit-cancel">{texts.CANCEL}</button></p>'
    )


def _button(act: str, turn: Turn, label: str, hint: str) -> str:
    on = " ipqa-on" if act == turn.verdict else ""
    return (
        f'<button type="button" class="ipqa-act ipqa-act-{act}{on}" value="{act}:{turn.key}" '
        f'title="{escape(hint)}">{escape(label)}</button>'
    )


def _copied_html(turn: Turn) -> str:
    """A paragraph for each block; ``static/acts.js`` makes plain text of it as well."""
    blocks = "".join(
        f"<p>{'<br>'.join(text_html(line) for line in block)}</p>" for block in copied(turn)
    )
    return f'<div class="ipqa-copy" id="ipqa-copy-{turn.key}" hidden>{blocks}</div>'


def _source_text(source: Source) -> str:
    article = source.article
    origin = [title_of(article)]
    if article.source or article.date:
        origin.append(origin_of(article).replace(" · ", ", "))
    if url := address_of(article):
        origin.append(url)
    quote = " ".join(source.quote.split())
    return texts.COPIED_SOURCE.format(number=source.number, quote=quote, origin=", ".join(origin))
