"""What a saved web page carries besides its article: menus, cookie notices, link lists."""

from __future__ import annotations

import re

_DROP = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"^(>>|<<|«|»)?\s*back(\s+to\s+.{1,20})?$",
        r"\bwebsite uses cookies\b|\bcookie (policy|settings|notice)\b",
        r"\bscan the qr code\b|^follow us\b|^share (this|on)\b|^(print|e-?mail) this\b",
        r"^edition:\s",
        r"^(home|homepage)\s*(>|»|/|\|)",
        r"^you are here\b",
        r"^(subscribe|sign up|log in|sign in|register|advertisement|sponsored)\b.{0,40}$",
        r"^(all rights reserved|copyright ©|©)",
        r"^(tweet|facebook|twitter|linkedin|whatsapp)$",
    )
]
_LINK_LIST = re.compile(
    r"^(read more|related (articles|stories|news)|see also|more on this)\b", re.I
)
_BULLET = re.compile(r"^\s*[-*•·]\s*\S?")
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
        lines = lines[crumb + 1 :]
    kept: list[str] = []
    in_list = False
    for line in lines:
        stripped = line.strip()
        if in_list and (not stripped or _BULLET.match(line)):
            continue
        in_list = bool(_LINK_LIST.match(stripped)) and len(stripped) < 60
        if in_list or any(pattern.search(stripped) for pattern in _DROP):
            continue
        if stripped and (stripped.lower() == section or _is_menu(stripped)):
            continue
        if _BULLET.match(line) and len(stripped) <= 1:
            continue
        kept.append(line)
    return kept


def _is_menu(line: str) -> bool:
    parts = re.findall(r"[A-Za-z]+", line)
    if not 2 <= len(parts) <= 14 or line.endswith((".", "!", "?")):
        return False
    return sum(part.lower() in _MENU_WORDS for part in parts) >= max(2, len(parts) * 0.6)
