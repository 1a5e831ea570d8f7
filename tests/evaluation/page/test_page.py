from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path
from typing import Any

import pytest

from ipqa.evaluation.page import page_html, write_page
from ipqa.evaluation.runner import evaluate

from ..builders import ASTLE, NEWS, SIGNED, answer, hit, question, refusal
from ..test_runner import Scripted
from .builders import Parsed, change, report, row, unanswerable, unjudged, wrong

HOSTILE = "</script></style><img src=x onerror=alert(1)>\"' onload='x' {{ 7 * 7 }} --> &lt; "
REFERENCES = ("src", "href", "action", "formaction", "xlink:href", "data", "poster", "srcset")


def test_the_file_is_the_page(tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    write_page(path, report(row(question="Où ? 中文")))
    assert path.read_text("utf-8") == page_html(report(row(question="Où ? 中文")))
    assert "Où ? 中文" in Parsed(path.read_text("utf-8")).text


def test_a_report_that_can_not_be_shown_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        write_page(tmp_path / "report.html", {"summary": {}})
    assert not list(tmp_path.iterdir())


def test_the_page_has_its_parts_under_landmarks_and_headings() -> None:
    page = Parsed(page_html(report()))
    for landmark in ("header", "nav", "main", "footer"):
        assert len(page.all(landmark)) == 1
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for section in page.all("section"):
        assert section["aria-labelledby"] in ids
    targets = [link["href"].removeprefix("#") for link in page.all("a")]
    assert set(targets) <= set(ids)
    assert {"figures", "plots", "flipped", "questions"} <= set(targets)
    assert page.within("h1") == ["A run"]
    assert page.all("html", lang="en")
    assert "22 November 2025, 01:32 UTC" in page.text
    for said in ("tiny", "127.0.0.1:8000", "small", "1,084 MB", "ipqa eval"):
        assert said in page.text


def test_each_plot_has_a_title_a_description_and_a_table() -> None:
    page = page_html(report())
    figures = re.findall(r"<figure.*?</figure>", page, re.DOTALL)
    assert len(figures) == 4
    for figure in figures:
        parsed = Parsed(figure)
        drawing = parsed.all("svg", role="img")[0]
        assert parsed.all("title", id=drawing["aria-labelledby"])
        assert parsed.all("desc", id=drawing["aria-describedby"])
        assert all(parsed.within(tag) for tag in ("title", "desc", "td"))


def test_each_question_has_answer_quotes_gold_and_verdict() -> None:
    history = [{"role": "user", "content": "Who is CBBC?"}]
    problems = [{"kind": "name", "detail": "Bob is in no quote"}]
    page = Parsed(
        page_html(
            report(
                row("fine", history=history),
                wrong("bad"),
                unanswerable("refused"),
                unanswerable("made-up", refused=False, problems=problems),
            )
        )
    )
    questions = page.all("details", **{"class": "question right"})
    assert [each["data-failed"] for each in questions] == ["false"]
    assert len(page.all("details", **{"class": "question failed"})) == 2
    (refused,) = page.all("details", **{"class": "question refused"})
    assert (refused["data-refused"], refused["data-type"]) == ("true", "near")
    for said in (
        "When was fine?",
        "Who is CBBC?",
        "It was 23 August. [1]",
        "wrong, expected 23 August | August + 23",
        "answered, and the articles do not say",
        "name: Bob is in no quote",
        "None: the articles do not say.",
    ):
        assert said in page.text
    assert SIGNED in page.within("blockquote")
    assert "News" in page.within("cite")
    assert "[1]" in page.within("span")
    assert page.text.count("August + 23") == 3


def test_a_question_that_is_not_judged_says_so() -> None:
    page = Parsed(page_html(report(unjudged("a"))))
    assert "○ not judged" in page.text
    assert "the articles do not say" not in page.text


def test_a_quote_names_source_and_date_of_its_article() -> None:
    fields = row()
    fields["answer"]["citations"][0]["article"] |= {"source": "The Times", "date": "2020-12"}
    assert "News · The Times · 2020-12" in Parsed(page_html(report(fields))).text
    assert "News · no source · no date" in Parsed(page_html(report(row()))).text


def test_nothing_is_fetched_from_anywhere() -> None:
    page = page_html(report())
    parsed = Parsed(page)
    references = [
        value
        for _, attributes in parsed.tags
        for name, value in attributes.items()
        if name in REFERENCES
    ]
    assert references
    assert all(value.startswith("#") for value in references)
    assert not re.search(r"https?:|@import|url\(|//[a-z]", page.replace("// ", ""))
    assert not parsed.all("link")


def test_the_policy_lets_in_the_own_script_and_style_alone() -> None:
    parsed = Parsed(page_html(report()))
    policy = parsed.all("meta", **{"http-equiv": "Content-Security-Policy"})[0]["content"]
    assert policy.startswith("default-src 'none'")
    for tag in ("script", "style"):
        (text,) = parsed.within(tag)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def _with(text: str) -> dict[str, Any]:
    """A report that says ``text`` wherever it can."""
    cited = row()["answer"]
    cited |= {"text": text, "method": text, "model": text}
    cited["citations"][0] |= {"quote": text}
    cited["citations"][0]["article"] |= {"title": text, "source": text, "date": text}
    fields = row(
        text,
        half=text,
        type=text,
        question=text,
        gold=[[text, text]],
        verdict=text,
        failed=True,
        answer=cited,
        history=[{"role": text, "content": text}],
        problems=[{"kind": text, "detail": text}],
    )
    return report(
        fields,
        title=text,
        model=text,
        embedder=text,
        created_at=text,
        command=text,
        summary={text: {text: {"value": 0.5, "low": 0.4, "high": 0.6, "n": 3}}},
        comparison={
            "name": text,
            "changes": [change(text, 0.1, 0.2)],
            "flipped": [{"id": text, "figure": text, "before": 0, "after": 1}],
        },
    )


def test_what_the_data_says_is_text_and_never_markup() -> None:
    plain, hostile = Parsed(page_html(_with("plain"))), Parsed(page_html(_with(HOSTILE)))
    assert [(tag, list(names)) for tag, names in hostile.tags] == [
        (tag, list(names)) for tag, names in plain.tags
    ]
    for tag in ("script", "style"):
        assert hostile.within(tag) == plain.within(tag)
    folded = " ".join(HOSTILE.split())
    assert plain.text.count("plain") >= 20
    assert hostile.text.count(folded) >= plain.text.count("plain") - 2  # the plot cuts a long name


OPTIONAL = (
    "title model server embedder created_at command threshold peak_memory_mb comparison"
).split()


@pytest.mark.parametrize("name", OPTIONAL)
@pytest.mark.parametrize("value", [..., None])
def test_what_is_missing_is_left_out(name: str, value: Any) -> None:
    page = Parsed(page_html(report(row(), wrong("bad"), **{name: value})))
    assert "None" not in page.text
    assert len(page.all("details", **{"class": "question right"})) == 1


def test_a_comparison_may_be_half_there() -> None:
    halves: list[dict[str, Any]] = [
        {"name": "x"},
        {"changes": None, "flipped": None},
        {"flipped": []},
    ]
    for comparison in halves:
        page = Parsed(page_html(report(comparison=comparison)))
        assert not page.all("h2", id="flipped")
        assert "#flipped" not in [link["href"] for link in page.all("a")]


def test_the_rows_of_a_bare_run_are_enough() -> None:
    asked = [question("right"), question("wrong"), question("far-off", None)]
    answers = [answer("It was 23 August. [1]", SIGNED), answer(f"{ASTLE} [1]", ASTLE), refusal()]
    rows = evaluate(Scripted(answers, [hit(ASTLE), hit(SIGNED)]), asked, [NEWS])
    page = Parsed(page_html({"summary": {}, "rows": [each.to_dict() for each in rows]}))
    questions = [a["class"] for a in page.all("details") if "question" in a.get("class", "")]
    assert questions == ["question right", "question failed", "question refused"]
    assert page.within("h1") == ["Evaluation"]


def test_rows_without_what_came_later_still_make_a_page() -> None:
    late = {"ranks", "confidence", "question", "gold", "verdict", "failed", "history"}
    rows = [row("a"), wrong("b"), unanswerable("c", refused=False)]
    bare = [{name: value for name, value in each.items() if name not in late} for each in rows]
    page = Parsed(page_html({"summary": {}, "rows": bare}))
    assert len(page.all("figure")) == 3
    assert len(page.all("details", **{"data-failed": "true"})) == 2
    assert "When was a?" in page.text


def test_an_empty_run_says_so() -> None:
    page = Parsed(page_html({"summary": {}, "rows": []}))
    assert "There are no figures in this run." in page.text
    assert "There are no questions in this run." in page.text
    assert not page.all("figure")
    assert not page.all("form")


def test_the_filters_are_hidden_until_the_script_shows_them() -> None:
    page = Parsed(page_html(report()))
    assert "hidden" in page.all("form", id="filters")[0]
    assert not [names for names in page.all("details") if "hidden" in names]
    assert page.within("option") == ["all types", "factual", "near"]
