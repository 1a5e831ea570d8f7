"""HTML as a browser takes it, for tests of what the page shows."""

from __future__ import annotations

from html.parser import HTMLParser

KNOWN_TAGS = {
    "div",
    "p",
    "span",
    "button",
    "ul",
    "li",
    "h2",
    "h3",
    "blockquote",
    "mark",
    "strong",
    "a",
}


class Page(HTMLParser):
    """What a browser would make of it: tags, attributes, and the text of each card."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[str] = []
        self.attributes: list[dict[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.append(dict(attrs))

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [found for one in self.attributes if (found := one.get(name))]
