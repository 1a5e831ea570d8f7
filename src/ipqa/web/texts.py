"""Every text of the page, in one place."""

from __future__ import annotations

from typing import Final

from ipqa.article import Method, Why
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
TOO_LARGE: Final = "This is too large, and was not read."
LOGIN: Final = "This chat asks for its password; any name will do."

LOADING: Final = "loading the models…"
READY: Final = "ready"
EMPTY: Final = "no articles yet: add some on the page Articles"
WARM_UNEXPECTED: Final = "the models could not be loaded; the terminal shows the details"
UNEXPECTED: Final = (
    "Something went wrong while answering. The terminal shows the details; please ask again."
)

PANEL_TITLE: Final = "Sources"
PANEL_EMPTY: Final = (
    "Choose a number in an answer to read the article's own words here, with the quoted ones "
    "marked."
)
PANEL_CLOSE: Final = "Close the sources"

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
NEAR_PASSAGE: Final = "What comes nearest to the question; it does not answer it."
MEANING: Final = "Added here, by the date of the article"

WHY: Final[dict[Why, str]] = {
    "verified": "Written by the model, checked against {marks}",
    "short": "Written as a short answer, because a whole sentence could not be verified; "
    "checked against {marks}",
    "no_model": "Quoted, because no model is loaded",
    "no_choice": "Quoted, because the model found no short answer",
    "unsure": "Quoted, because the model was not sure enough",
    "unfit": "Quoted, because the model's answer was not of the kind asked for",
    "elsewhere": "Quoted, because this does not name what was asked about",
    "unverified": "Quoted, because the draft could not be verified",
    "list": "Quoted, because a list is safer in the article's own words",
    "comparison": "Quoted, because a comparison is safer in the articles' own words",
    "summary": "Quoted, because a summary is safer in the article's own words",
    "differing": "Quoted, because the articles say different things",
    "far": "Not in the articles: they are about something else",
    "doubtful": "Not in the articles: what comes nearest does not seem to answer",
}
MARKS_AND: Final = "{first} and {last}"
PARTLY: Final = "Partly answered."
PANEL_FOR: Final = "For “{question}”"
READ_WHOLE: Final = "Read the whole article"
READER_BACK: Final = "Back to the sources"
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

ARTICLES_TITLE: Final = "Articles"
ARTICLES_HINT: Final = "Answers come from these. Choose a title to read the article."
ARTICLES_EMPTY: Final = (
    "No articles are indexed yet. Add files above, or run 'ipqa index FOLDER' in a terminal for a "
    "folder of your own; then ask about them."
)
ARTICLES_NONE_FIT: Final = "No title or source has these words. Try fewer, or clear the search."
ARTICLES_SHOWN: Final = "Articles {first:,} to {last:,} of {found:,}, {order}"
ARTICLES_ORDER: Final = {False: "sorted by {column}", True: "sorted by {column}, downwards"}
ARTICLES_FILTERED: Final = " ({total:,} in all)"
ARTICLES_SEARCH: Final = "Search titles and sources"
ARTICLES_PAGES: Final = "Pages of the list"
ARTICLES_PAGE: Final = "Page {page:,} of {pages:,}"
ARTICLES_BEFORE: Final = "Previous page"
ARTICLES_NEXT: Final = "Next page"
ARTICLES_UNTITLED: Final = "Untitled"
COLUMN_NAMES: Final = {
    "title": "Title",
    "source": "Source",
    "date": "Date",
    "language": "Language",
    "passages": "Passages",
    "folder": "Folder",
    "indexed": "Indexed",
}
COLUMN_STATUS: Final = "Status"
COLUMN_REMOVE: Final = "Remove"
STATUS_SAME: Final = "up to date"
STATUS_MISSING: Final = "file missing"
STATUS_CHANGED: Final = "file changed since; 'ipqa index' reads it again"
STATUS_UPLOADED: Final = "uploaded"
STATUS_TWIN: Final = "same story as {title}"
STATUS_TWINS: Final = "same story as {title} and {more:,} more"
AND_MORE: Final = " and {count:,} more"
REMOVE_YES: Final = "Remove"
REMOVE_NO: Final = "Keep it"
REMOVE_NAMED: Final = "Remove {title}"
ADD: Final = "Add articles"
ADD_CHOOSE: Final = "Choose files"
ADD_HINT: Final = (
    "or drop them here: {kinds}. Up to {files:,} at a time, {size} each. They are copied to the "
    "folder {folder} on the machine that runs ipqa."
)
ADD_PROGRESS: Final = "Progress of adding files"
INTAKE_WAITS: Final = "Waiting for other files"
INTAKE_CHECKS: Final = "Checking the files"
INTAKE_INDEXES: Final = "Indexing"
INTAKE_LOST: Final = "it did not arrive: choose it again"
INTAKE_NOTHING: Final = "no article was found in it: check what it holds"
INTAKE_UNEXPECTED: Final = (
    "something went wrong while the files were taken in; the terminal shows the details, and what "
    "arrived is kept: choose the files again"
)
OUTCOMES: Final = "What became of the files"
OUTCOME_INDEXED: Final = "{name}: indexed as {articles}{passages}"
OUTCOME_THERE: Final = "{name}: already there as {kept}, with {articles}{passages}"
OUTCOME_ARTICLES: Final = "{count:,} articles, "
OUTCOME_PASSAGES: Final = "{count:,} passage{s}"
OUTCOME_RENAMED: Final = " and named {kept}, as another file has its name"
OUTCOME_TWINS: Final = "; it tells the same story as {titles}"
OUTCOME_LEFT_OUT: Final = "; left out: {reasons}"
OUTCOME_UNREADABLE: Final = "{name}: not kept, as it can't be read: {reason}"
OUTCOME_REFUSED: Final = "{name}: not taken: {reason}"
OUTCOME_KEPT: Final = "{name}: kept as {kept}, but not indexed yet: {reason}"
OUTCOME_SUM: Final = "{good:,} of {all:,} file{s} indexed"
REMOVED_UPLOAD: Final = "{title} is out of the index, and its uploaded file is deleted."
REMOVED_EDITED: Final = (
    "{title} is out of the index. Its uploaded file was changed since, so it stays where it is."
)
REMOVED_OWN: Final = "{title} is out of the index and stays out; the file was not touched."
REMOVED_ROW: Final = (
    "{title} is out of the index; the file and its {rest:,} other article{s} are as they were."
)
REMOVED_ALL: Final = "{count:,} articles of one file: "
REMOVE_GONE: Final = "This article is not in the index any more."

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

ACT_COPY: Final = "Copy"
ACT_COPY_HINT: Final = "Copy the answer with its sources"
ACT_EDIT: Final = "Edit"
ACT_EDIT_HINT: Final = "Edit this question; the answers from here on are replaced"
ACT_RETRY: Final = "Retry"
ACT_RETRY_HINT: Final = "Ask this question again; the answers from here on are replaced"
ACT_UP: Final = "Helpful"
ACT_UP_HINT: Final = "This answer is right"
ACT_DOWN: Final = "Not helpful"
ACT_DOWN_HINT: Final = "This answer is wrong, or not what was asked"
EDITING: Final = "Editing your question: the answers from there on are replaced"
CANCEL: Final = "Cancel"
COPIED_SOURCE: Final = "[{number}] “{quote}” — {origin}"
FEEDBACK_KEPT: Final = "Thank you. It stays on the machine that this chat runs on."
FEEDBACK_BACK: Final = "Taken back"

SHELF_EMPTY: Final = "Your conversations are kept here, in this browser only."
EXPORT: Final = "Export this conversation"
EXPORT_FORMATS: Final = {"md": "Markdown", "json": "JSON", "html": "Page to print"}
EXPORT_ASKED: Final = "Asked on {when}"
EXPORT_OF: Final = "[{number}] of answer {answer}"
EXPORT_BACK: Final = "back to answer {answer}"
EXPORT_WORKING: Final = "Not complete yet when this was exported"
_SHELF: Final = {
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
}

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
    **_SHELF,
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
