"""Thumbs become questions that the loader takes; doubtful ones go to a person."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ipqa.evaluation import command, feedback_import
from ipqa.evaluation.datasets import load_questions
from ipqa.evaluation.feedback_import import import_feedback, key_words, sort
from ipqa.evaluation.judge.accuracy import is_right
from ipqa.feedback import FILE, Cited, Feedback, FeedbackFile, Judged, Verdict

from .builders import NEWS, SEIZED, SIGNED


def opinion(id: str, verdict: Verdict | None = "up", **more: Any) -> Feedback:
    fields: dict[str, Any] = {
        "time": "2026-01-02T03:04:05+00:00",
        "remark": "",
        "question": "When did CBBC sign the agreement?",
        "history": (),
        "answer": quoted(SIGNED),
        **more,
    }
    return Feedback(id=id, verdict=verdict, **fields)


def quoted(*quotes: str, short: str | None = None) -> Judged:
    cited = tuple(Cited(n, quote, NEWS.id, 0, len(quote)) for n, quote in enumerate(quotes, 1))
    text = " ".join(f"{one.quote} [{one.marker}]" for one in cited)
    return Judged(text, "generated" if short else "quoted", short, cited)


REFUSED = Judged("The articles do not say.", "refused", None, ())


def kept(folder: Path, *opinions: Feedback) -> Path:
    for one in opinions:
        FeedbackFile(folder).add(one)
    return folder / FILE


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_a_thumb_up_makes_the_citations_the_right_ones(tmp_path: Path) -> None:
    out = tmp_path / "questions.jsonl"
    answer = quoted(SIGNED, short="23 August")
    import_feedback(kept(tmp_path, opinion("a", answer=answer, remark="just so")), out)
    [question] = load_questions(out)
    assert (question.id, question.type) == ("feedback-a", "factual")
    assert question.answers == (("23 August",),)
    assert question.quotes == (SIGNED,)
    assert question.article_ids == (NEWS.id,)
    assert lines(out)[0]["remark"] == "just so"


def test_without_a_short_answer_the_names_and_numbers_of_the_quote_count() -> None:
    [item] = sort([opinion("a")]).items
    assert item["answers"] == [["23", "August", "Tencent"]]
    assert is_right(quoted(SIGNED).text, tuple(map(tuple, item["answers"])))
    assert key_words(SEIZED, "How many?", SEIZED) == ("Across", "China", "14 million")
    assert key_words("It rained.", "Did it rain?", "It rained.") == ("It rained.",)


def test_any_of_several_quotes_is_right() -> None:
    [item] = sort([opinion("a", question="What?", answer=quoted(SIGNED, SEIZED))]).items
    assert len(item["answers"]) == 2
    assert item["quotes"] == [SIGNED, SEIZED]


def test_a_thumb_up_on_a_refusal_is_unanswerable(tmp_path: Path) -> None:
    out = tmp_path / "questions.jsonl"
    import_feedback(kept(tmp_path, opinion("a", answer=REFUSED)), out)
    [question] = load_questions(out)
    assert question.answers is None
    assert question.type == "near"


def test_a_thumb_down_is_never_truth(tmp_path: Path) -> None:
    out = tmp_path / "questions.jsonl"
    opinions = [opinion("a", "down", remark="wrong year"), opinion("b", "down", answer=REFUSED)]
    [said] = import_feedback(kept(tmp_path, *opinions), out)
    assert "0 new question(s)" in said
    assert not out.exists()
    [first, second] = lines(tmp_path / "questions-review.jsonl")
    assert (first["why"], first["remark"]) == ("a thumb down", "wrong year")
    assert second["answer"]["method"] == "refused"


def test_what_was_asked_of_a_part_or_cites_nothing_is_looked_at() -> None:
    uncited = Judged("It is so.", "quoted", None, ())
    found = sort([opinion("a", scope="2020", answer=REFUSED), opinion("b", answer=uncited)])
    assert found.items == []
    assert [entry["why"][:2] for entry in found.review] == ["it", "th"]


def test_importing_twice_adds_nothing_twice(tmp_path: Path) -> None:
    out = tmp_path / "questions.jsonl"
    file = kept(tmp_path, opinion("a"), opinion("same"), opinion("b", "down"))
    import_feedback(file, out)
    before = [path.read_bytes() for path in sorted(tmp_path.glob("questions*"))]
    [said] = import_feedback(file, out)
    assert "0 new question(s)" in said
    assert [path.read_bytes() for path in sorted(tmp_path.glob("questions*"))] == before
    assert len(lines(out)) == 1


def test_what_is_there_stays_and_new_feedback_is_added(tmp_path: Path) -> None:
    out = tmp_path / "questions.jsonl"
    file = kept(tmp_path, opinion("a"))
    import_feedback(file, out)
    kept(tmp_path, opinion("b", question="Where?"), opinion("a", None))
    said = import_feedback(file, out)
    assert [question.id for question in load_questions(out)] == ["feedback-a", "feedback-b"]
    assert said[-1].endswith(": feedback-a")


def test_the_same_question_lands_in_the_same_half() -> None:
    history = ({"role": "user", "content": "Hello?"},)
    opinions = [opinion("a", question="When  was it?"), opinion("b", question="when was it")]
    items = sort([*opinions, opinion("c", question="When was it?", history=history)]).items
    assert len({item["group"] for item in items}) == 1
    assert items[2]["type"] == "followup"


def test_the_command_tells_what_it_did(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPQA_STORE", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert command.run([feedback_import.COMMAND]) == 1
    assert "feedback.jsonl can't be read" in capsys.readouterr().err
    kept(tmp_path, opinion("a"))
    with (tmp_path / FILE).open("a") as torn:
        torn.write("half a li")
    assert command.run([feedback_import.COMMAND]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("questions.jsonl: 1 new question(s), 1 answered and 0 refused")
    assert said[1].startswith("1 line(s)")
    assert command.run([feedback_import.COMMAND, str(tmp_path / FILE), "--out", "no/q.jsonl"]) == 1
    assert "can't be written" in capsys.readouterr().err
    assert command.run([feedback_import.COMMAND, "--wrong"]) == 2
    assert command.run([feedback_import.COMMAND, "--help"]) == 0
    assert "--against .ipqa" in capsys.readouterr().out
