"""The chat: a page on this machine, and nothing that leaves it.

Gradio and the model libraries read these variables while they are imported, so they are set
before any module of this package can import them.
"""

from __future__ import annotations

import os

from ipqa.web import stubs

os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
stubs.keep()
