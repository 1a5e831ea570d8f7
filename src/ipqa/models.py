"""Finds, verifies and pulls models.

A model is read only when its files are known to hash to what the manifest says. Hashing a model
takes long enough to be felt at every start, so hashes are remembered with the size and the time
of the file they belong to: a file that was not touched is hashed once.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ipqa.errors import (
    ModelCorruptError,
    ModelFileError,
    ModelMissingError,
    PullFailedError,
    UnknownEmbedderError,
    UnknownModelError,
)
from ipqa.fetching import fetch
from ipqa.manifest import Kind, ModelEntry, ModelFile, checkout, load_manifest
from ipqa.settings import Settings, find_settings_file

__all__ = [
    "EmbedderFolder",
    "GgufFile",
    "ModelEntry",
    "find_embedder",
    "find_gguf",
    "load_manifest",
    "models_folder",
    "pull",
    "verify",
]

GGUF_MAGIC = b"GGUF"
WEIGHTS = "model.safetensors"
DIGESTS = ".digests.json"


@dataclass(frozen=True, slots=True)
class GgufFile:
    """A GGUF model that is there and sound; ``name`` is what answers say wrote them."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True)
class EmbedderFolder:
    """A sentence-transformers folder; ``revision`` is the start of its weights' SHA-256."""

    name: str
    path: Path
    revision: str


def models_folder(settings: Settings) -> Path:
    """Where models are: the setting, else the checkout's, else the user's cache folder."""
    if settings.models_dir:
        return settings.models_dir
    root = checkout()
    if root:
        return root / "models"
    import platformdirs

    return platformdirs.user_cache_path("ipqa") / "models"


def find_gguf(settings: Settings) -> GgufFile:
    """The GGUF file that ``settings.model`` names.

    Raises ``UnknownModelError``, ``ModelMissingError`` or ``ModelCorruptError``.
    """
    entry = load_manifest().get(settings.model)
    if entry is None or entry.kind != "gguf":
        path = _anchored(settings.model)
        if entry is not None or not path.is_file():
            raise UnknownModelError(settings.model, _names("gguf"))
        if not _is_gguf(path):
            raise ModelFileError(path.stem, path, "it does not start as a GGUF file does")
        return GgufFile(path.stem, path)
    folder = models_folder(settings)
    path = folder / entry.name / entry.main.path
    _check(entry, folder, entry.loaded)
    if not _is_gguf(path):
        raise ModelCorruptError(entry.name, path, "it does not start as a GGUF file does")
    return GgufFile(entry.name, path)


def find_embedder(settings: Settings) -> EmbedderFolder:
    """The folder that ``settings.embedder`` names.

    Raises ``UnknownEmbedderError``, ``ModelMissingError`` or ``ModelCorruptError``.
    """
    entry = load_manifest().get(settings.embedder)
    folder = models_folder(settings)
    if entry is not None and entry.kind == "embedder":
        _check(entry, folder, entry.loaded)
        return EmbedderFolder(entry.name, folder / entry.name, entry.main.sha256[:12])
    path = _anchored(settings.embedder)
    if entry is not None or not path.is_dir():
        raise UnknownEmbedderError(settings.embedder, _names("embedder"))
    weights = path / WEIGHTS
    if not weights.is_file() or not (path / "modules.json").is_file():
        reason = f"a sentence-transformers folder holds {WEIGHTS} and modules.json"
        raise ModelFileError(path.name, path, reason)
    return EmbedderFolder(path.name, path, _Digests(folder).of(weights)[:12])


def is_present(entry: ModelEntry, settings: Settings) -> bool:
    """Whether all files of a model are there in full size; what is in them is not looked at."""
    folder = models_folder(settings) / entry.name
    return all(_size(folder / file.path) == file.size for file in entry.files)


def is_started(entry: ModelEntry, settings: Settings) -> bool:
    """Whether the model itself is there, whole or not."""
    return (models_folder(settings) / entry.name / entry.main.path).is_file()


def in_use(settings: Settings) -> list[str]:
    """The models of the manifest that the settings ask for; a server or a path needs none."""
    known = load_manifest()
    wanted = [settings.embedder] if settings.llm_url else [settings.model, settings.embedder]
    return [name for name in wanted if name in known]


def verify(name: str, settings: Settings) -> Path:
    """Hashes every file of a model anew and gives its folder.

    Raises ``UnknownModelError``, ``ModelMissingError`` or ``ModelCorruptError``.
    """
    entry = _entry(name)
    folder = models_folder(settings)
    _check(entry, folder, entry.files, anew=True)
    return folder / entry.name


def pull(name: str, settings: Settings, progress: Callable[[str], None] | None = None) -> Path:
    """Fetches a model unless it is there and sound; gives its folder.

    Files are put in place only after all of them were verified, each in one step, so that a bad
    or broken-off download never replaces a good model. ``progress`` gets lines for people.
    Raises ``UnknownModelError`` or ``PullFailedError``.
    """
    from filelock import FileLock

    report = progress or (lambda _line: None)
    entry = _entry(name)
    folder = models_folder(settings)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / ".pull.lock"):
            if _sound(entry, folder):
                report(f"{name}: already here and verified, nothing to do")
            else:
                _fetch_into(entry, folder, report)
    except OSError as error:
        raise PullFailedError(name, str(error)) from error
    return folder / entry.name


def _fetch_into(entry: ModelEntry, folder: Path, report: Callable[[str], None]) -> None:
    for left in folder.glob(".pull-*"):  # of a pull that was killed: the lock is ours
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(prefix=".pull-", dir=folder) as temporary:
        made = fetch(entry, Path(temporary), report)
        report(f"{entry.name}: verifying")
        for file in entry.files:
            if _sha256(made / file.path) != file.sha256:
                raise PullFailedError(
                    entry.name, f"what came as {file.path} is not the file that was expected"
                )
        digests = _Digests(folder)
        # The model itself comes last: a folder that has it has all the rest.
        for file in reversed(entry.files):
            target = folder / entry.name / file.path
            target.parent.mkdir(parents=True, exist_ok=True)
            (made / file.path).replace(target)
            digests.remember(target, file.sha256)
        digests.save()
    report(f"{entry.name}: ready in {folder / entry.name}")


def _check(
    entry: ModelEntry, folder: Path, files: tuple[ModelFile, ...], *, anew: bool = False
) -> None:
    """Raises unless every one of ``files`` is there and hashes to what the manifest says."""
    digests = _Digests(folder)
    for file in files:
        path = folder / entry.name / file.path
        size = _size(path)
        if size is None:
            raise ModelMissingError(entry.name, path)
        if size != file.size:
            reason = f"it has {size:,} bytes and should have {file.size:,}"
            raise ModelCorruptError(entry.name, path, reason)
        try:
            digest = digests.of(path, anew=anew)
        except OSError as error:
            raise ModelCorruptError(entry.name, path, str(error)) from error
        if digest != file.sha256:
            raise ModelCorruptError(entry.name, path, "its SHA-256 is not the manifest's")


def _sound(entry: ModelEntry, folder: Path) -> bool:
    try:
        _check(entry, folder, entry.files)
    except (ModelMissingError, ModelCorruptError):
        return False
    return True


class _Digests:
    """SHA-256 sums of files, remembered with the size and the time that each file had."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / DIGESTS
        self._known: dict[str, list[object]] = {}
        self._new = False
        with suppress(OSError, ValueError):
            known = json.loads(self._path.read_text(encoding="utf-8"))
            self._known = known if isinstance(known, dict) else {}

    def of(self, path: Path, *, anew: bool = False) -> str:
        """The file's SHA-256, computed only if the file is new or was touched (or ``anew``)."""
        match self._known.get(str(path.resolve())):
            case [*stamp, str(digest)] if not anew and stamp == _stamp(path):
                return digest
        digest = _sha256(path)
        self.remember(path, digest)
        self.save()
        return digest

    def remember(self, path: Path, digest: str) -> None:
        self._known[str(path.resolve())] = [*_stamp(path), digest]
        self._new = True

    def save(self) -> None:
        """Writes what is new; a folder that can't be written to only costs hashing again."""
        if not self._new:
            return
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary = self._path.with_name(f"{DIGESTS}.{os.getpid()}")
            temporary.write_text(json.dumps(self._known, indent=1), encoding="utf-8")
            temporary.replace(self._path)
            self._new = False


def _stamp(path: Path) -> list[object]:
    status = path.stat()
    return [status.st_size, status.st_mtime_ns]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(path: Path) -> int | None:
    return path.stat().st_size if path.is_file() else None


def _is_gguf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(GGUF_MAGIC)) == GGUF_MAGIC


def _anchored(value: str) -> Path:
    """A path from the settings; relative ones start where ``ipqa.toml`` is."""
    found = find_settings_file()
    return ((found.parent if found else Path.cwd()) / Path(value).expanduser()).absolute()


def _entry(name: str) -> ModelEntry:
    manifest = load_manifest()
    if name not in manifest:
        raise UnknownModelError(name, sorted(manifest))
    return manifest[name]


def _names(kind: Kind) -> list[str]:
    return [name for name, entry in load_manifest().items() if entry.kind == kind]
