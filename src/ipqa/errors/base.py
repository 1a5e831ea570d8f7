"""The base of all failures, and the words that they share."""

from __future__ import annotations


class IpqaError(Exception):
    """The base of all failures that ipqa explains; ``str()`` is one line for people."""


def capitalised(reason: str) -> str:
    """A reason, which begins in small letters, as a line of its own."""
    return f"{reason[:1].upper()}{reason[1:]}"


def megabytes(count: int) -> str:
    """A number of bytes in words: ``20 MB``."""
    return f"{count / 1_000_000:,.1f}".removesuffix(".0") + " MB"
