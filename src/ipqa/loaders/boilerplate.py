"""What a saved web page carries besides its article: menus, cookie notices, link lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ipqa.loaders.bars import bar_parts
from ipqa.loaders.comments import without_comments
from ipqa.loaders.foreign import EDITORS_CREDIT
from ipqa.loaders.furniture import is_any_bar, is_furniture
from ipqa.loaders.notices import is_consent, is_cookie_notice
from ipqa.loaders.prose import SENTENCE_END, is_prose
from ipqa.loaders.repeats import table_rows, without_menus, without_repeats

_LINK_LIST = re.compile(
    r"^(?:read (?:more|also|next|this next|on)|also read|related(?: (?:articles?|stories|news|"
    r"topics?|links?|content|posts?|coverage|reading|videos?|items))?|see also|others also read|"
    r"(?:what )?(?:others|people|readers) (?:are|also) (?:read|reading|like|liked|viewed)|up next|"
    r"(?:continue|keep) reading|further reading on|next (?:up|read|story)|you may have missed|"
    r"more (?:like this|to explore|to read|coverage|top stories|articles)|also (?:on|in|from) "
    r"(?:this site|the web|our (?:site|network))|stories (?:for you|you may like)|(?:our|"
    r"editor['’]s) "
    r"(?:pick|choice|best reads)|sponsored (?:stories|links|content)|promoted (?:stories|content)|"
    r"more (?:on|from|in|about) "
    r"(?:this|the|our|us|[\w ]{2,30})|more (?:stories|news|articles|headlines)|"
    r"(?:most|trending|top) (?:read|popular|viewed|shared|commented|stories|now|news|articles)|"
    r"trending|popular(?: now| stories| articles)?|latest (?:news|stories|articles|headlines)|"
    r"recommended(?: for you| reading| stories| articles)?|you (?:may|might) (?:also )?(?:like|"
    r"be interested in)|don'?t miss|what to read next|editors?['’]?s? picks?|must read|in case you "
    r"missed it|(?:from|elsewhere on) (?:the|our) (?:web|site|archives?)|around the web|"
    r"lesen sie auch|mehr (?:zum thema|dazu|nachrichten|aus)|das könnte (?:sie|dich|ihnen) "
    r"(?:auch )?\w+|(?:meist|zuletzt )gelesene?(?: artikel)?|auch interessant|"
    r"(?:weitere|ähnliche|verwandte|passende) (?:artikel|themen|beiträge|meldungen|nachrichten)|"
    r"zum weiterlesen|"
    r"(?:à )?lire aussi|sur le même sujet|articles (?:liés|similaires|recommandés|les plus lus)|"
    r"(?:les )?plus (?:lus|commentés)|à découvrir|vous aimerez aussi|nos recommandations|"
    r"à voir aussi|lea también|te puede interesar|lo más (?:leído|visto)|noticias relacionadas|"
    r"相关(?:阅读|新闻|文章|报道|链接)|延伸阅读|推荐阅读|热门(?:文章|新闻|推荐|评论)|相关(?:推荐|内容|专题)|"
    r"(?:为您|猜你|编辑)(?:推荐|喜欢)|最新(?:文章|资讯|新闻)|(?:阅读|点击|新闻)(?:排行|排行榜)|更多(?:新闻|精彩|阅读)|関連(?:記事|ニュース))",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"^(?:(?:table of )?contents|in this (?:article|story|issue)|on this page|jump to(?: section)?|"
    r"inhalt(?:sverzeichnis)?|in diesem artikel|sommaire|dans cet article|目录|本文目录)\s*[:：]?$",
    re.IGNORECASE,
)
"""What opens a list of an article's own headings; only items of lists below it go."""
_BARE = re.compile(r"^[^.。]{0,50}$")
_INLINE = re.compile(r"^\s*(?:[:：|»>→]|[-–—]\s)\s*\S")
_BULLET = re.compile(r"^\s*[-*•·▪►‣◦]\s*\S?")
_ITEM = re.compile(r"^\s*\d{1,2}[.)]\s+\S")
_ASKS = re.compile(r"[?!？！][\"'”’)]*$")
_POLL = re.compile(
    r"^(?:(?:our |the |reader )?(?:poll|quiz|vote|question|survey) of the (?:day|week|month)|"
    r"(?:reader|readers['’]|online|quick|weekly|our) (?:poll|survey)|poll|umfrage(?: der woche)?|"
    r"frage (?:der woche|des tages)|sondage(?: du jour)?|la question du jour|encuesta|"
    r"(?:在线|本期|网上)?(?:调查|投票))\s*[:：]?$",
    re.IGNORECASE,
)
_CHOICE = re.compile(
    r"^[-*•○◯☐□( )]*(?:yes|no|maybe|not sure|don['’]t know|undecided|other|vote|ja|nein|weiß nicht|"
    r"vielleicht|oui|non|peut-être|sí|是|否|不知道|不确定|投票|view results?)\b",
    re.IGNORECASE,
)
_BREADCRUMB = re.compile(
    r"^(?:you are here|sie (?:sind|befinden sich) hier|vous êtes ici|estás? aquí|"
    r"(?:您|你)?的?(?:现在|当前|目前)?(?:所在)?的?位置)\s*[:：]",
    re.IGNORECASE,
)
_MOST_TITLES = 12
"""Lines without a bullet that are dropped below "READ MORE" at most."""
_TITLE_WORDS = 20
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
    lines = [EDITORS_CREDIT.sub("", line) for line in _below_breadcrumb(lines)]
    rows = table_rows(lines)
    lines = without_comments(without_menus(without_repeats(lines, rows), rows))
    for unit in _units(lines, rows):
        text = " ".join(line.strip() for line in unit).strip()
        if state.swallows(text, unit[0]):
            continue
        if state.pending_blank and text and kept and kept[-1].strip():
            kept.append("")
        state.pending_blank = False
        bare = text.removeprefix("# ")
        if text in rows:
            kept.extend(unit)
            continue
        if state.opens(bare) or is_furniture(bare):
            continue
        if len(text) <= 1 and _BULLET.match(text):
            continue
        item = _BULLET.match(unit[0])
        if item and is_furniture(bare.lstrip("-*•·▪►‣◦ ")):
            continue
        kept.extend(unit)
    return kept


class _State:
    """Whether the lines above opened a list of links, a poll or a notice on cookies."""

    def __init__(self) -> None:
        self.links = self.titles = self.cookies = self.poll = False
        self.left = 0
        self.pending_blank = False

    def swallows(self, text: str, line: str) -> bool:
        """Whether a line goes on with what was opened."""
        if self.cookies:
            if not text or is_consent(text):
                self.pending_blank = not text
                return True
            self.cookies = False
        if self.poll:
            if not text or _is_answer(text):
                self.pending_blank = not text
                return True
            self.poll = False
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
        if _POLL.match(text):
            self.poll = True
            return True
        if _CONTENTS.match(text):
            self.links, self.titles = True, False
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


def _is_answer(text: str) -> bool:
    """Whether a line could be the question of a poll or what can be chosen in it."""
    if _ASKS.search(text):
        return len(text) <= 160
    return len(text.split()) <= 4 and not SENTENCE_END.search(text) and bool(_CHOICE.match(text))


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
    return not SENTENCE_END.search(text) and not text.endswith((":", "：", ",", ";"))


def _units(lines: list[str], rows: set[str]) -> Iterator[list[str]]:
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
            and unit[-1].strip() not in rows
            and not (_is_divided(stripped) or _is_divided(unit[-1].strip()))
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


def _is_divided(line: str) -> bool:
    """Whether a line is a bar by its marks, so that no sentence goes on in it."""
    return len(bar_parts(line)) > 1 and is_any_bar(line)


def _below_breadcrumb(lines: list[str]) -> list[str]:
    crumb = next((i for i, line in enumerate(lines[:15]) if _BREADCRUMB.match(line.strip())), None)
    if crumb is None:
        return lines
    section = re.split(r">>|[>＞»›/:：]", lines[crumb])[-1].strip().lower()
    header = [line for line in lines[:crumb] if is_prose(line)]
    return header + [line for line in lines[crumb + 1 :] if line.strip().lower() != section]
