"""Gradio is imported without making its stubs anew, and works as before."""

from __future__ import annotations

import subprocess
import sys

_SEEN = """
import ipqa.web, sys
from pathlib import Path

made = []
real = Path.write_text
Path.write_text = lambda self, *a, **b: made.append(self) or real(self, *a, **b)
read = []
look = Path.read_text
Path.read_text = lambda self, *a, **b: read.append(self) or look(self, *a, **b)
import gradio as gr
assert not [path for path in [*made, *read] if path.suffix == ".pyi"]
assert gr.Button("A").click and gr.component_meta.ComponentMeta
assert not [finder for finder in sys.meta_path if type(finder).__module__ == "ipqa.web.stubs"]
"""


def test_gradio_leaves_its_stubs_alone() -> None:
    done = subprocess.run([sys.executable, "-c", _SEEN], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
