"""Sentences with exact offsets."""

from __future__ import annotations

import re
from dataclasses import dataclass

_BLOCK = re.compile(r"\n\s*\n|\n(?=\s*(?:[-*•]|\d+[.)])\s)")
_TERMINAL = re.compile(r"""[.!?…:;。！？：；．｡।॥؟۔]["'”’»›)\]」』》】）]*\s*$""")
_ASKS = re.compile(r"""[?？؟]["'”’»›)\]」』》】）]*$""")
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ANNOUNCES = re.compile(
    r"(?:(?:two|three|four|five|six|seven|eight|nine|ten|several|the following) (?:[\w-]+ ){0,2}"
    # "Jailed for six months." announces nothing.
    r"(?!(?:second|minute|hour|day|week|month|year|decade|time|million|billion|dollar|euro|pound)s)"
    r"[\w-]+s[.:]|\bas follows[.:]|\bthe following[.:]|:)$",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"(?:^|[\s(\"“«-])(?:M[rsx]|Mrs|Mme|Mlle|MM|M|Messrs|Dr|Dres|Prof|Mag|Dipl|Ing|Sra?|Dra|St|Sen|Rep|Gov"
    r"|Gen|Hon|Rev|Capt|Lt|Col|Sgt|Hrn|Fr|Amb|Asst|Att|Atty|Az|Civ|Crim|Evid|Pres)\.$"
)
"""Before a name: "said Ms. Li"."""
_NUMBERED = re.compile(
    r"(?:^|[\s(\"“«’'])(?:Nos?|[Nn]r|[Aa]rts?|[Ff]igs?|[Pp]p?|[Cc]h|[Vv]ols?|[Ss]ecs?|[Pp]aras?"
    r"|[Ss]ect|Dir|[Aa]pprox|[Cc]a|[Mm]io|[Mm]rd|Rs|n°)\.$"
)
"""Before a number: "Patent No. 10,123,456"."""
_SPEAKS = re.compile(r"^[\u4e00-\u9fff]{1,20}?(?:说|表示|称|指出|补充道|道|写道|强调)")
"""Who said the Chinese quotation before it."""
_ORDINAL = re.compile(r"\b\d{1,2}\.$")
_COUNTED = re.compile(
    r"(?:Jahrhundert|Jahrestag|(?:Zivil|Straf)?[Ss]enat|Kammer|Auflage|Absatz|Abschnitt)\w*\b"
)
"""Behind a German ordinal: "im 19. Jahrhundert"."""
_SPACE = re.compile(r"[^\S\n\t ]")
HEADING_WORDS = 16
"""A block of at most this many words without a full stop is a heading; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Span:
    """A run of a text: ``text[start:end]``."""

    start: int
    end: int


def blocks(text: str) -> list[Span]:
    """The paragraphs, headings and list items of ``text``, without the white space around them."""
    found: list[Span] = []
    start = 0
    for gap in [*_BLOCK.finditer(text), None]:
        end = gap.start() if gap else len(text)
        trimmed = _trim(text, start, end)
        if trimmed:
            found.append(trimmed)
        start = gap.end() if gap else end
    return found


def is_heading(block: str) -> bool:
    """Whether a block is a heading rather than prose: short, and not closed like a sentence.

    In scripts without spaces two characters count as a word. List items and rows of a table are no
    headings; what the Markdown loader marked with ``#`` always is.
    """
    if block.startswith("# "):
        return True
    length = len(block.split()) + len(_UNSPACED.findall(block)) // 2
    return (
        not _TERMINAL.search(block)
        and length <= HEADING_WORDS
        and not block.lstrip().startswith(("-", "*", "•"))
        and " | " not in block
    )


def announces(sentence: str) -> bool:
    """Whether a sentence says that a list follows: "on three subjects.", "as follows:"."""
    return bool(_ANNOUNCES.search(sentence))


def asks(sentence: str) -> bool:
    """Whether a sentence is a question."""
    return bool(_ASKS.search(sentence))


def split_sentences(text: str, language: str | None = None, offset: int = 0) -> list[Span]:
    """The sentences of one block, trimmed; ``offset`` is added to every bound.

    sentencex (Wikimedia) knows abbreviations and quotations in many languages and returns
    contiguous segments, so that the offsets are exact. What it cuts after "Ms.", "No." or a
    Chinese quotation is joined again.
    """
    import sentencex

    found: list[Span] = []
    position = 0
    # sentencex 1.0 panics at some spaces of other widths behind a capital ("Annex A\u00a0.").
    plain = _SPACE.sub(" ", text)
    for segment in sentencex.segment((language or "en")[:2].lower(), plain):
        start = plain.index(segment, position)
        position = start + len(segment)
        trimmed = _trim(text, start, position)
        if not trimmed:
            continue
        if found and _goes_on(text[found[-1].start : found[-1].end], text[trimmed.start :][:20]):
            found[-1] = Span(found[-1].start, trimmed.end)
        else:
            found.append(trimmed)
    return [Span(span.start + offset, span.end + offset) for span in found]


def _goes_on(before: str, after: str) -> bool:
    """Whether a segment only seems to end a sentence: after an abbreviation, or a quotation."""
    if before.endswith("."):
        if after[0].islower() or after[0] in "-–,;)":
            return True
        named = after[0].isupper() and _TITLE.search(before)
        named = named or (_ORDINAL.search(before) and _COUNTED.match(after))
        return bool(named or (after[0].isdigit() and _NUMBERED.search(before)))
    return before.endswith(("”", "」", "』")) and bool(_SPEAKS.search(after))


def _trim(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
