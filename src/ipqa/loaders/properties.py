"""What the properties of a PDF or a Word file say of the article in it, where people wrote them."""

from __future__ import annotations

import re
from pathlib import Path

from ipqa.loaders.text import one_line

_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|indd|qxd|tex|dvi|odt|rtf|pptx?|xlsx?|html?|wpd|pages|eps|ps)$", re.IGNORECASE
)
_NO_TITLE = re.compile(
    r"^(?:microsoft (?:word|powerpoint|office)\b.*|untitled\b.*"
    r"|(?:document|layout|slide|page)\s*\d*|powerpoint presentation|about:blank"
    r"|no title|title|print(?:out)?|scan\w*|\(anonymous\))$",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^(?:(?:microsoft )?office(?: user)?|user\d*|admin(?:istrator)?|owner|author|unknown|anonymous"
    r"|\(anonymous\)|python-docx|windows user|home|pc|hp|dell|root|default)$",
    re.IGNORECASE,
)


def stated_title(title: str | None, path: Path, text: str) -> str | None:
    """A title from a file's properties, if a person wrote it there for this article.

    Programs put file names and their own names there. One word counts only if ``text`` has it.
    """
    found = one_line(title or "")
    stem = re.sub(r"[\W_]+", "", path.stem).casefold()
    if (
        not any(char.isalpha() for char in found)
        or _NO_TITLE.match(found)
        or _FILE_NAME.search(found)
        or re.sub(r"[\W_]+", "", found).casefold() == stem
        or "\\" in found
    ):
        return None
    known = len(found.split()) > 1 or found.casefold() in text.casefold()
    return found if known else None


def stated_author(author: str | None) -> str | None:
    """An author from a file's properties, unless it is only what a program was installed for."""
    found = one_line(author or "")
    if not any(char.isalpha() for char in found) or _NOBODY.match(found) or "@" in found:
        return None
    return found


def same_words(one: str, other: str) -> bool:
    """Whether two titles differ at most in blanks, case and punctuation."""
    return re.sub(r"[\W_]+", "", one).casefold() == re.sub(r"[\W_]+", "", other).casefold()
