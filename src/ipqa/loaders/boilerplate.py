"""What a saved web page carries besides its article: menus, cookie notices, link lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ipqa.loaders.furniture import is_consent, is_cookie_notice, is_furniture

_LINK_LIST = re.compile(
    r"^(?:read (?:more|also|next|this next|on)|also read|related(?: (?:articles?|stories|news|"
    r"topics?|links?|content|posts?|coverage|reading))?|see also|more (?:on|from|in|about) "
    r"(?:this|the|our|us|[\w ]{2,30})|more (?:stories|news|articles|headlines)|"
    r"(?:most|trending|top) (?:read|popular|viewed|shared|commented|stories|now|news|articles)|"
    r"trending|popular(?: now| stories| articles)?|latest (?:news|stories|articles|headlines)|"
    r"recommended(?: for you| reading| stories| articles)?|you (?:may|might) (?:also )?(?:like|"
    r"be interested in)|don'?t miss|what to read next|editors?['’]?s? picks?|must read|in case you "
    r"missed it|(?:from|elsewhere on) (?:the|our) (?:web|site|archives?)|around the web|"
    r"lesen sie auch|mehr zum thema|das könnte sie auch interessieren|meistgelesen|"
    r"(?:à )?lire aussi|sur le même sujet|articles liés|les plus lus|lea también|"
    r"相关(?:阅读|新闻|文章|报道|链接)|延伸阅读|推荐阅读|热门(?:文章|新闻)|関連(?:記事|ニュース))",
    re.IGNORECASE,
)
_BARE = re.compile(r"^[^.。]{0,50}$")
_INLINE = re.compile(r"^\s*(?:[:：|»>→]|[-–—]\s)\s*\S")
_BULLET = re.compile(r"^\s*[-*•·▪►‣◦]\s*\S?")
_ITEM = re.compile(r"^\s*\d{1,2}[.)]\s+\S")
_PROSE_WORDS = 6
_SENTENCE_END = re.compile(r"\S[.!?。！？…][\"'”’)»」』]*$")
_ASKS = re.compile(r"[?!？！][\"'”’)]*$")
_CJK = re.compile(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_BREADCRUMB = re.compile(r"^you are here\s*:", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"\W*(?:\bpage\s*)?\b(\d{1,3})(?:\s*(?:of|/)\s*\d{1,3})?\W*$", re.I)
_MOST_TITLES = 12
"""Lines without a bullet that are dropped below "READ MORE" at most."""
_TITLE_WORDS = 20
_REPEATED = 3
"""How often a short line must stand in a text to be a header or footer of its pages."""
_WRAPPED_SHARE = 0.2
"""Share of lines that go on in small letters from which a text counts as cut into lines by hand."""


def strip_boilerplate(lines: list[str]) -> list[str]:
    """``lines`` without those that are not the article; sentences of prose are never dropped.

    A ``READ MORE``-like line takes the list of titles behind it along, and a notice on cookies the
    lines that go on with it. What stands above a ``You are here: …`` line is the page's header,
    and a line that repeats its last step is the section's name. Short lines that come again and
    again are the headers and footers of printed pages.
    """
    kept: list[str] = []
    state = _State()
    for unit in _units(_without_repeats(_below_breadcrumb(lines))):
        text = " ".join(line.strip() for line in unit).strip()
        if state.swallows(text, unit[0]):
            continue
        if state.pending_blank and text and kept and kept[-1].strip():
            kept.append("")
        state.pending_blank = False
        bare = text.removeprefix("# ")
        if state.opens(bare) or is_furniture(bare):
            continue
        if len(text) <= 1 and _BULLET.match(text):
            continue
        item = _BULLET.match(unit[0])
        if item and is_furniture(bare.lstrip("-*•·▪►‣◦ ")):
            continue
        kept.extend(unit)
    return kept


def is_prose(line: str) -> bool:
    """Whether a line holds a sentence: several words, and closed like one."""
    line = line.rstrip()
    long = len(line.split(maxsplit=_PROSE_WORDS)) >= _PROSE_WORDS or len(_CJK.findall(line)) >= 10
    return long and bool(_SENTENCE_END.search(line[-12:]))


class _State:
    """Whether the lines above opened a list of links or a notice on cookies."""

    def __init__(self) -> None:
        self.links = self.titles = self.cookies = False
        self.left = 0
        self.pending_blank = False

    def swallows(self, text: str, line: str) -> bool:
        """Whether a line goes on with what was opened."""
        if self.cookies:
            if not text or is_consent(text):
                self.pending_blank = not text
                return True
            self.cookies = False
        if not self.links:
            return False
        if not text or _BULLET.match(line):
            self.pending_blank = not text
            return True
        if self.titles and self.left and _is_title(text):
            self.left -= 1
            self.pending_blank = False
            return True
        self.links = False
        return False

    def opens(self, text: str) -> bool:
        """Whether a line opens a list of links, which goes, or a notice on cookies."""
        if is_cookie_notice(text):
            self.cookies = True
            return True
        match = _LINK_LIST.match(text)
        if not match:
            return False
        rest = text[match.end() :]
        inline = _INLINE.match(rest)
        if inline and len(text) <= 200 and not (is_prose(rest) and len(rest) > 120):
            self.links, self.titles = True, False
            return True
        if rest and not re.match(r"[\s:：|»>→.…]", rest):
            return False
        if not _BARE.match(rest.strip(" .…")) or is_prose(text) or len(text.split()) > 9:
            return False
        self.links, self.titles, self.left = True, True, _MOST_TITLES
        return True


def _is_title(text: str) -> bool:
    """Whether a line could be the title of a linked article rather than prose."""
    if len(text.split()) > _TITLE_WORDS or len(text) > 200 or " | " in text:
        return False
    if _ITEM.match(text):
        return True
    first = text.lstrip("“‘\"'([#> ")[:1]
    if first.islower():
        return False
    if _ASKS.search(text):
        return len(text.split()) <= 14
    return not _SENTENCE_END.search(text) and not text.endswith((":", "：", ",", ";"))


def _units(lines: list[str]) -> Iterator[list[str]]:
    """The lines, or, where a text is cut into lines of a width, what belongs together."""
    filled = [line for line in lines if line.strip()]
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    runs_on = sum(b.lstrip()[:1].islower() for _, b in pairs)
    width = max((len(line) for line in filled), default=0)
    if width > 120 or runs_on < max(2, len(filled) * _WRAPPED_SHARE):
        yield from ([line] for line in lines)
        return
    unit: list[str] = []
    for line in lines:
        stripped = line.strip()
        goes_on = bool(
            unit
            and stripped
            and unit[-1].strip()
            and not _BULLET.match(line)
            and not _LINK_LIST.match(stripped)
            and (stripped[:1].islower() or len(unit[-1]) >= width * 0.75)
        )
        if unit and not goes_on:
            yield unit
            unit = []
        unit.append(line)
    if unit:
        yield unit


def _below_breadcrumb(lines: list[str]) -> list[str]:
    crumb = next((i for i, line in enumerate(lines[:15]) if _BREADCRUMB.match(line.strip())), None)
    if crumb is None:
        return lines
    section = re.split(r">>|>|»|/", lines[crumb])[-1].strip().lower()
    header = [line for line in lines[:crumb] if is_prose(line)]
    return header + [line for line in lines[crumb + 1 :] if line.strip().lower() != section]


def _without_repeats(lines: list[str]) -> list[str]:
    """``lines`` without the headers and footers that come on each printed page.

    A page's number may change from one to the next. Items of lists and rows of tables repeat
    themselves by right.
    """
    keys = [_repeat_key(line) for line in lines]
    seen = Counter(key for key, _ in keys if key)
    numbers: dict[str, list[int]] = {}
    for key, number in keys:
        if key and number is not None:
            numbers.setdefault(key, []).append(number)
    paged = {key for key, found in numbers.items() if _counts_up(found)}
    dropped = {
        key for key, count in seen.items() if count >= _REPEATED and (key in paged or _exact(key))
    }
    kept: list[str] = []
    sentences: set[str] = set()
    for line, (key, _) in zip(lines, keys, strict=True):
        if key not in dropped:
            kept.append(line)
        elif is_prose(line) and key not in sentences:  # a sentence stays once
            sentences.add(key)
            kept.append(line)
    return kept


def _repeat_key(line: str) -> tuple[str, int | None]:
    text = " ".join(line.split()).lower()
    if len(text) < 4 or len(text) > 150 or _BULLET.match(text) or text.endswith(":"):
        return "", None
    if _SENTENCE_END.search(text) and not is_prose(text):  # "Yes." in an interview
        return "", None
    if match := _PAGE_NUMBER.search(text):
        rest = text[: match.start()]
        if len(rest.split()) >= 2:
            return f"{rest}\0", int(match[1])
    return ("", None) if " | " in text else (text, None)


def _exact(key: str) -> bool:
    return not key.endswith("\0")


def _counts_up(numbers: list[int]) -> bool:
    return all(b - a == 1 for a, b in pairwise(numbers)) and numbers[0] <= 30
