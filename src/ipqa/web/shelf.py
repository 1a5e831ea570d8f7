"""The list of conversations as HTML: a skeleton that the page's script fills.

Only the browser knows the conversations, so every word of them is written by the script, as text.
"""

from __future__ import annotations

from html import escape

from ipqa.web import texts

_ICONS = {
    "shelf": '<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M9 4v16"/>',
    "rename": '<path d="M4 20h4L19 9l-4-4L4 16zM13 7l4 4"/>',
    "delete": '<path d="M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13M10 11v5M14 11v5"/>',
}


def shelf_html() -> str:
    """The column: a heading, the empty list, the model of a row, and the exports."""
    return (
        f'<nav class="ipqa-shelf" aria-label="{texts.CONVERSATIONS}">'
        f'<h2 tabindex="-1">{texts.CONVERSATIONS}</h2>'
        '<ul class="ipqa-shelf-list" role="list"></ul>'
        f'<p class="ipqa-shelf-empty">{texts.SHELF_EMPTY}</p>'
        f"{_exports_html()}</nav>{_row_html()}"
    )


def toggle_html() -> str:
    """The button in the head that shows and hides the column."""
    return (
        f'<button type="button" class="ipqa-shelf-toggle" aria-label="{texts.CONVERSATIONS}" '
        f'title="{texts.CONVERSATIONS}" aria-expanded="true" aria-controls="ipqa-shelf">'
        f"{_icon('shelf')}</button>"
    )


def line_html() -> str:
    """Where the script says what became of a conversation."""
    return '<p class="ipqa-line" role="status"></p>'


def _row_html() -> str:
    """The model of a row; the script gives its buttons their names."""
    acts = "".join(
        f'<button type="button" class="ipqa-shelf-act" value="{act}">{_icon(act)}</button>'
        for act in ("rename", "delete")
    )
    return (
        '<template class="ipqa-shelf-row"><li><button type="button" class="ipqa-shelf-open" '
        'value="open"><span class="ipqa-shelf-title"></span><span class="ipqa-shelf-day"></span>'
        f"</button>{acts}</li></template>"
    )


def _exports_html() -> str:
    buttons = "".join(
        f'<button type="button" class="ipqa-export" value="{format}">{escape(name)}</button>'
        for format, name in texts.EXPORT_FORMATS.items()
    )
    return (
        '<div class="ipqa-exports" role="group" aria-labelledby="ipqa-exports" hidden>'
        f'<p id="ipqa-exports">{texts.EXPORT}</p>{buttons}</div>'
    )


def _icon(name: str) -> str:
    return (
        '<svg viewBox="0 0 24 24" width="18" height="18" fill="none" stroke="currentColor" '
        'stroke-width="1.8" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
        f"{_ICONS[name]}</svg>"
    )
