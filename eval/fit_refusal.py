"""Fits the refusal score: logistic regression over answerability features, on half A only.

    python eval/fit_refusal.py [--squad FILE --titles A,B --sample N]

Prints the constants that ``ipqa.answerability`` holds, the area under the ROC curve by five-fold
cross-validation, and what each threshold would refuse. Half B is never read.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict

from ipqa.answerability import Features
from ipqa.article import Message
from ipqa.assistant import Assistant
from ipqa.evaluation.datasets import Question, half, load_questions, load_squad
from ipqa.settings import load_settings

ROOT = Path(__file__).resolve().parent
OWN_WEIGHT = 3.0
"""A question of the project's own counts as three of SQuAD's, which keep the fit wide."""


def rows(assistant: Assistant, questions: list[Question]) -> tuple[list[Features], list[int]]:
    found = []
    for question in questions:
        history: list[Message] = [dict(turn) for turn in question.history]
        found.append(assistant.features(question.question, history))
    return found, [int(question.answers is not None) for question in questions]


def squad(path: Path, titles: list[str] | None, sample: int, folder: Path) -> tuple[list, list]:
    texts, questions = load_squad(path, titles)
    (folder / "squad").mkdir()
    for name, text in texts.items():
        (folder / "squad" / name).write_text(text, encoding="utf-8")
    random.Random(0).shuffle(questions)
    yes = [question for question in questions if question.answers is not None][:sample]
    no = [question for question in questions if question.answers is None][:sample]
    with Assistant(load_settings(store=folder / "store")) as assistant:
        assistant.index([folder / "squad"])
        return rows(assistant, yes + no)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", type=Path)
    parser.add_argument("--titles", type=lambda text: text.split(","))
    parser.add_argument("--sample", type=int, default=75)
    options = parser.parse_args()
    questions = [q for q in load_questions(ROOT / "questions.jsonl") if half(q.group) == "A"]
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(store=Path(folder) / "own", corpus=ROOT.parent / "corpus")
        with Assistant(settings) as assistant:
            assistant.index()
            own, labels = rows(assistant, questions)
        weights = [OWN_WEIGHT] * len(own)
        more: list[Features] = []
        if options.squad:
            more, more_labels = squad(options.squad, options.titles, options.sample, Path(folder))
            labels += more_labels
            weights += [1.0] * len(more)
    x = np.array([astuple(row) for row in own + more])
    y = np.array(labels)
    model = LogisticRegression(C=1.0)
    scores = cross_val_predict(
        model, x, y, cv=5, method="predict_proba", params={"sample_weight": np.array(weights)}
    )[:, 1]
    model.fit(x, y, sample_weight=weights)
    names = [field.name for field in fields(Features)]
    for name, column in zip(names, x[: len(own)].T, strict=True):
        print(f"{name:12} ROC area alone, half A: {roc_auc_score(y[: len(own)], column):.3f}")
    print(
        f"ROC area, half A, cross-validated: {roc_auc_score(y[: len(own)], scores[: len(own)]):.3f}"
    )
    if more:
        area = roc_auc_score(y[len(own) :], scores[len(own) :])
        print(f"ROC area, SQuAD, cross-validated: {area:.3f}")
    print("WEIGHTS =", tuple(round(float(weight), 2) for weight in model.coef_[0]))
    print("BIAS =", round(float(model.intercept_[0]), 2))
    mine, truth = model.predict_proba(x[: len(own)])[:, 1], y[: len(own)]
    for threshold in np.arange(0.2, 0.85, 0.05):
        refused = mine < threshold
        print(
            f"threshold {threshold:.2f}: refuses {refused[truth == 0].mean():.2f} of the "
            f"unanswerable and {refused[truth == 1].mean():.2f} of the answerable"
        )


if __name__ == "__main__":
    main()
