"""Question sets: ipqa's own, SQuAD, BEIR, and a user's table."""

from ipqa.evaluation.datasets.dataset import Dataset, Kind, load_dataset
from ipqa.evaluation.datasets.gold import locate_gold
from ipqa.evaluation.datasets.own import load_questions
from ipqa.evaluation.datasets.question import (
    RETRIEVAL,
    TYPES,
    UNANSWERABLE,
    Alternatives,
    Half,
    Question,
    half,
)
from ipqa.evaluation.datasets.squad import load_squad
from ipqa.evaluation.datasets.template import write_template

__all__ = [
    "RETRIEVAL",
    "TYPES",
    "UNANSWERABLE",
    "Alternatives",
    "Dataset",
    "Half",
    "Kind",
    "Question",
    "half",
    "load_dataset",
    "load_questions",
    "load_squad",
    "locate_gold",
    "write_template",
]
