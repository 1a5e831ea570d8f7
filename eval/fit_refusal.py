"""Fits the refusal score: logistic regression over answerability features, on tuning data only.

    python eval/fit_refusal.py [--squad FILE --titles A,B --sample N]

The data are half A of questions.jsonl, all of tuning.jsonl and, if given, a SQuAD file. Half B is
never read. Prints the constants that ``ipqa.answerability`` holds, the area under the ROC curve by
five-fold cross-validation, and what each threshold would refuse; first for comparisons, then for
all the others.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from dataclasses import astuple, fields
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from ipqa.answerability import THRESHOLD, Compared, Features, Signs
from ipqa.article import Message
from ipqa.assistant import Assistant
from ipqa.evaluation.datasets import Question, half, load_questions, load_squad
from ipqa.settings import load_settings

ROOT = Path(__file__).resolve().parent
REFUSED = 0.08
"""Share of the told comparisons of which a side may be refused; the other is mostly answered."""
SQUAD_WEIGHT = 0.3
"""A SQuAD question's weight beside one of the project's own: they keep the fit wide."""


def features_of(assistant: Assistant, questions: list[Question]) -> list[Signs]:
    found: list[Signs] = []
    for question in questions:
        history: list[Message] = [dict(turn) for turn in question.history]
        parts = assistant.features(question.question, history)
        sides = [part for part in parts if isinstance(part, Compared)]
        if sides:
            # A comparison is told where both of its sides are.
            found.append(min(sides, key=lambda side: side.told))
            continue
        # A question of several parts is answered when one of them is.
        others = [part for part in parts if isinstance(part, Features)]
        found.append(max(others, key=lambda part: (part.told or 0.0, part.likelihood)))
    return found


def fit_compared(found: list[tuple[Question, Compared]]) -> None:
    x = np.array([astuple(row) for _, row in found])
    y = np.array([question.answerable for question, _ in found])
    model = LogisticRegression(C=10)
    scores = cross_val_predict(model, x, y, cv=StratifiedKFold(5), method="predict_proba")[:, 1]
    print(f"{len(y)} comparisons, {y.sum()} told; ROC area: {roc_auc_score(y, scores):.3f}")
    model.fit(x, y)
    weights = tuple(round(float(weight), 3) for weight in model.coef_[0])
    # The bias by which THRESHOLD refuses REFUSED of those that are told.
    least = np.quantile(model.decision_function(x)[y], REFUSED)
    bias = float(model.intercept_[0]) + np.log(THRESHOLD / (1 - THRESHOLD)) - least
    refused = np.mean(scores[~y] < np.quantile(scores[y], REFUSED))
    print(f"COMPARED = Fit({weights}, {bias:.2f}): refuses {refused:.2f}, cross-validated\n")


def squad(
    path: Path, titles: list[str] | None, sample: int, folder: Path
) -> tuple[list[Question], list[Signs]]:
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
    own = half_a + load_questions(ROOT / "tuning.jsonl")
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(store=Path(folder) / "own", corpus=ROOT.parent / "corpus")
        with Assistant(settings) as assistant:
            assistant.index()
            rows = list(zip(own, features_of(assistant, own), strict=True))
        fit_compared([(q, row) for q, row in rows if isinstance(row, Compared)])
        others = [(q, row) for q, row in rows if isinstance(row, Features)]
        own, found = [q for q, _ in others], [row for _, row in others]
        like = [q for q in own if q in half_a]
        more: list[Question] = []
        if options.squad:
            asked, signs = squad(options.squad, options.titles, options.sample, Path(folder))
            pairs = zip(asked, signs, strict=True)
            read = [(q, row) for q, row in pairs if isinstance(row, Features)]
            more = [question for question, _ in read]
            found += [row for _, row in read]
    weights = np.array(weights_of(own, like) + [SQUAD_WEIGHT] * len(more))
    names = [field.name for field in fields(Features)]
    if all(row.told is None for row in found):
        names.remove("told")
    # Where no sentence had a candidate, nothing was read.
    x = np.array([[getattr(row, sign) or 0.0 for sign in names] for row in found])
    y = np.array([question.answerable for question in own + more])
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced"))
    given = {"logisticregression__sample_weight": weights}
    scores = cross_val_predict(model, x, y, cv=5, method="predict_proba", params=given)[:, 1]
    mine = slice(0, len(own))
    for sign, column in zip(names, x.T, strict=True):
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
