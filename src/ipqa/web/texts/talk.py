"""What the conversation says: its welcome, the question box and the filters."""

from __future__ import annotations

from typing import Final

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

CHAT_LABEL: Final = "Conversation"
ASK_LABEL: Final = "Your question"
ASK_PLACEHOLDER: Final = "Ask about the articles…"
ASK_HINT: Final = "Enter sends, Shift+Enter starts a new line."
SEND: Final = "Ask"
STOP: Final = "Stop"
CLEAR: Final = "New conversation"
EDITING: Final = "Editing your question: the answers from there on are replaced"

FILTERS: Final = "Filter the articles"
FILTER_SOURCES: Final = "Sources"
FILTER_LANGUAGES: Final = "Languages"
FILTER_FOLDERS: Final = "Folders"
FILTER_SINCE: Final = "From"
FILTER_UNTIL: Final = "To"
FILTER_DATE: Final = "2020 or 2020-12-31"
FILTER_BOUND: Final = "The articles: {date}"
SCOPE: Final = "Only {filters}"
