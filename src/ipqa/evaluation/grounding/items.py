"""True answers with the quotes they rest on, from which false ones are made."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.textfile import json_lines

Half = Literal["tuned", "untouched"]
HALVES: tuple[Half, ...] = ("tuned", "untouched")


@dataclass(frozen=True, slots=True)
class Item:
    """An answer and its quotes.

    ``variant`` names how the answer is worded, and ``verbatim`` tells whether it is a piece of a
    quote. ``roles`` are pairs of names that play different parts: neither may stand for the other.
    ``unsafe`` are the classes of mutation that could leave this answer true.
    """

    id: str
    question: str
    sentence: str
    quotes: tuple[str, ...]
    variant: str
    verbatim: bool
    roles: tuple[tuple[str, str], ...] = ()
    unsafe: tuple[str, ...] = ()

    @property
    def half(self) -> Half:
        """The half that was tuned on, or the untouched one, by SHA-256 of the quotes, a line each.

        Whatever rests on the same quotes is in the same half.
        """
        digest = hashlib.sha256("\n".join(self.quotes).encode()).hexdigest()
        return HALVES[int(digest, 16) % 2]


def load_items(path: Path) -> list[Item]:
    """The items of a JSON Lines file.

    Raises ``QuestionsError`` with file and line for what is missing, malformed or double.
    """
    items: list[Item] = []
    seen: set[str] = set()
    for number, fields in json_lines(path):
        try:
            item = _item(fields)
        except (KeyError, TypeError, ValueError) as error:
            raise QuestionsError(path, number, f"not an item ({error})") from error
        if item.id in seen:
            raise QuestionsError(path, number, f"the id {item.id} is there twice")
        seen.add(item.id)
        items.append(item)
    if not items:
        raise QuestionsError(path, None, "there is no item in it")
    return items


def _item(fields: dict[str, Any]) -> Item:
    texts = [fields[name] for name in ("id", "question", "sentence", "variant")]
    if not all(isinstance(text, str) and text for text in [*texts, *fields["quotes"]]):
        raise ValueError("an empty text")
    identity, question, sentence, variant = texts
    return Item(
        identity,
        question,
        sentence,
        tuple(fields["quotes"]),
        variant,
        bool(fields["verbatim"]),
        tuple((one, other) for one, other in fields.get("roles", [])),
        tuple(fields.get("unsafe", [])),
    )
