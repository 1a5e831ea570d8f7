"""The language model: prompts, the GGUF in this process, or a server."""

from __future__ import annotations

from ipqa.generation.base import Writer
from ipqa.settings import Settings


def open_writer(settings: Settings) -> Writer:
    """The model that the settings name, loaded.

    Raises what ``ipqa.models.find_gguf`` raises, and ``ModelCorruptError``.
    """
    if settings.llm_url:
        from ipqa.generation.server import ServerWriter

        return ServerWriter(settings.llm_url, settings.llm_model, settings.llm_api_key)
    from ipqa.generation.adapter import find_adapter
    from ipqa.generation.gguf import Gguf
    from ipqa.generation.writer import GgufWriter
    from ipqa.models import find_gguf

    found = find_gguf(settings)
    return GgufWriter(
        Gguf(
            found.name,
            found.path,
            settings.context_tokens,
            settings.batch_tokens,
            settings.threads,
            find_adapter(found.name) if settings.adapter else None,
        )
    )
