"""Every failure that ipqa explains is one line that says what to do next."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest

from ipqa import errors

PATH = Path("/somewhere/a file")
EXAMPLES: dict[str, errors.IpqaError] = {
    type(error).__name__: error
    for error in (
        errors.EmptyQuestionError(),
        errors.QuestionTooLongError(10_000, 2000),
        errors.HistoryError("is no list"),
        errors.PathNotFoundError(PATH),
        errors.NoArticlesError([PATH], 2),
        errors.UnreadableFileError.from_os(PATH, PermissionError(13, "Permission denied")),
        errors.EmptyIndexError(PATH),
        errors.StoreMismatchError(PATH, "embedder", "a@1", "b@2"),
        errors.OtherEmbedderError(PATH, "a@1", "b@2"),
        errors.OldStoreError(PATH, "1"),
        errors.DiskFullError(PATH),
        errors.StoreUnreadableError(PATH, "file is not a database"),
        errors.StoreBusyError(PATH),
        errors.UnknownModelError("x", ["a", "b"]),
        errors.UnknownEmbedderError("x", ["a"]),
        errors.ModelMissingError("tiny", PATH),
        errors.ModelCorruptError("tiny", PATH, "its SHA-256 is not the manifest's"),
        errors.ModelFileError("tiny", PATH, "it does not start as a GGUF file does"),
        errors.PullFailedError("tiny", "no route"),
        errors.PipMissingError("tiny", "python3"),
        errors.ServerError("http://localhost:1", "connection refused"),
        errors.PortInUseError("127.0.0.1", 7860),
        errors.SettingsError("port: not a number"),
        errors.QuestionsError(PATH, 3, "it has no question: write one, or delete the line"),
        errors.NotIndexedError(["a.md"]),
        errors.UnwritableFileError(PATH, "Permission denied"),
        errors.FeedbackError(PATH, "no such file or directory"),
        errors.FilterError("since 2021 comes after until 2020"),
        errors.NothingFitsError("China Daily, 2020"),
        errors.QueueFullError(20, 40),
        errors.TooManyRequestsError(120, 30),
        errors.RequestError("n is 2: leave it out"),
        errors.UnknownArticleError("corpus/a.md"),
        errors.OpenHostError("0.0.0.0"),
        errors.TooManyFilesError(60, 50),
        errors.FileTooLargeError(20_000_000),
        errors.FileKindError("text or PDF"),
        errors.UploadsFullError(1_000_000_000),
        errors.UploadLostError(),
        errors.UploadDiskFullError(PATH),
        errors.UnwritableUploadsError(PATH, "Permission denied"),
    )
}
NEXT = re.compile(
    r"\b(ask|shorten|give|check|put|name|run|set|move|wait|try|make|close|choose|mend|write|leave|lists|names|widen)\b"
)


def test_every_class_has_an_example_here() -> None:
    classes = {
        name
        for name, item in inspect.getmembers(errors, inspect.isclass)
        if issubclass(item, errors.IpqaError) and item is not errors.IpqaError
    }
    assert classes == EXAMPLES.keys()


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_error_is_one_line_that_says_what_to_do_next(name: str) -> None:
    text = str(EXAMPLES[name])
    assert "\n" not in text
    problem, _, advice = text.partition(": ")
    assert problem
    assert NEXT.search(advice), text


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_error_reads_as_a_clause_and_not_as_code(name: str) -> None:
    text = str(EXAMPLES[name])
    assert text[0].islower() or text.startswith(str(PATH))
    assert not text.endswith(".")
    assert "Error" not in text


def test_errors_name_the_figures_that_help() -> None:
    assert "10,000" in str(EXAMPLES["QuestionTooLongError"])
    assert "2,000" in str(EXAMPLES["QuestionTooLongError"])
    assert "--port 7861" in str(EXAMPLES["PortInUseError"])
    assert "line 3" in str(EXAMPLES["QuestionsError"])
    assert "2 file(s)" in str(EXAMPLES["NoArticlesError"])


def test_a_file_that_the_system_withholds_says_why() -> None:
    assert "permission denied" in str(EXAMPLES["UnreadableFileError"])
    assert "oserror" in str(errors.UnreadableFileError.from_os(PATH, OSError()))
