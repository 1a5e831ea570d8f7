"""Trains the head that ranks sentences (``ipqa.late_interaction``): a few minutes on one core.

    python eval/train_ranking.py --squad FILE --titles A,B [--write]

The data are the single-turn questions of tuning.jsonl and those titles of a SQuAD 2.0 file; its
unanswerable questions count with their plausible answers, for they too tell which sentence a
question is about. Half A of questions.jsonl is not trained on and tells what the head is worth;
half B is never read. Prints the share of questions whose first sentence, or one of the first two or
three, holds the answer: plain, trained, and for each title left out in turn. With --write the head
goes to src/ipqa/.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

import numpy as np
import torch

from ipqa import late_interaction
from ipqa.assistant import READ_PASSAGES, Assistant
from ipqa.embedding import Embedder, Encoded
from ipqa.evaluation.datasets import Question, half, load_questions, load_squad
from ipqa.evaluation.judge.accuracy import is_right
from ipqa.evidence import KIND_BONUS, piece_weights
from ipqa.index.catalog import Catalog
from ipqa.kinds import holds_kind, question_kind
from ipqa.late_interaction import HEAD, Head
from ipqa.models import find_embedder
from ipqa.sentences import split_sentences
from ipqa.settings import Settings, load_settings
from ipqa.words import terms

ROOT = Path(__file__).resolve().parent
RANK, DROPOUT, EPOCHS, BATCH, RATE, DECAY, OWN = 8, 0.2, 5, 8, 3e-3, 0.1, 2.0
"""Chosen on half A and on SQuAD titles left out; OWN is the weight of a question of ours."""
SENTENCES = 24
"""The best sentences by the plain score compete in training."""
MANY = ("list", "two-part", "comparison")


@dataclass(frozen=True, slots=True)
class Example:
    """A question with the sentences that compete for it.

    ``sentences`` and ``passages`` hold one row for each: its places in ``tokens``, the last of them
    repeated to the length of the longest, which changes no maximum. ``within`` is the passage of
    each sentence.
    """

    group: str
    asked: torch.Tensor
    shares: torch.Tensor
    tokens: torch.Tensor
    sentences: torch.Tensor
    passages: torch.Tensor
    within: torch.Tensor
    kinds: torch.Tensor
    gold: torch.Tensor
    scored: bool


class Ranker(torch.nn.Module):
    """The head of ``ipqa.late_interaction``, trainable."""

    def __init__(self, size: int) -> None:
        super().__init__()
        zeros = {
            "turn": (size, RANK),
            "sentence_weight": (size,),
            "passage_weight": (size,),
            "sentence_bias": (1,),
            "passage_bias": (1,),
        }
        self.look = torch.nn.Parameter(torch.randn(size, RANK) * 0.05)
        for name, shape in zeros.items():
            setattr(self, name, torch.nn.Parameter(torch.zeros(*shape)))
        self.sharpness = torch.nn.Parameter(torch.tensor(3.0))

    def forward(self, one: Example) -> torch.Tensor:
        drop = torch.nn.functional.dropout
        rows, shares = one.asked, one.shares
        if self.training:
            shares = shares * (torch.rand(len(shares)) > DROPOUT / 2)
        turned = rows + drop(rows @ self.look, DROPOUT, self.training) @ self.turn.T
        cosines = turned / turned.norm(dim=1, keepdim=True) @ one.tokens.T
        seen = drop(rows, DROPOUT, self.training)
        sentence = shares * torch.exp(seen @ self.sentence_weight + self.sentence_bias)
        passage = shares * torch.exp(seen @ self.passage_weight + self.passage_bias)
        near = cosines[:, one.sentences].amax(2)
        around = cosines[:, one.passages].amax(2)[:, one.within]
        total = sentence.sum() + passage.sum() + 1e-6
        return (sentence @ near + passage @ around) / total + KIND_BONUS * one.kinds

    def head(self) -> Head:
        return Head(*(getattr(self, field.name).detach().numpy() for field in fields(Head)))


def examples(
    questions: Sequence[Question], settings: Settings, articles: Path, plausible: dict[str, str]
) -> list[Example]:
    """The questions with the passages that retrieval nominates from an index of ``articles``."""
    found: list[Example] = []
    known: dict[str, Encoded] = {}
    embedder = Embedder(find_embedder(settings))
    with Assistant(settings) as assistant:
        assistant.index([articles])
        catalog = Catalog(settings.store)
        for question in questions:
            hits = assistant.nominate(question.question, READ_PASSAGES)
            texts = [hit.passage.text for hit in hits]
            new = [text for text in texts if text not in known]
            asked, *fresh = embedder.encode_tokens([question.question, *new])
            known.update(zip(new, fresh, strict=True))
            wholes = [known[text] for text in texts]
            shares = piece_weights(asked.pieces, catalog.idf(terms(question.question)))
            kind, starts = question_kind(question.question), 0
            sentences: list[list[int]] = []
            passages: list[list[int]] = []
            about: list[tuple[int, bool, bool]] = []
            for number, (hit, whole) in enumerate(zip(hits, wholes, strict=True)):
                passages.append(list(range(starts, starts + len(whole.tokens))))
                for span in split_sentences(hit.passage.text, hit.article.language):
                    text = hit.passage.text[span.start : span.end]
                    part = whole.within(span.start, span.end)
                    if not part:
                        continue
                    sentences.append([starts + row for row in part])
                    fits = holds_kind(text, kind, question.question)
                    gold = _holds(text, hit.article.text, question, plausible)
                    about.append((number, fits, gold))
                starts += len(whole.tokens)
            within, kinds, golds = zip(*about, strict=True)
            one = Example(
                question.group,
                torch.tensor(asked.tokens),
                torch.tensor(shares),
                torch.tensor(np.concatenate([whole.tokens for whole in wholes])),
                _padded(sentences),
                _padded(passages),
                torch.tensor(within),
                torch.tensor(kinds, dtype=torch.float32),
                torch.tensor(golds),
                question.answerable,
            )
            found.append(_shortened(one))
        catalog.close()
    return found


def _holds(text: str, article: str, question: Question, plausible: dict[str, str]) -> bool:
    if question.answers is not None:
        return is_right(text, question.answers)
    answer = plausible.get(question.question.strip())
    return answer is not None and answer in text


def _padded(rows: list[list[int]]) -> torch.Tensor:
    longest = max(map(len, rows))
    return torch.tensor([row + row[-1:] * (longest - len(row)) for row in rows])


def _shortened(one: Example) -> Example:
    with torch.no_grad():
        best = Ranker(one.tokens.shape[1]).eval()(one).argsort(descending=True)[:SENTENCES]
    kept = {name: getattr(one, name)[best] for name in ("sentences", "within", "kinds", "gold")}
    return replace(one, **kept)


def train(data: Sequence[Example], own: str = "own") -> Ranker:
    """Listwise cross-entropy over the sentences of each question that has a right one."""
    torch.manual_seed(0)
    data = [one for one in data if one.gold.any()]
    ranker = Ranker(data[0].tokens.shape[1]).train()
    optimiser = torch.optim.AdamW(ranker.parameters(), lr=RATE, weight_decay=DECAY)
    batches = max(1, len(data) // BATCH)
    decay = torch.optim.lr_scheduler.LinearLR(optimiser, 1.0, 0.0, batches * EPOCHS)
    for epoch in range(EPOCHS):
        order = np.random.default_rng(epoch).permutation(len(data))
        for batch in np.array_split(order, batches):
            optimiser.zero_grad()
            for index in batch:
                one = data[index]
                scores = ranker(one) * torch.exp(ranker.sharpness)
                loss = torch.logsumexp(scores, 0) - torch.logsumexp(scores[one.gold], 0)
                (loss * (OWN if one.group == own else 1) / len(batch)).backward()
            optimiser.step()
            decay.step()
    return ranker.eval()


def shares_right(ranker: Ranker, data: Sequence[Example]) -> str:
    """The share of the answerable questions with a right sentence among the first 1, 2 and 3."""
    with torch.no_grad():
        ranked = [one.gold[ranker(one).argsort(descending=True)] for one in data if one.scored]
    return " ".join(f"{np.mean([bool(r[:k].any()) for r in ranked]):.3f}" for k in (1, 2, 3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--squad", type=Path, required=True)
    parser.add_argument("--titles", type=lambda text: text.split(","), required=True)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()

    def single(questions: Sequence[Question]) -> list[Question]:
        return [q for q in questions if q.answerable and not q.history and q.type not in MANY]

    tuning = single(load_questions(ROOT / "tuning.jsonl"))
    held = single([q for q in load_questions(ROOT / "questions.jsonl") if half(q.group) == "A"])
    texts, squad = load_squad(options.squad, options.titles)
    with tempfile.TemporaryDirectory() as folder:
        paragraphs = Path(folder) / "squad"
        paragraphs.mkdir()
        for name, text in texts.items():
            (paragraphs / name).write_text(text, encoding="utf-8")
        corpus, store = ROOT.parent / "corpus", Path(folder)
        own = examples(tuning + held, load_settings(store=store / "own"), corpus, {})
        plausible = _plausible(options.squad)
        wide = examples(squad, load_settings(store=store / "wide"), paragraphs, plausible)
    # More threads only get in each other's way on tensors this small.
    torch.set_num_threads(1)
    mine = [replace(one, group="own") for one in own[: len(tuning)]]
    half_a = own[len(tuning) :]
    # A group is a paragraph, "Title 12".
    titles = [question.group.rpartition(" ")[0] for question in squad]
    wide = [replace(one, group=title) for one, title in zip(wide, titles, strict=True)]
    plain = Ranker(mine[0].tokens.shape[1]).eval()
    for title in sorted({one.group for one in wide}):
        out = [one for one in wide if one.group == title]
        fold = train(mine + [one for one in wide if one.group != title])
        print(f"{title}: {shares_right(plain, out)} plain, {shares_right(fold, out)} trained")
    ranker = train(mine + wide)
    print(f"half A: {shares_right(plain, half_a)} plain, {shares_right(ranker, half_a)} trained")
    if options.write:
        revision = find_embedder(load_settings()).revision
        arrays = {field.name: getattr(ranker.head(), field.name) for field in fields(Head)}
        path = Path(late_interaction.__file__).with_name(HEAD)
        np.savez_compressed(path, embedder=revision, **arrays)
        print(f"wrote {path.name}: {path.stat().st_size / 1000:.0f} kB")


def _plausible(path: Path) -> dict[str, str]:
    """The plausible answer of each unanswerable question, by the question."""
    return {
        qa["question"].strip(): qa["plausible_answers"][0]["text"]
        for title in json.loads(path.read_text(encoding="utf-8"))["data"]
        for paragraph in title["paragraphs"]
        for qa in paragraph["qas"]
        if qa.get("plausible_answers")
    }


if __name__ == "__main__":
    main()
