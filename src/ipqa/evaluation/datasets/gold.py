"""Where the answers are: what questions name as gold, found in the articles there are."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ipqa.article import Article
from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.question import Question


def locate_gold(
    questions: Iterable[Question], articles: Iterable[Article], path: Path
) -> list[Question]:
    """``questions`` with ids in place of the file names that a table gives; each quote is there.

    For sets without a corpus of their own. An id stays as it is; a file name, with as much of its
    path as it takes, becomes the id that ends with it. Raises ``QuestionsError`` for the file
    ``path``, with the id of the question, where an article is not there, several have its name,
    or none of a question's articles holds a quote of it.
    """
    texts = {article.id: article.text for article in articles}
    located: list[Question] = []
    for question in questions:
        try:
            ids = tuple(_find(name, list(texts)) for name in question.article_ids)
            _check_quotes(question.quotes, ids, texts)
        except ValueError as error:
            reason = f"the question {question.id} {error}"
            raise QuestionsError(path, None, reason) from error
        located.append(replace(question, article_ids=ids))
    return located


def _find(name: str, known: list[str]) -> str:
    if name in known:
        return name
    # Some file systems hand out names with their accents apart.
    wanted = unicodedata.normalize("NFC", name)
    found = [id for id in known if f"/{unicodedata.normalize('NFC', id)}".endswith(f"/{wanted}")]
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"names {name}, which fits {' and '.join(found)}: give more of its path")
    names = [id.rpartition("/")[2] for id in known]
    close = difflib.get_close_matches(name.rpartition("/")[2], names, n=1)
    advice = f"did you mean {close[0]}?" if close else "check its spelling, and the corpus"
    raise ValueError(f"names {name}, and no article has that id or file name: {advice}")


def _check_quotes(quotes: Iterable[str], ids: tuple[str, ...], texts: Mapping[str, str]) -> None:
    for quote in quotes:
        if not any(quote in texts[id] for id in ids):
            where = " or ".join(ids) or "any article, for it names none"
            raise ValueError(f"quotes {quote!r}, which is not in {where}: copy the exact words")
