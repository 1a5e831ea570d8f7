"""A conversation as Markdown with footnotes: every word of an article or a person escaped.

``[^2-1]`` is citation 1 of answer 2, so no two footnotes of a conversation collide. Many readers
number footnotes anew, so each one says of which answer it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote

from ipqa.web import texts
from ipqa.web.badges import missing_text
from ipqa.web.exports.captions import TITLE, circumstances_of, heading_of, outcome_of
from ipqa.web.prose import marks_of
from ipqa.web.sources import Source, address_of, origin_of, shortened, title_of
from ipqa.web.turns import Talk, Turn

# What may begin markup anywhere, in CommonMark and in the extensions that GitHub and Pandoc read.
_ANYWHERE = re.compile(r"[\\`*_{}\[\]<>#~|$^&]|:(?=//)|(?<=\bwww)\.")
_LINE_START = re.compile(r"^([^\S\n]*)([-+=:]|\d+(?=[.)]))", re.MULTILINE)
_INDENT = re.compile(r"(?<=\n)[ \t]+")
_ENTITIES = {" ": "&#32;", "\t": "&#9;"}
_ADDRESS = "!#$%&'()*+,-./:;=?@[]_~"
"""What an address may hold besides letters and digits."""


def markdown_of(talk: Talk, title: str = "") -> str:
    """The conversation; ``title`` is the one that a person gave it."""
    blocks = [f"# {_line(heading_of(talk, title))}"]
    for number, turn in enumerate(talk.turns, start=1):
        blocks += _turn_blocks(turn, number)
    notes = [
        _note(source, number)
        for number, turn in enumerate(talk.turns, start=1)
        for source in turn.sources
    ]
    return "\n\n".join([*blocks, *notes]) + "\n"


def _turn_blocks(turn: Turn, number: int) -> Iterator[str]:
    asked = turn.question.strip()
    heading = shortened(asked, TITLE)
    yield f"## {number}. {_line(heading)}"
    if heading != asked:
        yield _quoted(asked)
    yield f"*{_line(circumstances_of(turn))}*"
    if turn.notice:
        yield f"**{_line(turn.notice)}**"
    if turn.text:
        yield _answer(turn, number)
    if turn.missing:
        yield _line(missing_text(turn))
    yield f"*{_line(outcome_of(turn))}*"
    if turn.near:
        yield f"{texts.NEAREST}:"
        yield "\n".join(_near(source) for source in turn.near)


def _answer(turn: Turn, number: int) -> str:
    """The sentences with their footnotes; citations that no marker names come last."""
    parts: list[str] = []
    done = 0
    named: set[int] = set()
    for match, source in marks_of(turn):
        parts += [_after_mark(turn.text[done : match.start()]), _mark(source, number)]
        named.add(source.number)
        done = match.end()
    parts.append(_after_mark(turn.text[done:]))
    parts += [f" {_mark(one, number)}" for one in turn.sources if one.number not in named]
    return "".join(parts).strip()


def _after_mark(text: str) -> str:
    """Words that may stand behind a footnote's mark, which a colon would make a definition."""
    escaped = _text(text)
    return f"\\{escaped}" if escaped.startswith((":", "(")) else escaped


def _mark(source: Source, number: int) -> str:
    return f"[^{number}-{source.number}]"


def _note(source: Source, number: int) -> str:
    """The footnote of a citation: its exact words and where they are from."""
    of = _line(texts.EXPORT_OF.format(number=source.number, answer=number))
    # A line that is not indented would end the footnote.
    words = _text(source.quote).replace("\n", "\n    ")
    also = [
        _line(texts.ALSO_IN.format(title=title_of(one), origin=origin_of(one)))
        for one in source.also
    ]
    parts = [f"{of}: “{words}”", *_origin(source), *also]
    return f"{_mark(source, number)}: {' · '.join(parts)}"


def _near(source: Source) -> str:
    words = _text(source.quote).replace("\n", "\n  ")
    return f"- {' · '.join([f'“{words}”', *_origin(source)])}"


def _origin(source: Source) -> Iterable[str]:
    yield _line(title_of(source.article))
    yield _line(origin_of(source.article))
    if url := address_of(source.article):
        yield f"<{quote(url, safe=_ADDRESS)}>"


def _quoted(text: str) -> str:
    return f"> {_text(text)}".replace("\n", "\n> ")


def _line(text: str) -> str:
    """``text`` on one line."""
    return _text(" ".join(text.split()))


def _text(text: str) -> str:
    """``text`` as Markdown shows it, word for word and line for line."""
    escaped = _ANYWHERE.sub(r"\\\g<0>", re.sub(r"\r\n?", "\n", text))
    escaped = _LINE_START.sub(_started, escaped)
    escaped = _INDENT.sub(lambda found: "".join(_ENTITIES[one] for one in found[0]), escaped)
    # A backslash keeps the end of a line; blank lines in a quote would end its paragraph.
    return escaped.replace("\n", "\\\n")


def _started(found: re.Match[str]) -> str:
    space, first = found.groups()
    return f"{space}{first}\\" if first.isdigit() else f"{space}\\{first}"
