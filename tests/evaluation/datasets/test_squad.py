from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets import load_squad

CONTEXT = "It began in October 1973. The price rose to $12 in 1974."
SQUAD: dict[str, Any] = {
    "data": [
        {
            "title": "Oil crisis",
            "paragraphs": [
                {
                    "context": CONTEXT,
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


def write(folder: Path, data: Any) -> Path:
    path = folder / "squad.json"
    path.write_text(json.dumps(data), encoding="utf-8")
    return path


def one(context: str, *qas: dict[str, Any], title: str = "T") -> dict[str, Any]:
    """An article of one paragraph."""
    return {"title": title, "paragraphs": [{"context": context, "qas": list(qas)}]}


def ask(id: Any, text: str, start: int) -> dict[str, Any]:
    """A question as SQuAD 1.1 has it: without ``is_impossible``."""
    return {"id": id, "question": "?", "answers": [{"text": text, "answer_start": start}]}


def test_squad_becomes_articles_and_questions(tmp_path: Path) -> None:
    texts, (begin, end) = load_squad(write(tmp_path, SQUAD), ["Oil crisis"])
    assert texts == {"Oil_crisis.txt": f"{CONTEXT}\n"}
    assert begin.question == "When did it begin?"
    assert begin.answers == (("October 1973",), ("1973",))
    assert begin.quotes == ("It began in October 1973.",)
    assert begin.article_ids == ("squad/Oil_crisis.txt",)
    assert (end.answers, end.type, end.article_ids) == (None, "near", ())
    assert begin.judged
    assert end.judged
    assert begin.group == end.group == "Oil crisis 0"


def test_squad_1_1_has_no_is_impossible(tmp_path: Path) -> None:
    path = write(tmp_path, {"version": "1.1", "data": [one(CONTEXT, ask("1", "$12", 44))]})
    (question,) = load_squad(path)[1]
    assert (question.type, question.answers) == ("factual", (("$12",),))
    assert question.quotes == ("The price rose to $12 in 1974.",)


def test_a_question_without_answers_is_unanswerable_as_in_the_official_script(
    tmp_path: Path,
) -> None:
    qa = {"id": "1", "question": "?", "answers": []}
    (question,) = load_squad(write(tmp_path, {"data": [one(CONTEXT, qa)]}))[1]
    assert (question.answerable, question.judged, question.type) == (False, True, "near")


def test_plausible_answers_of_an_impossible_question_are_none(tmp_path: Path) -> None:
    qa = ask("1", "nowhere", 0) | {"is_impossible": True}
    (question,) = load_squad(write(tmp_path, {"data": [one(CONTEXT, qa)]}))[1]
    assert (question.answers, question.quotes) == (None, ())


def test_an_answer_over_two_sentences_quotes_both(tmp_path: Path) -> None:
    path = write(tmp_path, {"data": [one(CONTEXT, ask("1", "1973. The price", 20))]})
    assert load_squad(path)[1][0].quotes == (CONTEXT,)


def test_squad_without_titles_takes_all(tmp_path: Path) -> None:
    assert list(load_squad(write(tmp_path, SQUAD))[0]) == ["Oil_crisis.txt", "Normans.txt"]


def test_a_title_asked_for_twice_is_taken_once(tmp_path: Path) -> None:
    texts, questions = load_squad(write(tmp_path, SQUAD), ["Oil crisis", "Oil crisis"])
    assert (len(texts), len(questions)) == (1, 2)


def test_a_title_that_comes_twice_is_one_article_and_similar_titles_are_two(
    tmp_path: Path,
) -> None:
    data = [
        one("Red is red.", ask("1", "red", 7)),
        one("Blue is blue.", ask("2", "blue", 8)),
        one("It is a/b.", ask("3", "a/b", 6), title="a/b"),
        one("It is a?b.", ask("4", "a?b", 6), title="a?b"),
    ]
    texts, questions = load_squad(write(tmp_path, {"data": data}))
    assert texts["T.txt"] == "Red is red.\n\nBlue is blue.\n"
    assert len(texts) == 3
    assert [question.group for question in questions[:2]] == ["T 0", "T 1"]
    assert questions[2].article_ids == ("squad/a_b.txt",)
    for question in questions:
        (article_id,) = question.article_ids
        assert question.quotes[0] in texts[article_id.removeprefix("squad/")]


def test_quotes_stand_in_the_text_whatever_the_unicode_form(tmp_path: Path) -> None:
    context = "The cafe\u0301\u200b is old. It closed."
    path = write(tmp_path, {"data": [one(context, ask(7, "cafe\u0301\u200b", 4))]})
    texts, (question,) = load_squad(path)
    assert texts == {"T.txt": "The café is old. It closed.\n"}
    assert (question.id, question.answers) == ("7", (("café",),))
    assert question.quotes == ("The café is old.",)


def test_a_wrong_title_is_named_with_those_there_are(tmp_path: Path) -> None:
    path = write(tmp_path, SQUAD)
    with pytest.raises(QuestionsError, match="no title Warsaw: it has Normans, Oil crisis"):
        load_squad(path, ["Warsaw"])


def test_broken_json_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text('{"data": [\n{"title": }]}')
    with pytest.raises(QuestionsError) as error:
        load_squad(path)
    assert str(error.value).startswith(f"{path}, line 2: not valid JSON")


@pytest.mark.parametrize("data", [[], 3, None, {}, {"data": {}}, {"data": [[]]}, {"data": [{}]}])
def test_what_is_no_squad_is_named(tmp_path: Path, data: Any) -> None:
    path = write(tmp_path, data)
    with pytest.raises(QuestionsError) as error:
        load_squad(path)
    assert str(error.value).startswith(f"{path}: not a SQuAD file: ")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": None}, "a question in paragraph 1 of Oil crisis has no text under 'id'"),
        ({"question": None}, "the question 1 has no text under 'question'"),
        ({"question": " "}, "the question 1 is empty"),
        ({"answers": None}, "the question 1 has no list under 'answers'"),
        ({"answers": ["1973"]}, "an answer to the question 1 has no text under 'text'"),
        ({"answers": [{"text": "1973"}]}, "the question 1 has no number under 'answer_start'"),
        ({"answers": [{"text": "", "answer_start": 0}]}, "the question 1 has an empty answer"),
        (
            {"answers": [{"text": "1973", "answer_start": 19}]},
            "the question 1: the answer '1973' is not at character 19 of its context",
        ),
        (
            {"answers": [{"text": "1974.", "answer_start": -5}]},
            "the question 1: the answer '1974.' is not at character -5 of its context",
        ),
        ({"id": "2"}, "paragraph 1 of Oil crisis: the id 2 is there twice"),
    ],
)
def test_a_bad_question_is_named(tmp_path: Path, change: dict[str, Any], reason: str) -> None:
    data = deepcopy(SQUAD)
    data["data"][0]["paragraphs"][0]["qas"][0] |= change
    path = write(tmp_path, data)
    with pytest.raises(QuestionsError) as error:
        load_squad(path)
    assert str(error.value).startswith(f"{path}: ")
    assert reason in str(error.value)


def test_a_bad_paragraph_and_a_set_without_questions_are_named(tmp_path: Path) -> None:
    path = write(tmp_path, {"data": [{"title": "T", "paragraphs": [{"context": "x"}]}]})
    with pytest.raises(QuestionsError, match="paragraph 1 of T has no list under 'qas'"):
        load_squad(path)
    path = write(tmp_path, {"data": [{"title": "T", "paragraphs": []}]})
    with pytest.raises(QuestionsError, match="there is no question in it"):
        load_squad(path)
