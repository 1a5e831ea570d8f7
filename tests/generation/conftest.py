"""The real models, loaded once: a base model and an instruct model."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ipqa.generation.gguf import Gguf
from ipqa.models import find_gguf
from ipqa.settings import load_settings

CONTEXT = 1024


def load(name: str, context: int = CONTEXT) -> Gguf:
    found = find_gguf(load_settings(model=name))
    return Gguf(found.name, found.path, context, 128, 1)


@pytest.fixture(scope="session")
def base() -> Iterator[Gguf]:
    """Gemma 3 270M, which follows no chat template."""
    model = load("gemma-3-270m")
    yield model
    model.close()


@pytest.fixture(scope="session")
def instruct() -> Iterator[Gguf]:
    """SmolLM2 135M Instruct, which follows one."""
    model = load("smollm2-135m-instruct")
    yield model
    model.close()


@pytest.fixture(scope="session", params=["base", "instruct"])
def model(request: pytest.FixtureRequest) -> Gguf:
    """Either of them."""
    found: Gguf = request.getfixturevalue(request.param)
    return found
