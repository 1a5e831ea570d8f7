"""What may be wrong with what is asked, and with what it is asked of."""

from __future__ import annotations

from pathlib import Path

from ipqa.errors.base import IpqaError


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


class FilterError(IpqaError):
    """A filter that no article could fit, or that can't be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the filters make no sense ({reason}): mend or leave them out")


class NothingFitsError(IpqaError):
    """Filters that leave no article to answer from."""

    def __init__(self, filters: str) -> None:
        super().__init__(f"no indexed article fits the filters ({filters}): widen them")


class QuestionsError(IpqaError):
    """An evaluation file is malformed; names the file and the line."""

    def __init__(self, path: Path, line: int | None, reason: str) -> None:
        where = f"{path}, line {line}" if line else str(path)
        super().__init__(f"{where}: {reason}")


class FeedbackError(IpqaError):
    """There is no feedback to be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"{path} can't be read ({reason}): name the feedback.jsonl of a store, or give an "
            "answer of the chat a thumb first"
        )
