"""What is said of an answer: on the way to it, how it came, and what can be done with it."""

from __future__ import annotations

from typing import Final

from ipqa.article import Method, Why
from ipqa.events import Stage

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
WHY: Final[dict[Why, str]] = {
    "verified": "Written by the model, checked against {marks}",
    "short": "Written as a short answer, because a whole sentence could not be verified; "
    "checked against {marks}",
    "no_model": "Quoted, because no model is loaded",
    "no_choice": "Quoted, because the model found no short answer",
    "unsure": "Quoted, because the model was not sure enough",
    "unfit": "Quoted, because the model's answer was not of the kind asked for",
    "elsewhere": "Quoted, because the sentence does not name what was asked about",
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
MISSING: Final = "Not in the articles: {parts}"
SECONDS: Final = "{seconds:.1f} s"
STOPPED: Final = "Stopped before the answer was complete"
FAILED: Final = "No answer"
UNEXPECTED: Final = (
    "Something went wrong while answering. The terminal shows the details; please ask again."
)
MEANING: Final = "Added here, by the date of the article"

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
COPIED_SOURCE: Final = "[{number}] “{quote}” — {origin}"
FEEDBACK_KEPT: Final = "Thank you. It stays on the machine that this chat runs on."
FEEDBACK_BACK: Final = "Taken back"
