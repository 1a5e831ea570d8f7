from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets import load_dataset, locate_gold, write_template
from ipqa.evaluation.judge.accuracy import is_right
from ipqa.evaluation.material import load_articles

CORPUS = Path(__file__).parents[3] / "corpus"


def test_the_template_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    write_template(path)
    dataset = load_dataset(path)
    assert (dataset.name, dataset.kind, dataset.texts) == ("mine", "table", None)
    assert [question.type for question in dataset.questions] == ["factual", "followup", "near"]
    dated, follow_up, unanswerable = dataset.questions
    assert dated.answers == (("23 August",), ("August 23",))
    assert follow_up.answers == (("British Centre", "Shanghai"),)
    assert len(follow_up.history) == 2
    assert (unanswerable.answers, unanswerable.judged) == (None, True)


def test_the_template_holds_against_the_articles_that_come_with_ipqa(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    write_template(path)
    articles = {article.id: article for article in load_articles(CORPUS)}
    dated, follow_up, _ = locate_gold(load_dataset(path).questions, articles.values(), path)
    assert dated.answers
    assert is_right(dated.quotes[0], dated.answers)
    assert follow_up.answers
    assert is_right(articles[follow_up.article_ids[0]].text, follow_up.answers)


def test_a_file_is_never_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    path.write_text("my questions")
    with pytest.raises(QuestionsError, match=r"mine\.csv: it is there already"):
        write_template(path)
    assert path.read_text() == "my questions"


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match=r"mine\.csv: can't be written \(No such file"):
        write_template(tmp_path / "nowhere" / "mine.csv")


def test_a_spreadsheet_can_tell_the_encoding(tmp_path: Path) -> None:
    path = tmp_path / "mine.csv"
    write_template(path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfquestion,answer,article")
