from __future__ import annotations

import json
from pathlib import Path

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets import load_dataset

from ..builders import line, write_lines
from . import test_beir, test_squad


def test_json_lines_are_ipqas_own(tmp_path: Path) -> None:
    for lines in ([line()], ["", line(), line(id="q-2")], ["\ufeff" + line()]):
        dataset = load_dataset(write_lines(tmp_path / "mine.json", *lines))
        assert (dataset.name, dataset.kind, dataset.texts) == ("mine", "own", None)
        assert dataset.questions[0].id == "q-1"


@pytest.mark.parametrize("indent", [None, 1])
def test_an_object_with_data_is_squad(tmp_path: Path, indent: int | None) -> None:
    path = tmp_path / "dev-v2.0.jsonl"
    path.write_text(json.dumps(test_squad.SQUAD, indent=indent))
    dataset = load_dataset(path)
    assert (dataset.name, dataset.kind, len(dataset.questions)) == ("dev-v2.0", "squad", 2)
    assert dataset.texts is not None
    assert list(dataset.texts) == ["Oil_crisis.txt", "Normans.txt"]
    some = load_dataset(path, ["Oil crisis"])
    assert some.texts is not None
    assert list(some.texts) == ["Oil_crisis.txt"]


def test_a_folder_with_a_corpus_is_beir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "scifact"
    folder.mkdir()
    test_beir.write(folder)
    dataset = load_dataset(folder)
    assert (dataset.name, dataset.kind, len(dataset.questions)) == ("scifact", "beir", 2)
    assert dataset.texts is not None
    assert len(dataset.texts) == 4
    monkeypatch.chdir(folder)
    assert load_dataset(Path()).name == "scifact"


def test_the_ids_of_articles_begin_with_the_kind(tmp_path: Path) -> None:
    path = tmp_path / "squad.json"
    path.write_text(json.dumps(test_squad.SQUAD))
    for dataset in (load_dataset(path), load_dataset(test_beir.write(tmp_path))):
        assert dataset.texts is not None
        (first, *_) = dataset.questions[0].article_ids
        folder, _, name = first.partition("/")
        assert folder == dataset.kind
        assert name in dataset.texts


def test_a_table_is_told_by_its_header(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "mine.txt", "answer;question", "1973;When?")
    dataset = load_dataset(path)
    assert (dataset.name, dataset.kind, dataset.texts) == ("mine", "table", None)
    assert dataset.questions[0].question == "When?"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", ": there is no question in it"),
        ("\ufeff \n\n", ": there is no question in it"),
        ("Who is it?\nWhen was it?\n", ": no question set that ipqa knows: give a folder with"),
        ("questions,answers\n", ": no question set that ipqa knows: give a folder with"),
        ("[]", ": JSON that is no question set: give a folder with"),
        ('{\n"a": 1}', ": JSON that is no question set: give a folder with"),
        ('{"a": 1}', ", line 1: missing id, question"),
        ('\n{"a": 1\n', ", line 3: not valid JSON (Expecting ',' delimiter)"),
        ('{"_id": "1", "text": "x"}', ": one file of a BEIR set: give the folder"),
        ('{"data": []}', ": there is no question in it"),
        ("question,answer\nWho?,Ann,Bob", ", line 2: 'Bob' has no column"),
    ],
)
def test_what_is_no_set_is_named(tmp_path: Path, text: str, reason: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionsError) as error:
        load_dataset(path)
    assert str(error.value).startswith(f"{path}{reason}")
    assert "\n" not in str(error.value)


def test_a_folder_without_a_corpus_and_a_missing_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"a folder without corpus\.jsonl: give a folder with"):
        load_dataset(tmp_path)
    with pytest.raises(QuestionsError, match=r"none\.json: can't be read \(No such file"):
        load_dataset(tmp_path / "none.json")


def test_a_bad_line_of_any_kind_is_that_of_its_loader(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "q.jsonl", line(), "{oops")
    with pytest.raises(QuestionsError, match="line 2: not valid JSON"):
        load_dataset(path)


def test_titles_are_for_squad_alone(tmp_path: Path) -> None:
    own = write_lines(tmp_path / "q.jsonl", line())
    table = write_lines(tmp_path / "q.csv", "question", "Who?")
    for path in (own, table, test_beir.write(tmp_path)):
        with pytest.raises(QuestionsError, match="only a SQuAD file has titles"):
            load_dataset(path, ["T"])
        assert load_dataset(path, []).questions
