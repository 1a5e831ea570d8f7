"""The store on the disk: missing, of another kind, damaged, full or in use."""

from __future__ import annotations

import errno
from pathlib import Path

from ipqa.errors.base import IpqaError


class EmptyIndexError(IpqaError):
    """A question or a search before anything was indexed."""

    def __init__(self, store: Path) -> None:
        super().__init__(f"nothing is indexed in {store} yet: run 'ipqa index' first")


class StoreMismatchError(IpqaError):
    """The store was made by another embedder, another distance or a newer version of ipqa."""

    def __init__(self, store: Path, what: str, found: str, wanted: str) -> None:
        super().__init__(
            f"the store {store} was made with {what} {found}, and this is {wanted}: "
            "set it back, or index into a new folder with --store"
        )


class OtherEmbedderError(StoreMismatchError):
    """A question with another embedder than the one that made the store's vectors."""

    def __init__(self, store: Path, found: str, wanted: str) -> None:
        IpqaError.__init__(
            self,
            f"the store {store} was made with the embedder {found}, and the settings say {wanted}: "
            "set it back, or run 'ipqa index' to embed all its passages again",
        )


class OldStoreError(StoreMismatchError):
    """A store of an earlier ipqa, which a sync brings up to date."""

    def __init__(self, store: Path, found: str) -> None:
        IpqaError.__init__(
            self,
            f"the store {store} was made by an earlier ipqa (schema {found}): "
            "run 'ipqa index' to bring it up to date",
        )


class StoreUnreadableError(IpqaError):
    """The store's files can't be opened."""

    def __init__(self, store: Path, reason: str) -> None:
        self.reason = reason
        super().__init__(
            f"the store {store} can't be read ({reason}): run 'ipqa index --rebuild', which moves "
            "what is damaged aside and makes it anew from the articles; they are untouched"
        )


class StoreBusyError(IpqaError):
    """Another process is writing to the store."""

    def __init__(self, store: Path) -> None:
        super().__init__(
            f"another ipqa is indexing into {store}: wait until it has finished, then try again"
        )


class DiskFullError(IpqaError):
    """There is no room to write what a sync has to keep."""

    def __init__(self, store: Path) -> None:
        super().__init__(
            f"the disk is full: make room where {store} lies, then try again; nothing is lost, and "
            "what is embedded already is kept"
        )


class UnwritableFileError(IpqaError):
    """A file that a result was to be written to."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} can't be written ({reason}): choose a file in a folder that is there"
        )


_NO_ROOM = (
    "SQLITE_FULL",
    "SQLITE_IOERR_WRITE",
    "SQLITE_IOERR_FSYNC",
    "SQLITE_IOERR_TRUNCATE",
    "SQLITE_IOERR_SHMSIZE",
)


def is_disk_full(error: BaseException) -> bool:
    """Whether a failure means that nothing more can be written, as its number or its words say."""
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return True
    if getattr(error, "sqlite_errorname", "") in _NO_ROOM:
        return True
    words = str(error).lower()
    return any(sign in words for sign in ("disk is full", "no space left", "file too large"))
