"""What the page of articles says: its list, files that come in, and removing."""

from __future__ import annotations

from typing import Final

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
REMOVED_UPLOAD: Final = "{title} is out of the index, and its uploaded file is deleted."
REMOVED_EDITED: Final = (
    "{title} is out of the index. Its uploaded file was changed since, so it stays where it is."
)
REMOVED_OWN: Final = "{title} is out of the index and stays out; the file was not touched."
REMOVED_ROW: Final = (
    "{title} is out of the index; the file and its {rest:,} other article{s} are as they were."
)
REMOVED_ALL: Final = "{count:,} articles of one file: "
ARTICLES_GONE: Final = "This article is not in the index any more."

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
