from __future__ import annotations

from ipqa.evaluation.page.questions import flips_of, items_of

from .builders import row, unanswerable, unjudged, wrong


def test_a_question_is_right_refused_or_failed() -> None:
    problems = [{"kind": "quote", "detail": "inexact"}]
    rows = [
        row("a"),
        wrong("b"),
        unanswerable("c"),
        unanswerable("d", refused=False),
        row("e", problems=problems, failed=...),
        unanswerable("f", failed=...),
        wrong("g", failed=...),
        unanswerable("h", refused=False, failed=...),
    ]
    states = [item.state for item in items_of(rows)]
    assert states == "right failed refused failed failed refused failed failed".split()


def test_a_refusal_of_what_the_articles_say_is_a_failure() -> None:
    (item,) = items_of([unanswerable("x", right=False, gold=[["y"]], failed=True)])
    assert (item.state, item.refused, item.answerable) == ("failed", True, True)


def test_what_is_not_judged_is_neither_right_nor_wrong() -> None:
    problems = [{"kind": "quote", "detail": "inexact"}]
    fine, refused, broken = items_of(
        [
            unjudged("a", failed=...),
            unjudged("b", answer=unanswerable("b")["answer"]),
            unjudged("c", failed=..., problems=problems),
        ]
    )
    assert [item.state for item in (fine, refused, broken)] == ["open", "open", "failed"]
    assert dict(fine.facts)["source at rank"] == "1"


def test_the_facts_are_of_the_question() -> None:
    first, second = items_of([row(rank=None, confidence=0.876), unanswerable("u", confidence=None)])
    assert dict(first.facts) == {
        "half": "A",
        "method": "generated",
        "source at rank": "none",
        "confidence": "0.88",
        "time": "1.00 s",
    }
    assert dict(second.facts).keys() == {"half", "method", "time"}


def test_flips_that_got_worse_come_first_and_lead_to_their_question() -> None:
    items = items_of([row("a"), wrong("b")])
    flipped = [
        {"id": "a", "figure": "accuracy", "before": 0, "after": 1},
        {"id": "b", "figure": "accuracy", "before": True, "after": False},
        {"id": "gone", "figure": "false refusals", "before": 0, "after": 1},
        {"id": "a", "figure": "f1", "before": None, "after": 0.25},
    ]
    flips = [
        (flip.id, flip.number, flip.before, flip.after, flip.trend)
        for flip in flips_of({"flipped": flipped}, items)
    ]
    assert flips == [
        ("b", 2, "yes", "no", "worse"),
        ("gone", None, "no", "yes", "worse"),
        ("a", 1, "no", "yes", "better"),
        ("a", 1, "–", "0.25", "better"),
    ]
