"""Runs ipqa and its peers over the same questions: ``python eval/peers/run.py --help``.

Each peer gets an environment of its own, made on the first run. Every peer answers the same
questions of half B, with the same passages, models, context size and threads; which prompt
serves it best is found on half A beforehand.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from environments import environment
from rich.console import Console

from ipqa.embedding import Embedder
from ipqa.evaluation.datasets import Question, load_questions
from ipqa.evaluation.material import load_articles, sample
from ipqa.evaluation.peers import PeerFigures, PeerRun, figures_of, print_peers, read_run
from ipqa.models import find_embedder, find_gguf
from ipqa.passages import split_article
from ipqa.sentences import split_sentences
from ipqa.settings import load_settings

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
MODELS = {"gemma-3-270m": False, "smollm2-135m-instruct": True}
"""The models, and whether they are instructed ones that take a chat."""
PEERS = {
    "tutorial": ("tutorial.py", "Chroma + llama-cpp tutorial"),
    "txtai": ("txtai_rag.py", "txtai RAG"),
    "llamaindex": ("llamaindex_citations.py", "LlamaIndex citations"),
    "ipqa": ("ipqa_itself.py", "ipqa"),
}
PROMPTS = [
    (order, end) for end in ("paragraph", "line") for order in ("context-first", "question-first")
]
"""The order of a prompt and the end of an answer, as in ``work.py``."""
TRIED = 12
"""Answerable questions of half A by which a peer's prompt is chosen."""
CONTEXT = 2048
MORE, SENTENCES = 500, 6
"""Passages to time the indexing with, of so many of the corpus's sentences each."""
LIMIT_S = 3600
Prompt = tuple[str, str]


@dataclass(frozen=True)
class Material:
    """What all peers are given."""

    corpus: Path
    passages: list[str]
    more: list[str]


def main(arguments: Sequence[str]) -> int:
    options = _options(arguments)
    console = Console(width=150)
    questions = [q for q in load_questions(ROOT / "eval" / "questions.jsonl") if not q.history]
    tried = sample([q for q in questions if q.half == "A" and q.answerable], TRIED)
    asked = [question for question in questions if question.half == "B"]
    if options.sample:
        tried, asked = tried[: options.sample], sample(asked, options.sample)
    material = _material(load_settings().corpus)
    figures: dict[str, PeerFigures] = {}
    prompts: dict[str, str] = {}
    for peer in options.peers.split(","):
        python = (
            sys.executable if peer == "ipqa" else environment(peer, options.folder / "environments")
        )
        for model in options.models.split(","):
            work = _Work(peer, python, model, options.folder, options.threads, material)
            name = f"{PEERS[peer][1]}, {model}"
            prompt = _best_prompt(work, tried) if len(work.prompts) > 1 else work.prompts[0]
            figures[name] = figures_of(work.run(prompt, asked, material.more), asked)
            prompts[name] = ", ".join(prompt) if len(work.prompts) > 1 else "its own"
            print_peers({name: figures[name]}, console, f"prompt: {prompts[name]}")
    print_peers(figures, console, f"{len(asked)} questions of half B")
    if options.json:
        found = {
            name: {"prompt": prompts[name], **figure.to_dict()} for name, figure in figures.items()
        }
        options.json.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    return 0


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="ipqa and its peers on the same questions")
    parser.add_argument("--peers", default=",".join(PEERS), help="some of " + ", ".join(PEERS))
    parser.add_argument("--models", default=",".join(MODELS), help="some of " + ", ".join(MODELS))
    parser.add_argument("--sample", type=int, help="ask this many questions of half B only")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--folder",
        type=Path,
        default=ROOT / ".ipqa-peers",
        help="where the environments and the replies are kept",
    )
    parser.add_argument("--json", type=Path, help="write the figures to this file")
    options = parser.parse_args(arguments)
    for given, known in ((options.peers, PEERS), (options.models, MODELS)):
        for name in given.split(","):
            if name not in known:
                parser.error(f"{name} is none of {', '.join(known)}")
    return options


class _Work:
    """One peer with one model; what it has answered once is not asked again."""

    def __init__(
        self, peer: str, python: str, model: str, folder: Path, threads: int, material: Material
    ) -> None:
        self._script = HERE / PEERS[peer][0]
        self._python = python
        self._folder = folder / "replies"
        self._name = f"{peer}-{model}"
        # ipqa has prompts of its own; an instructed model ends by itself.
        self.prompts: list[Prompt] = PROMPTS[
            : 1 if peer == "ipqa" else 2 if MODELS[model] else None
        ]
        self._fields = {
            "model": str(find_gguf(load_settings(model=model)).path.absolute()),
            "instruct": MODELS[model],
            "embedder": str(find_embedder(load_settings()).path.absolute()),
            "context": CONTEXT,
            "threads": threads,
            "corpus": str(material.corpus),
            "passages": material.passages,
        }

    def run(self, prompt: Prompt, questions: Sequence[Question], more: list[str]) -> PeerRun:
        """The peer's replies with this prompt."""
        order, end = prompt
        job = {
            **self._fields,
            "order": order,
            "end": end,
            "questions": [{"id": q.id, "question": q.question} for q in questions],
            "more": more,
        }
        sources = [self._script, HERE / "work.py"]
        texts = [json.dumps(job, sort_keys=True), *(path.read_text("utf-8") for path in sources)]
        key = hashlib.sha256("\0".join(texts).encode()).hexdigest()[:12]
        self._folder.mkdir(parents=True, exist_ok=True)
        replies = self._folder / f"{self._name}-{order}-{end}-{key}.jsonl"
        if self._script.name == "ipqa_itself.py" or not replies.is_file():
            self._ask(job, replies)
        return read_run(replies)

    def _ask(self, job: dict[str, object], replies: Path) -> None:
        given, partial = replies.with_suffix(".job.json"), replies.with_suffix(".partial")
        given.write_text(json.dumps({**job, "started": time.time()}), encoding="utf-8")
        environment = {**os.environ, "HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "false"}
        done = subprocess.run(
            [self._python, str(self._script), str(given), str(partial)],
            env=environment,
            cwd=self._folder,
            timeout=LIMIT_S,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise SystemExit(f"{self._name} failed:\n{done.stderr[-2000:]}")
        partial.replace(replies)


def _best_prompt(work: _Work, questions: Sequence[Question]) -> Prompt:
    """The prompt with more right answers; the first where it makes no difference."""

    def right(prompt: Prompt) -> float:
        share = figures_of(work.run(prompt, questions, []), questions).right
        return share.value if share else 0.0

    return max(work.prompts, key=right)


def _material(corpus: Path) -> Material:
    embedder = Embedder(find_embedder(load_settings()))
    passages: list[str] = []
    sentences: list[str] = []
    for article in load_articles(corpus):
        for section in split_article(article, embedder.count_tokens):
            # With the title and heading, as ipqa searches them.
            passages.append(section.searched_text(article, embedder.count_tokens))
            text = section.passage.text
            sentences += [text[span.start : span.end] for span in split_sentences(text)]
    draw = random.Random(0)
    more = [" ".join(draw.sample(sentences, SENTENCES)) for _ in range(MORE)]
    return Material(corpus.absolute(), passages, more)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
