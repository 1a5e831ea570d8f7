"""What a run is made of: the questions to ask, and the articles that they are about."""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from ipqa.article import Article
from ipqa.errors import EmptyIndexError, PathNotFoundError, QuestionsError, UnreadableFileError
from ipqa.evaluation.datasets import Dataset, Question, load_dataset, locate_gold
from ipqa.evaluation.options import QUICK
from ipqa.settings import load_settings

EXTERNAL_SAMPLE = 200
"""Questions of each external set that ``--full`` asks, always the same."""


@dataclass(frozen=True, slots=True)
class Material:
    """A set of questions with its articles; ``chosen`` are those to ask.

    ``corpus`` is the folder of the articles; ``None`` where a store holds them already.
    """

    dataset: Dataset
    corpus: Path | None
    articles: list[Article]
    questions: list[Question]
    chosen: list[Question]

    @property
    def fingerprint(self) -> str:
        """SHA-256, in hex, of every article's id, date and text."""
        digest = hashlib.sha256()
        for article in sorted(self.articles, key=lambda article: article.id):
            digest.update(json.dumps([article.id, article.date, article.text]).encode())
        return digest.hexdigest()


def main_material(options: argparse.Namespace, workspace: Path) -> Material:
    """The set that the options name, and what of it is to be asked.

    Raises ``QuestionsError`` for a faulty or an empty set, ``PathNotFoundError`` without a corpus,
    ``EmptyIndexError`` where the store to ask against holds no articles.
    """
    titles = options.titles.split(",") if options.titles else None
    dataset = load_dataset(options.dataset, titles)
    if options.against:
        material = _stored(dataset, options.dataset, options.against.absolute())
    else:
        # A path on the command line is relative to the working folder, one of ipqa.toml to its own.
        corpus = options.corpus.absolute() if options.corpus else load_settings().corpus
        material = _material(dataset, options.dataset, corpus, workspace)
    chosen = _chosen(material.questions, options)
    if not chosen:
        raise QuestionsError(options.dataset, None, "no question is left to ask")
    return replace(material, chosen=chosen)


def external_materials(folder: Path, workspace: Path) -> list[Material]:
    """Every SQuAD file and BEIR folder in a folder, each cut to ``EXTERNAL_SAMPLE`` questions."""
    if not folder.is_dir():
        raise PathNotFoundError(folder)
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != ".json" and not (path / "corpus.jsonl").is_file():
            continue
        material = _material(load_dataset(path), path, folder, workspace / path.name)
        found.append(replace(material, chosen=sample(material.questions, EXTERNAL_SAMPLE)))
    if not found:
        raise QuestionsError(folder, None, "holds no SQuAD file (.json) and no BEIR folder")
    return found


def load_articles(corpus: Path) -> list[Article]:
    """The articles under a folder, from the files themselves; unreadable files are left out."""
    from ipqa.loaders import load_articles, walk_files

    articles: list[Article] = []
    for path in walk_files(corpus):
        article_id = f"{corpus.name}/{path.relative_to(corpus).as_posix()}"
        try:
            articles.extend(load_articles(path, article_id))
        except UnreadableFileError:
            continue
    return articles


def sample(questions: Sequence[Question], count: int) -> list[Question]:
    """``count`` of the questions in their order, drawn at random and always the same."""
    if count >= len(questions):
        return list(questions)
    drawn = set(random.Random(0).sample(range(len(questions)), count))
    return [question for place, question in enumerate(questions) if place in drawn]


def _stored(dataset: Dataset, path: Path, store: Path) -> Material:
    from ipqa.index.catalog import Catalog

    if not Catalog.exists(store):
        raise EmptyIndexError(store)
    with closing(Catalog(store)) as catalog:
        ids = [status.id for status in catalog.article_statuses()]
        articles = [article for id in ids if (article := catalog.article(id))]
    if not articles:
        raise EmptyIndexError(store)
    questions = locate_gold(dataset.questions, articles, path)
    return Material(dataset, None, articles, questions, questions)


def _material(dataset: Dataset, path: Path, corpus: Path, workspace: Path) -> Material:
    questions = dataset.questions
    if dataset.texts is not None:
        corpus = workspace / dataset.kind
        corpus.mkdir(parents=True)
        for name, text in dataset.texts.items():
            (corpus / name).write_text(text, encoding="utf-8")
    elif not corpus.is_dir():
        raise PathNotFoundError(corpus)
    articles = load_articles(corpus)
    if dataset.texts is None:
        questions = locate_gold(questions, articles, path)
    return Material(dataset, corpus, articles, questions, questions)


def _chosen(questions: Iterable[Question], options: argparse.Namespace) -> list[Question]:
    wanted = "A" if options.quick else options.half
    chosen = [question for question in questions if wanted in ("both", question.half)]
    if options.quick:
        return sample(chosen, QUICK)
    if options.sample is not None:
        chosen = sample(chosen, options.sample)
    return chosen[: options.limit]
