"""The real embedder: unit vectors, the same from every way in."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from ipqa.embedding import Embedder

TEXTS = ["Who signed with WeChat?", "CBBC signed an agreement with WeChat.", "Bananas are yellow."]


def test_rows_are_unit_vectors_of_float32(embedder: Embedder) -> None:
    rows = embedder.encode_passages(TEXTS)
    assert rows.dtype == np.float32
    assert rows.shape == (3, 384)
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)


def test_an_answer_is_nearer_than_something_else(embedder: Embedder) -> None:
    question = embedder.encode_questions(TEXTS[:1])[0]
    answer, other = embedder.encode_passages(TEXTS[1:])
    assert question @ answer > question @ other + 0.4


def test_the_batch_a_text_is_in_does_not_matter(embedder: Embedder) -> None:
    together = embedder.encode_passages([*TEXTS, "long " * 200])
    alone = [embedder.encode_passages([text])[0] for text in TEXTS]
    assert np.allclose(together[:3], alone, atol=1e-5)


def test_tokens_come_with_the_vector_of_the_whole(embedder: Embedder) -> None:
    for encoded, row in zip(
        embedder.encode_tokens(TEXTS), embedder.encode_questions(TEXTS), strict=True
    ):
        assert np.allclose(encoded.vector, row, atol=1e-5)
        assert encoded.tokens.shape == (len(encoded.pieces), 384)
        assert np.allclose(np.linalg.norm(encoded.tokens, axis=1), 1, atol=1e-5)
    first = embedder.encode_tokens(TEXTS)[0].pieces
    assert (first[0], first[1], first[-1]) == ("[CLS]", "who", "[SEP]")


def test_word_pieces_know_their_characters(embedder: Embedder) -> None:
    encoded = embedder.encode_tokens([TEXTS[1]])[0]
    rows = encoded.within(TEXTS[1].index("agreement"), TEXTS[1].index("."))
    assert [encoded.pieces[row] for row in rows] == ["agreement", "with", "we", "##cha", "##t"]
    assert encoded.cosine(encoded.vector, range(len(encoded.pieces))) > 0.95
    assert encoded.cosine(encoded.vector, []) == 0
    assert encoded.within(0, 0) == []


def test_keeping_halves_the_bytes_and_not_the_meaning(embedder: Embedder) -> None:
    encoded = embedder.encode_tokens([TEXTS[1]])[0]
    packed = encoded.packed()
    assert packed.tokens.nbytes * 2 == encoded.tokens.nbytes
    assert np.abs(packed.tokens.astype(np.float32) - encoded.tokens).max() < 0.001


def test_nothing_gives_nothing(embedder: Embedder) -> None:
    assert len(embedder.encode_passages([])) == 0
    assert embedder.encode_tokens([]) == []
    assert embedder.count_tokens("") == 0


def test_word_pieces_are_counted_without_limit(embedder: Embedder) -> None:
    assert embedder.count_tokens("Who signed?") == 3
    assert embedder.count_tokens("word " * 1000) == 1000
    assert embedder.count_tokens("中国版权") == 4


def test_odd_texts_have_vectors(embedder: Embedder) -> None:
    rows = embedder.encode_passages(["", "😀", "中国", "\x00", "word " * 5000])
    assert np.isfinite(rows).all()


def test_threads_may_share_it(embedder: Embedder) -> None:
    expected = embedder.encode_passages(TEXTS)
    with ThreadPoolExecutor(4) as pool:
        for rows in pool.map(lambda _: embedder.encode_passages(TEXTS), range(8)):
            assert np.allclose(rows, expected, atol=1e-5)


def test_making_one_loads_nothing() -> None:
    code = (
        "import sys; from ipqa.embedding import Embedder; from ipqa.models import EmbedderFolder\n"
        "from pathlib import Path; Embedder(EmbedderFolder('a', Path('/nowhere'), '1'))\n"
        "assert 'torch' not in sys.modules and 'sentence_transformers' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
