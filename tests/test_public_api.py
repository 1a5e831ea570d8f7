"""``import ipqa`` is light; ``ask`` works from the first call on."""

from __future__ import annotations

import subprocess
import sys

import pytest

import ipqa
from ipqa.assistant import Assistant
from ipqa.errors import EmptyIndexError

HEAVY = (
    "torch sentence_transformers transformers chromadb gradio llama_cpp pydantic httpx numpy"
).split()


def test_importing_loads_nothing_heavy() -> None:
    code = "import sys, ipqa; from ipqa import ask; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    assert "ipqa.article" in done.stdout.split()
    assert not set(HEAVY) & set(done.stdout.split())


def test_the_pipeline_loads_no_model_library_before_it_is_used() -> None:
    code = "import sys; from ipqa import Assistant; Assistant(); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, timeout=60
    )
    loaded = set(done.stdout.split())
    assert not {"torch", "sentence_transformers", "chromadb", "gradio", "llama_cpp"} & loaded


def test_the_public_names_are_there() -> None:
    assert set(ipqa.__all__) == {
        "Answer", "Assistant", "Citation", "Filters", "__version__", "ask",
    }  # fmt: skip
    assert all(getattr(ipqa, name) for name in ipqa.__all__)
    assert ipqa.Assistant is Assistant
    with pytest.raises(AttributeError, match="nothing_like_it"):
        _ = ipqa.nothing_like_it


def test_asking_before_indexing_says_what_to_do(
    tmp_path: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(str(tmp_path))
    monkeypatch.setattr(ipqa, "_shared", None)
    with pytest.raises(EmptyIndexError, match="ipqa index"):
        ipqa.ask("Who signed with WeChat?")


@pytest.mark.slow
def test_questions_are_answered_with_exact_quotes_by_models_that_stay(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ipqa, "_shared", assistant)
    engine = assistant._library.opened
    for question in ("Who signed with WeChat?", "Where did the forum take place?"):
        answer = ipqa.ask(question)
        assert not answer.refused
        assert "[1]" in str(answer)
        for citation in answer.citations:
            assert citation.article.text[citation.start : citation.end] == citation.quote
    assert assistant._library.opened is engine is not None
