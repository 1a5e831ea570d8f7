"""A GGUF file of a few hundred kilobytes that llama.cpp takes for a model; it knows nothing."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Any

import numpy as np

_TYPES: dict[type, int] = {int: 4, float: 6, str: 8}
_ARRAY, _F32, _ALIGNMENT = 9, 0, 32
_SPECIAL = ("<unk>", "<s>", "</s>")
_SPACE = "▁"
_NORMAL, _UNKNOWN, _CONTROL, _BYTE = 1, 2, 3, 6


def write_tiny(path: Path, *, width: int = 32, layers: int = 2) -> Path:
    """Writes a Llama of random weights, always the same; its tokens are bytes, and the space."""
    tokens = [*_SPECIAL, *(f"<0x{byte:02X}>" for byte in range(256)), _SPACE]
    types = [_UNKNOWN, _CONTROL, _CONTROL, *([_BYTE] * 256), _NORMAL]
    fields: dict[str, Any] = {
        "general.architecture": "llama",
        "llama.context_length": 2048,
        "llama.embedding_length": width,
        "llama.block_count": layers,
        "llama.feed_forward_length": 2 * width,
        "llama.attention.head_count": 2,
        "llama.attention.head_count_kv": 2,
        "llama.attention.layer_norm_rms_epsilon": 1e-5,
        "tokenizer.ggml.model": "llama",
        "tokenizer.ggml.tokens": tokens,
        "tokenizer.ggml.scores": [0.0] * len(tokens),
        "tokenizer.ggml.token_type": types,
        "tokenizer.ggml.bos_token_id": 1,
        "tokenizer.ggml.eos_token_id": 2,
        "tokenizer.ggml.unknown_token_id": 0,
    }
    tensors = _tensors(len(tokens), width, layers)
    head = struct.pack("<4sIQQ", b"GGUF", 3, len(tensors), len(fields))
    head += b"".join(_text(name) + _value(value) for name, value in fields.items())
    body = b""
    for name, array in tensors.items():
        shape = array.shape[::-1]
        head += _text(name) + struct.pack("<I", len(shape))
        head += struct.pack(f"<{len(shape)}QIQ", *shape, _F32, len(body))
        body += _padded(array.astype("<f4").tobytes())
    path.write_bytes(_padded(head) + body)
    return path


def _tensors(vocabulary: int, width: int, layers: int) -> dict[str, np.ndarray[Any, Any]]:
    draw = np.random.default_rng(7)
    shapes = {"token_embd": (vocabulary, width), "output": (vocabulary, width)}
    norms = ["output_norm"]
    for layer in range(layers):
        for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
            shapes[f"blk.{layer}.{name}"] = (width, width)
        for name in ("ffn_gate", "ffn_up"):
            shapes[f"blk.{layer}.{name}"] = (2 * width, width)
        shapes[f"blk.{layer}.ffn_down"] = (width, 2 * width)
        norms += [f"blk.{layer}.{name}" for name in ("attn_norm", "ffn_norm")]
    found = {f"{name}.weight": draw.normal(0, 0.3, shape) for name, shape in shapes.items()}
    return {**found, **{f"{name}.weight": np.ones(width) for name in norms}}


def _text(text: str) -> bytes:
    raw = text.encode()
    return struct.pack("<Q", len(raw)) + raw


def _value(value: Any) -> bytes:
    if isinstance(value, list):
        # Token types are the one list of signed numbers.
        kind = 5 if isinstance(value[0], int) else _TYPES[type(value[0])]
        return struct.pack("<IIQ", _ARRAY, kind, len(value)) + b"".join(map(_bare, value))
    return struct.pack("<I", _TYPES[type(value)]) + _bare(value)


def _bare(value: Any) -> bytes:
    if isinstance(value, str):
        return _text(value)
    return struct.pack("<f" if isinstance(value, float) else "<I", value)


def _padded(raw: bytes) -> bytes:
    return raw + bytes(-len(raw) % _ALIGNMENT)
