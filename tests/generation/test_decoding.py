"""A batch that llama.cpp computes ends when it is told to, and nothing else is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from generation.tiny_gguf import write_tiny
from ipqa.generation.gguf import Gguf
from ipqa.stopping import Stop, StoppedError, under

CONTEXT = 512


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Gguf]:
    path = write_tiny(tmp_path_factory.mktemp("model") / "tiny.gguf")
    model = Gguf("tiny", path, CONTEXT, 32, 1)
    yield model
    model.close()


def never(_text: str) -> bool:
    return False


def prompt_of(model: Gguf, text: str = "Who signed with the council in London?") -> list[int]:
    return model.start() + model.encode(text)


def written(model: Gguf, prompt: list[int]) -> str:
    return "".join(model.write(prompt, 6, never))


def stopping_at(model: Gguf, batch: int, stop: Stop) -> Callable[..., int]:
    """llama.cpp's function, which hears of the stop while it computes the ``batch``-th batch."""
    original, count = model._lib.llama_decode, 0

    def decode(context: object, one: object) -> int:
        nonlocal count
        count += 1
        if count == batch:
            stop.say()
        return int(original(context, one))

    return decode


@pytest.mark.parametrize("batch", [1, 2, 4])
def test_a_stop_in_the_middle_of_a_batch_ends_it(
    batch: int, tiny: Gguf, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt = prompt_of(tiny)
    expected = written(tiny, prompt)
    tiny.write(prompt_of(tiny, "Something else"), 1, never)
    tiny._fill(prompt_of(tiny, "Something else altogether"))
    stop = Stop()
    monkeypatch.setattr(tiny._lib, "llama_decode", stopping_at(tiny, batch, stop))
    with under(stop), pytest.raises(StoppedError):
        written(tiny, prompt)
    monkeypatch.undo()
    assert written(tiny, prompt) == expected


def test_a_stop_ends_the_search_among_candidates(
    tiny: Gguf, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt, candidates = prompt_of(tiny), ["one", "two", "three hundred"]
    tiny._fill(prompt_of(tiny, "Nothing of that"))
    expected = tiny.choose(prompt, candidates, end="\n")
    tiny._fill(prompt)
    stop = Stop()
    monkeypatch.setattr(tiny._lib, "llama_decode", stopping_at(tiny, 2, stop))
    with under(stop), pytest.raises(StoppedError):
        tiny.choose(prompt, candidates, end="\n")
    monkeypatch.undo()
    found = tiny.choose(prompt, candidates, end="\n")
    assert [choice.text for choice in found] == [choice.text for choice in expected]
    for one, other in zip(found, expected, strict=True):
        assert one.total == pytest.approx(other.total, abs=1e-3)


def test_what_was_kept_evaluated_stays(tiny: Gguf, monkeypatch: pytest.MonkeyPatch) -> None:
    head = prompt_of(tiny, "An example of a question and its answer. ")
    tiny.keep(head)
    stop = Stop()
    monkeypatch.setattr(tiny._lib, "llama_decode", stopping_at(tiny, 1, stop))
    with under(stop), pytest.raises(StoppedError):
        written(tiny, [*head, *tiny.encode("Who?")])
    monkeypatch.undo()
    before = tiny.evaluated
    tiny._fill([*head, *tiny.encode("Who?")])
    assert tiny.evaluated - before == len(tiny.encode("Who?"))


def test_without_a_stop_nothing_is_different(tiny: Gguf) -> None:
    prompt = prompt_of(tiny)
    expected = written(tiny, prompt)
    with under(Stop()):
        assert written(tiny, prompt) == expected


def test_a_stop_that_was_said_before_begins_nothing(tiny: Gguf) -> None:
    stop = Stop()
    stop.say()
    before = tiny.evaluated
    with under(stop), pytest.raises(StoppedError):
        written(tiny, prompt_of(tiny, "Not a word of this"))
    assert tiny.evaluated - before <= 32
