"""Files that the chat does not take."""

from __future__ import annotations

from pathlib import Path

from ipqa.errors.base import IpqaError, megabytes
from ipqa.errors.store import DiskFullError


class TooManyFilesError(IpqaError):
    """More files at a time than may be uploaded."""

    def __init__(self, count: int, limit: int) -> None:
        super().__init__(
            f"there are {count:,} files, and {limit:,} may come at a time: choose fewer, and the "
            "rest after them"
        )


class FileTooLargeError(IpqaError):
    """A file is larger than what may be uploaded; the limit is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"it is larger than the {megabytes(limit)} that a file may have: split it, or put it "
            "into a folder of your own and run 'ipqa index FOLDER'"
        )


class FileKindError(IpqaError):
    """A file of a kind that is not taken."""

    def __init__(self, taken: str) -> None:
        super().__init__(f"it is not of a kind that is taken: choose {taken}")


class UploadsFullError(IpqaError):
    """The folder of uploads has no room; the limit is in bytes."""

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"the folder of uploads has its {megabytes(limit)}: remove articles that were uploaded "
            "to make room, or set IPQA_UPLOADS_MB higher"
        )


class UploadLostError(IpqaError):
    """An uploaded file is not where it was put, or came without a length."""

    def __init__(self) -> None:
        super().__init__("it did not arrive: choose it again")


class UploadDiskFullError(DiskFullError):
    """There is no room to write an uploaded file."""

    def __init__(self, folder: Path) -> None:
        IpqaError.__init__(
            self,
            f"the disk is full: make room where {folder} lies, then choose the file again",
        )


class UnwritableUploadsError(IpqaError):
    """The folder of uploads can't be written to."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"nothing can be written in {folder} ({reason}): mend that, or set IPQA_UPLOADS to "
            "another folder"
        )
