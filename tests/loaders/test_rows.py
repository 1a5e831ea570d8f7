"""Files with an article a row: each row is one, a bad one costs only itself."""

from __future__ import annotations

import csv
import io
import json
import tracemalloc
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from ipqa.article import Article
from ipqa.errors import UnreadableFileError
from ipqa.loaders import row_files
from ipqa.loaders.row_files import read_rows
from ipqa.loaders.rows import load_rows

LEAD = "The council has signed a memorandum with three publishers."
PLAIN = b"The council has signed a memorandum and nobody knows yet what it will cost in the end. "
LONG = "The council has signed a memorandum, and nobody knows yet what it will cost in the end. "


def load(path: Path) -> tuple[list[Article], list[str]]:
    reasons: list[str] = []
    return list(load_rows(path, "news/a", reasons.append)), reasons


def articles(path: Path) -> list[Article]:
    found, reasons = load(path)
    assert not reasons
    return found


def reason(path: Path) -> str:
    with pytest.raises(UnreadableFileError) as caught:
        load(path)
    return caught.value.reason


def jsonl(tmp_path: Path, *rows: Any) -> Path:
    path = tmp_path / "a.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def table(tmp_path: Path, text: str, encoding: str = "utf-8", name: str = "a.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(text.encode(encoding))
    return path


def test_a_row_has_all_parts_of_an_article(tmp_path: Path) -> None:
    row = {
        "Headline": "A deal",
        "Body": LEAD,
        "publisher": {"id": None, "name": "China Daily"},
        "publishedAt": "2020-03-12T05:58:00Z",
        "authors": ["Jane Doe", "John Roe"],
        "lang": "en-GB",
        "link": "https://example.org/1",
    }
    path = jsonl(tmp_path, row)
    assert articles(path) == [
        Article(
            id="news/a#1",
            title="A deal",
            text=LEAD,
            source="China Daily",
            date="2020-03-12",
            language="en",
            url="https://example.org/1",
            path=str(path),
            author="Jane Doe, John Roe",
        )
    ]


def test_ids_are_line_numbers_and_bad_rows_cost_only_themselves(tmp_path: Path) -> None:
    path = jsonl(
        tmp_path,
        {"text": "One is here."},
        "",
        "{not json",
        {"text": ""},
        '["a", "list"]',
        {"text": "Six is here."},
        '{"text": ' + "[" * 100_000,
        {"title": "no text"},
        '{"text": "nine", "n": ' + "1" * 5000 + "}",
    )
    found, reasons = load(path)
    assert [(article.id, article.text) for article in found] == [
        ("news/a#1", "One is here."),
        ("news/a#6", "Six is here."),
    ]
    assert [text.split(":")[0] for text in reasons] == [
        "row 3", "row 5", "row 7", "row 9", "row 4", "row 8"
    ]  # fmt: skip
    assert all("\n" not in text for text in reasons)


def test_ids_survive_edits_in_other_cells(tmp_path: Path) -> None:
    before = articles(jsonl(tmp_path, {"text": "One."}, {"text": "Two."}))
    after = articles(jsonl(tmp_path, {"text": "One, edited."}, {"title": "x", "text": "Two."}))
    assert [article.id for article in before] == [article.id for article in after]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_with_any_separator(tmp_path: Path, separator: str) -> None:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=separator)
    writer.writerow(["title", "date", "text"])
    writer.writerow(["A deal", "2020-03-12", 'It says: "one, two; three".\n\nIt is\tso | here.'])
    writer.writerow(["B", "2021", LEAD])
    found = articles(table(tmp_path, stream.getvalue()))
    assert [article.id for article in found] == ["news/a#1", "news/a#2"]
    assert found[0].text == 'It says: "one, two; three".\n\nIt is\tso | here.'
    assert (found[0].title, found[0].date, found[1].date) == ("A deal", "2020-03-12", "2021")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_csv_in_any_encoding(tmp_path: Path, encoding: str) -> None:
    text = f"title;text\nÜber “Müller”;Der Café-Streit über die Gebühr geht weiter.\nB;{LEAD}\n"
    found = articles(table(tmp_path, text, encoding))
    assert found[0].title == "Über “Müller”"
    assert found[0].text == "Der Café-Streit über die Gebühr geht weiter."
    assert found[1].text == LEAD


def test_chinese_csv_in_an_old_encoding(tmp_path: Path) -> None:
    row = "版权保护新闻,腾讯公司与出版社签署了协议。双方将合作，共同保护作者的权利。\n"
    found = articles(table(tmp_path, "title,text\n" + row * 5, "gb18030"))
    assert found[0].title == "版权保护新闻"
    assert found[0].text.endswith("共同保护作者的权利。")


def test_a_few_wrong_bytes_far_into_the_file_do_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = b"".join(b"%d,%s\n" % (number, PLAIN * 10) for number in range(700))
    assert len(rows) > row_files.SAMPLE_BYTES
    path.write_bytes(b"title,text\n" + rows + "last,Der Café ist zu.\n".encode("cp1252"))
    assert articles(path)[-1].text == "Der Café ist zu."


def test_old_macs_line_ends_and_windows_ones(tmp_path: Path) -> None:
    for end in ("\r", "\r\n"):
        path = table(tmp_path, end.join(["title,text", "A,It is one.", "B,It is two.", ""]))
        assert [article.text for article in articles(path)] == ["It is one.", "It is two."]


def test_a_row_with_too_few_or_too_many_cells_is_told(tmp_path: Path) -> None:
    path = table(tmp_path, "title,text\nA,It is one.\nB\n\nC,It is, three.\nD,It is four.,,\n")
    found, reasons = load(path)
    assert [article.id for article in found] == ["news/a#1", "news/a#4"]
    assert reasons == ["row 2: 1 cells under 2 names", "row 3: 3 cells under 2 names"]


def test_an_open_quotation_mark_swallows_no_other_row(tmp_path: Path) -> None:
    rows = "".join(f"T{number},It is number {number}.\n" for number in range(3, 60))
    path = table(tmp_path, f'title,text\nA,It is one.\nB,"It is two.\n{rows}')
    found, reasons = load(path)
    assert len(found) == 58
    assert found[1].text == "It is number 3."
    assert reasons == ["row 2: its quotation marks don't match"]


def test_quotation_marks_within_a_cell_are_kept(tmp_path: Path) -> None:
    path = table(tmp_path, 'title,text\nA,He said "yes" to it.\nB,"He" said no to it.\n')
    assert [article.text for article in articles(path)] == [
        'He said "yes" to it.',
        "He said no to it.",
    ]


def test_backslashes_before_quotation_marks(tmp_path: Path) -> None:
    path = table(tmp_path, 'title,text\nA,"He said \\"yes\\", and left."\nB,"It is two."\n')
    assert articles(path)[0].text == 'He said "yes", and left.'


def test_one_column_of_text_needs_no_separator(tmp_path: Path) -> None:
    path = table(tmp_path, "text\nFirst, it was signed.\n\nThen; it was kept.\n")
    assert [article.text for article in articles(path)] == [
        "First, it was signed.",
        "Then; it was kept.",
    ]


def test_the_longest_column_is_the_text_if_it_clearly_is(tmp_path: Path) -> None:
    rows = [{"k": "id", "u": "https://example.org/" + "x" * 300, "t": LONG} for _ in range(3)]
    assert articles(jsonl(tmp_path, *rows))[0].text == LONG.strip()


def test_a_named_column_wins_over_a_longer_one(tmp_path: Path) -> None:
    row = {"notes": LONG * 3, "summary": "A summary is here.", "Article_Text": LEAD}
    assert articles(jsonl(tmp_path, row))[0].text == LEAD


def test_a_row_without_the_usual_column_may_have_another(tmp_path: Path) -> None:
    path = jsonl(tmp_path, {"text": "It is one."}, {"text": None, "abstract": "It is two."})
    assert [article.text for article in articles(path)] == ["It is one.", "It is two."]


def test_without_a_column_of_text_the_columns_are_named(tmp_path: Path) -> None:
    said = reason(table(tmp_path, "name,price\nA,12\nB,13\n"))
    assert "columns: name, price" in said
    assert "'text'" in said


def test_a_table_without_names_says_so(tmp_path: Path) -> None:
    assert "no names of columns" in reason(table(tmp_path, f'A,"{LONG * 5}"\nB,"{LONG * 5}"\n'))


@pytest.mark.parametrize("content", [b"", b"\n\n  \n", b"\xef\xbb\xbf"])
def test_an_empty_file_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert "empty" in reason(path)


def test_names_without_rows_say_so(tmp_path: Path) -> None:
    assert "no rows" in reason(table(tmp_path, "title,text\n"))


def test_a_file_that_is_not_there_can_not_be_opened(tmp_path: Path) -> None:
    assert "can't be opened" in reason(tmp_path / "none.csv")


@pytest.mark.parametrize("wrap", ["{}", '{{"status": "ok", "articles": {}}}'])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_json_array_is_read_whole(tmp_path: Path, wrap: str, indent: int | None) -> None:
    rows = [{"text": "It is one."}, 7, {"text": "It is three."}]
    if "articles" in wrap:
        rows.remove(7)
    path = table(tmp_path, wrap.format(json.dumps(rows, indent=indent)), name="a.json")
    found, reasons = load(path)
    assert [article.text for article in found] == ["It is one.", "It is three."]
    assert len(reasons) == (7 in rows)
    if reasons:
        assert [article.id for article in found] == ["news/a#1", "news/a#3"]


def test_one_article_over_several_lines_is_a_row(tmp_path: Path) -> None:
    path = table(tmp_path, json.dumps({"title": "A", "text": LEAD}, indent=2), name="a.json")
    assert [(article.id, article.text) for article in articles(path)] == [("news/a#1", LEAD)]


def test_an_array_over_the_limit_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(row_files, "MAX_ARRAY_BYTES", 10)
    assert "JSON Lines" in reason(table(tmp_path, json.dumps([{"text": LEAD}])))


def test_a_broken_array_says_so(tmp_path: Path) -> None:
    assert "not valid JSON" in reason(table(tmp_path, '[{"text": "It is one."},'))


def test_a_broken_first_line_does_not_spoil_the_rest(tmp_path: Path) -> None:
    found, reasons = load(jsonl(tmp_path, '{"text": broken}', {"text": "It is two."}))
    assert [article.id for article in found] == ["news/a#2"]
    assert len(reasons) == 1


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv"])
def test_a_row_over_the_limit_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(row_files, "MAX_ROW", 1000)
    texts = ["It is one.", "x " * 3000, "It is three."]
    if name.endswith("l"):
        path = jsonl(tmp_path, *({"text": text} for text in texts))
    else:
        path = table(tmp_path, "title,text\n" + "".join(f'T,"{text}"\n' for text in texts))
    found, reasons = load(path)
    assert [article.text for article in found] == ["It is one.", "It is three."]
    assert reasons == ["row 2: longer than 1,000 characters"]


def test_html_becomes_text(tmp_path: Path) -> None:
    html = (
        "<div><style>p {color: red}</style><p>The council has <b>signed</b> it.</p>\n<p>See"
        " <a href='/x'>the\nact</a> &amp; the note<br>below.</p><ul><li>One is here.</li>"
        "<li>Two is here.</li></ul><script>if (a < b) alert(1)</script></div>"
    )
    assert articles(jsonl(tmp_path, {"text": html}))[0].text == (
        "The council has signed it.\n\nSee the act & the note\nbelow.\n\n- One is here.\n\n"
        "- Two is here."
    )


def test_what_only_looks_like_html_stays(tmp_path: Path) -> None:
    text = "It holds that a < b and c > d, as <name> said.\n\nIt is AT&T, not <p> alone."
    assert articles(jsonl(tmp_path, {"text": text}))[0].text == text


def test_paragraphs_may_be_a_list(tmp_path: Path) -> None:
    path = jsonl(tmp_path, {"text": ["It is one.", "It is two.", None]})
    assert articles(path)[0].text == "It is one.\n\nIt is two."


def test_furniture_of_pages_is_left_out(tmp_path: Path) -> None:
    text = f"{LEAD}\n\nThis website uses cookies to enhance your experience.\n\nIt ends here."
    assert articles(jsonl(tmp_path, {"text": text}))[0].text == f"{LEAD}\n\nIt ends here."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("It was signed. More followed.", "It was signed"),
        ("Mr. Li of the U.S. office signed. More.", "Mr. Li of the U.S. office signed"),
        ("腾讯签署了协议。双方合作。", "腾讯签署了协议"),
        ("Short", "Short"),
        ("A heading\n\nThe text of it.", "A heading The text of it"),
        ("word " * 40, "word " * 15 + "word…"),
        ("字" * 100, "字" * 79 + "…"),
    ],
)
def test_a_missing_title_is_the_first_words(tmp_path: Path, text: str, title: str) -> None:
    assert articles(jsonl(tmp_path, {"text": text}))[0].title == title


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2020-03-12", "2020-03-12"),
        ("2020-03-12 05:58:00", "2020-03-12"),
        ("2020-03", "2020-03"),
        (2020, "2020"),
        ("Thu, 12 Mar 2020 10:00:00 GMT", "2020-03-12"),
        ("March 12, 2020", "2020-03-12"),
        (1583971200, "2020-03-12"),
        (1583971200000, "2020-03-12"),
        ("03/04/2020", None),
        ("last week", None),
        (None, None),
        ("nan", None),
        (-1, None),
        ("9999999999", "2286-11-20"),
    ],
)
def test_dates_are_what_the_cell_says(tmp_path: Path, value: Any, date: str | None) -> None:
    assert articles(jsonl(tmp_path, {"text": LEAD, "date": value}))[0].date == date


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "big.jsonl"
    line = json.dumps({"title": "A", "text": LONG * 120}) + "\n"
    rows = 50_000_000 // len(line)
    with path.open("w", encoding="utf-8") as file:
        for _ in range(rows):
            file.write(line)
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_rows(path, str)) == rows
        first = islice(load_rows(path, "a", str), 100)
        assert [article.id for article in first] == [f"a#{number}" for number in range(1, 101)]
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


def test_rows_are_read_as_they_are_asked_for(tmp_path: Path) -> None:
    path = jsonl(tmp_path, *({"text": f"It is number {number}."} for number in range(500)), "{")
    reasons: list[str] = []
    rows = load_rows(path, "a", reasons.append)
    assert next(rows).id == "a#1"
    assert not reasons
    assert len(list(rows)) == 499
    assert reasons[0].startswith("row 501: not valid JSON")
