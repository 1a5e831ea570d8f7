from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.indexing.material import SENTENCES, is_twin, load_material, number_in

from .builders import material, squad


def test_the_same_number_gives_the_same_article(tmp_path: Path) -> None:
    one, two = material(tmp_path), material(tmp_path)
    assert [one.article(n) for n in range(200)] == [two.article(n) for n in range(200)]
    assert material(tmp_path, seed=1).article(7) != one.article(7)


def test_an_article_is_sentences_of_the_file(tmp_path: Path) -> None:
    made = material(tmp_path)
    assert len(made.sentences) == 120
    assert made.topics == ("Old Town", "River")
    assert made.questions[0] == "What did the Old_Town pay 0?"
    article = made.article(7)
    assert len(set(article.sentences)) == SENTENCES
    assert set(article.sentences) <= set(made.sentences)
    assert "\n".join(article.paragraphs).count(".") == SENTENCES
    assert number_in(article.title) == 7
    assert number_in("Another title") is None


def test_one_in_a_hundred_nearly_repeats_another(tmp_path: Path) -> None:
    made = material(tmp_path)
    articles = [made.article(n) for n in range(1000)]
    twins = [article for article in articles if article.twin_of is not None]
    assert len(twins) == 10 == sum(map(is_twin, range(1000)))
    assert len({twin.number % 10 for twin in twins}) > 5  # so they come in every format
    for twin in twins:
        assert twin.twin_of is not None
        original = articles[twin.twin_of]
        assert original.twin_of is None
        assert len(set(original.sentences) & set(twin.sentences)) >= SENTENCES - 3
        assert twin.title != original.title


def test_an_edit_changes_a_sentence(tmp_path: Path) -> None:
    made = material(tmp_path)
    before = made.article(7)
    after = made.edited(before)
    assert after == made.edited(before)
    assert len(set(before.sentences) - set(after.sentences)) <= 1
    assert after.sentences[-1] == "This article has been corrected."


def test_a_file_with_too_little_in_it_is_told(tmp_path: Path) -> None:
    with pytest.raises(QuestionsError, match="too few sentences"):
        load_material(squad(tmp_path / "small.json", sentences=3))
