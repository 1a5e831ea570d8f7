"""JSON responses for text from anywhere."""

from __future__ import annotations

import json
from typing import Any

from starlette.responses import JSONResponse


class Json(JSONResponse):
    """JSON in UTF-8; half a surrogate pair comes out as the escape that JSON has."""

    def render(self, content: Any) -> bytes:
        """The body."""
        return json_bytes(content)


def json_bytes(content: Any) -> bytes:
    """A JSON value on one line."""
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", errors="backslashreplace")
