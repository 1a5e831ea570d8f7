"""The controls beside the question that say which articles it is asked of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr

from ipqa.filters import Filters, without_paths
from ipqa.index.filtering import Choices
from ipqa.web import texts

FOLDERS = 500
"""Folders that are offered at most, so that the page stays small; others can be typed."""


@dataclass(frozen=True, slots=True)
class Controls:
    """The components in which filters are chosen."""

    sources: gr.Dropdown
    since: gr.Textbox
    until: gr.Textbox
    languages: gr.Dropdown
    folders: gr.Dropdown

    @property
    def inputs(self) -> list[gr.components.Component]:
        """What ``chosen`` takes, in its order."""
        return [self.sources, self.since, self.until, self.languages, self.folders]


def draw() -> Controls:
    """Draws the controls, folded up."""
    with gr.Accordion(texts.FILTERS, open=False, elem_id="ipqa-filters"):
        with gr.Row():
            sources = _names(texts.FILTER_SOURCES, "ipqa-sources")
            since = _date(texts.FILTER_SINCE, "ipqa-since")
            until = _date(texts.FILTER_UNTIL, "ipqa-until")
        with gr.Row():
            languages = _names(texts.FILTER_LANGUAGES, "ipqa-languages")
            folders = _names(texts.FILTER_FOLDERS, "ipqa-folders")
    return Controls(sources, since, until, languages, folders)


def chosen(
    sources: Sequence[str] | None = None,
    since: str | None = None,
    until: str | None = None,
    languages: Sequence[str] | None = None,
    folders: Sequence[str] | None = None,
) -> Filters:
    """The filters that the controls hold. Raises ``FilterError``."""
    return without_paths(Filters(sources, since, until, languages, folders))


def offered(choices: Choices) -> tuple[Any, ...]:
    """What the controls offer, in the order of ``inputs``; what was chosen stays."""
    bounds = (choices.earliest, choices.latest)
    hints = [texts.FILTER_BOUND.format(date=date) if date else None for date in bounds]
    return (
        gr.update(choices=list(choices.sources)),
        gr.update(info=hints[0]),
        gr.update(info=hints[1]),
        gr.update(choices=list(choices.languages)),
        gr.update(choices=list(choices.folders[:FOLDERS])),
    )


def _names(label: str, elem_id: str) -> gr.Dropdown:
    # What is typed counts as well: the choices are as old as the page, the articles may be newer.
    return gr.Dropdown(
        [],
        label=label,
        multiselect=True,
        allow_custom_value=True,
        interactive=True,
        min_width=160,
        elem_id=elem_id,
    )


def _date(label: str, elem_id: str) -> gr.Textbox:
    return gr.Textbox(
        label=label,
        placeholder=texts.FILTER_DATE,
        max_lines=1,
        interactive=True,
        min_width=160,
        elem_id=elem_id,
    )
