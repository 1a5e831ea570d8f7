"""Every text of the page, in one place."""

from __future__ import annotations

from typing import Final

from ipqa.article import Method
from ipqa.events import Stage

PAGE_TITLE: Final = "ipqa · ask your articles"
NAME: Final = "ipqa"
TAGLINE: Final = "Ask your articles. Every sentence of an answer shows the words it rests on."

WELCOME: Final = "What would you like to know?"
WELCOME_HINT: Final = (
    "Answers come only from the indexed articles. A number after a sentence opens the exact words "
    "behind it; what the articles do not say is not answered."
)
EXAMPLES: Final = (
    "Who signed with WeChat?",
    "How many pirated publications were destroyed?",
    "How much revenue did China's online copyright industry make in 2018?",
    "Who won the 2018 World Cup?",
)

SKIP: Final = "Skip to the question"

CHAT: Final = "Chat"
ARTICLES: Final = "Articles"
PLACES: Final = "Pages"
CONVERSATIONS: Final = "Conversations"
UNREADABLE: Final = "This conversation was kept by another version and can't be shown"

ASK_LABEL: Final = "Your question"
ASK_PLACEHOLDER: Final = "Ask about the articles…"
ASK_HINT: Final = "Enter sends, Shift+Enter starts a new line."
SEND: Final = "Ask"
STOP: Final = "Stop"
CLEAR: Final = "New conversation"
CHAT_LABEL: Final = "Conversation"

FILTERS: Final = "Filter the articles"
FILTER_SOURCES: Final = "Sources"
FILTER_LANGUAGES: Final = "Languages"
FILTER_FOLDERS: Final = "Folders"
FILTER_SINCE: Final = "From"
FILTER_UNTIL: Final = "To"
FILTER_DATE: Final = "2020 or 2020-12-31"
FILTER_BOUND: Final = "The articles: {date}"
SCOPE: Final = "Only {filters}"

SERVING: Final = "The chat is at {url} (Ctrl+C ends it)"

OTHER_NAME: Final = (
    "This chat answers on its own machine only. To reach it under another name or from another "
    "machine, set IPQA_PASSWORD and start it with 'ipqa chat --host 0.0.0.0'."
)
OTHER_SITE: Final = "This comes from another website, and is not answered."
LOGIN: Final = "This chat asks for its password; any name will do."

LOADING: Final = "loading the models…"
READY: Final = "ready"
WARM_UNEXPECTED: Final = "the models could not be loaded; the terminal shows the details"
UNEXPECTED: Final = (
    "Something went wrong while answering. The terminal shows the details; please ask again."
)

PANEL_TITLE: Final = "Source"
PANEL_EMPTY: Final = (
    "Choose a number in an answer to read the article's own words here, with the quoted ones "
    "marked."
)
PANEL_CLOSE: Final = "Close the source"

LOCAL: Final = "Articles, models and questions stay on this computer."
REMOTE: Final = "Questions and quoted words are sent to {servers}."

STAGES: Final[dict[Stage, str]] = {
    "waiting": "Waiting for another question to finish",
    "loading": "Loading the models",
    "searching": "Searching the articles",
    "reading": "Reading the sources",
    "writing": "Writing",
    "checking": "Checking against the sources",
}
STARTING: Final = "Starting"

BADGES: Final[dict[Method, str]] = {
    "generated": "Written by the model, checked against the sources",
    "quoted": "Quoted from the article",
    "refused": "Not in the articles",
}
STOPPED: Final = "Stopped before the answer was complete"
FAILED: Final = "No answer"
SECONDS: Final = "{seconds:.1f} s"
MISSING: Final = "Not in the articles: {parts}"

SOURCES: Final = "Sources"
NEAREST: Final = "The nearest passages"
UNTITLED: Final = "Untitled article ({file})"
NO_ORIGIN: Final = "The article names neither a source nor a date"
NO_SOURCE: Final = "source not named"
NO_DATE: Final = "not dated"
ALSO_IN: Final = "Also in: {title} ({origin})"
ALSO_FROM: Final = "also in {names}"
OPEN_ARTICLE: Final = "Open the original"
QUOTED_WORDS: Final = "Quoted words"
NEAR_PASSAGE: Final = "A passage near the question; it does not answer it"
MEANING: Final = "Added here, by the date of the article"
MARK_TITLE: Final = "{title}: “{quote}”"

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

SCRIPT: Final[dict[str, str]] = {
    "EXAMPLES": "Example questions",
}
"""What the page's script says, by the names that it uses: ``ipqa.texts.NAME``."""
