"""llama.cpp opens a model file."""

from __future__ import annotations

import ctypes
import os
from pathlib import Path
from typing import Any

from ipqa.errors import ModelCorruptError

_quiet: Any = None


def open_model(
    name: str,
    path: Path,
    context_tokens: int,
    batch_tokens: int,
    threads: int | None,
    sequences: int,
) -> tuple[Any, Any, Any]:
    """The bindings, the model and a context in which ``sequences`` share cells.

    Raises ``ModelCorruptError`` if llama.cpp refuses the file.
    """
    import llama_cpp

    _silence(llama_cpp)
    llama_cpp.llama_backend_init()
    params = llama_cpp.llama_model_default_params()
    params.n_gpu_layers = 0
    model = llama_cpp.llama_model_load_from_file(os.fsencode(path), params)
    if not model:
        raise ModelCorruptError(name, path, "llama.cpp can't load it")
    wanted = llama_cpp.llama_context_default_params()
    wanted.n_ctx = context_tokens
    wanted.n_batch = wanted.n_ubatch = batch_tokens
    wanted.n_seq_max = sequences
    wanted.kv_unified = True  # hypotheses share the prompt's cells
    wanted.swa_full = True  # a sliding window would forbid cutting the prompt back
    wanted.n_threads = wanted.n_threads_batch = threads or usable_cores()
    context = llama_cpp.llama_init_from_model(model, wanted)
    if not context:
        llama_cpp.llama_model_free(model)
        raise ModelCorruptError(name, path, "llama.cpp can't make a context for it")
    return llama_cpp, model, context


def usable_cores() -> int:
    """CPUs that this process may use, which a container or ``taskset`` can make fewer than all."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


def _silence(llama_cpp: Any) -> None:
    """llama.cpp writes its progress to standard error, between what ipqa has to say."""
    global _quiet
    if _quiet is None:
        _quiet = llama_cpp.llama_log_callback(lambda level, text, data: None)
        llama_cpp.llama_log_set(_quiet, ctypes.c_void_p(0))
