"""The words on a PDF's pages with their places, read by PDFium; nothing is decided here."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

PAGE_CHARS = 200_000
"""Characters of a page at most; a newspaper's page has about 40,000."""
HYPHEN = "\x02"
"""What PDFium hands out for a hyphen, or a soft hyphen, at the end of a line."""
_RAISED_SIZE = 0.8
_UNITS = frozenset({"m", "km", "cm", "mm"})
_POWERS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans("0123456789", _POWERS)
_UPRIGHT = 0.2  # radians
_BOLD = re.compile(rb"bold|black|heavy", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that follow one another on one line; places in points, ``y`` grows upwards.

    ``first`` is how wide the first word is: the line before could have held it or not. ``glued``
    says that no blank stands before it.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    first: float
    glued: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page's runs in the order in which the file has them, and whether it shows pictures."""

    runs: tuple[Run, ...]
    pictures: bool


class CrowdedPageError(Exception):
    """A page has more characters than ``PAGE_CHARS``."""


def read_pages(document: Any) -> Iterator[Page]:
    """The pages of an open PDFium document, one at a time.

    Raises ``CrowdedPageError``, and PDFium's own error for a page that is damaged.
    """
    for index in range(len(document)):
        page = document[index]
        try:
            yield Page(tuple(_runs(page)), _has_pictures(page))
        finally:
            page.close()


def _has_pictures(page: Any) -> bool:
    import pypdfium2.raw as pdfium

    found = page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3)
    return next(iter(found), None) is not None


def _runs(page: Any) -> list[Run]:
    text = page.get_textpage()
    try:
        if text.count_chars() > PAGE_CHARS:
            raise CrowdedPageError
        if _is_sideways(text):
            return _lines_as_they_come(text)
        words = list(_words(text))
    finally:
        text.close()
    left, bottom, right, top = page.get_bbox()
    runs: list[Run] = []
    for word in words:
        if not (left <= (word.x0 + word.x1) / 2 <= right and bottom <= word.y <= top):
            continue  # printers' marks, cut off from what is seen
        last = runs[-1] if runs else None
        if last and _follows(last, word):
            gap = "" if word.glued else " "
            joined = f"{last.text}{gap}{word.text}"
            bold, size = last.bold and word.bold, max(last.size, word.size)
            runs[-1] = replace(last, text=joined, x1=word.x1, bold=bold, size=size)
        else:
            runs.append(word)
    return runs


def _follows(last: Run, word: Run) -> bool:
    """Whether a word goes on with a run: on the same line, and not across a wide gap."""
    size = max(last.size, word.size)
    return (
        abs(last.y - word.y) < size * 0.3
        and -size * 0.5 < word.x0 - last.x1 < size
        and last.size * 0.6 < word.size < last.size * 1.7
    )


def _is_sideways(text: Any) -> bool:
    """Whether most of a page runs up or down, as on a wide page that was turned for printing."""
    import pypdfium2.raw as pdfium

    count = text.count_chars()
    seen = range(0, count, count // 50 + 1)
    angles = [pdfium.FPDFText_GetCharAngle(text, index) for index in seen]
    return sum(abs(math.sin(angle)) > 0.5 for angle in angles) > len(angles) / 2


def _lines_as_they_come(text: Any) -> list[Run]:
    """A sideways page's lines in the file's order, set as if they stood in one column."""
    lines = text.get_text_bounded().replace("\ufffe", HYPHEN).split("\n")
    return [
        Run(line.strip(), 0.0, len(line) * 5.0, index * -12.0, 10.0, False, 0.0)
        for index, line in enumerate(lines)
        if line.strip()
    ]


def _words(text: Any) -> Iterator[Run]:
    """The upright words of a page: what stands between blanks, or moves to another spot.

    Stamps up the margin and watermarks across the page are left out, and so are notes' marks.
    """
    import pypdfium2.raw as pdfium

    box = pdfium.FS_RECTF()
    letters: list[str] = []
    start, x0, x1, low, high, first = -1, 0.0, 0.0, 0.0, 0.0, 0.0
    half = 0
    glued = False
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if 0xD800 <= code < 0xDC00:
            half = code
            continue
        if 0xDC00 <= code < 0xE000 and half:
            code, half = 0x10000 + ((half - 0xD800) << 10) + (code - 0xDC00), 0
        letter = chr(code)
        if letter.isspace() or (code < 32 and letter != HYPHEN):
            if letters:
                yield from _word(text, letters, start, (x0, x1, first), glued)
                letters = []
            glued = False
            continue
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        height = box.top - box.bottom
        if letters:
            middle = (box.top + box.bottom) / 2
            if not low <= middle <= high or not -height < box.left - x1 < height:
                yield from _word(text, letters, start, (x0, x1, first), glued)
                letters = []
                glued = True
            elif letter.isdigit() and height < (high - low) * _RAISED_SIZE and box.bottom > low:
                # A note's mark goes; a power stays, or ten squared would be a hundred and two.
                if letters[-1] in _POWERS or letters[-1].isdigit() or "".join(letters) in _UNITS:
                    letters.append(letter.translate(_RAISED))
                continue
        if not letters:
            start, x0, low, high = index, box.left, box.bottom, box.top
            first = box.right - box.left
        letters.append(letter)
        x1 = box.right
    if letters:
        yield from _word(text, letters, start, (x0, x1, first), glued)


def _word(
    text: Any, letters: list[str], start: int, place: tuple[float, float, float], glued: bool
) -> Iterator[Run]:
    import pypdfium2.raw as pdfium

    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, start, matrix)
    if abs(math.atan2(matrix.b, matrix.a)) > _UPRIGHT:
        return
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text, start, x, y)
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFText_GetFontInfo(text, start, name, 128, ctypes.c_int())
    size = pdfium.FPDFText_GetFontSize(text, start) * (math.hypot(matrix.c, matrix.d) or 1.0)
    x0, x1, first = place
    yield Run(
        text="".join(letters),
        x0=round(x0, 2),
        x1=round(x1, 2),
        y=round(y.value, 2),
        size=round(size, 1),
        bold=bool(_BOLD.search(name.value)),
        # Lines of Chinese break between any two characters.
        first=round(first if letters[0] >= "\u2e80" else x1 - x0, 2),
        glued=glued,
    )
