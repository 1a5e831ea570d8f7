"""A trie of the tokens of candidate answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Node:
    """A prefix of candidates; ``candidate`` is set where one ends."""

    children: dict[int, Node] = field(default_factory=dict)
    candidate: str | None = None


def build_trie(spelled: Mapping[str, Sequence[int]]) -> Node:
    """The trie of candidates given with their tokens; empty ones are left out."""
    root = Node()
    for candidate, tokens in spelled.items():
        node = root
        for token in tokens:
            node = node.children.setdefault(token, Node())
        if node is not root:
            node.candidate = candidate
    return root
