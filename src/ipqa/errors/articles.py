"""Articles that can't be read or found."""

from __future__ import annotations

from pathlib import Path

from ipqa.errors.base import IpqaError


class PathNotFoundError(IpqaError):
    """A path that was named does not exist."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"there is no file or folder {path}: check the spelling of the path")


class NoArticlesError(IpqaError):
    """The paths hold no article that ipqa can read."""

    def __init__(self, paths: list[Path], skipped: int = 0) -> None:
        where = ", ".join(str(path) for path in paths)
        unread = f" ({skipped} file(s) could not be read)" if skipped else ""
        super().__init__(
            f"no articles in {where}{unread}: put text, Markdown, HTML, PDF, DOCX, EPUB, JSON, "
            "JSONL or CSV files there, or name another folder"
        )


class UnreadableFileError(IpqaError):
    """A file can't be read as an article; the rest goes on without it."""

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(f"{path}: {reason}")

    @classmethod
    def from_os(cls, path: Path, error: OSError) -> UnreadableFileError:
        """For a file that the system does not hand out."""
        why = (error.strerror or type(error).__name__).lower()
        return cls(path, f"it can't be opened ({why}): check that you may read it")


class NotIndexedError(IpqaError):
    """Names of articles that the index does not hold."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            f"no indexed article has the id or the path {', '.join(names)}: "
            "'ipqa status' lists them all"
        )


class UnknownArticleError(IpqaError):
    """The id of an article that the index does not hold, from a program."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"there is no article '{article_id}': a search or the list of articles names their ids"
        )
