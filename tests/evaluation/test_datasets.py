from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets import half, load_questions, load_squad

from .builders import line, write_lines


def test_a_question_is_read_with_all_its_fields(tmp_path: Path) -> None:
    history = [{"role": "user", "content": "Who is CBBC?"}]
    path = write_lines(tmp_path / "q.jsonl", line(history=history, type="followup"))
    (question,) = load_questions(path)
    assert question.id == "q-1"
    assert question.history == tuple(history)
    assert question.answers == (("23 August",), ("August 23",))
    assert question.answerable


def test_null_answers_mean_unanswerable_and_blank_lines_are_skipped(tmp_path: Path) -> None:
    far = line(answers=None, type="far", article_ids=[], quotes=[])
    (question,) = load_questions(write_lines(tmp_path / "q.jsonl", "", far))
    assert not question.answerable


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{oops", "not valid JSON"),
        ("[]", "not a JSON object"),
        (line(question=...), "missing question"),
        (line(group=..., quotes=...), "missing group, quotes"),
        (line(question=" "), "question is not a text"),
        (line(type="hard"), "the type 'hard' is none of"),
        (line(answers=None), "answers is null for the types near and far"),
        (line(type="near"), "answers is null for the types near and far"),
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


def test_halves_are_stable_and_both_used() -> None:
    assert half("we-01") == half("we-01")
    assert {half(f"group {number}") for number in range(20)} == {"A", "B"}
    # Pinned, so that no change of code moves a question: SHA-256 of "b" is odd, of "c" even.
    assert (half("b"), half("c")) == ("B", "A")


SQUAD: dict[str, Any] = {
    "data": [
        {
            "title": "Oil crisis",
            "paragraphs": [
                {
                    "context": "It began in October 1973. The price rose to $12 in 1974.",
                    "qas": [
                        {
                            "id": "1",
                            "question": " When did it begin?",
                            "answers": [
                                {"text": "October 1973", "answer_start": 12},
                                {"text": "October 1973", "answer_start": 12},
                                {"text": "1973", "answer_start": 20},
                            ],
                            "is_impossible": False,
                        },
                        {
                            "id": "2",
                            "question": "When did it end?",
                            "answers": [],
                            "is_impossible": True,
                        },
                    ],
                }
            ],
        },
        {"title": "Normans", "paragraphs": []},
    ]
}


def test_squad_becomes_articles_and_questions(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD))
    texts, (begin, end) = load_squad(path, ["Oil crisis"])
    assert list(texts) == ["Oil_crisis.txt"]
    assert begin.answers == (("October 1973",), ("1973",))
    assert begin.quotes == ("It began in October 1973.",)
    assert begin.quotes[0] in texts["Oil_crisis.txt"]
    assert begin.article_ids == ("squad/Oil_crisis.txt",)
    assert (end.answers, end.type) == (None, "near")
    assert begin.group == end.group


def test_squad_without_titles_takes_all(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD))
    assert list(load_squad(path)[0]) == ["Oil_crisis.txt", "Normans.txt"]


def test_a_wrong_title_or_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(SQUAD))
    with pytest.raises(QuestionsError, match="no title Warsaw: it has Normans, Oil crisis"):
        load_squad(path, ["Warsaw"])
    path.write_text("[]")
    with pytest.raises(QuestionsError, match="not a SQuAD"):
        load_squad(path)
