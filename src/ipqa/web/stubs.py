"""Gradio imported without its stub files being made anew, which takes nearly half of that time.

At every import Gradio parses the source of each component and renders its ``.pyi`` file, to find
in the end that the file is as it was: a release brings them along.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

_MAKER = "gradio.component_meta"


class _Keep(MetaPathFinder):
    """Finds the module that makes the stubs, once, and takes the making out of it."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The module's spec; nothing for any other."""
        if name != _MAKER:
            return None
        sys.meta_path.remove(self)
        spec = PathFinder.find_spec(name, path, target)
        if spec is None or spec.loader is None:
            return None
        load = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            load(module)
            vars(module)["create_or_modify_pyi"] = lambda *_: None

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def keep() -> None:
    """Keeps Gradio's stubs as they are, if Gradio is yet to be imported."""
    if _MAKER not in sys.modules:
        sys.meta_path.insert(0, _Keep())
