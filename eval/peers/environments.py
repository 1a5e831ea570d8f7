"""A peer's own environment, so that no version of one stands in the way of another."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import venv
from pathlib import Path

REQUIREMENTS = Path(__file__).parent / "requirements"


def environment(peer: str, folder: Path) -> str:
    """The Python of the peer's environment in ``folder``, made anew if its requirements changed.

    ``TORCH_ARGS`` are options of pip for PyTorch alone, as in the Makefile.
    """
    wanted = (REQUIREMENTS / f"{peer}.txt").read_text(encoding="utf-8")
    home = folder / peer
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    stamp = home / ".ready"
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted:
        return str(python)
    print(f"making the environment of {peer}: minutes, once", file=sys.stderr)
    venv.create(home, with_pip=True, clear=True)
    install = [str(python), "-m", "pip", "install", "--quiet"]
    torch = shlex.split(os.environ.get("TORCH_ARGS", ""))
    if torch:
        subprocess.run([*install, "torch==2.13.0", *torch], check=True)
    subprocess.run([*install, "-r", str(REQUIREMENTS / f"{peer}.txt")], check=True)
    stamp.write_text(wanted, encoding="utf-8")
    return str(python)
