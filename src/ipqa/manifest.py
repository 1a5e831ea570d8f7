"""The manifest of models: what each is made of, what it must hash to and where it comes from."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Kind = Literal["gguf", "embedder"]


@dataclass(frozen=True, slots=True)
class Part:
    """A file inside the wheel of a package (``package`` is ``name==version``)."""

    package: str
    member: str


@dataclass(frozen=True, slots=True)
class Repository:
    """A Hugging Face repository at one revision."""

    name: str
    revision: str


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model; ``path`` is relative to the model's folder.

    ``beside`` marks papers (licences, notices) that are kept with a model and never loaded.
    """

    path: str
    sha256: str
    size: int
    beside: bool = False
    parts: tuple[Part, ...] = ()
    remote: str | None = None


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model of the manifest; the first of its files is the model itself."""

    name: str
    kind: Kind
    about: str
    licence: str
    licence_text: str
    files: tuple[ModelFile, ...]
    repository: Repository | None = None

    @property
    def main(self) -> ModelFile:
        """The GGUF file, or the weights of the embedder."""
        return self.files[0]

    @property
    def loaded(self) -> tuple[ModelFile, ...]:
        """The files that are read when the model is used."""
        return tuple(file for file in self.files if not file.beside)

    @property
    def size(self) -> int:
        """Bytes on disk, papers included."""
        return sum(file.size for file in self.files)

    @property
    def packages(self) -> tuple[str, ...]:
        """The packages its files come from, each once, in order."""
        return tuple(dict.fromkeys(part.package for file in self.files for part in file.parts))


def checkout() -> Path | None:
    """The root of the checkout that this code runs from, or None when it is installed."""
    here = Path(__file__).resolve().parent
    root = here.parents[1]
    is_checkout = here == root / "src" / "ipqa" and (root / "models" / "manifest.toml").is_file()
    return root if is_checkout else None


def manifest_path() -> Path:
    """The manifest of the checkout, or the one that the installed package carries."""
    root = checkout()
    return root / "models" / "manifest.toml" if root else Path(__file__).with_name("manifest.toml")


def load_manifest() -> dict[str, ModelEntry]:
    """Every model that ipqa knows, by name."""
    tables = tomllib.loads(manifest_path().read_text(encoding="utf-8"))
    return {name: _entry(name, table) for name, table in tables.items()}


def _entry(name: str, table: dict[str, Any]) -> ModelEntry:
    repository = table.get("repository")
    return ModelEntry(
        name=name,
        kind=table["kind"],
        about=table["about"],
        licence=table["licence"],
        licence_text=table["licence_text"],
        files=tuple(_file(fields) for fields in table["files"]),
        repository=Repository(**repository) if repository else None,
    )


def _file(fields: dict[str, Any]) -> ModelFile:
    parts = tuple(Part(**part) for part in fields.get("parts", ()))
    return ModelFile(**{**fields, "parts": parts})
