"""The page of articles as HTML: pure functions, every word of an article or a file escaped."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ipqa.errors import capitalised, megabytes
from ipqa.index.report import ArticleStatus
from ipqa.uploads import Uploads
from ipqa.web import texts
from ipqa.web.articles.intake import Outcome
from ipqa.web.articles.listing import COLUMNS, Column, Listing, file_of, folder_of
from ipqa.web.markup import text_html
from ipqa.web.sources import title_of

if TYPE_CHECKING:
    from ipqa.index.standing import Standing

_TWIN_TITLES = 3
_REASONS = 3


def top_html(uploads: Uploads) -> str:
    """What stands above all and never changes: the drop box with its progress."""
    hint = texts.ADD_HINT.format(
        kinds=uploads.kinds,
        files=uploads.most_files,
        size=megabytes(uploads.most_bytes),
        folder=uploads.folder.name,
    )
    return (
        f'<h2 class="ipqa-articles-title" tabindex="-1">{texts.ARTICLES_TITLE}</h2>'
        f'<p class="ipqa-articles-hint">{texts.ARTICLES_HINT}</p>'
        f'<section class="ipqa-add" aria-label="{texts.ADD}" data-files="{uploads.most_files}" '
        f'data-bytes="{uploads.most_bytes}">'
        f'<button type="button" class="ipqa-choose">{texts.ADD_CHOOSE}</button>'
        f'<input type="file" multiple hidden tabindex="-1" aria-label="{texts.ADD_CHOOSE}" '
        f'accept="{escape(",".join(uploads.endings))}">'
        f"<p>{text_html(hint)}</p>"
        f'<div class="ipqa-progress" role="progressbar" aria-label="{texts.ADD_PROGRESS}" '
        f'aria-valuemin="0" aria-valuemax="100" hidden><div class="ipqa-bar"></div></div>'
        f'<p class="ipqa-progress-text" aria-hidden="true"></p></section>'
        f'<p class="ipqa-articles-said" role="status"></p>{_dialog_html()}'
    )


def find_html() -> str:
    """The search, which is not drawn anew while somebody types in it."""
    return (
        f'<p class="ipqa-find"><label for="ipqa-find">{texts.ARTICLES_SEARCH}</label>'
        f'<input type="search" id="ipqa-find" autocomplete="off" maxlength="200"></p>'
    )


def list_html(page: Listing, standings: Mapping[str, Standing], uploaded: Container[Path]) -> str:
    """A page of the list; ``uploaded`` are the files that came by this page."""
    if not page.total:
        return failure_html(texts.ARTICLES_EMPTY)
    if not page.found:
        return failure_html(texts.ARTICLES_NONE_FIT)
    query = page.query
    column = texts.COLUMN_NAMES[query.sort].lower()
    caption = texts.ARTICLES_SHOWN.format(
        first=page.first,
        last=page.first + len(page.articles) - 1,
        found=page.found,
        order=texts.ARTICLES_ORDER[query.descending].format(column=column),
    )
    if page.found < page.total:
        caption += texts.ARTICLES_FILTERED.format(total=page.total)
    heads = "".join(_head_html(name, query.sort == name, query.descending) for name in COLUMNS)
    rows = "".join(
        _row_html(
            one,
            standings.get(one.id),
            page.siblings[file_of(one.id)],
            uploaded=one.path is not None and Path(one.path) in uploaded,
        )
        for one in page.articles
    )
    # The roles hold where a phone shows the rows as cards, which are no table to a browser.
    return (
        f'<table class="ipqa-articles" role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}'
        f'<th scope="col" role="columnheader">{texts.COLUMN_STATUS}</th>'
        f'<th scope="col" role="columnheader">{texts.COLUMN_REMOVE}</th></tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>{_pager_html(page)}'
    )


def failure_html(line: str) -> str:
    """A line in place of the list."""
    return f'<p class="ipqa-articles-none">{text_html(capitalised(line))}</p>'


def outcomes_html(outcomes: Sequence[Outcome]) -> str:
    """What became of the uploaded files, a line each."""
    if not outcomes:
        return ""
    lines = "".join(
        f'<li class="ipqa-fate-{one.fate}">{text_html(outcome_text(one))}</li>' for one in outcomes
    )
    return f'<h3>{texts.OUTCOMES}</h3><ul class="ipqa-outcomes">{lines}</ul>'


def outcome_text(one: Outcome) -> str:
    """What became of an uploaded file, in a line."""
    if one.fate == "refused":
        refused = texts.OUTCOME_REFUSED.format(name=one.name, reason=one.reason)
        return refused if one.name else capitalised(one.reason)
    if one.fate == "unreadable":
        return texts.OUTCOME_UNREADABLE.format(name=one.name, reason=one.reason)
    kept = one.path.name if one.path else one.name
    if one.fate == "kept":
        return texts.OUTCOME_KEPT.format(name=one.name, kept=kept, reason=one.reason)
    articles = texts.OUTCOME_ARTICLES.format(count=one.articles) if one.articles > 1 else ""
    passages = texts.OUTCOME_PASSAGES.format(count=one.passages, s="" if one.passages == 1 else "s")
    line = texts.OUTCOME_THERE if one.fate == "there" else texts.OUTCOME_INDEXED
    text = line.format(name=one.name, kept=kept, articles=articles, passages=passages)
    if one.fate == "indexed" and kept != one.name:
        text += texts.OUTCOME_RENAMED.format(kept=kept)
    if one.twins:
        text += texts.OUTCOME_TWINS.format(titles=_few(one.twins, _TWIN_TITLES))
    if one.left_out:
        text += texts.OUTCOME_LEFT_OUT.format(reasons=_few(one.left_out, _REASONS))
    return text


def summary_text(outcomes: Sequence[Outcome]) -> str:
    """What became of all files, in a few words."""
    good = sum(one.fate in ("indexed", "there") for one in outcomes)
    count = len(outcomes)
    return texts.OUTCOME_SUM.format(good=good, all=count, s="" if count == 1 else "s")


def _head_html(column: Column, sorted_by: bool, descending: bool) -> str:
    way = ("descending" if descending else "ascending") if sorted_by else "none"
    sign = ("▼" if descending else "▲") if sorted_by else ""
    return (
        f'<th scope="col" role="columnheader" aria-sort="{way}">'
        f'<button type="button" class="ipqa-sort" value="{column}">{texts.COLUMN_NAMES[column]}'
        f'<span aria-hidden="true">{sign}</span></button></th>'
    )


def _row_html(
    one: ArticleStatus, standing: Standing | None, siblings: int, *, uploaded: bool
) -> str:
    title = text_html(title_of(one))
    named = text_html(texts.REMOVE_NAMED.format(title=title_of(one)))
    key = text_html(one.id)
    status = "".join(f"<li>{line}</li>" for line in _status(standing, uploaded))
    cells = "".join(
        (
            _cell("source", text_html(one.source or "")),
            _cell("date", text_html(one.date or "")),
            _cell("language", text_html(one.language or "")),
            _cell("passages", f"{one.passages:,}"),
            _cell("folder", text_html(folder_of(one.id))),
            _cell("indexed", _time_html(one.indexed_at)),
        )
    )
    return (
        f'<tr role="row"><th scope="row" role="rowheader">'
        f'<button type="button" class="ipqa-read" value="{key}">{title}</button></th>{cells}'
        f'<td role="cell" data-label="{texts.COLUMN_STATUS}"><ul>{status}</ul></td>'
        f'<td role="cell"><button type="button" class="ipqa-remove" value="{key}" '
        f'aria-label="{named}" data-title="{title}" data-uploaded="{int(uploaded)}" '
        f'data-rest="{siblings - 1}">{texts.COLUMN_REMOVE}</button></td></tr>'
    )


def _cell(column: Column, content: str) -> str:
    return (
        f'<td role="cell" class="ipqa-col-{column}" data-label="{texts.COLUMN_NAMES[column]}">'
        f"{content}</td>"
    )


def _status(standing: Standing | None, uploaded: bool) -> Iterable[str]:
    if uploaded:
        yield text_html(texts.STATUS_UPLOADED)
    if standing is None:
        return
    if standing.file != "same":
        missing = standing.file == "missing"
        line = texts.STATUS_MISSING if missing else texts.STATUS_CHANGED
        yield f'<strong class="ipqa-warn">{text_html(line)}</strong>'
    else:
        yield text_html(texts.STATUS_SAME)
    if standing.twins:
        first, more = title_of(standing.twins[0]), len(standing.twins) - 1
        line = texts.STATUS_TWINS if more else texts.STATUS_TWIN
        yield text_html(line.format(title=first, more=more))


def _time_html(moment: str) -> str:
    return f'<time datetime="{text_html(moment)}">{text_html(moment[:10])}</time>'


def _pager_html(page: Listing) -> str:
    if page.pages == 1:
        return ""
    now = page.query.page
    at = texts.ARTICLES_PAGE.format(page=now, pages=page.pages)
    return (
        f'<nav class="ipqa-pager" aria-label="{texts.ARTICLES_PAGES}">'
        f"{_turn_html('before', now - 1, texts.ARTICLES_BEFORE, now > 1)}<span>{at}</span>"
        f"{_turn_html('next', now + 1, texts.ARTICLES_NEXT, now < page.pages)}</nav>"
    )


def _turn_html(way: str, to: int, name: str, possible: bool) -> str:
    off = "" if possible else ' aria-disabled="true"'
    return (
        f'<button type="button" class="ipqa-page ipqa-page-{way}" value="{to}"{off}>{name}</button>'
    )


def _dialog_html() -> str:
    return (
        '<dialog class="ipqa-ask" aria-labelledby="ipqa-ask-title">'
        '<h3 id="ipqa-ask-title"></h3><p></p><div class="ipqa-ask-buttons">'
        f'<button type="button" value="no">{texts.REMOVE_NO}</button>'
        f'<button type="button" value="all" hidden></button>'
        f'<button type="button" value="yes">{texts.REMOVE_YES}</button></div></dialog>'
    )


def _few(lines: Sequence[str], most: int) -> str:
    more = len(lines) - most
    return "; ".join(lines[:most]) + (texts.AND_MORE.format(count=more) if more > 0 else "")
