"""What the reader is trained on: well formed, and nothing that it is measured with."""

from __future__ import annotations

import importlib.util
import json
import random
import sys
from pathlib import Path
from types import ModuleType

import pytest

from ipqa.sentences import split_sentences

ROOT = Path(__file__).resolve().parent.parent
TEXTS = ROOT / "training" / "texts.jsonl"


@pytest.fixture(scope="module")
def packs() -> ModuleType:
    spec = importlib.util.spec_from_file_location("packs", ROOT / "training" / "packs.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["packs"] = module  # dataclasses look there
    spec.loader.exec_module(module)
    return module


def test_every_answer_stands_in_its_text() -> None:
    rows = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    assert len({row["title"] for row in rows}) == len(rows) == 640
    for row in rows:
        for asked in row["questions"]:
            assert (asked["kind"] == "none") == (not asked["answer"])
            assert asked["answer"] in row["text"]
            assert asked["kind"] != "followup" or asked["context"]


def test_every_sentence_around_an_answer_holds_it() -> None:
    rows = [json.loads(line) for line in TEXTS.read_text(encoding="utf-8").splitlines()]
    asked = [one for row in rows for one in row["questions"] if "sentence" in one]
    assert len(asked) == 1174
    for one in asked:
        assert one["answer"].casefold() in one["sentence"].casefold()
        assert len(split_sentences(one["sentence"], "en", 0)) == 1


def test_no_question_is_one_of_the_evaluation() -> None:
    trained = {
        asked["question"].casefold()
        for line in TEXTS.read_text(encoding="utf-8").splitlines()
        for asked in json.loads(line)["questions"]
    }
    for name in ("questions.jsonl", "tuning.jsonl"):
        for line in (ROOT / "eval" / name).read_text(encoding="utf-8").splitlines():
            assert json.loads(line)["question"].casefold() not in trained


def test_a_pack_answers_from_its_sentences_or_says_none(packs: ModuleType) -> None:
    texts, rng = packs.own_texts(TEXTS), random.Random(0)
    none = answered = 0
    for index in range(0, len(texts), 8):
        pack = packs.draw(texts, index, rng)
        for task, reply, _ in pack.tasks:
            assert task.startswith("Question: ")
            assert task.endswith("\nAnswer:")
            if reply == " none\n":
                none += 1
            else:
                answered += 1
                assert reply.strip() in pack.sources
    assert 0.3 < none / (none + answered) < 0.6


def test_a_follow_up_stands_behind_the_question_that_it_leans_on(packs: ModuleType) -> None:
    asked = packs.Asked("And who signed?", 0, "Anna Holm", "Where was the pact signed?")
    text = packs.Text("A pact", ["Anna Holm signed in Oran."], [asked], "own")
    ((task, *_),) = packs.draw([text], 0, random.Random(0)).tasks
    assert task == "Question: Where was the pact signed? And who signed?\nAnswer:"


def test_some_answers_are_put_into_a_sentence(packs: ModuleType) -> None:
    asked = packs.Asked("Who signed?", 0, "Anna Holm", stated="Anna Holm signed.")
    text = packs.Text("A pact", ["Anna Holm signed in Oran."], [asked] * 40, "own")
    stated = [task.stated for task in packs.draw([text], 0, random.Random(0)).tasks]
    assert set(stated) == {"", "Sentence: Anna Holm signed.\n"}


def test_texts_that_are_easily_mixed_up_meet(packs: ModuleType) -> None:
    texts = packs.own_texts(TEXTS)
    grouped = [index for index, text in enumerate(texts) if text.group]
    rng, met = random.Random(0), 0
    for index in grouped[:60]:
        read = packs.draw(texts, index, rng).sources
        titles = {text.title for text in texts if text.group == texts[index].group}
        met += sum(f"# {title}\n" in read for title in titles) > 1
    assert met > 15


def test_squad_paragraphs_become_packs_too(packs: ModuleType, tmp_path: Path) -> None:
    told = {"text": "Anna Holm", "answer_start": 27}
    paragraph = {
        "context": "The bridge was opened by   Anna Holm. It rained.",
        "qas": [
            {"question": "Who opened it?", "is_impossible": False, "answers": [told]},
            {"question": "Who shut it?", "is_impossible": True, "answers": []},
        ],
    }
    file = tmp_path / "squad.json"
    data = {"data": [{"title": "A_bridge", "paragraphs": [paragraph]}, {"title": "B"}]}
    file.write_text(json.dumps(data), encoding="utf-8")
    (text,) = packs.squad_texts(file, ["A_bridge"])
    assert text.title == "A bridge"
    assert [(one.sentence, one.answer) for one in text.asked] == [(0, "Anna Holm"), (None, None)]
    replies = {task.reply for task in packs.draw([text], 0, random.Random(0)).tasks}
    assert replies == {" Anna Holm\n", " none\n"}


def test_an_answer_begins_as_candidates_do(packs: ModuleType) -> None:
    assert packs.bare("in the Port of Oran") == "Port of Oran"
    assert packs.bare("the") == "the"
