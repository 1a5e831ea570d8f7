"""A conversation keeps plain words for the assistant and sources for each of its answers."""

from __future__ import annotations

from dataclasses import replace

from ipqa.events import Final, Sentence, Status
from ipqa.web import texts
from ipqa.web.turns import Turn, history_of, messages_of

from .scripted import refused, signed


def answered(question: str = "When?") -> Turn:
    return Turn.begin(question).after(Final(signed(question)))


def test_history_is_plain_text() -> None:
    turns = (answered("When <b>?"), Turn.begin("Then?"))
    assert history_of(turns) == [
        {"role": "user", "content": "When <b>?"},
        {"role": "assistant", "content": signed().text},
    ]


def test_failures_and_empty_stops_are_no_history() -> None:
    assert history_of((Turn.begin("A?").failed("x"), Turn.begin("B?").stopped())) == []


def test_refusals_are_history() -> None:
    assert history_of((Turn.begin("A?").after(Final(refused())),))[1]["content"] == refused().text


def test_a_stopped_answer_keeps_its_verified_sentences() -> None:
    citation = signed().citations[0]
    turn = Turn.begin("When?").after(Sentence("It was signed in 1999. [1]", (citation,))).stopped()
    assert turn.done
    assert texts.STOPPED in turn.html
    assert f'id="ipqa-{turn.key}-1"' in turn.html
    assert history_of((turn,))[1]["content"] == "It was signed in 1999. [1]"


def test_stopping_a_complete_answer_changes_nothing() -> None:
    turn = answered()
    assert turn.stopped() is turn


def test_each_question_gives_a_pair_of_messages() -> None:
    messages = messages_of((answered("A?"), answered("B?")))
    assert [message["role"] for message in messages] == ["user", "assistant"] * 2
    assert "A?" in messages[0]["content"]
    assert "1999" in messages[3]["content"]


def test_turns_of_the_same_question_do_not_share_a_key() -> None:
    assert answered().key != answered().key


def test_screen_readers_hear_status_sentence_and_badge() -> None:
    turn = Turn.begin("When?").after(Status("searching", "searching"))
    assert turn.note == "Searching…"
    turn = turn.after(Sentence("It was signed in 1999. [1]", ()))
    assert turn.note == "It was signed in 1999. [1]"
    assert turn.after(Final(signed())).note == texts.BADGES["generated"]
    differing = turn.after(Final(replace(signed(), notice="They differ:")))
    assert differing.note == f"They differ. {texts.BADGES['generated']}"
    refusal = Turn.begin("Who?").after(Final(refused()))
    assert refusal.note.startswith(refused().text)


def test_the_scope_stands_above_the_answer_whatever_comes_of_it() -> None:
    turn = Turn.begin("When?", "China Daily, 2020")
    for one in (turn, turn.after(Final(signed())), turn.failed("no"), turn.stopped()):
        assert messages_of((one,))[1]["content"].startswith('<div class="ipqa-scope">Only China')
    assert "ipqa-scope" not in messages_of((answered(),))[1]["content"]
