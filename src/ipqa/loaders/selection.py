"""Which blocks of a web page are its article.

trafilatura says where the article is; it leaves out some of its short paragraphs, lists and tables,
so that what stands between and around the paragraphs that it found is judged again, block by block.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

from ipqa.loaders.furniture import is_furniture
from ipqa.loaders.page import Block
from ipqa.loaders.prose import is_prose

_LINKED = 0.6
"""Share of a block's characters inside links from which it is a link rather than text."""
_LINKED_PROSE = 0.85
"""The same for a whole sentence, which may name a linked thing."""
_ENDS = re.compile(r"[.!?…:;。！？：；][\"'”’)»」』\]]*$")
_LONG = 60
"""Characters from which a block without a full stop is taken for prose, if it is not linked."""
_NO_LETTERS = re.compile(r"[\W_]+")
_PARAGRAPHS = frozenset("p li dd dt pre blockquote figcaption h1 h2 h3 h4 h5 h6".split())
_KEY = 120
_MOST_ELEMENTS = 100_000
"""Elements of a page beyond which trafilatura would take minutes: all prose is kept then."""
_ENOUGH = 0.35
"""Share of trafilatura's text that must be in what is kept, or else its own text is taken."""


def main_text(html: str, root: Any) -> list[str]:
    """The paragraphs of a page's article as trafilatura sees it; empty where it sees none."""
    if sum(1 for _ in root.iter()) > _MOST_ELEMENTS or len(html) > 5_000_000:
        return []
    import logging

    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        document = bare_extraction(
            html,
            include_comments=False,
            include_tables=True,
            favor_recall=True,
            with_metadata=False,
        )
    except Exception:  # what it can't read is read by the plain rules below
        return []
    text = getattr(document, "text", None) or ""
    return [line for line in text.split("\n") if line.strip()]


def select(blocks: list[Block], paragraphs: list[str]) -> list[Block]:
    """The blocks that are the article, in order; each sentence once."""
    found = _letters("\n".join(paragraphs))
    inside = [block for block in blocks if not block.outside]
    prose = [number for number, block in enumerate(inside) if _is_text(block)]
    hits = [number for number in prose if _key(inside[number]) in found] if found else prose
    if not hits:
        hits = prose
    if not hits:
        return [block for block in inside if block.kind != "caption"]
    first, last = hits[0], hits[-1]
    around = _around([inside[number].within for number in hits])
    kept: list[Block] = []
    for number, block in enumerate(inside):
        if first <= number <= last:
            keeps = _belongs(block) or (bool(found) and _is_whole(block, found))
        elif block.kind == "heading":
            keeps = number < first or _under(block, around)
        elif block.kind in ("item", "row"):
            keeps = _belongs(block) and _under(block, around)
        else:
            keeps = _is_text(block, short=True) and (number < first or _under(block, around))
        if keeps:
            kept.append(block)
    return _once(_without_link_lists(inside, kept))


def _is_text(block: Block, *, short: bool = False) -> bool:
    """Whether a block is prose of its own, not a link to some; ``short`` sentences count too."""
    text = block.text.removeprefix("- ")
    most = _LINKED_PROSE if is_prose(text) else _LINKED
    if block.linked >= most or block.kind in ("heading", "row"):
        return False
    closed = is_prose(text) or (short and len(text) > 8 and bool(_ENDS.search(text)))
    return closed and not is_furniture(text)


def _belongs(block: Block) -> bool:
    """Whether a block between paragraphs of the article is a part of it."""
    if block.kind == "heading":
        return block.linked < _LINKED or len(block.text) < _LONG
    if block.kind == "item":
        return True  # judged as a list, later
    if block.kind == "row":
        return block.linked < 0.9
    if block.linked >= _LINKED:
        return is_prose(block.text) and block.linked < 0.95
    if block.kind == "caption":
        return is_prose(block.text)
    return bool(_ENDS.search(block.text)) or len(block.text) >= _LONG


def _is_whole(block: Block, found: str) -> bool:
    return block.linked < _LINKED and len(block.text) > 3 and _key(block) in found


def _around(elements: list[Any]) -> Any:
    """The smallest element that holds most of the elements given."""
    counts: Counter[Any] = Counter()
    depth: dict[Any, int] = {}
    for element in elements[:2000]:
        if element is None:
            continue
        chain = list(element.iterancestors())
        if element.tag not in _PARAGRAPHS and len(elements) > 1:
            chain.insert(0, element)
        for above, one in enumerate(reversed(chain)):
            counts[one] += 1
            depth[one] = above
    enough = max(1, round(min(len(elements), 2000) * 0.8))
    holding = [one for one, count in counts.items() if count >= enough]
    return max(holding, key=lambda one: depth[one], default=None)


def _under(block: Block, around: Any) -> bool:
    element = block.within
    while element is not None:
        if element is around:
            return True
        element = element.getparent()
    return False


def _without_link_lists(inside: list[Block], kept: list[Block]) -> list[Block]:
    """``kept`` without lists in which most items are links, unless a sentence announces them."""
    dropped: set[int] = set()
    run: list[Block] = []
    before: Block | None = None
    for block in [*inside, None]:
        if block is not None and block.kind == "item":
            run.append(block)
            continue
        if run:
            links = sum(item.linked >= _LINKED for item in run)
            announced = before is not None and _announces(before)
            if links * 2 > len(run) and not announced:
                dropped.update(
                    id(item) for item in run if item.linked >= _LINKED or not is_prose(item.text)
                )
        run, before = [], block
    return [block for block in kept if id(block) not in dropped]


def _announces(block: Block) -> bool:
    text = block.text.rstrip()
    return text.endswith((":", "：")) and len(text) > 20 and block.linked < _LINKED


def _once(blocks: list[Block]) -> list[Block]:
    """Each paragraph once: pages repeat some for narrow screens, or as a quotation in large."""
    seen: set[str] = set()
    once: list[Block] = []
    for block in blocks:
        key = _letters(block.text)
        if block.kind in ("text", "caption") and is_prose(block.text):
            if key in seen:
                continue
            seen.add(key)
        once.append(block)
    return once


def enough(lines: list[str], paragraphs: list[str]) -> bool:
    """Whether ``lines`` hold at least a good part of what trafilatura found, if that is prose."""
    if not any(map(is_prose, paragraphs)):
        return True
    return len(_letters("".join(lines))) >= _ENOUGH * len(_letters("".join(paragraphs)))


def _key(block: Block) -> str:
    return _letters(block.text)[:_KEY] or "\0"


def _letters(text: str) -> str:
    return _NO_LETTERS.sub("", text.casefold())
