from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets import load_questions

from ..builders import line, write_lines


def test_a_question_is_read_with_all_its_fields(tmp_path: Path) -> None:
    history = [{"role": "user", "content": "Who is CBBC?"}]
    path = write_lines(tmp_path / "q.jsonl", line(history=history, type="followup"))
    (question,) = load_questions(path)
    assert question.id == "q-1"
    assert question.history == tuple(history)
    assert question.answers == (("23 August",), ("August 23",))
    assert question.answerable
    assert question.judged


def test_null_answers_mean_unanswerable_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    far = line(answers=None, type="far", article_ids=[], quotes=[])
    (question,) = load_questions(write_lines(tmp_path / "q.jsonl", "", far))
    assert not question.answerable
    assert question.judged


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{oops", "not valid JSON"),
        ("[]", "not a JSON object"),
        (line(question=...), "missing question"),
        (line(group=..., quotes=...), "missing group, quotes"),
        (line(question=" "), "question is not a text"),
        (line(type="hard"), "the type 'hard' is none of"),
        (line(type="retrieval", answers=None), "the type 'retrieval' is none of"),
        (line(answers=None), "answers is null for the types near, false-premise and far"),
        (line(type="near"), "answers is null for the types near, false-premise and far"),
        (line(answers=[]), "neither null nor a list"),
        (line(answers=[[]]), "neither null nor a list"),
        (line(answers=["23 August"]), "an alternative in answers is not a list of texts"),
        (line(answers=[[""]]), "an alternative in answers is not a list of texts"),
        (line(quotes=[]), "names its article_ids and quotes"),
        (line(quotes="x"), "quotes is not a list of texts"),
        (line(history={}), "history is not a list"),
        (line(history=[{"role": "system", "content": "x"}]), "a turn of history"),
        (line(id="q-0"), "the id q-0 is already on line 1"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(tmp_path: Path, bad: str, reason: str) -> None:
    path = write_lines(tmp_path / "q.jsonl", line(id="q-0"), "", bad)
    with pytest.raises(QuestionsError) as error:
        load_questions(path)
    assert str(error.value).startswith(f"{path}, line 3: ")
    assert reason in str(error.value)


def test_a_missing_an_empty_and_a_binary_file_are_named(tmp_path: Path) -> None:
    binary = tmp_path / "b.jsonl"
    binary.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "none.jsonl", write_lines(tmp_path / "e.jsonl"), binary):
        with pytest.raises(QuestionsError, match=path.name):
            load_questions(path)
