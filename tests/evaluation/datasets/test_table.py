from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.question import Question
from ipqa.evaluation.datasets.table import is_table, load_table

from ..builders import write_lines


def load(folder: Path, *lines: str) -> list[Question]:
    return load_table(write_lines(folder / "q.csv", *lines))


def test_a_row_is_read_with_all_its_cells(tmp_path: Path) -> None:
    (question,) = load(
        tmp_path,
        "id,question,answer,article,quote,history_question,history_answer,type,group",
        'a1, When? ,23 August|August 23,news.md,"On 23 August, it rained.",Who?,He.,paraphrase,g1',
    )
    assert question == Question(
        id="a1",
        question="When?",
        history=({"role": "user", "content": "Who?"}, {"role": "assistant", "content": "He."}),
        type="paraphrase",
        group="g1",
        answers=(("23 August",), ("August 23",)),
        article_ids=("news.md",),
        quotes=("On 23 August, it rained.",),
    )


def test_only_the_question_is_needed(tmp_path: Path) -> None:
    (question,) = load(tmp_path, "question", "When, and why?".replace(",", " -"))
    assert (question.id, question.group, question.question) == ("row-2", "row-2", "When - and why?")
    assert (question.judged, question.type, question.answers) == (False, "retrieval", None)
    assert (question.article_ids, question.quotes, question.history) == ((), (), ())


def test_an_empty_answer_is_not_judged_though_its_article_is_known(tmp_path: Path) -> None:
    (question,) = load(tmp_path, "question,answer,article", "When?,,news.md")
    assert (question.judged, question.answerable) == (False, False)
    assert question.article_ids == ("news.md",)


@pytest.mark.parametrize("word", ["unanswerable", "none", " None ", "UNANSWERABLE"])
def test_words_that_say_that_there_is_no_answer(tmp_path: Path, word: str) -> None:
    near, far = load(tmp_path, "question,answer,type", f"When?,{word},", f"Why?,{word},Far")
    assert (near.answers, near.judged, near.type) == (None, True, "near")
    assert (far.answers, far.judged, far.type) == (None, True, "far")


def test_answers_are_alternatives_of_strings(tmp_path: Path) -> None:
    (question,) = load(
        tmp_path, "question,answer", "Who?,Ann && Bob | both of them|e\u0301te\u0301"
    )
    assert question.answers == (("Ann", "Bob"), ("both of them",), ("été",))
    assert question.type == "factual"


def test_a_history_makes_a_follow_up(tmp_path: Path) -> None:
    header = "question,answer,history_question,history_answer"
    judged, not_judged = load(tmp_path, header, "When?,1973,Who?,He.", "When?,,Who?,He.")
    assert judged.type == "followup"
    assert not_judged.type == "retrieval"
    assert [turn["role"] for turn in judged.history] == ["user", "assistant"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_what_stands_between_cells_is_told_by_the_header(tmp_path: Path, delimiter: str) -> None:
    lines = ["question|answer", '"One, two; or three, or four; or five?"|three']
    (question,) = load(tmp_path, *(line.replace("|", delimiter) for line in lines))
    assert question.question == "One, two; or three, or four; or five?"
    assert question.answers == (("three",),)


def test_the_file_may_come_from_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "q.csv"
    path.write_bytes(
        b"\xef\xbb\xbf\r\nQuestion ;ANSWER;;\r\n"
        b'"Says ""who""?\r\nAnd when?";1973;;\r\n;;;\r\n\r\nWhy?;because\r\n'
    )
    first, second = load_table(path)
    assert first.question == 'Says "who"?\nAnd when?'
    # As the spreadsheet counts: a cell of two lines is one row, and an empty row is one too.
    assert (first.id, second.id) == ("row-3", "row-6")
    assert second.answers == (("because",),)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (",1973,,,,,,", "the question is empty"),
        ("Who?,Ann||Bob,,,,,,", "an answer is empty between the | or && of 'Ann||Bob'"),
        ("Who?,Ann &&,,,,,,", "an answer is empty between the | or && of 'Ann &&'"),
        ("Who?,Ann,,A quote.,,,,", "there is a quote and no article"),
        ("Who?,Ann,,,When?,,,", "history_question and history_answer go together"),
        ("Who?,Ann,,,,1973.,,", "history_question and history_answer go together"),
        ("Who?,Ann,,,,,hard,", "the type 'hard' of a question with an answer can only be empty or"),
        ("Who?,Ann,,,,,near,", "the type 'near' of a question with an answer can only be"),
        ("Who?,none,,,,,factual,", "a question that is unanswerable can only be empty or near or"),
        ("Who?,,,,,,factual,", "a question without an answer can only be empty or retrieval"),
        ("Who?,Ann,,,,,,,Bob", "'Bob' has no column"),
        ("Who?,Ann,,,,,,q-0", "the id q-0 is already on line 2"),
        ('"Who" is he?,Ann', "not valid CSV ("),
        ('"Who?,Ann', "not valid CSV (unexpected end of data)"),
    ],
)
def test_a_bad_row_is_named_with_file_and_line(tmp_path: Path, bad: str, reason: str) -> None:
    header = "question,answer,article,quote,history_question,history_answer,type,id"
    first = '"On two\nlines?",1973,,,,,,q-0'
    path = write_lines(tmp_path / "q.csv", header, first, "", bad, "", "Next?,Ann")
    with pytest.raises(QuestionsError) as error:
        load_table(path)
    assert str(error.value).startswith(f"{path}, line 5: ")
    assert reason in str(error.value)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        ("question,answers", "the column 'answers' is unknown: delete it, or name it one of"),
        ("question,answer,Answer", "the column answer is there twice"),
        ("answer,type", "there is no column question"),
        ('"question,answer', "not valid CSV (unexpected end of data)"),
    ],
)
def test_a_bad_header_is_named(tmp_path: Path, header: str, reason: str) -> None:
    path = write_lines(tmp_path / "q.csv", "", header, "Who?,Ann")
    with pytest.raises(QuestionsError) as error:
        load_table(path)
    assert str(error.value).startswith(f"{path}, line 2: {reason}")


@pytest.mark.parametrize("lines", [(), ("question,answer",), ("question,answer", ",")])
def test_a_table_without_a_question_is_named(tmp_path: Path, lines: tuple[str, ...]) -> None:
    with pytest.raises(QuestionsError, match=r"q\.csv: there is no question in it"):
        load(tmp_path, *lines)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("question\nWho?", True),
        ("\n\n Answer ; QUESTION\n", True),
        ('"answer"\t"question"\n', True),
        ("questions,answers\n", False),
        ("Ask me a question, please\n", False),
        ("", False),
        ("x" * 200_000, False),
    ],
)
def test_a_table_is_told_by_its_header(text: str, expected: bool) -> None:
    assert is_table(text) is expected
