"""One story in several articles: what they say in the same words is shown once, with all of them.

A story that two sources tell is mostly the same sentences, some of them with other figures. Only
sentences that are the same to the last figure count as one here, so that what differs is still
found, and set against each other.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from ipqa.article import Article, Hit
from ipqa.sentences import split_sentences

_QUOTATION = "\"'“”„‟‘’‚‛«»‹›"
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")
# Before a digit, a full stop or a comma is a part of the figure.
_MARKS = re.compile(rf"[{_QUOTATION}…!;]|[.,:](?!\d)")


def told(text: str) -> str:
    """A text as it is compared: without case, spacing, quotation marks and stops.

    Every figure stays as it is, and so do signs such as ``%``, ``$`` and the question mark.
    """
    plain = unicodedata.normalize("NFC", text).translate(_DASHES).casefold()
    return " ".join(_MARKS.sub("", plain).split())


def one_story(ranked: Sequence[Hit], twins: Mapping[str, Sequence[str]]) -> list[Hit]:
    """The hits, the best first, in which no two articles of a story say the same.

    ``twins`` names for each article all others that tell its story. The one that ranks best speaks
    for the story: a passage of another one gives its place to those of better ranked articles that
    hold all of its sentences; one with any sentence of its own stays.
    """
    if not any(twins.values()):
        return list(ranked)
    places = {id: place for place, id in enumerate(dict.fromkeys(hit.article.id for hit in ranked))}
    says = {hit.passage.id: _sentences(hit) for hit in ranked if twins.get(hit.article.id)}
    held: dict[str, dict[str, Hit]] = {id: {} for id in places}
    for hit in ranked:
        for sentence in says.get(hit.passage.id, ()):
            held[hit.article.id].setdefault(sentence, hit)

    def speakers(hit: Hit) -> list[Hit] | None:
        """The hits of better placed articles that say all of it."""
        place = places[hit.article.id]
        better = [id for id in twins.get(hit.article.id, ()) if places.get(id, place) < place]
        better.sort(key=places.__getitem__)
        found: list[Hit] = []
        for sentence in sorted(says.get(hit.passage.id, ())) if better else ():
            said = next((held[id][sentence] for id in better if sentence in held[id]), None)
            if said is None:
                return None
            found.append(said)
        return found or None

    chosen = [one for hit in ranked for one in speakers(hit) or [hit]]
    return list({hit.passage.id: hit for hit in chosen}.values())


def also_in(words: str, articles: Iterable[Article]) -> tuple[Article, ...]:
    """Those of the articles that have every sentence of these words, in the same words."""
    found: list[Article] = []
    for article in articles:
        wanted = _told_sentences(words, article.language)
        if wanted and _holds(article, wanted):
            found.append(article)
    return tuple(found)


def _holds(article: Article, wanted: set[str]) -> bool:
    # Splitting a long article takes longer than a look whether there is any need to.
    whole = told(article.text)
    if not all(sentence in whole for sentence in wanted):
        return False
    return wanted <= _told_sentences(article.text, article.language)


def _told_sentences(text: str, language: str | None) -> set[str]:
    spans = split_sentences(text, language)
    return {told(text[span.start : span.end]) for span in spans} - {""}


def _sentences(hit: Hit) -> set[str]:
    return _told_sentences(hit.passage.text, hit.article.language)
