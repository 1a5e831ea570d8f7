from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import fields, replace
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest

from ipqa.evaluation.cache import PACKAGES, RowCache, code_version, for_question, question_key
from ipqa.evaluation.datasets import Question
from ipqa.evaluation.judge.checker import Problem

from .builders import SIGNED, SONGS, answer, hit, question, row

KEY = "a" * 64
ASKED = question("q-1", history=({"role": "user", "content": "Who?"},))
FULL_ROW = row(
    "q-1",
    question=ASKED,
    answer=answer(f"“{SIGNED}” [1]", SIGNED, short="23 August", passages=(hit(SONGS),)).to_dict(),
    problems=(Problem("number", "14 is in no quote cited: 14\n"), Problem("name", "Löwe")),
    rank=None,
    ranks={"dense": 3, "bm25": None, "fused": 1},
    confidence=1 / 3,
    cites_gold=None,
    f1=0.1 + 0.2,
    total_ms=1234.56789012345678,
    right_ranks=(2, 5),
    relevant=3,
)


def key(question: Question = ASKED, **changes: Any) -> str:
    given: dict[str, Any] = {"index": "i", "settings": {"model": "m", "k": 5}, "code": "c"}
    return question_key(question, **(given | changes))


def test_a_row_comes_back_exactly(tmp_path: Path) -> None:
    refused = row("r", answerable=False, refused=True)
    cache = RowCache(tmp_path / "deep" / "rows")
    for name, each in (("1", FULL_ROW), ("2", refused)):
        assert cache.get(name) is None
        cache.put(name, each)
        back = RowCache(tmp_path / "deep" / "rows").get(name)
        assert back == each
        assert repr(back) == repr(each)
        assert hash(back.question.quotes) == hash(each.question.quotes)
    assert {path.suffix for path in (tmp_path / "deep" / "rows").iterdir()} == {".json"}


def test_the_reader_counts_what_it_found(tmp_path: Path) -> None:
    cache = RowCache(tmp_path)
    cache.put("1", FULL_ROW)
    found = [cache.get(name) for name in ("1", "2", "1")]
    assert [each is None for each in found] == [False, True, False]
    assert cache.found == 2


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: b"[1, 2]",
        lambda whole: b"\xff\xfe\x00",
        lambda whole: whole.replace(b'"right":true', b'"right":"yes"'),
        lambda whole: whole.replace(b'"first_ms"', b'"second_ms"'),
    ],
    ids=["empty", "cut", "other", "binary", "type", "field"],
)
def test_a_damaged_file_is_ignored_and_rewritten(
    damage: Callable[[bytes], bytes], tmp_path: Path
) -> None:
    cache = RowCache(tmp_path)
    cache.put(KEY, FULL_ROW)
    (path,) = tmp_path.iterdir()
    whole = path.read_bytes()
    assert damage(whole) != whole
    path.write_bytes(damage(whole))
    assert cache.get(KEY) is None
    assert cache.found == 0
    cache.put(KEY, FULL_ROW)
    assert cache.get(KEY) == FULL_ROW


def test_what_breaks_off_a_write_leaves_the_old_row_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = RowCache(tmp_path)
    cache.put(KEY, FULL_ROW)

    def broken(self: Path, target: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", broken)
        with pytest.raises(KeyboardInterrupt):
            cache.put(KEY, replace(FULL_ROW, words=99))
    assert len(list(tmp_path.iterdir())) == 1
    assert cache.get(KEY) == FULL_ROW


def test_what_can_not_be_kept_is_only_asked_again(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_text("no folder")
    cache = RowCache(file)
    cache.put(KEY, FULL_ROW)
    assert cache.get(KEY) is None
    cache = RowCache(tmp_path / "rows")
    cache.put(KEY, replace(FULL_ROW, answer={"text": "half a pair: \ud83d"}))
    assert cache.get(KEY) is None


def test_pruning_keeps_what_was_used_last(tmp_path: Path) -> None:
    cache = RowCache(tmp_path)
    for age, name in enumerate(["new", "old", "older", "oldest"]):
        cache.put(name, FULL_ROW)
        past = time.time() - 1000 * (age + 1)
        os.utime(tmp_path / f"{name}.json", (past, past))
    assert cache.get("oldest") is not None
    left_behind, in_work = tmp_path / "1.tmp", tmp_path / "2.tmp"
    left_behind.touch()
    in_work.touch()
    os.utime(left_behind, (0, 0))
    assert cache.prune(2) == 2
    assert {path.name for path in tmp_path.iterdir()} == {"oldest.json", "new.json", "2.tmp"}
    assert cache.prune(5) == 0
    assert cache.prune(0) == 2
    assert cache.get("new") is None
    assert RowCache(tmp_path / "none").prune(1) == 0
    with pytest.raises(ValueError, match="-1 rows"):
        cache.prune(-1)


OTHERS: dict[str, Any] = {
    "question": "Who signed?",
    "history": (),
    "answers": (("24 August",),),
    "article_ids": ("corpus/other.md",),
    "quotes": (SONGS,),
    "judged": False,
}
LABELS = {"id": "q-2", "type": "paraphrase", "group": "other"}


@pytest.mark.parametrize("name", [field.name for field in fields(Question)])
def test_all_of_a_question_counts_but_what_it_is_filed_under(name: str) -> None:
    other = replace(ASKED, **{name: (OTHERS | LABELS)[name]})
    assert (key(other) == key()) == (name in LABELS)


@pytest.mark.parametrize(
    "changes",
    [{"index": "j"}, {"settings": {"model": "n", "k": 5}}, {"settings": {}}, {"code": "d"}],
)
def test_index_settings_and_code_count(changes: dict[str, Any]) -> None:
    assert key(**changes) != key()


def test_the_key_does_not_depend_on_the_order_of_settings() -> None:
    assert key(settings={"k": 5, "model": "m"}) == key()
    assert key(settings={"store": Path("a")}) != key(settings={"store": Path("b")})
    assert len(key(replace(ASKED, question="half a pair: \ud83d"))) == 64


def test_the_code_is_this_code_unless_given() -> None:
    assert question_key(ASKED, "i", {}) == question_key(ASKED, "i", {}, code_version())


def test_a_cached_row_takes_the_place_of_the_question_asked() -> None:
    asked = replace(ASKED, id="q-2", type="paraphrase", group="g")
    given = for_question(FULL_ROW, asked)
    assert given.question == asked
    assert given.answer["id"] == "q-2"
    assert given.answer["text"] == FULL_ROW.answer["text"]
    assert replace(given, question=ASKED, answer=FULL_ROW.answer) == FULL_ROW


def package(folder: Path) -> Path:
    for name in ("a.py", "index/b.py", "web/app.py", "evaluation/page/plots.py", "web/look.css"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n")
    return folder


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("a.py", True),
        ("index/b.py", True),
        ("adapters/model.gguf", True),
        ("evaluation/pages.py", True),
        ("webs.py", True),
        ("web/app.py", False),
        ("web/new/deep.py", False),
        ("evaluation/page/plots.py", False),
        ("index/notes.txt", False),
    ],
)
def test_the_code_version_changes_with_the_code_that_answers(
    name: str, counts: bool, tmp_path: Path
) -> None:
    root = package(tmp_path)
    before = code_version(root)
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("new")
    assert (code_version(root) != before) == counts


def test_the_code_version_changes_with_a_file_name_and_a_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = package(tmp_path)
    before = code_version(root)
    assert code_version(root) == before
    (root / "a.py").rename(root / "c.py")
    assert code_version(root) != before
    (root / "c.py").rename(root / "a.py")
    assert code_version(root) == before
    versions = dict.fromkeys(PACKAGES, "1")
    monkeypatch.setattr(metadata, "version", lambda name: versions[name])
    before = code_version(root)
    for name in PACKAGES:
        versions[name] = "2"
        assert code_version(root) != before, name
        versions[name] = "1"


def test_a_package_that_is_not_installed_has_a_version_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = code_version(package(tmp_path))

    def missing(name: str) -> str:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", missing)
    assert code_version(tmp_path) != before


def test_the_installed_code_has_a_version() -> None:
    assert len(code_version()) == 64
