"""llama.cpp runs a batch of tokens, which ends at once where nobody waits for it any more."""

from __future__ import annotations

import ctypes
from typing import Any

from ipqa.stopping import StoppedError, current

_ABORTED = 2
"""What llama.cpp gives for a batch that was aborted."""


class Decoder:
    """Runs batches in a context.

    Before each of a batch's many steps llama.cpp asks a function whether to go on. One of Python's
    would wait there for the interpreter's lock; C's ``strlen`` does not: of a byte that is zero it
    makes 0, false, and of one that is set 1, true.
    """

    def __init__(self, lib: Any, context: Any) -> None:
        self._lib, self._context = lib, context
        self._flag = ctypes.create_string_buffer(2)
        # Kept here, since llama.cpp holds no reference to it.
        self._asked = ctypes.cast(ctypes.CDLL(None).strlen, lib.ggml_abort_callback)
        lib.llama_set_abort_callback(context, self._asked, ctypes.addressof(self._flag))

    def decode(self, batch: Any) -> int:
        """What llama.cpp gives for a batch; 0 is well.

        Raises ``StoppedError``; the context's memory is then as it was before.
        """
        stop = current()
        stop.check()
        self._flag[0] = b"\0"
        with stop.calling(self._abort):
            result = int(self._lib.llama_decode(self._context, batch))
        if result == _ABORTED:
            raise StoppedError
        return result

    def _abort(self) -> None:
        self._flag[0] = b"\1"
