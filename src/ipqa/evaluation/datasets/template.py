"""The table that a user starts from."""

from __future__ import annotations

import csv
from pathlib import Path

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.table import AND, COLUMNS, NO_ANSWER, OR

_ROWS: tuple[dict[str, str], ...] = (
    {
        "question": "On what date did CBBC sign the agreement with Tencent?",
        "answer": f"23 August {OR} August 23",
        "article": "CBBC-IPCC-WeChat-memorandum.md",
        "quote": (
            "CBBC signed the agreement on 23 August with Tencent Holdings, the owner of WeChat."
        ),
        "type": "factual",
    },
    {
        "question": "Where was it held?",
        "answer": f"British Centre {AND} Shanghai",
        "article": "CBBC-IPCC-WeChat-memorandum.md",
        "history_question": "When did CBBC hold the seminar with Alibaba Organization?",
        "history_answer": "The seminar took place on 11 August.",
        "type": "followup",
    },
    {"question": "Who is the chief executive of Tencent?", "answer": NO_ANSWER[0], "type": "near"},
)
"""About an article that comes with ipqa, so that the template runs before it is filled in."""


def write_template(path: Path) -> None:
    """Writes a CSV of three example questions, to be replaced by the user's own.

    One with alternative answers and a quote, a follow-up whose answer needs two strings, and one
    that is unanswerable. Raises ``QuestionsError`` when there is a file already, or none can be
    written.
    """
    try:
        # With a byte order mark, or Excel takes the file for another encoding and saves it so.
        with path.open("x", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(_ROWS)
    except FileExistsError as error:
        reason = "it is there already, and is not overwritten: name a new file"
        raise QuestionsError(path, None, reason) from error
    except OSError as error:
        reason = f"can't be written ({error.strerror}): name a file in another folder"
        raise QuestionsError(path, None, reason) from error
