"""Fits the refusal score: logistic regression over answerability features, on tuning data only.

    python eval/fit_refusal.py [--squad FILE --titles A,B --sample N]

The data are half A of questions.jsonl, all of tuning.jsonl and, if given, a SQuAD file. Half B is
never read. Prints the constants that ``ipqa.answerability`` holds, the area under the ROC curve by
five-fold cross-validation, and what each threshold would refuse.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from dataclasses import fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from ipqa.answerability import Features
from ipqa.article import Message
from ipqa.assistant import Assistant
from ipqa.evaluation.datasets import Question, half, load_questions, load_squad
from ipqa.settings import load_settings

ROOT = Path(__file__).resolve().parent
LEFT_OUT = ("comparison",)
"""Their sides are read without the model."""
SQUAD_WEIGHT = 0.3
"""A SQuAD question's weight beside one of the project's own: they keep the fit wide."""


def features_of(assistant: Assistant, questions: list[Question]) -> list[Features]:
    found = []
    for question in questions:
        history: list[Message] = [dict(turn) for turn in question.history]
        parts = assistant.features(question.question, history)
        # A question of several parts is answered when one of them is.
        found.append(max(parts, key=lambda part: (part.told or 0.0, part.likelihood)))
    return found


def squad(
    path: Path, titles: list[str] | None, sample: int, folder: Path
) -> tuple[list[Question], list[Features]]:
    texts, questions = load_squad(path, titles)
    (folder / "squad").mkdir()
    for name, text in texts.items():
        (folder / "squad" / name).write_text(text, encoding="utf-8")
    random.Random(0).shuffle(questions)
    answered = [question for question in questions if question.answerable][:sample]
    others = [question for question in questions if not question.answerable][:sample]
    with Assistant(load_settings(store=folder / "store")) as assistant:
        assistant.index([folder / "squad"])
        return answered + others, features_of(assistant, answered + others)


def weights_of(questions: list[Question], like: list[Question]) -> list[float]:
    """Each answerable type in the share that it has in ``like``; every other question counts once.

    tuning.jsonl has more paraphrases, the hard ones, than questions.jsonl: a threshold found on it
    unweighted would be too lenient.
    """
    counts = Counter(question.type for question in questions if question.answerable)
    wanted = Counter(question.type for question in like if question.answerable)
    scale = counts.total() / wanted.total()
    return [
        scale * wanted[question.type] / counts[question.type] if question.answerable else 1.0
        for question in questions
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", type=Path)
    parser.add_argument("--titles", type=lambda text: text.split(","))
    parser.add_argument("--sample", type=int, default=60)
    options = parser.parse_args()
    half_a = [q for q in load_questions(ROOT / "questions.jsonl") if half(q.group) == "A"]
    half_a = [q for q in half_a if q.type not in LEFT_OUT]
    tuning = load_questions(ROOT / "tuning.jsonl")
    own = half_a + [q for q in tuning if q.type not in LEFT_OUT]
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(store=Path(folder) / "own", corpus=ROOT.parent / "corpus")
        with Assistant(settings) as assistant:
            assistant.index()
            found = features_of(assistant, own)
        more: list[Question] = []
        if options.squad:
            more, rows = squad(options.squad, options.titles, options.sample, Path(folder))
            found += rows
    weights = np.array(weights_of(own, half_a) + [SQUAD_WEIGHT] * len(more))
    signs = [field.name for field in fields(Features)]
    if all(row.told is None for row in found):
        signs.remove("told")
    # Where no sentence had a candidate, nothing was read.
    x = np.array([[getattr(row, sign) or 0.0 for sign in signs] for row in found])
    y = np.array([question.answerable for question in own + more])
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
    given = {"logisticregression__sample_weight": weights}
    scores = cross_val_predict(model, x, y, cv=5, method="predict_proba", params=given)[:, 1]
    mine = slice(0, len(own))
    for sign, column in zip(signs, x.T, strict=True):
        print(f"{sign:12} ROC area alone: {roc_auc_score(y[mine], column[mine]):.3f}")
    print(f"ROC area, cross-validated: {roc_auc_score(y[mine], scores[mine]):.3f}")
    if more:
        area = roc_auc_score(y[len(own) :], scores[len(own) :])
        print(f"ROC area, SQuAD, cross-validated: {area:.3f}")
    model.fit(x, y, **given)
    scaler, regression = model[0], model[1]
    slopes = regression.coef_[0] / scaler.scale_
    print("WEIGHTS =", tuple(round(float(slope), 3) for slope in slopes))
    print("BIAS =", round(float(regression.intercept_[0] - slopes @ scaler.mean_), 2))
    fitted = model.predict_proba(x)[mine, 1]
    types = np.array([question.type for question in own])
    for threshold in np.arange(0.2, 0.6, 0.02):
        refused = fitted < threshold
        shares = [f"{name} {refused[types == name].mean():.2f}" for name in sorted(set(types))]
        wrongly = np.average(refused[y[mine]], weights=weights[mine][y[mine]])
        print(f"threshold {threshold:.2f}: {wrongly:.3f} of the answerable; {', '.join(shares)}")


if __name__ == "__main__":
    main()
