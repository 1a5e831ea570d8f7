"""Bytes become text, whatever their encoding; what is no text is told."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipqa.errors import UnreadableFileError
from ipqa.loaders.text import decode, normalise, one_line, read_text

LIMIT = 1_000_000
CHINESE = "中国版权保护中心与阿里巴巴集团签署战略合作协议。双方将共同打击盗版，促进版权产业的发展。"
WESTERN = [
    "Zürich is nice. The café was opened by Mr Müller in 2016, and everybody goes there.",
    "The naïve café. Plain words only otherwise, and the rest of this article is all ASCII.",
    "Le ministre a déclaré que l'été dernier, la société française a signé un accord à Genève.",
    "Der Präsident der Münchner Behörde sagte, dass die Prüfung über drei Jahre läuft.",
]


def written(folder: Path, raw: bytes) -> Path:
    path = folder / "article.txt"
    path.write_bytes(raw)
    return path


@pytest.mark.parametrize("text", WESTERN)
def test_latin_1_is_read(text: str, tmp_path: Path) -> None:
    assert read_text(written(tmp_path, text.encode("latin-1")), LIMIT) == text


def test_windows_quotation_marks_are_read(tmp_path: Path) -> None:
    text = "“Quoted” words — it’s a €5m deal… said Mr Müller, who works for the company in Bonn."
    assert read_text(written(tmp_path, text.encode("cp1252")), LIMIT) == text


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-8", "utf-8-sig"])
def test_chinese_is_read(encoding: str, tmp_path: Path) -> None:
    assert read_text(written(tmp_path, CHINESE.encode(encoding)), LIMIT) == CHINESE


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_of_either_order_is_read_by_its_mark(encoding: str, tmp_path: Path) -> None:
    raw = "\ufeffTencent signed — 签署.".encode(encoding)
    assert read_text(written(tmp_path, raw), LIMIT) == "Tencent signed — 签署."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_known_by_its_look(encoding: str, tmp_path: Path) -> None:
    text = "Tencent signed the agreement — 签署 — in Beijing."
    assert read_text(written(tmp_path, text.encode(encoding)), LIMIT) == text


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("gb18030", "gb2312"),
        ("shift_jis", "Shift_JIS"),
        ("iso-2022-jp", "ISO-2022-JP"),
        ("utf-8", "gb2312"),
        ("gb18030", "no-such-encoding"),
        ("gb18030", None),
    ],
)
def test_a_declared_encoding_counts_where_the_text_is_not_utf_8(
    encoding: str, declared: str | None
) -> None:
    text = CHINESE if "gb" in encoding else "日本の著作権法は改正された。" * 3
    assert decode(text.encode(encoding), Path("a"), declared) == text


def test_an_encoding_with_few_letters_of_ascii_is_left_to_the_detector(tmp_path: Path) -> None:
    text = "Žluťoučký kůň úpěl ďábelské ódy a řeřicha rostla u příkopů, říkali lidé. " * 4
    assert read_text(written(tmp_path, text.encode("cp1250")), LIMIT) == text.strip()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \n\t\n", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "binary"),
        (bytes(range(1, 32)) * 40, "binary"),
        (b"\xff\xfe" + b"\x00\xd8" * 9, "UTF-16"),
    ],
)
def test_what_is_no_text_is_told_with_what_to_do(raw: bytes, reason: str, tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError) as caught:
        read_text(written(tmp_path, raw), LIMIT)
    assert reason in caught.value.reason
    assert ": " in caught.value.reason


def test_binary_data_after_a_utf_16_mark_is_no_text(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="binary"):
        read_text(written(tmp_path, b"\xff\xfe" + b"\x01\x00\x00\x00" * 99), LIMIT)


def test_a_huge_file_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = written(tmp_path, b"x" * 3_000_001)
    monkeypatch.setattr(Path, "read_bytes", lambda self: pytest.fail("read"))
    with pytest.raises(UnreadableFileError, match="larger than 3 MB: split it"):
        read_text(path, 3_000_000)


def test_a_file_that_is_gone_or_a_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        read_text(tmp_path / "gone.txt", LIMIT)
    with pytest.raises(UnreadableFileError, match="is a directory"):
        read_text(tmp_path, LIMIT)


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("a\r\nb\rc", "a\nb\nc"),
        ("a  \n b\t\n", "a\n b"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("cafe\u0301", "café"),
        ("a\u00adb\u200bc\ufeff", "abc"),
        ("a\u2028b\u2029c\fd", "a\nb\n\nc\n\nd"),
        ("a\x07b\x1bc\x9b\x7fd", "abcd"),
        ("a\u202eb\u2066c\u200ed\u061ce", "abcde"),
        ("a\U000e0041\U000e007fb\u2063c\u034fd", "abcd"),
        ("\u05e9\u05dc\u05d5\u05dd 中文 👍🏽", "\u05e9\u05dc\u05d5\u05dd 中文 👍🏽"),
        ("a\ud800b", "a?b"),
        ("\u3000中\u3000\n", "中"),
    ],
)
def test_text_is_normalised(raw: str, expected: str) -> None:
    assert normalise(raw) == expected


@given(st.text() | st.text("a\u0301\u00ad \t\r\n\f\v\x85\u2028\u2029\u3000\u200b\x1c"))
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalise(normalise(text)) == normalise(text)


def test_a_title_is_one_line() -> None:
    assert one_line(" a\n\u202eb\x1b[31m\u2028 c\t\x00") == "a b[31m c"


def test_blanks_without_end_take_no_time() -> None:
    started = time.process_time()
    assert len(normalise("a" + " " * 200_000 + "b")) == 200_002
    assert time.process_time() - started < 1
