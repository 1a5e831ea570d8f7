from __future__ import annotations

import json
from pathlib import Path

from ipqa.evaluation.indexing.material import Material, load_material


def squad(path: Path, sentences: int = 60) -> Path:
    """A file in SQuAD's format with two titles."""

    def paragraph(title: str, number: int) -> dict[str, object]:
        context = f"The {title} paid the sum of {number} dollars to its neighbours."
        question = f"What did the {title} pay {number}?"
        qa = {"id": f"{title}{number}", "question": question, "answers": [], "is_impossible": True}
        return {"context": context, "qas": [qa]}

    data = [
        {"title": title, "paragraphs": [paragraph(title, n) for n in range(sentences)]}
        for title in ("Old_Town", "River")
    ]
    path.write_text(json.dumps({"version": "2.0", "data": data}), encoding="utf-8")
    return path


def material(folder: Path, seed: int = 0) -> Material:
    return load_material(squad(folder / "squad.json"), seed)
