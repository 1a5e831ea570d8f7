"""The refusal score goes the way its features point."""

import dataclasses

from ipqa.answerability import LOWEST, THRESHOLD, Features, answerable, features, is_far
from ipqa.assistant import Assistant
from ipqa.choosing import UNKNOWN, worth_unread

STRONG = Features(likelihood=-1.0, worth=14.0)
WEAK = Features(likelihood=-8.0, worth=2.0)


def test_strong_evidence_is_answered_and_weak_evidence_refused() -> None:
    assert answerable(STRONG) > THRESHOLD > answerable(WEAK)


def test_what_is_asked_decides_what_a_likelihood_is_worth() -> None:
    kinds = features("Which countries were there, and why did they come?", [], None)
    assert (kinds.several, kinds.unspecific, kinds.words) == (1.0, 1.0, 2.0)
    plain = features("Who signed with WeChat?", [], None)
    assert (plain.several, plain.unspecific, plain.words) == (0.0, 0.0, 2.0)


def test_every_feature_speaks_for_an_answer() -> None:
    for field in dataclasses.fields(Features):
        less = dataclasses.replace(STRONG, **{field.name: LOWEST})
        assert answerable(less) < answerable(STRONG), field.name


def test_nothing_found_is_far_and_refused() -> None:
    assert is_far([])
    nothing = features("Who signed?", [], None)
    assert nothing == Features(UNKNOWN, worth_unread([]), words=1.0)
    assert answerable(nothing) < THRESHOLD


def test_the_real_features_tell_a_question_of_the_corpus_from_another(
    assistant: Assistant,
) -> None:
    (near,) = assistant.features("How many illegal songs were removed?")
    (far,) = assistant.features("What should I feed a kitten?")
    assert near.likelihood > far.likelihood >= LOWEST
    assert near.worth > far.worth >= LOWEST
    assert answerable(near) > THRESHOLD > answerable(far)
