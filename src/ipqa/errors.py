"""The failures that people meet: each says what is wrong and what to do next, in one line."""

from __future__ import annotations

import errno
from pathlib import Path


class IpqaError(Exception):
    """The base of all failures that ipqa explains; ``str()`` is one line for people."""


class EmptyQuestionError(IpqaError):
    """The question has no words in it."""

    def __init__(self) -> None:
        super().__init__("the question is empty: ask in a few words, for example a who or a when")


class QuestionTooLongError(IpqaError):
    """The question is longer than the limit in the settings."""

    def __init__(self, length: int, limit: int) -> None:
        super().__init__(
            f"the question has {length:,} characters and the limit is {limit:,}: shorten it"
        )


class HistoryError(IpqaError):
    """The conversation handed in has the wrong shape."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f'the history {reason}: give a list of {{"role": "user" or "assistant", '
            '"content": text}'
        )


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


class DiskFullError(IpqaError):
    """There is no room to write what a sync has to keep."""

    def __init__(self, store: Path) -> None:
        super().__init__(
            f"the disk is full: make room where {store} lies, then try again; nothing is lost, and "
            "what is embedded already is kept"
        )


class StoreBusyError(IpqaError):
    """Another process is writing to the store."""

    def __init__(self, store: Path) -> None:
        super().__init__(
            f"another ipqa is indexing into {store}: wait until it has finished, then try again"
        )


class UnknownModelError(IpqaError):
    """A model name that neither the manifest nor the disk knows."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(
            f"there is no model '{name}': give the path of a .gguf file or one of "
            f"{', '.join(known)}"
        )


class ModelMissingError(IpqaError):
    """A known model whose file is not on this machine."""

    def __init__(self, name: str, path: Path) -> None:
        super().__init__(
            f"the model {name} is not at {path}: run 'ipqa models pull {name}' to fetch it"
        )


class ModelCorruptError(IpqaError):
    """A model file that is cut short, altered or no GGUF."""

    def __init__(self, name: str, path: Path, reason: str) -> None:
        super().__init__(
            f"the model {name} at {path} is damaged ({reason}): "
            f"run 'ipqa models pull {name}' to fetch it again"
        )


class PullFailedError(IpqaError):
    """A model could not be fetched."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(
            f"the model {name} could not be fetched ({reason}): check the network, then run "
            f"'ipqa models pull {name}' again"
        )


class ServerError(IpqaError):
    """An external engine (a model server or a Chroma server) does not answer as it should."""

    def __init__(self, url: str, reason: str) -> None:
        super().__init__(f"the server {url} failed ({reason}): check that it runs, then try again")


class PortInUseError(IpqaError):
    """The chat's port is taken."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"port {port} on {host} is in use: close the other program or choose another "
            f"with 'ipqa chat --port {port + 1}'"
        )


class SettingsError(IpqaError):
    """A setting from the environment or ipqa.toml makes no sense."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"a setting is wrong ({reason}): mend it in ipqa.toml or the environment")


class QuestionsError(IpqaError):
    """An evaluation file is malformed; names the file and the line."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}: {reason}")


class UnknownEmbedderError(UnknownModelError):
    """An embedder name that neither the manifest nor the disk knows."""

    def __init__(self, name: str, known: list[str]) -> None:
        IpqaError.__init__(
            self,
            f"there is no embedder '{name}': give a sentence-transformers folder or "
            f"{', '.join(known)}",
        )


class ModelFileError(ModelCorruptError):
    """A model that the user named by its path and that can't be used."""

    def __init__(self, name: str, path: Path, reason: str) -> None:
        IpqaError.__init__(
            self,
            f"the model {name} at {path} can't be used ({reason}): check the path, or fetch the "
            "model anew from where it came",
        )


class PipMissingError(PullFailedError):
    """Models come by pip, and this Python has none (as in some virtual environments)."""

    def __init__(self, name: str, python: str) -> None:
        IpqaError.__init__(
            self,
            f"the model {name} could not be fetched, because this Python has no pip: run "
            f"'{python} -m ensurepip', then 'ipqa models pull {name}' again",
        )


class NotIndexedError(IpqaError):
    """Names of articles that the index does not hold."""

    def __init__(self, names: list[str]) -> None:
        super().__init__(
            f"no indexed article has the id or the path {', '.join(names)}: "
            "'ipqa status' lists them all"
        )


class UnwritableFileError(IpqaError):
    """A file that a result was to be written to."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} can't be written ({reason}): choose a file in a folder that is there"
        )


class FeedbackError(IpqaError):
    """There is no feedback to be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} can't be read ({reason}): name the feedback.jsonl of a store, or give an "
            "answer of the chat a thumb first"
        )


class FilterError(IpqaError):
    """A filter that no article could fit, or that can't be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the filters make no sense ({reason}): mend or leave them out")


class NothingFitsError(IpqaError):
    """Filters that leave no article to answer from."""

    def __init__(self, filters: str) -> None:
        super().__init__(f"no indexed article fits the filters ({filters}): widen them")


class QueueFullError(IpqaError):
    """More people ask than may wait; ``retry_after`` is in seconds."""

    def __init__(self, limit: int, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(
            f"there are {limit:,} question(s) waiting already, which is the limit: try again in "
            f"{retry_after:,} second(s)"
        )


class TooManyRequestsError(IpqaError):
    """One address sends more than the settings allow; ``retry_after`` is in seconds."""

    def __init__(self, limit: int, retry_after: int) -> None:
        self.retry_after = retry_after
        super().__init__(
            f"more than {limit:,} request(s) in a minute came from this address: try again in "
            f"{retry_after:,} second(s)"
        )


class RequestError(IpqaError):
    """A program's request that makes no sense; ``reason`` ends with what to do."""

    def __init__(self, reason: str, field: str | None = None) -> None:
        self.field = field
        super().__init__(reason)


class UnknownArticleError(IpqaError):
    """The id of an article that the index does not hold, from a program."""

    def __init__(self, article_id: str) -> None:
        super().__init__(
            f"there is no article '{article_id}': a search or the list of articles names their ids"
        )


class OpenHostError(IpqaError):
    """The chat was to be reached from other machines by anybody."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"on {host} anybody who reaches this machine could ask and read the articles: set "
            "IPQA_PASSWORD (to log in on the page) or IPQA_TOKEN (for programs), or leave out "
            "--host"
        )


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


def capitalised(reason: str) -> str:
    """A reason, which begins in small letters, as a line of its own."""
    return f"{reason[:1].upper()}{reason[1:]}"


def megabytes(count: int) -> str:
    """A number of bytes in words: ``20 MB``."""
    return f"{count / 1_000_000:,.1f}".removesuffix(".0") + " MB"


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
