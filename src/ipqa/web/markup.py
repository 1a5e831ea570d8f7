"""The words of articles and people as HTML: nothing in them becomes markup."""

from __future__ import annotations

from html import escape


def text_html(text: str) -> str:
    """``text`` for use between tags or in an attribute, newlines kept, on one line."""
    return escape(text).replace("\r", "").replace("\n", "&#10;")
