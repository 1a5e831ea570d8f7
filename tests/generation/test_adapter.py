"""The adapter that taught the default model to read, and to write in the words that it read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generation.conftest import CONTEXT
from ipqa.errors import ModelCorruptError
from ipqa.generation import open_writer
from ipqa.generation.adapter import find_adapter
from ipqa.generation.base import Source
from ipqa.generation.candidates import pool
from ipqa.generation.gguf import Gguf
from ipqa.generation.writer import GgufWriter
from ipqa.grounding import check
from ipqa.models import find_gguf
from ipqa.settings import load_settings

SOURCES = [
    Source("The Holmby lamp works opened on 4 May 1932 under Anna Holm.", "Lamps of Holmby"),
    Source("It made 3,400 lamps a day and sold them in nine countries.", "Lamps of Holmby"),
]
TOLD = "How many lamps did the works make a day?"
UNTOLD = "How much did the works pay its cleaners?"


@pytest.fixture(scope="module")
def reader() -> Iterator[GgufWriter]:
    found = find_gguf(load_settings(model="gemma-3-270m"))
    model = Gguf(found.name, found.path, CONTEXT, 128, 1, find_adapter(found.name))
    yield GgufWriter(model)
    model.close()


def choices(writer: GgufWriter, question: str) -> list[str]:
    candidates = pool([source.text for source in SOURCES], question)
    return [choice.text for choice in writer.choose(question, SOURCES, list(candidates))]


def test_only_the_default_model_has_an_adapter() -> None:
    assert find_adapter("gemma-3-270m")
    assert find_adapter("smollm2-135m-instruct") is None
    assert find_adapter("gemma-3-270m-q4_k_m") is None


@pytest.mark.slow
def test_a_trained_reader_finds_the_answer(reader: GgufWriter) -> None:
    assert reader.trained
    assert "3,400" in choices(reader, TOLD)[0]


@pytest.mark.slow
def test_a_trained_reader_tells_what_is_not_told(reader: GgufWriter) -> None:
    told, untold = reader.untold(TOLD, SOURCES), reader.untold(UNTOLD, SOURCES)
    assert told is not None
    assert untold is not None
    assert told < untold <= 0


@pytest.mark.slow
def test_a_trained_reader_writes_in_the_words_of_its_sources(reader: GgufWriter) -> None:
    question = "On which day did the lamp works open its doors?"
    sentence = reader.state(question, "4 May 1932", SOURCES[0])
    assert not check(sentence, [SOURCES[0].text], question)
    assert "opened on 4 May 1932" in sentence


@pytest.mark.slow
def test_reading_and_writing_leave_each_other_alone(reader: GgufWriter) -> None:
    first, doubt = choices(reader, TOLD), reader.untold(TOLD, SOURCES)
    reader.state(TOLD, "3,400", SOURCES[1])
    assert choices(reader, TOLD) == first
    # In other batches the sums come out a little different.
    assert reader.untold(TOLD, SOURCES) == pytest.approx(doubt, abs=0.1)


@pytest.mark.slow
def test_a_model_without_an_adapter_is_not_trained(base: Gguf) -> None:
    plain = GgufWriter(base)
    assert not plain.trained
    assert plain.untold(TOLD, SOURCES) is None


@pytest.mark.slow
def test_an_adapter_that_is_none_is_told(tmp_path: Path) -> None:
    broken = tmp_path / "adapter.gguf"
    broken.write_bytes(b"GGUF" + bytes(64))
    found = find_gguf(load_settings(model="gemma-3-270m"))
    with pytest.raises(ModelCorruptError, match="adapter"):
        Gguf(found.name, found.path, 512, 128, 1, broken)


@pytest.mark.slow
def test_the_settings_do_without(base: Gguf) -> None:
    writer = open_writer(load_settings(adapter=False, context_tokens=512))
    assert not writer.trained
    writer.close()
