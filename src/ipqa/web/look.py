"""How the page looks and behaves: its theme, its style sheet and its script."""

from __future__ import annotations

import json
from importlib.resources import files

import gradio as gr

from ipqa.web import texts

# Gradio's own themes load web fonts; these names are all resolved on the machine.
_TEXT_FONTS = ("system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "sans-serif")
_STYLES = (
    "colours", "frame", "asking", "chat", "acts", "sources", "panel", "reader", "articles",
    "adding", "screens", "shelf", "drawer", "access",
)  # fmt: skip
_SCRIPTS = (
    "base", "wires", "views", "panel", "reader", "preview", "acts", "remark",
    "kept", "talks", "drawer", "shelf", "exports", "articles",
    "voice", "landmarks",
)  # fmt: skip
_CODE_FONTS = ("ui-monospace", "SFMono-Regular", "Menlo", "Consolas", "monospace")


def theme() -> gr.themes.Base:
    """A plain theme with the machine's fonts; colours and shapes are in ``static``."""
    return gr.themes.Base(
        primary_hue="teal",
        neutral_hue="slate",
        font=list(_TEXT_FONTS),
        font_mono=list(_CODE_FONTS),
    )


def head() -> str:
    """The style sheets and the scripts, for the head of the page.

    They are not handed over as ``css`` and ``js``, because Gradio rewrites selectors there.
    """
    folder = files(__package__) / "static"
    style = "\n".join((folder / f"{name}.css").read_text("utf-8") for name in _STYLES)
    script = "\n".join((folder / f"{name}.js").read_text("utf-8") for name in _SCRIPTS)
    # A "</script>" in a text would end it.
    said = json.dumps(texts.SCRIPT, ensure_ascii=False).replace("<", "\\u003c")
    return (
        f"<style>\n{style}</style>\n"
        f'<script type="application/json" id="ipqa-texts">{said}</script>\n'
        f"<script>\n{script}</script>"
    )
