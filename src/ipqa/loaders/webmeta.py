"""What the head of a web page says of its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ipqa.loaders.dates import written_date
from ipqa.loaders.text import one_line

_ARTICLES = re.compile(r"article|posting|report|webpage|review|book|chapter", re.IGNORECASE)
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "headline")
_DATES = (
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dcterms.date",
    "dc.date",
    "dc.date.created",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "published",
    "article.published",
    "date",
    "rnews:datepublished",
    "og:published_time",
    "og:release_date",
)
_SOURCES = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "source",
    "article:publisher",
    "application-name",
)
_AUTHORS = (
    "author",
    "article:author",
    "citation_author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "twitter:creator",
)
_BY = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[|–—·•»:]+\s+|\s+-\s+|\s*[|｜]\s*|\s*_\s*(?=[^\x00-\x7f])")
_MOST_JSON = 2_000_000
_MOST_NODES = 10_000


@dataclass(frozen=True, slots=True)
class WebMeta:
    """What a page says of itself; ``None`` where it is silent."""

    title: str | None = None
    source: str | None = None
    date: str | None = None
    author: str | None = None
    language: str | None = None
    url: str | None = None


def read_meta(root: Any, headings: list[str], texts: list[str]) -> WebMeta:
    """The meta elements, the JSON-LD and the ``<title>`` of a page.

    ``headings`` are the headings of the first level in it: a title that is one of them with the
    name of the site behind it loses that name; so does one that is among ``texts``, the lines
    of the page. A date is only taken from where the page states
    when it was published.
    """
    meta = _meta(root)
    article = _json_article(root)
    source = _first(meta, _SOURCES) or _name(article.get("publisher"))
    source = source if source and not source.startswith("http") else None
    title = _title(root, meta, article, headings, source, texts)
    return WebMeta(
        title=title,
        source=source or _name(article.get("sourceOrganization")),
        date=_date(root, meta, article),
        author=_author(root, meta, article),
        language=_language(root, meta, article),
        url=_url(root, meta),
    )


def _meta(root: Any) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for element in root.iter("meta"):
        content = one_line(element.get("content") or "")
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(attribute) or "").strip().lower()
            if name and content:
                found.setdefault(name, []).append(content)
    return found


def _first(meta: dict[str, list[str]], names: tuple[str, ...]) -> str | None:
    return next((meta[name][0] for name in names if name in meta), None)


def _json_article(root: Any) -> dict[str, Any]:
    """The first article that JSON-LD describes, lists of other articles left out."""
    best: dict[str, Any] = {}
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip()
        if len(text) > _MOST_JSON:
            continue
        try:
            values = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(values):
            kinds = node.get("@type")
            names = " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds or "")
            if not _ARTICLES.search(names):
                continue
            if re.search(r"webpage", names, re.IGNORECASE):
                best = {**node, **best}
            else:
                return {**best, **node}
    return best


def _nodes(values: Any) -> Iterator[dict[str, Any]]:
    waiting = [values]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        value = waiting.pop(0)
        if isinstance(value, list):
            waiting[:0] = value
        elif isinstance(value, dict):
            yield value
            waiting += [value[name] for name in ("@graph", "mainEntity") if name in value]


def _title(
    root: Any,
    meta: dict[str, list[str]],
    article: dict[str, Any],
    headings: list[str],
    source: str | None,
    texts: list[str],
) -> str | None:
    element = next(root.iter("title"), None)
    named = one_line("".join(element.itertext())) if element is not None else ""
    stated = _first(meta, _TITLES) or _text(article.get("headline"))
    whole = stated or named
    if not whole:
        return headings[0] if len(headings) == 1 else None
    parts = [part.strip() for part in _SEPARATOR.split(whole) if part.strip()]
    for heading in headings:
        if _same(heading, whole) or any(_same(heading, part) for part in parts):
            return heading
        if whole.startswith(heading) and len(heading) > 10:
            return heading
    if len(headings) == 1 and not stated:
        return headings[0]
    lines = without_site(whole, texts)
    if lines:
        return lines
    if len(parts) > 1 and source and _same(parts[-1], source):
        return whole[: whole.rindex(parts[-1])].rstrip(" |–—·•»:-｜_")
    return whole


def without_site(title: str, lines: list[str]) -> str | None:
    """The longest part of a title, without the name of its site, that is a line of its own.

    ``None`` where no line says a part of three words or more, or of six signs without blanks.
    """
    whole = _letters(title)
    said = {letters: line for line in lines if (letters := _letters(line)) in whole}
    marks = [(0, 0), *(found.span() for found in _SEPARATOR.finditer(title)), (len(title),) * 2]
    parts = [
        title[start[1] : end[0]].strip()
        for at, start in enumerate(marks)
        for end in marks[at + 1 :]
        if start[0] or end[0] < len(title)
    ]
    known = [part for part in parts if _letters(part) in said and _is_long(part)]
    return max(known, key=len, default=None)


def _is_long(part: str) -> bool:
    return len(part.split()) > 2 or (not part.isascii() and len(part) > 5)


def _same(one: str, other: str) -> bool:
    return _letters(one) == _letters(other) != ""


def _letters(text: str) -> str:
    return "".join(char for char in text.casefold() if char.isalnum())


def _date(root: Any, meta: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    stated = [_text(article.get("datePublished"))]
    stated += [meta[name][0] for name in _DATES if name in meta]
    for element in root.iter("time", "span", "abbr", "div", "p"):
        if (element.get("itemprop") or "").lower() == "datepublished" or (
            element.tag == "time" and element.get("pubdate") is not None
        ):
            text = one_line("".join(element.itertext()))[:100]
            stated += [element.get("datetime"), element.get("content"), text]
            break
    return next((date for text in stated if text and (date := written_date(text))), None)


def _author(root: Any, meta: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    names = _names(article.get("author"))
    if not names:
        for name in _AUTHORS:
            names = [text for text in meta.get(name, []) if not text.startswith(("http", "@"))]
            if names:
                break
    if not names:
        for element in root.iter("a", "span", "address", "p", "div"):
            if (element.get("itemprop") or "").lower() == "author" or (
                element.tag == "a" and "author" in (element.get("rel") or "").lower().split()
            ):
                text = one_line("".join(element.itertext()))
                if 1 < len(text) <= 80:
                    names = [text]
                    break
    cleaned = dict.fromkeys(_BY.sub("", name).strip(" ,;") for name in names)
    return ", ".join(name for name in cleaned if name)[:200] or None


def _names(value: Any) -> list[str]:
    items = value if isinstance(value, list) else [value]
    names = [_name(item) for item in items[:20]]
    return [name for name in names if name and not name.startswith("http")]


def _name(value: Any) -> str | None:
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return _text(value)


def _text(value: Any) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None


def _language(root: Any, meta: dict[str, list[str]], article: dict[str, Any]) -> str | None:
    for element in root.iter("html", "body"):
        if stated := element.get("lang") or element.get("xml:lang"):
            return one_line(stated)
    stated = _text(article.get("inLanguage"))
    return stated or _first(meta, ("content-language", "og:locale", "dc.language", "language"))


def _url(root: Any, meta: dict[str, list[str]]) -> str | None:
    for element in root.iter("link"):
        if "canonical" in (element.get("rel") or "").lower().split():
            address = one_line(element.get("href") or "")
            if address.startswith(("http://", "https://")):
                return address
    address = _first(meta, ("og:url", "twitter:url", "citation_public_url")) or ""
    return address if address.startswith(("http://", "https://")) else None
