"""What is said of sources: in lists and cards, in the panel and in a whole article."""

from __future__ import annotations

from typing import Final

SOURCES: Final = "Sources"
NEAREST: Final = "The nearest passages"
NEAR_PASSAGE: Final = "What comes nearest to the question; it does not answer it."
UNTITLED: Final = "Untitled article ({file})"
NO_ORIGIN: Final = "The article names neither a source nor a date"
NO_SOURCE: Final = "source not named"
NO_DATE: Final = "not dated"
ALSO_IN: Final = "Also in: {title} ({origin})"
ALSO_FROM: Final = "also in {names}"
OPEN_ARTICLE: Final = "Open the original"

PANEL_TITLE: Final = "Sources"
PANEL_EMPTY: Final = (
    "Choose a number in an answer to read the article's own words here, with the quoted ones "
    "marked."
)
PANEL_CLOSE: Final = "Close the sources"
PANEL_FOR: Final = "For “{question}”"

READ_WHOLE: Final = "Read the whole article"
READER_BACK: Final = "Back to the sources"
READER_BACK_TO_LIST: Final = "Back to the articles"
READER_LABEL: Final = "The whole article"
READER_AUTHOR: Final = "By {author}"
READER_LANGUAGE: Final = "Language:"
READER_JUMPS: Final = "Words of this article in the answer"
READER_CHANGED: Final = (
    "The article has changed since this answer; the words quoted then are not in it now."
)
READER_GONE: Final = (
    "The article is not in the index any more. What this answer quoted from it stays with the "
    "answer."
)
READER_THEN: Final = "The words quoted then:"
READER_UNKNOWN: Final = (
    "The chat was started anew and does not know this conversation any more: reload the page."
)
READER_FAILED: Final = "The article could not be opened: {reason}"
READER_UNEXPECTED: Final = "The article could not be opened. The terminal shows the details."
