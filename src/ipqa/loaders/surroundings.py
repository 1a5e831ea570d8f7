"""Which parts of a web page stand around its article, told by their tags, roles and names."""

from __future__ import annotations

import re
from typing import Any

SKIPPED = frozenset(
    """script style noscript template title svg canvas object embed iframe audio video map select
    option textarea button input datalist progress meter dialog math rp rt""".split()
)
BLOCKS = frozenset(
    """html body div p section article main header footer nav aside ul ol li dl dt dd menu table
    caption thead tbody tfoot tr td th h1 h2 h3 h4 h5 h6 blockquote pre figure figcaption form
    fieldset legend hr address details summary center dir frameset frame noframes""".split()
)
_SURROUNDINGS = frozenset(["nav", "aside", "footer"])
_ROLES = frozenset(
    "navigation banner complementary contentinfo search dialog alertdialog menu menubar toolbar "
    "tooltip alert".split()
)
_SURROUNDING_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|submenu|breadcrumbs?|sidebar|side-?bar|footer|"
    r"site-?header|masthead|topbar|toolbar|cookies?|cookie-?\w*|consent|gdpr|cmp|onetrust|banner|"
    r"modal|popup|pop-?up|overlay|newsletter|newsletter-?\w*|subscribe|subscription|signup|sign-?up|"
    r"promos?|promotion|adverts?|advertisement|ads?|adsense|sponsor\w*|outbrain|taboola|"
    r"share|sharing|sharedaddy|share-?\w*|social|social-?\w*|addthis|related|related-?\w*|read-?more|"
    r"readmore|recommend\w*|recirc\w*|more-?(?:stories|news|from|on)|most-?(?:read|popular|viewed)|"
    r"popular|trending|latest-?news|also-?like|teaser-?(?:list|box)|comments?|comment-?(?:list|area|section)|"
    r"disqus|respond|tags?|tag-?(?:list|cloud|links)|post-?tags|keywords|toc|pagination|pager|"
    r"paging|prev-?next|skip-?links?|screen-?reader-?text|sr-?only|visually-?hidden|qr-?code|qrcode|"
    r"print-?only|disclaimer|author-?(?:bio|box)|infobar|sidebar-?widget|widget-?area|"
    r"mw-?editsection|reference|noprint|catlinks|navbox)(?:$|[\s_-])",
    re.IGNORECASE,
)
_STATES = re.compile(r"(?:^|(?<=\s))(?:has|with|no|is|without|show|js)-[\w-]+")
"""Names that say how a part looks, such as ``has-sidebar``, not what it is."""
_ARTICLE_NAMES = re.compile(
    r"article-?(?:body|content|text)|(?:entry|post|story|news|page|main)-?(?:content|body|text)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MOST_OF_A_PAGE = 0.4
"""A part with more than this share of the text outside links is no surrounding: its name may be
wrong, as that of a form around all of a page."""
_SURELY = re.compile(
    r"comment|disqus|respond|cookie|consent|newsletter|related|share|breadcrumb|recommend|popular|"
    r"trending",
    re.IGNORECASE,
)
NEARLY_ALL = 0.75
"""The same for names that are seldom wrong, and for elements that say what they are."""


def is_surrounding(element: Any) -> bool:
    """Whether an element is a part of the page beside its article, by tag, role, class or id."""
    if element.tag in _SURROUNDINGS:
        return not (element.tag == "footer" and _in_article(element))
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.get("role", "").lower() in _ROLES:
        return True
    names = f"{element.get('class', '')} {element.get('id', '')}"
    if len(names) < 3 or _ARTICLE_NAMES.search(names) or element.get("itemprop") == "articleBody":
        return False
    return bool(_SURROUNDING_NAMES.search(_STATES.sub("", names[:500])))


def is_outside(element: Any, share: float) -> bool:
    """Whether an element with this share of the page's text is a surrounding part of it."""
    if share < _MOST_OF_A_PAGE or element.tag in _SURROUNDINGS or element.get("role"):
        return is_surrounding(element)
    names = f"{element.get('class', '')} {element.get('id', '')}"
    return bool(_SURELY.search(names)) and is_surrounding(element)


def _in_article(element: Any) -> bool:
    return next(element.iterancestors("article", "main", "blockquote"), None) is not None


def is_hidden(element: Any) -> bool:
    """Whether an element says of itself that no reader sees it."""
    if element.tag in ("html", "body"):
        return False
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def sizes_of(root: Any) -> dict[Any, int]:
    """The characters outside links that are seen in the root, in each part beside the article, and
    in each cell of a table."""
    from lxml import etree

    sizes: dict[Any, int] = {}
    total = 0
    links = 0
    open_at: list[int] = []
    events = etree.iterwalk(root, events=("start", "end"))
    for event, element in events:
        tag = element.tag
        if event == "start":
            if tag in SKIPPED:
                events.skip_subtree()
            else:
                open_at.append(total)
                links += tag == "a"
                if not links and isinstance(tag, str):
                    total += len((element.text or "").strip())
            continue
        if tag not in SKIPPED:
            start = open_at.pop()
            if (
                element is root
                or tag in ("td", "th")
                or (tag in BLOCKS and is_surrounding(element))
            ):
                sizes[element] = total - start
            links -= tag == "a"
        if not links:
            total += len((element.tail or "").strip())
    return sizes
