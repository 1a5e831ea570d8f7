"""A conversation keeps plain words for the assistant and sources for each of its answers."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ipqa.events import Final, Sentence, Status
from ipqa.web import texts
from ipqa.web.render import messages_of, note_of, turn_html
from ipqa.web.turns import Talk, Turn, history_of

from .scripted import refused, signed, twice


def answered(question: str = "When?") -> Turn:
    return Turn(question).after(Final(signed(question)))


def test_history_is_plain_text() -> None:
    turns = (answered("When <b>?"), Turn("Then?"))
    assert history_of(turns) == [
        {"role": "user", "content": "When <b>?"},
        {"role": "assistant", "content": signed().text},
    ]


def test_failures_and_empty_stops_are_no_history() -> None:
    assert history_of((Turn("A?").failed("x"), Turn("B?").stopped())) == []


def test_refusals_are_history() -> None:
    assert history_of((Turn("A?").after(Final(refused())),))[1]["content"] == refused().text


def test_a_stopped_answer_keeps_its_verified_sentences() -> None:
    citation = signed().citations[0]
    turn = Turn("When?").after(Sentence("It was signed in 1999. [1]", (citation,))).stopped()
    assert turn.done
    assert texts.STOPPED in turn_html(turn)
    assert f'id="ipqa-{turn.key}-1"' in turn_html(turn)
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
    turn = Turn("When?").after(Status("searching", "searching"))
    assert note_of(turn) == "Searching…"
    turn = turn.after(Sentence("It was signed in 1999. [1]", ()))
    assert note_of(turn) == "It was signed in 1999. [1]"
    assert note_of(turn.after(Final(signed()))) == texts.BADGES["generated"]
    differing = turn.after(Final(replace(signed(), notice="They differ:")))
    assert note_of(differing) == f"They differ. {texts.BADGES['generated']}"
    refusal = Turn("Who?").after(Final(refused()))
    assert note_of(refusal).startswith(refused().text)


def test_the_scope_stands_above_the_answer_whatever_comes_of_it() -> None:
    turn = Turn("When?", scope="China Daily, 2020")
    for one in (turn, turn.after(Final(signed())), turn.failed("no"), turn.stopped()):
        assert messages_of((one,))[1]["content"].startswith('<div class="ipqa-scope">Only China')
    assert "ipqa-scope" not in messages_of((answered(),))[1]["content"]


def test_a_kept_conversation_comes_back_as_it_was() -> None:
    talk = Talk().asking(answered("A?")).asking(Turn("B?").after(Final(twice())))
    talk = talk.asking(Turn("C?").after(Final(refused()))).asking(Turn("D?").failed("no"))
    back = Talk.from_json(json.loads(json.dumps(talk.to_json())))
    assert back == talk
    assert messages_of(back.turns) == messages_of(talk.turns)


def test_a_conversation_that_was_kept_before_reasons_were_still_opens() -> None:
    talk = Talk().asking(Turn("A?").after(Final(replace(signed(), why="verified"))))
    data = talk.to_json()
    assert data["turns"][0].pop("why") == "verified"
    assert Talk.from_json(data).turns[0].why is None


def test_an_answer_that_was_coming_about_when_it_was_kept_is_stopped() -> None:
    citation = signed().citations[0]
    turn = Turn("A?").after(Status("writing", "w")).after(Sentence("So it was. [1]", (citation,)))
    back = Talk.from_json(Talk().asking(turn).to_json())
    assert [one.state for one in back.turns] == ["stopped"]
    assert back.turns[0].text == "So it was. [1]"


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        {"turns": [{"key": "abcdefabcdef"}]},
        {"turns": [{"question": "?", "key": '"><script>'}]},
        {"turns": [{"question": "?", "method": "guessed"}]},
        {"key": "x' onclick='y"},
    ],
)
def test_what_is_no_conversation_is_turned_down(data: object) -> None:
    with pytest.raises(ValueError, match="validation error"):
        Talk.from_json(data)


def test_a_question_in_place_of_another_drops_what_came_after() -> None:
    talk = Talk().asking(answered("A?")).asking(answered("B?")).asking(answered("C?"))
    talk = replace(talk, editing=talk.turns[1].key)
    again = talk.asking(answered("D?"))
    assert [turn.question for turn in again.turns] == ["A?", "D?"]
    assert again.key == talk.key
    assert again.editing is None
    gone = replace(talk, editing="000000000000").asking(answered("D?"))
    assert [turn.question for turn in gone.turns] == ["A?", "B?", "C?", "D?"]


def test_a_conversation_has_a_key_from_its_first_question_on() -> None:
    assert Talk().key == ""
    talk = Talk().asking(answered())
    assert talk.key
    assert talk.asking(answered()).key == talk.key
    assert Talk().asking(answered()).key != talk.key
