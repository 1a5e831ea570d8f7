"""The trie holds every candidate once, under its tokens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ipqa.generation.trie import Node, build_trie

SPELLED = st.dictionaries(st.lists(st.integers(0, 4), max_size=5).map(tuple), st.text()).map(
    lambda found: {f"{text}/{tokens}": tokens for tokens, text in found.items()}
)


def collected(node: Node, path: tuple[int, ...] = ()) -> dict[str, tuple[int, ...]]:
    found = {node.candidate: path} if node.candidate is not None else {}
    for token, child in node.children.items():
        found |= collected(child, (*path, token))
    return found


def test_candidates_share_their_beginnings() -> None:
    root = build_trie({"a": [1], "a b": [1, 2], "c": [3], "": []})
    assert root.candidate is None
    assert root.children.keys() == {1, 3}
    assert root.children[1].candidate == "a"
    assert root.children[1].children[2].candidate == "a b"


@given(SPELLED)
def test_every_candidate_is_found_under_its_tokens(spelled: dict[str, tuple[int, ...]]) -> None:
    assert collected(build_trie(spelled)) == {text: path for text, path in spelled.items() if path}
