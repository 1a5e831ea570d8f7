"""What the page's script says: all that is known only in the browser."""

from __future__ import annotations

from typing import Final

from ipqa.web.texts.page import CANCEL
from ipqa.web.texts.shelf import UNREADABLE
from ipqa.web.texts.talk import EDITING

SCRIPT: Final[dict[str, str]] = {
    "OPENING": "Opening the article…",
    "ACTS": "This answer",
    "COPIED": "Copied",
    "NOT_COPIED": "The browser did not allow copying",
    "EDITING": EDITING,
    "REMARK_UP": "What is good about it? (optional)",
    "REMARK_DOWN": "What is wrong with it? (optional)",
    "REMARK_NOTE": "Stays on the machine that this chat runs on: feedback.jsonl beside the index.",
    "REMARK_SEND": "Send",
    "REMARK_CANCEL": CANCEL,
    "SHELF_TODAY": "Today",
    "SHELF_YESTERDAY": "Yesterday",
    "SHELF_UNTITLED": "Untitled conversation",
    "SHELF_RENAME": "Rename: {title}",
    "SHELF_DELETE": "Delete: {title}",
    "SHELF_TITLE": "New title of: {title}",
    "SHELF_SURE": "Delete “{title}”?",
    "SHELF_YES": "Delete",
    "SHELF_NO": "Keep",
    "SHELF_OPENED": "Opened: {title}",
    "SHELF_RENAMED": "Renamed: {title}",
    "SHELF_DELETED": "Deleted: {title}",
    "SHELF_COPY": "{title} (copy)",
    "SHELF_COPIED": (
        "This conversation was continued in another tab as well. Here it goes on as a copy; the "
        "list has both."
    ),
    "SHELF_FULL": (
        "This browser has no room left to keep this conversation. Delete some in the list, or "
        "export this one before you close the tab."
    ),
    "SHELF_FORBIDDEN": (
        "This browser does not let this page keep conversations. Export this one before you close "
        "the tab."
    ),
    "SHELF_UNREADABLE": f"{UNREADABLE}.",
    "EXPORT_SAVED": "Saved as {name}",
    "EXPORT_FAILED": "This conversation could not be exported. Please try again.",
    "SENDING_FILE": "Sending file {number} of {count}",
    "REMOVE_TITLE": "Remove {title}?",
    "REMOVE_UPLOAD": "It is taken out of the index, and the uploaded file is deleted.",
    "REMOVE_OWN": "It is taken out of the index and stays out. Your file is not touched.",
    "REMOVE_UPLOAD_ROW": "Only this article is taken out of the index. Its uploaded file holds "
    "{rest} more and is deleted when all of them are removed.",
    "REMOVE_OWN_ROW": "Only this article is taken out of the index. Its file, which holds {rest} "
    "more, is not touched.",
    "REMOVE_ALL": "Remove all {count} articles of the file",
    "REMOVING": "Removing…",
    "EXAMPLES": "Example questions",
}
"""What the page's script says, by the names that it uses: ``ipqa.texts.NAME``."""
