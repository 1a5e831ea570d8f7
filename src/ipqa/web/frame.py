"""The parts of the page and where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import urlsplit

import gradio as gr

from ipqa.errors import capitalised
from ipqa.settings import Settings
from ipqa.web import controls, texts
from ipqa.web.acts import EDITING, editing_html
from ipqa.web.controls import Controls
from ipqa.web.gate import LOOPBACK
from ipqa.web.shelf import line_html, shelf_html, toggle_html
from ipqa.web.warmup import State
from ipqa.web.wires import wire


@dataclass(frozen=True, slots=True)
class Parts:
    """The components that events read or change; ``shelf`` is the wire of what is kept."""

    state: gr.HTML
    chatbot: gr.Chatbot
    box: gr.Textbox
    clear: gr.Button
    note: gr.HTML
    controls: Controls
    shelf: gr.HTML


def draw(settings: Settings) -> Parts:
    """Draws the page into the Blocks in force."""
    with gr.Row(elem_id="ipqa-head"):
        _html(_title_html())
        _html(_places_html(), elem_id="ipqa-places")
        state = _html(state_html("loading", texts.LOADING), elem_id="ipqa-state")
        clear = gr.Button(texts.CLEAR, elem_id="ipqa-clear", size="sm", variant="secondary")
    with gr.Row(elem_id="ipqa-room", equal_height=False):
        _html(shelf_html(), elem_id="ipqa-shelf")
        with gr.Column(elem_id="ipqa-talk"):
            _html(line_html(), elem_id="ipqa-lines")
            chatbot = _chatbot()
            filters = controls.draw()
            _html(editing_html(), elem_id="ipqa-editing")
            question = _question_box()
            _html(f'<p class="ipqa-foot">{texts.ASK_HINT} {escape(privacy(settings))}</p>')
        _html(_panel_html(), elem_id="ipqa-panel")
    # Gradio writes the note at every change of the page; the script says it when it is another.
    _html('<p role="status" aria-live="polite"></p>', elem_id="ipqa-note")
    note = gr.HTML(
        "",
        html_template='<p class="ipqa-words">${value}</p>',
        apply_default_css=False,
        elem_id="ipqa-noted",
    )
    return Parts(state, chatbot, question, clear, note, filters, wire("shelf"))


def box(*, running: bool = False, keep: bool = False) -> dict[str, Any]:
    """The question box: emptied unless ``keep``, with a stop button while ``running``."""
    change: dict[str, Any] = {
        "submit_btn": False if running else texts.SEND,
        "stop_btn": texts.STOP if running else False,
    }
    if not keep:
        change["value"] = ""
    return gr.update(elem_classes=[], **change)


def editing_box(question: str, key: str) -> dict[str, Any]:
    """The question box with the question of the turn ``key``, under the line that says so."""
    return gr.update(value=question, elem_classes=[EDITING, f"{EDITING}-{key}"])


def state_html(state: State, reason: str) -> str:
    """The state of the models, in a few words; a failure in one line."""
    if state == "failed":
        reason = capitalised(reason)
    return (
        f'<p class="ipqa-state ipqa-state-{state}" role="status">'
        f'<span class="ipqa-light"></span>{escape(reason)}</p>'
    )


def note_html(note: str) -> str:
    """Words for screen readers; Gradio writes them into the page as they are."""
    return escape(note)


def privacy(settings: Settings) -> str:
    """Says plainly what leaves this computer."""
    urls = [urlsplit(url) for url in (settings.llm_url, settings.chroma_url) if url]
    servers = [url.netloc.rpartition("@")[2] for url in urls if url.hostname not in LOOPBACK]
    if not servers:
        return texts.LOCAL
    return texts.REMOTE.format(servers=" and ".join(servers))


def _chatbot() -> gr.Chatbot:
    return gr.Chatbot(
        label=texts.CHAT_LABEL,
        show_label=False,
        container=False,
        height="100%",
        elem_id="ipqa-chat",
        layout="bubble",
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        line_breaks=False,
        group_consecutive_messages=False,
        placeholder=_welcome_html(),
        examples=[{"text": example} for example in texts.EXAMPLES],
    )


def _question_box() -> gr.Textbox:
    return gr.Textbox(
        label=texts.ASK_LABEL,
        placeholder=texts.ASK_PLACEHOLDER,
        show_label=False,
        container=False,
        lines=1,
        max_lines=6,
        autofocus=True,
        submit_btn=texts.SEND,
        elem_id="ipqa-box",
    )


def _html(value: str, elem_id: str | None = None) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False, js_on_load=None)


def _title_html() -> str:
    return (
        f'<a class="ipqa-skip" href="#ipqa-box">{texts.SKIP}</a>{toggle_html()}'
        f'<h1 class="ipqa-name">{texts.NAME}</h1><p class="ipqa-tagline">{texts.TAGLINE}</p>'
    )


def _places_html() -> str:
    return (
        f'<nav class="ipqa-places" aria-label="{texts.PLACES}">'
        f'<a href="#chat" aria-current="page">{texts.CHAT}</a>'
        f'<a href="#articles">{texts.ARTICLES}</a></nav>'
    )


def _welcome_html() -> str:
    return f'<div class="ipqa-welcome"><h2>{texts.WELCOME}</h2><p>{texts.WELCOME_HINT}</p></div>'


def _panel_html() -> str:
    """The panel: cards of sources, and in their place a whole article."""
    return (
        f'<aside class="ipqa-panel" aria-label="{texts.PANEL_TITLE}">'
        '<div class="ipqa-panel-head"><button type="button" class="ipqa-back" hidden>'
        f'<span aria-hidden="true">‹</span> <span class="ipqa-to-cards">{texts.READER_BACK}</span>'
        f'<span class="ipqa-to-list">{texts.READER_BACK_TO_LIST}</span></button>'
        f'<h2 tabindex="-1">{texts.PANEL_TITLE}</h2>'
        f'<button type="button" class="ipqa-close" aria-label="{texts.PANEL_CLOSE}" hidden>'
        f'&times;</button></div><div class="ipqa-panel-body"></div>'
        f'<div class="ipqa-panel-whole" role="group" aria-label="{texts.READER_LABEL}" '
        f'tabindex="0" hidden></div>'
        f'<p class="ipqa-panel-empty">{texts.PANEL_EMPTY}</p></aside>'
    )
