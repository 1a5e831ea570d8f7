"""What a saved web page carries besides its article: menus, cookie notices, link lists."""

from __future__ import annotations

import re

_DROP = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(>>|<<|«|»)?\s*back(\s+to\s+[^.]{1,20})?$",
        r"^(this|our|the) (web)?site uses cookies\b|^we use cookies\b",
        r"^by (continuing|using|browsing)\b.{0,150}\bcookies\b",
        r"^.{0,40}\bcookie (policy|settings|notice|preferences)$",
        r"^\W*(please )?scan the qr code\b[^.]{0,30}\b(follow|download|subscribe|share)\b",
        r"^follow us\b[^.]{0,40}$|^(share|print|e-?mail) this\b[^.]{0,30}$|^share on\b[^.]{0,30}$",
        r"^edition:\s.{0,80}$",
        r"^(home|homepage)\s*(>|»|/|\|)",
        r"^you are here\s*:",
        r"^(subscribe|sign up|log in|sign in|register)( (now|here|to|for|with)\b[^.]{0,40})?$",
        r"^(subscribe|sign up)\b.{0,40}\b(newsletters?|alerts|updates)\W*$",
        r"^(advertisement|sponsored( content)?)$",
        r"^all rights reserved\W*$|^(copyright\s*)?(©|\(c\)).{0,120}$",
        r"^(tweet|facebook|twitter|linkedin|whatsapp)$",
    )
]
"""Whole lines, so that a sentence of prose on cookies or QR codes is left alone."""
_LINK_LIST = re.compile(
    r"^(read more|related (articles|stories|news)|see also|more on this)\b[^.]{0,50}$", re.I
)
_BULLET = re.compile(r"^\s*[-*•·]\s*\S?")
_PROSE_WORDS = 6
_SENTENCE_END = re.compile(r"\S[.!?。！？][\"'”’)]*$")
_BREADCRUMB = re.compile(r"^you are here\s*:", re.IGNORECASE)
_MENU_WORDS = frozenset(
    """home homepage news alerts articles cases links about contact us introduction login search
    menu archive videos sports business world politics more top help sitemap events""".split()
)


def strip_boilerplate(lines: list[str]) -> list[str]:
    """``lines`` without those that are not the article; sentences of prose are never dropped.

    A ``READ MORE``-like line takes the bullet list behind it along. What stands above a
    ``You are here: …`` line is the page's header, and a line that repeats its last step is the
    section's name.
    """
    crumb = next((i for i, line in enumerate(lines[:15]) if _BREADCRUMB.match(line.strip())), None)
    section = ""
    if crumb is not None:
        section = re.split(r">>|>|»|/", lines[crumb])[-1].strip().lower()
        header = [line for line in lines[:crumb] if _is_prose(line)]
        lines = header + lines[crumb + 1 :]
    kept: list[str] = []
    in_list = False
    for line in lines:
        stripped = line.strip()
        if in_list and (not stripped or _BULLET.match(line)):
            continue
        in_list = bool(_LINK_LIST.match(stripped))
        if in_list or any(pattern.search(stripped) for pattern in _DROP):
            continue
        if stripped and (stripped.lower() == section or _is_menu(stripped)):
            continue
        if _BULLET.match(line) and len(stripped) <= 1:
            continue
        kept.append(line)
    return kept


def _is_prose(line: str) -> bool:
    words = line.split()
    return len(words) >= _PROSE_WORDS and bool(_SENTENCE_END.search(words[-1]))


def _is_menu(line: str) -> bool:
    parts = re.findall(r"[A-Za-z]+", line)
    if not 2 <= len(parts) <= 14 or line.endswith((".", "!", "?")):
        return False
    return sum(part.lower() in _MENU_WORDS for part in parts) >= max(2, len(parts) * 0.6)
