"""What is said of kept conversations and of their exports."""

from __future__ import annotations

from typing import Final

CONVERSATIONS: Final = "Conversations"
UNREADABLE: Final = "This conversation was kept by another version and can't be shown"
SHELF_EMPTY: Final = "Your conversations are kept here, in this browser only."

EXPORT: Final = "Export this conversation"
EXPORT_FORMATS: Final = {"md": "Markdown", "json": "JSON", "html": "Page to print"}
EXPORT_ASKED: Final = "Asked on {when}"
EXPORT_OF: Final = "[{number}] of answer {answer}"
EXPORT_BACK: Final = "back to answer {answer}"
EXPORT_WORKING: Final = "Not complete yet when this was exported"
