"""What programs are told, as JSON and as text: the contract of an answer without local paths.

Where an article lies on this machine is nobody else's business.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ipqa.article import Answer, Article, Citation, Hit
from ipqa.console import named
from ipqa.index.report import ArticleStatus


def answer_json(
    answer: Answer, *, id: str | None = None, with_text: bool = False
) -> dict[str, Any]:
    """An answer as the JSON contract writes it; article texts only on request."""
    fields = answer.to_dict(id=id, with_text=with_text)
    for found in (*fields["citations"], *fields["passages"]):
        for article in (found.get("article"), *found.get("also", ())):
            if article:
                del article["path"]
    return fields


def hits_json(question: str, hits: Sequence[Hit]) -> dict[str, Any]:
    """What a search found: the passages of the contract, each with its article."""
    passages = []
    for hit in hits:
        fields = {**hit.to_dict(), "article": article_json(hit.article)}
        if hit.also:
            fields["also"] = [article_json(article) for article in hit.also]
        passages.append(fields)
    return {"question": question, "passages": passages}


def article_json(article: Article, *, with_text: bool = False) -> dict[str, Any]:
    """An article as the contract writes it; its text only on request."""
    fields = article.to_dict(with_text=with_text)
    del fields["path"]
    return fields


def listed_json(article: ArticleStatus) -> dict[str, Any]:
    """An article of the list of what is indexed."""
    return {
        "id": article.id,
        "title": article.title,
        "source": article.source,
        "date": article.date,
        "passages": article.passages,
        "indexed_at": article.indexed_at,
    }


def opening(answer: Answer) -> str:
    """What stands above the text of an answer."""
    return f"{answer.notice}\n\n" if answer.notice else ""


def closing(answer: Answer) -> str:
    """What stands below the text of an answer: what it leaves open, and its footnotes."""
    blocks = []
    if answer.missing and not answer.refused:
        blocks.append(f"Not in the articles: {' '.join(answer.missing)}")
    if answer.citations:
        blocks.append("\n".join(footnote(citation) for citation in answer.citations))
    return "".join(f"\n\n{block}" for block in blocks)


def text_of(answer: Answer) -> str:
    """An answer as text, with its citations as footnotes."""
    return f"{opening(answer)}{answer.text}{closing(answer)}"


def footnote(citation: Citation) -> str:
    """``[1] Title — source, date: "quote"``, on one line."""
    quote = " ".join(citation.quote.split())
    return f'[{citation.marker}] {named(citation.article)}: "{quote}"'
