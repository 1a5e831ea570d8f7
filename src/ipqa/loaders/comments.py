"""What readers wrote below an article: it is no part of it, though it reads like prose."""

from __future__ import annotations

import re

from ipqa.loaders.prose import is_prose

_HEADING = re.compile(
    r"^(?:# )?(?:\d+ )?(?:(?:reader|readers['’]?|user|latest|all|top|your) )?"
    r"(?:comments?|responses|replies|discussion|kommentare|leserkommentare|leserbriefe|commentaires|comentarios|"
    r"(?:网友|最新|热门|精彩|全部)?(?:评论|跟帖|留言))\s*[:：]?\s*[(（]?\s*\d*\s*条?[)）]?$",
    re.IGNORECASE,
)
_SIGN = re.compile(
    r"^(?:reply|report|like|dislike|upvote|flag|antworten|melden|répondre|signaler|responder|"
    r"回复|举报|赞)\b[\s\W\d]*(?:reply|report|like|share|antworten|melden|回复|举报)?[\s\W\d]*$|"
    r"^.{1,40}\b(?:says|wrote|writes|schreibt|schrieb|a écrit|dit)\s*[:：]$|"
    r"^.{1,60}\b\d+ (?:min\w*|hours?|days?|weeks?|months?|years?) ago\W*$|"
    r"^.{1,60}\bvor \d+ (?:minuten|stunden|tagen?|wochen?|monaten?)\W*$|"
    r"^.{1,60}\bil y a \d+ (?:minutes?|heures?|jours?|semaines?|mois)\W*$|"
    r"^.{1,30}\d+\s?(?:分钟|小时|天|周|个月)前\W*$|^(?:posted|commented) by .{1,60}$",
    re.IGNORECASE,
)


def without_comments(lines: list[str]) -> list[str]:
    """``lines`` up to the readers' comments, if there are some in the second half of the prose.

    A heading that says so is not enough: lines that only comments have, such as "Reply" or
    "Ann wrote:", must stand below it.
    """
    prose = [number for number, line in enumerate(lines) if is_prose(line)]
    for number, line in enumerate(lines):
        if len(line) > 60 or not _HEADING.match(line.strip()):
            continue
        above = sum(place < number for place in prose)
        signed = sum(bool(_SIGN.match(below.strip())) for below in lines[number + 1 :])
        if signed and above and above * 2 >= len(prose):
            return lines[:number]
    return lines
