"""What the page says around its rooms: its head and foot, the server and the models."""

from __future__ import annotations

from typing import Final

PAGE_TITLE: Final = "ipqa · ask your articles"
NAME: Final = "ipqa"
TAGLINE: Final = "Ask your articles. Every sentence of an answer shows the words it rests on."
SKIP: Final = "Skip to the question"
CHAT: Final = "Chat"
ARTICLES: Final = "Articles"
PLACES: Final = "Pages"
LOCAL: Final = "Articles, models and questions stay on this computer."
REMOTE: Final = "Questions and quoted words are sent to {servers}."

SERVING: Final = "The chat is at {url} (Ctrl+C ends it)"
OTHER_NAME: Final = (
    "This chat answers on its own machine only. To reach it under another name or from another "
    "machine, set IPQA_PASSWORD and start it with 'ipqa chat --host 0.0.0.0'."
)
OTHER_SITE: Final = "This comes from another website, and is not answered."
TOO_LARGE: Final = "This is too large, and was not read."
LOGIN: Final = "This chat asks for its password; any name will do."

LOADING: Final = "loading the models…"
READY: Final = "ready"
EMPTY: Final = "no articles yet: add some on the page Articles"
WARM_UNEXPECTED: Final = "the models could not be loaded; the terminal shows the details"

MONTHS: Final = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
CANCEL: Final = "Cancel"
