from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.beir import load_beir
from ipqa.loaders import load_articles

DOCUMENTS: list[dict[str, Any]] = [
    {"_id": "a/1", "title": "Old\n songs", "text": "Music websites removed songs.", "metadata": {}},
    {"_id": "a_1", "title": "", "text": "Nothing but text."},
    {"_id": "A_1", "text": "Untitled text."},
    {"_id": 4, "title": "Only a title", "text": ""},
    {"_id": "5", "title": "", "text": ""},
]
QUERIES: list[dict[str, Any]] = [
    {"_id": "q1", "text": " Who removed songs? "},
    {"_id": "q2", "text": "Which has a title?"},
    {"_id": "train-1", "text": "Of another split?"},
]
QRELS = ["q1\ta/1\t1", "q1\tA_1\t2", "q1\ta/1\t1", "q1\ta_1\t0", "", "q2\t4\t1", "q2\t5\t1"]


def write(
    folder: Path,
    documents: list[Any] = DOCUMENTS,
    queries: list[Any] = QUERIES,
    qrels: list[str] = QRELS,
    name: str = "qrels/test.tsv",
) -> Path:
    for file, rows in (("corpus.jsonl", documents), ("queries.jsonl", queries)):
        lines = [row if isinstance(row, str) else json.dumps(row) for row in rows]
        (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    (folder / name).parent.mkdir(exist_ok=True)
    text = "\n".join(["query-id\tcorpus-id\tscore", *qrels]) + "\n"
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_query_becomes_a_question_that_is_not_judged(tmp_path: Path) -> None:
    _, (first, second) = load_beir(write(tmp_path))
    assert (first.id, first.question, first.group) == ("q1", "Who removed songs?", "q1")
    assert (first.type, first.judged, first.answerable) == ("retrieval", False, False)
    assert (first.answers, first.quotes, first.history) == (None, (), ())
    assert second.id == "q2"


def test_documents_become_articles_and_scores_over_0_make_them_gold(tmp_path: Path) -> None:
    texts, (first, second) = load_beir(write(tmp_path))
    assert texts["a_1.txt"] == "Old songs\n\nMusic websites removed songs.\n"
    assert sorted(texts.values())[1:3] == [
        "Old songs\n\nMusic websites removed songs.\n",
        "Only a title\n\nOnly a title\n",
    ]
    gold = [texts[id.removeprefix("beir/")] for id in first.article_ids]
    assert gold == ["Old songs\n\nMusic websites removed songs.\n", "Untitled text.\n"]
    # A document without a word is gold that nothing can find.
    assert second.article_ids == ("beir/4.txt", "beir/5.txt")
    assert "5.txt" not in texts
    assert len({name.casefold() for name in texts}) == len(texts) == 4


def test_every_text_loads_as_an_article_with_its_title(tmp_path: Path) -> None:
    texts, _ = load_beir(write(tmp_path))
    titles = {}
    for name, text in texts.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
        article = next(load_articles(tmp_path / name, f"beir/{name}"))
        titles[name] = (article.title, article.text)
    assert titles["a_1.txt"] == ("Old songs", "Music websites removed songs.")
    assert titles["4.txt"] == ("Only a title", "Only a title")


def test_the_relevance_may_lie_in_the_folder_itself(tmp_path: Path) -> None:
    write(tmp_path, qrels=["q1\ta/1\t1"], name="qrels.tsv")
    assert [question.id for question in load_beir(tmp_path)[1]] == ["q1"]
    # The test split goes first.
    write(tmp_path, qrels=["q2\ta/1\t1"])
    assert [question.id for question in load_beir(tmp_path)[1]] == ["q2"]


def test_windows_newlines_and_a_byte_order_mark_make_no_difference(tmp_path: Path) -> None:
    expected = load_beir(write(tmp_path))
    for path in tmp_path.rglob("*.*"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert load_beir(tmp_path) == expected


@pytest.mark.parametrize("file", ["corpus.jsonl", "queries.jsonl"])
@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("{", "not valid JSON"),
        ("[]", "not a JSON object"),
        ({"text": "x"}, "_id is missing, or neither text nor number"),
        ({"_id": " ", "text": "x"}, "_id is missing, or neither text nor number"),
        ({"_id": "x"}, "text is missing, or not a text"),
        ({"_id": "x", "text": 3}, "text is missing, or not a text"),
        ({"_id": "first", "text": "x"}, "the _id first is already on line 1"),
    ],
)
def test_a_bad_line_is_named_with_file_and_line(
    tmp_path: Path, file: str, bad: Any, reason: str
) -> None:
    rows = [{"_id": "first", "text": "x"}, "", bad]
    if file == "corpus.jsonl":
        write(tmp_path, documents=rows)
    else:
        write(tmp_path, queries=rows)
    with pytest.raises(QuestionsError) as error:
        load_beir(tmp_path)
    assert str(error.value).startswith(f"{tmp_path / file}, line 3: ")
    assert reason in str(error.value)


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        ("q1\ta/1", "2 cells instead of 3"),
        ("q1 0 a/1 1", "1 cells instead of 3"),
        ("q9\ta/1\t1", "the query q9 is not in queries.jsonl"),
        ("q1\tz\t1", "the document z is not in corpus.jsonl"),
        ("q1\ta/1\tyes", "the score 'yes' is not a number"),
        ("q1\ta/1\tnan", "the score 'nan' is not a number"),
    ],
)
def test_bad_relevance_is_named_with_file_and_line(tmp_path: Path, bad: str, reason: str) -> None:
    write(tmp_path, qrels=["q1\ta/1\t1", "", bad])
    with pytest.raises(QuestionsError) as error:
        load_beir(tmp_path)
    assert str(error.value) == f"{tmp_path / 'qrels/test.tsv'}, line 4: {reason}"


def test_an_empty_query_is_named_with_its_line(tmp_path: Path) -> None:
    write(tmp_path, queries=[*QUERIES, {"_id": "q3", "text": " "}])
    with pytest.raises(QuestionsError, match=r"queries\.jsonl, line 4: the query q3 is empty"):
        load_beir(tmp_path)


def test_relevance_without_a_header_is_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "qrels/test.tsv").write_text("q1\ta/1\t1\n")
    with pytest.raises(
        QuestionsError, match="line 1: the header is not query-id, corpus-id, score"
    ):
        load_beir(tmp_path)


def test_files_without_anything_or_not_there_are_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"corpus\.jsonl: there is nothing in it"):
        load_beir(write(tmp_path, documents=[]))
    with pytest.raises(QuestionsError, match=r"queries\.jsonl: there is nothing in it"):
        load_beir(write(tmp_path, queries=[]))
    with pytest.raises(QuestionsError, match=r"test\.tsv: no query has a relevant document"):
        load_beir(write(tmp_path, qrels=["q1\ta/1\t0"]))
    (tmp_path / "qrels/test.tsv").unlink()
    write(tmp_path, name="qrels/train.tsv")
    with pytest.raises(QuestionsError, match=r"neither qrels/test\.tsv nor qrels\.tsv"):
        load_beir(tmp_path)
    (tmp_path / "queries.jsonl").unlink()
    with pytest.raises(QuestionsError, match=r"queries\.jsonl: can't be read"):
        load_beir(tmp_path)
