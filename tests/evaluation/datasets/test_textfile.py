from __future__ import annotations

from pathlib import Path

import pytest

from ipqa.errors import QuestionsError
from ipqa.evaluation.datasets.textfile import clean, json_lines, read_text

from ..builders import write_lines


def test_a_byte_order_mark_and_carriage_returns_are_dropped(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"\xef\xbb\xbfone\r\ntwo\rthree")
    assert read_text(path) == "one\ntwo\nthree"


def test_what_can_not_be_read_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with pytest.raises(QuestionsError, match=r"a\.txt: can't be read \(No such file"):
        read_text(path)
    path.write_bytes("naïve".encode("cp1252"))
    with pytest.raises(QuestionsError, match=r"a\.txt: not UTF-8 .*: save it as UTF-8 text$"):
        read_text(path)


def test_json_lines_are_numbered_as_in_the_file(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", '{"a": 1}', "", ' {"a": 2}', "[]")
    lines = json_lines(path)
    assert [next(lines), next(lines)] == [(1, {"a": 1}), (3, {"a": 2})]
    with pytest.raises(QuestionsError, match="line 4: not a JSON object"):
        next(lines)


def test_a_line_that_is_no_json_is_named(tmp_path: Path) -> None:
    path = write_lines(tmp_path / "a.jsonl", "", "{oops")
    with pytest.raises(QuestionsError, match="line 2: not valid JSON"):
        list(json_lines(path))


def test_clean_text_is_as_loaders_leave_it_and_can_be_written() -> None:
    assert clean(" e\u0301te\u0301\u200b \r\nx ") == "été\nx"
    assert clean("half \ud83d pair").encode("utf-8") == b"half ? pair"
