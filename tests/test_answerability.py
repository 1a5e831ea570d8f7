"""The refusal score goes the way its features point."""

import dataclasses

from ipqa.answerability import THRESHOLD, Features, answerable, features, is_far
from ipqa.assistant import Assistant

STRONG = Features(maxsim=0.8, fits=1.0, likelihood=0.8, known=1.0)
WEAK = Features(maxsim=0.2, fits=0.0, likelihood=0.0, known=0.2)


def test_strong_evidence_is_answered_and_weak_evidence_refused() -> None:
    assert answerable(STRONG) > THRESHOLD > answerable(WEAK)


def test_every_feature_speaks_for_an_answer() -> None:
    for field in dataclasses.fields(Features):
        less = dataclasses.replace(STRONG, **{field.name: 0.0})
        assert answerable(less) < answerable(STRONG), field.name


def test_nothing_found_is_far_and_has_low_features() -> None:
    assert is_far([])
    assert features("Who won the cup?", None, None, set()).maxsim == 0.0
    assert features("Who won the cup?", None, None, set()).known == 0.0


def test_words_that_the_articles_know_are_counted() -> None:
    found = features("signed agreement", None, None, {"sign"})
    assert found.known == 0.5


def test_the_real_features_tell_a_question_of_the_corpus_from_another(
    assistant: Assistant,
) -> None:
    near = assistant.features("How many illegal songs were removed?")
    far = assistant.features("What should I feed a kitten?")
    assert near.maxsim > far.maxsim
    assert near.known > far.known
    assert answerable(near) > answerable(far)
