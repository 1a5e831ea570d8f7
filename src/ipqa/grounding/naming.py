"""Names that are a part of another name: Ireland is not Northern Ireland."""

from __future__ import annotations

from collections.abc import Sequence

from ipqa.grounding.tokens import Token

_BEFORE = frozenset(
    """north northern south southern east eastern west western new central saudi equatorial papua
    inner outer upper lower greater""".split()
)
_BEHIND = frozenset(
    """records customs bank film films music post times news group university court ministry office
    agency police press television studio studios pictures games airlines museum""".split()
)


def cut_name(said: Sequence[Token], there: Sequence[Token]) -> bool:
    """Whether a name of ``said`` stands in ``there`` only as part of another name."""
    mine = {token.key for token in said}
    for at, token in enumerate(said):
        if token.kind != "word" or not token.capital:
            continue
        before = said[at - 1].key if at else ""
        places = [n for n, t in enumerate(there) if t.key == token.key and t.capital]
        if places and all(_cut(there, n, before, mine) for n in places):
            return True
    return False


def _cut(there: Sequence[Token], at: int, before: str, mine: set[str]) -> bool:
    """Whether what stands around a word of a name makes another name of it."""
    last = there[at - 1] if at else None
    if last and last.capital and last.text.lower() in _BEFORE and last.key != before:
        return True
    while not there[at].genitive and at + 1 < len(there) and there[at + 1].capital:
        at += 1
        if there[at].text.lower() in _BEHIND and there[at].key not in mine:
            return True
    return False
