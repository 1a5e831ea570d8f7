from __future__ import annotations

import json
from pathlib import Path

import pytest

from ipqa.evaluation.indexing.folder import Changes, Folder
from ipqa.evaluation.indexing.material import number_in
from ipqa.loaders import load_articles

from .builders import material

COUNT = 120


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    made = Folder(tmp_path / "news", material(tmp_path), COUNT)
    made.write()
    return made


def rows(folder: Folder) -> list[int]:
    lines = (folder.path / "00" / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line)["number"] for line in lines]


def files(folder: Folder) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in folder.path.rglob("*.*")}


def test_every_article_is_there_once_in_its_format(folder: Folder) -> None:
    found = files(folder)
    kinds = [Path(name).suffix for name in found]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == {
        ".md": 48, ".txt": 36, ".html": 24, ".jsonl": 1,
    }  # fmt: skip
    assert rows(folder) == list(range(9, COUNT, 10))
    text = folder.material.article(4).paragraphs[0]
    assert text in found["00004.txt"]
    assert f"<p>{folder.material.article(7).paragraphs[1]}</p>" in found["00007.html"]
    assert found["00000.md"].startswith('---\ntitle: "')


@pytest.mark.parametrize("number", [0, 4, 7, 9])
def test_ipqa_reads_what_is_written(number: int, folder: Folder) -> None:
    made, kind = folder.material.article(number), folder.kind(number)
    path = folder.path / "00" / ("rows.jsonl" if kind == "jsonl" else f"{number:05}.{kind}")
    article = {number_in(one.title): one for one in load_articles(path, "a")}[number]
    assert (article.source, article.date) == (made.source, made.date)
    assert article.text == "\n\n".join(made.paragraphs)


def test_fewer_formats_share_the_articles(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "news", material(tmp_path), COUNT, ("md", "txt"))
    folder.write()
    assert len(files(folder)) == COUNT


def test_the_planted_pairs_are_known(folder: Folder) -> None:
    pairs = folder.twins()
    assert {max(pair) for pair in pairs} == {61}
    assert all(len(pair) == 2 for pair in pairs)


def test_a_change_edits_adds_and_removes(folder: Folder) -> None:
    before = files(folder)
    assert folder.change(0.05) == Changes(2, 2, 2)
    after = files(folder)
    gone = before.keys() - after.keys()
    new = after.keys() - before.keys()
    edited = {name for name in before.keys() & after.keys() if before[name] != after[name]}
    assert len(gone) == 2
    assert new == {"00120.md", "00121.md"}
    assert 1 <= len(edited) <= 2
    assert sum(text.count("This article has been corrected.") for text in after.values()) == 2
    assert rows(folder) == list(range(9, COUNT, 10))  # a row keeps its place
