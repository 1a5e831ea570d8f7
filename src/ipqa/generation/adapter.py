"""A LoRA adapter (Hu et al. 2021): what a model was taught for one task, beside its file.

The adapters that come with ipqa lie in ``adapters``, named after the model that they were trained
on; how, on what and with which result is told in training/README.md.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

from ipqa.errors import ModelCorruptError

FOLDER = Path(__file__).parent / "adapters"


def find_adapter(model: str) -> Path | None:
    """The adapter that comes with ipqa for a model of the manifest, if there is one."""
    path = FOLDER / f"{model}.gguf"
    return path if path.is_file() else None


def apply_adapter(name: str, path: Path, lib: Any, model: Any, context: Any) -> None:
    """From here on the context works as the adapter taught it; it is freed with the model.

    Raises ``ModelCorruptError`` if llama.cpp refuses the file.
    """
    adapter = lib.llama_adapter_lora_init(model, os.fsencode(path))
    if not adapter:
        raise ModelCorruptError(name, path, "llama.cpp can't load its adapter")
    adapters = (lib.llama_adapter_lora_p_ctypes * 1)(adapter)
    lib.llama_set_adapters_lora(context, adapters, 1, (ctypes.c_float * 1)(1.0))
