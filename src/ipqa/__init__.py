"""Ask your articles: short answers in which every sentence cites the exact words it rests on."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ipqa.article import Answer, Citation

if TYPE_CHECKING:
    from ipqa.assistant import Assistant
    from ipqa.filters import Filters

__version__ = "0.1.0"
__all__ = ["Answer", "Assistant", "Citation", "Filters", "__version__", "ask"]

_shared: Assistant | None = None
_lock = threading.Lock()


def ask(
    question: str, history: Sequence[Any] | None = None, filters: Filters | None = None
) -> Answer:
    """The answer to a question from the store that the settings name.

    ``filters``, such as ``Filters(sources="China Daily", since="2020")``, say from which articles.
    The models load at the first call and stay. Raises ``ipqa.errors.IpqaError`` for what a person
    can mend, such as a store in which nothing is indexed.
    """
    global _shared
    from ipqa.assistant import Assistant

    with _lock:
        if _shared is None:
            _shared = Assistant()
    return _shared.ask(question, history, filters)


def __getattr__(name: str) -> Any:
    # The pipeline is imported when it is asked for, so that ``import ipqa`` stays light.
    if name == "Assistant":
        from ipqa.assistant import Assistant

        return Assistant
    if name == "Filters":
        from ipqa.filters import Filters

        return Filters
    raise AttributeError(f"module 'ipqa' has no attribute '{name}'")
