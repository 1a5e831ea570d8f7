"""A conversation as a page to print: complete in itself, without scripts, escaped throughout."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from importlib.resources import files

from ipqa.web import texts
from ipqa.web.badges import missing_text
from ipqa.web.exports.captions import circumstances_of, heading_of, outcome_of
from ipqa.web.prose import prose_html
from ipqa.web.sources import Source, address_of, origin_of, title_of
from ipqa.web.turns import Talk, Turn

# The page needs nothing but its own style, and says so to the browser.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def page_of(talk: Talk, title: str = "") -> str:
    """The conversation; ``title`` is the one that a person gave it."""
    style = (files("ipqa.web") / "static" / "print.css").read_text("utf-8")
    heading = escape(heading_of(talk, title))
    turns = "\n".join(
        "\n".join([f'<section id="a{number}">', *_turn_html(turn, number), "</section>"])
        for number, turn in enumerate(talk.turns, start=1)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{heading}</title>\n<style>\n{style}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{heading}</h1>\n{turns}\n</main>\n</body>\n</html>\n"
    )


def _turn_html(turn: Turn, number: int) -> Iterator[str]:
    kind = turn.method if turn.state == "answered" else turn.state
    yield f'<h2><span class="count">{number}.</span> {escape(turn.question)}</h2>'
    yield f'<p class="soft">{escape(circumstances_of(turn))}</p>'
    yield f'<div class="answer {kind}">'
    if turn.notice:
        yield f"<p><strong>{escape(turn.notice)}</strong></p>"
    yield prose_html(turn, lambda source, _: _mark_html(source, number))
    if turn.missing:
        yield f'<p class="soft">{escape(missing_text(turn))}</p>'
    yield f'<p class="badge">{escape(outcome_of(turn))}</p></div>'
    if turn.sources:
        yield f"<h3>{texts.SOURCES}</h3><ul>"
        yield from (_source_html(source, number) for source in turn.sources)
        yield "</ul>"
    if turn.near:
        yield f"<h3>{texts.NEAREST}</h3><ul>"
        yield from (f"<li>{_words_html(source)}</li>" for source in turn.near)
        yield "</ul>"


def _mark_html(source: Source, number: int) -> str:
    return f'<a class="mark" href="#a{number}-{source.number}">[{source.number}]</a>'


def _source_html(source: Source, number: int) -> str:
    back = texts.EXPORT_BACK.format(answer=number)
    return (
        f'<li id="a{number}-{source.number}"><a class="mark" href="#a{number}" '
        f'title="{back}" aria-label="[{source.number}]: {back}">[{source.number}]</a> '
        f"{_words_html(source)}</li>"
    )


def _words_html(source: Source) -> str:
    article = source.article
    also = "".join(
        f"<p>{escape(texts.ALSO_IN.format(title=title_of(one), origin=origin_of(one)))}</p>"
        for one in source.also
    )
    link = ""
    if url := address_of(article):
        link = f'<p><a href="{escape(url)}" rel="noopener noreferrer">{escape(url)}</a></p>'
    return (
        f"<blockquote>{escape(source.quote)}</blockquote>"
        f"<p><cite>{escape(title_of(article))}</cite></p>"
        f'<p class="soft">{escape(origin_of(article))}</p>{also}{link}'
    )
