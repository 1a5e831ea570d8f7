"""Trains the reader: a LoRA adapter that teaches the default model to find answers, or none.

    python training/train_reader.py --minutes 60 --out reader.gguf [--squad FILE --titles A,B]

Reads ``texts.jsonl`` and, if given, titles of a file in the format of SQuAD 2.0. The model is the
quantised file itself, so that the adapter makes up for what quantisation took. Needs the packages
of ``training`` (``pip install -e .[training]``) and two cores with 6 GB.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gguf
import torch
from packs import Pack, draw, own_texts, squad_texts
from torch import nn
from torch.nn import functional
from transformers import AutoModelForCausalLM

from ipqa.generation.gguf import Gguf
from ipqa.models import find_gguf
from ipqa.settings import load_settings

ROOT = Path(__file__).resolve().parent
RANK, ALPHA = 16, 32
RATE = 4e-4
"""Learning rate at its highest, after ten steps; from there it falls to a twentieth by the end."""
PACKS = 3
"""Packs a step."""
TASKS = 22
"""Questions of a pack at most."""
STATED = 0.3
"""What a nat of the sentence around an answer weighs: it has many more words than the answer."""
NAMES = {
    "q_proj": "attn_q",
    "k_proj": "attn_k",
    "v_proj": "attn_v",
    "o_proj": "attn_output",
    "gate_proj": "ffn_gate",
    "up_proj": "ffn_up",
    "down_proj": "ffn_down",
}
"""What transformers calls a layer's matrices, and what GGUF does."""


class Lora(nn.Module):
    """A frozen linear map and a trained change of low rank (Hu et al. 2021)."""

    def __init__(self, base: nn.Linear) -> None:
        super().__init__()
        self.base = base
        self.a = nn.Parameter(torch.randn(RANK, base.in_features) / math.sqrt(base.in_features))
        self.b = nn.Parameter(torch.zeros(base.out_features, RANK))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        change = functional.linear(functional.linear(x, self.a), self.b)
        return self.base(x) + change * (ALPHA / RANK)


def opened(path: Path) -> tuple[Any, dict[str, Lora]]:
    """The model with adapters, and these by the names of the tensors that they change."""
    model = AutoModelForCausalLM.from_pretrained(
        path.parent, gguf_file=path.name, dtype=torch.float32, attn_implementation="sdpa"
    )
    for parameter in model.parameters():
        parameter.requires_grad_(False)
    loras = {}
    for number, layer in enumerate(model.model.layers):
        for part in (layer.self_attn, layer.mlp):
            for name, called in NAMES.items():
                if hasattr(part, name):
                    lora = Lora(getattr(part, name))
                    setattr(part, name, lora)
                    loras[f"blk.{number}.{called}.weight"] = lora
    return model, loras


def loss_of(model: Any, tokens: Gguf, pack: Pack) -> torch.Tensor:
    """The mean over a pack's questions of the negative log-likelihood of the whole answer, and a
    share of that of the sentence around it.

    Each question sees the sentences and itself, and stands right behind them as if it were alone.
    """
    ids = tokens.start() + tokens.encode(pack.sources)
    read = len(ids)
    places, blocks, rows, wanted, weights = list(range(read)), [], [], [], []
    tasks = pack.tasks[:TASKS]
    for question, reply, sentence in tasks:
        asked, answer = tokens.encode(question), tokens.encode(reply)
        stated = tokens.encode(sentence) if sentence else []
        weights += [1.0] * len(answer) + [STATED] * len(stated)
        answer += stated
        begin = len(ids)
        ids += asked + answer[:-1]
        places += range(read, read + len(ids) - begin)
        blocks.append((begin, len(ids)))
        rows += range(begin + len(asked) - 1, len(ids))
        wanted += answer
    seen = torch.tril(torch.ones(len(ids), len(ids), dtype=torch.bool))
    for begin, end in blocks:
        seen[begin:end, read:begin] = False
    mask = torch.zeros(seen.shape).masked_fill(~seen, float("-inf"))[None, None]
    hidden = model.model(
        input_ids=torch.tensor([ids]),
        # No pack is longer than the sliding window apart, so that both kinds of layers see as much.
        attention_mask={"full_attention": mask, "sliding_attention": mask},
        position_ids=torch.tensor([places]),
    ).last_hidden_state[0]
    logits = functional.linear(hidden[torch.tensor(rows)], model.model.embed_tokens.weight)
    lost = functional.cross_entropy(logits, torch.tensor(wanted), reduction="none")
    return lost @ torch.tensor(weights) / len(tasks)


def save(loras: dict[str, Lora], path: Path) -> None:
    """Writes the adapter as llama.cpp reads it."""
    writer = gguf.GGUFWriter(path, "gemma3")
    writer.add_string("general.type", "adapter")
    writer.add_string("adapter.type", "lora")
    writer.add_float32("adapter.lora.alpha", float(ALPHA))
    for name, lora in loras.items():
        writer.add_tensor(f"{name}.lora_a", lora.a.detach().half().numpy())
        writer.add_tensor(f"{name}.lora_b", lora.b.detach().half().numpy())
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def resume(loras: dict[str, Lora], path: Path) -> None:
    """Takes the weights of an adapter that was saved."""
    for tensor in gguf.GGUFReader(path).tensors:
        name, side = tensor.name.rsplit(".lora_", 1)
        weights = torch.from_numpy(tensor.data.astype("float32"))
        parameter = getattr(loras[name], side)
        parameter.data.copy_(weights.reshape(parameter.shape))


def packs(args: argparse.Namespace, rng: random.Random) -> Iterator[Pack]:
    """Packs without end: pass after pass over all texts, each time drawn anew."""
    while True:
        # Read anew each time: texts may be added while it trains.
        texts = own_texts(args.texts)
        if args.squad:
            texts += squad_texts(args.squad, args.titles.split(","))
        order = list(range(len(texts)))
        rng.shuffle(order)
        for index in order:
            pack = draw(texts, index, rng)
            if len(pack.tasks) >= 3:
                yield pack


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=60.0)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--texts", type=Path, default=ROOT / "texts.jsonl")
    parser.add_argument("--squad", type=Path)
    parser.add_argument("--titles", default="")
    parser.add_argument("--start", type=Path, help="an adapter to go on from")
    parser.add_argument("--rate", type=float, default=RATE, help="learning rate at its highest")
    args = parser.parse_args()
    torch.manual_seed(0)
    rng = random.Random(0)
    found = find_gguf(load_settings(model="gemma-3-270m"))
    tokens = Gguf(found.name, found.path, 64, 64, 1)
    model, loras = opened(found.path)
    if args.start:
        resume(loras, args.start)
    trained = [parameter for lora in loras.values() for parameter in (lora.a, lora.b)]
    optimizer = torch.optim.AdamW(trained, lr=args.rate, weight_decay=0.01, betas=(0.9, 0.98))
    source, began, step, losses = packs(args, rng), time.time(), 0, list[float]()
    while (share := (time.time() - began) / 60 / args.minutes) < 1:
        for group in optimizer.param_groups:
            group["lr"] = args.rate * min(1.0, (step + 1) / 10) * (0.05 + 0.95 * (1 - share))
        for _ in range(PACKS):
            loss = loss_of(model, tokens, next(source))
            (loss / PACKS).backward()
            losses.append(float(loss.detach()))
        nn.utils.clip_grad_norm_(trained, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        if step % 10 == 0:
            print(f"{share:4.0%} step {step}: {sum(losses) / len(losses):.3f} nats", flush=True)
            losses.clear()
    save(loras, args.out)
    print(f"{args.out}: {step} steps of {PACKS} packs")


if __name__ == "__main__":
    main()
