"""Articles become passages: runs of whole sentences that fit the embedder's window."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ipqa.article import Article, Passage
from ipqa.sentences import Span, blocks, is_heading, split_sentences

PASSAGE_TOKENS = 120
"""Word pieces in a passage at most, the title and heading that are embedded with it not counted.

Half of the default embedder's window of 256, which leaves room for title and heading. Tuning data
(eval/DECISIONS.md): 80 and an overlap of a sentence find less; 180 finds a little more, but the
refusal score, fitted with 120, then lets more through."""
LEAD_TOKENS = 60
"""Word pieces of the title, and of the heading, that are embedded with a passage at most."""


SPLITTING_VERSION = 2
"""Raised whenever the same article would be split otherwise: a sync then splits all of them anew,
and embeds only the passages that are new."""


@dataclass(frozen=True, slots=True)
class Section:
    """A passage with the heading it stands under, which search sees and quotes don't."""

    passage: Passage
    heading: str

    def searched_text(self, article: Article, count_tokens: Callable[[str], int]) -> str:
        """What is embedded: the passage with the title and heading that make it understandable."""
        lead = [_short(part, count_tokens) for part in (article.title, self.heading) if part]
        return "\n".join([*lead, self.passage.text])


def split_article(article: Article, count_tokens: Callable[[str], int]) -> list[Section]:
    """The passages of an article in order, with exact offsets, never across a heading.

    Paragraphs are joined while they fit into ``PASSAGE_TOKENS`` word pieces, longer ones are cut
    between sentences, and a sentence longer than that between words. Headings belong to no passage.
    """
    sections: list[Section] = []
    heading = ""
    run: list[Span] = []
    used = 0

    def close() -> None:
        nonlocal used
        if run:
            start, end = run[0].start, run[-1].end
            text = article.text[start:end]
            sections.append(Section(Passage(article.id, start, end, text), heading))
        run.clear()
        used = 0

    for block in blocks(article.text):
        text = article.text[block.start : block.end]
        if is_heading(text):
            close()
            heading = text.removeprefix("# ")
            continue
        pieces = _pieces(article, block, count_tokens)
        whole = sum(size for _, size in pieces)
        if used and used + whole > PASSAGE_TOKENS:
            close()
        for piece, size in pieces:
            if used and used + size > PASSAGE_TOKENS:
                close()
            run.append(piece)
            used += size
    close()
    return sections


def _pieces(
    article: Article, block: Span, count_tokens: Callable[[str], int]
) -> list[tuple[Span, int]]:
    """A block's sentences with their sizes; what is longer than a passage is cut between words."""
    found: list[tuple[Span, int]] = []
    text = article.text[block.start : block.end]
    for span in split_sentences(text, article.language, block.start):
        size = count_tokens(article.text[span.start : span.end])
        if size <= PASSAGE_TOKENS:
            found.append((span, size))
        else:
            found.extend(_cut(article.text, span, count_tokens))
    return found


def _cut(text: str, span: Span, count_tokens: Callable[[str], int]) -> list[tuple[Span, int]]:
    size = count_tokens(text[span.start : span.end])
    if size <= PASSAGE_TOKENS or span.end - span.start < 2:
        return [(span, size)]
    middle = (span.start + span.end) // 2
    space = text.find(" ", middle, span.end)
    bound = space if space > 0 else middle
    left_end = bound
    right_start = bound + 1 if space > 0 else bound
    left, right = Span(span.start, left_end), Span(right_start, span.end)
    parts = [part for part in (left, right) if text[part.start : part.end].strip()]
    return [cut for part in parts for cut in _cut(text, part, count_tokens)]


def _short(text: str, count_tokens: Callable[[str], int]) -> str:
    while (size := count_tokens(text)) > LEAD_TOKENS:
        text = text[: min(len(text) - 1, len(text) * LEAD_TOKENS // size)]
    return text
